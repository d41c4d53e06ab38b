//! What coins cost that move (the SDK's bank module).

use std::collections::BTreeMap;

use cosmwasm_std::Coin;

use super::{
    proto,
    routing::{Registry, ACCOUNT_TEXT, CONTRACT_TEXT},
    store,
};

/// What everyone holds, in the order of the transaction: every transfer changes it.
#[derive(Debug, Clone, Default)]
pub struct Balances(BTreeMap<(String, String), u128>);

/// Bytes of the bank's parameters: coins may be sent.
const PARAMS: usize = 2;
/// Bytes of a field with a number under 128.
const SMALL_NUMBER: usize = 2;

impl Balances {
    /// Says what an address holds.
    pub fn set(&mut self, address: &str, denom: &str, amount: u128) {
        self.0
            .insert((address.to_owned(), denom.to_owned()), amount);
    }

    fn get(&self, address: &str, denom: &str) -> u128 {
        let key = (address.to_owned(), denom.to_owned());
        self.0.get(&key).copied().unwrap_or(0)
    }

    /// Moves coins, and what that costs.
    pub fn send(&mut self, registry: &Registry, from: &str, to: &str, coins: &[Coin]) -> u64 {
        let mut gas = store::read(1, PARAMS);
        gas += store::length(coins.len()) * store::HAS;
        gas += store::read(1 + registry.address_bytes(from), account(registry, from));
        for coin in coins {
            let left = self
                .get(from, &coin.denom)
                .saturating_sub(coin.amount.u128());
            gas += self.change(registry, (from, &coin.denom), left);
        }
        for coin in coins {
            let sum = self.get(to, &coin.denom).saturating_add(coin.amount.u128());
            gas += self.change(registry, (to, &coin.denom), sum);
        }
        gas + store::HAS
    }

    /// Reads a balance and writes it anew, with the list of a coin's holders.
    fn change(&mut self, registry: &Registry, (who, denom): (&str, &str), after: u128) -> u64 {
        let before = self.get(who, denom);
        let address = 1 + registry.address_bytes(who);
        let key = 1 + address + denom.len();
        let holders_key = 1 + denom.len() + 1 + address;
        let digits = |amount: u128| {
            if amount == 0 {
                0
            } else {
                amount.to_string().len()
            }
        };
        self.set(who, denom, after);
        let read = store::read(key, digits(before));
        if after == 0 {
            return read + 2 * store::DELETE;
        }
        read + store::write(key, digits(after)) + store::write(holders_key, 0)
    }
}

/// Bytes of an account as the chain keeps it: an account that has signed keeps its key too. Account
/// numbers and sequences are taken to be small.
pub fn account(registry: &Registry, address: &str) -> usize {
    if registry.is_contract(address) {
        base_account(proto::bytes(CONTRACT_TEXT) + SMALL_NUMBER)
    } else {
        signer()
    }
}

/// Bytes of an account that has signed.
pub fn signer() -> usize {
    base_account(proto::bytes(ACCOUNT_TEXT) + proto::bytes(public_key()) + 2 * SMALL_NUMBER)
}

fn base_account(fields: usize) -> usize {
    proto::any("/cosmos.auth.v1beta1.BaseAccount", fields)
}

/// Bytes of a public key.
pub fn public_key() -> usize {
    proto::any("/cosmos.crypto.secp256k1.PubKey", proto::bytes(33))
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::coins;

    use super::*;
    use crate::gas::routing::Contract;

    const ATTO: u128 = 1_000_000_000_000_000_000;

    fn registry() -> Registry {
        let mut registry = Registry::default();
        let contract = Contract {
            code: 1,
            label: "vault".to_owned(),
            height: 40,
        };
        registry.add("vault", contract);
        registry
    }

    #[test]
    fn a_payment_by_a_contract_costs_what_it_did_on_a_node() {
        let mut balances = Balances::default();
        balances.set("vault", "aeth", 1_040 * ATTO);
        balances.set("alice", "aeth", 8_958 * ATTO);
        let gas = balances.send(&registry(), "vault", "alice", &coins(ATTO, "aeth"));
        let reads = 1_009 + 1_000 + 1_408 + 1_180 + 1_144 + 1_000;
        let writes = 3_170 + 3_800 + 2_810 + 3_440;
        assert_eq!(gas, reads + writes);
        assert_eq!(balances.get("vault", "aeth"), 1_039 * ATTO);
        assert_eq!(balances.get("alice", "aeth"), 8_959 * ATTO);
    }

    #[test]
    fn the_last_coin_is_deleted_instead_of_written() {
        let (mut some, mut all) = (Balances::default(), Balances::default());
        some.set("alice", "aeth", 12);
        all.set("alice", "aeth", 10);
        let some = some.send(&registry(), "alice", "vault", &coins(10, "aeth"));
        let all = all.send(&registry(), "alice", "vault", &coins(10, "aeth"));
        let (key, holders) = (1 + 21 + 4, 1 + 4 + 1 + 21);
        let written = store::write(key, 1) + store::write(holders, 0);
        assert_eq!(some - all, written - 2 * store::DELETE);
    }
}

//! Contracts and codes as the chain keeps them: every call reads both.

use std::collections::BTreeMap;

use super::{chain::Unknown, proto, store, written};

/// Bytes of an account's address as text on the chain.
pub const ACCOUNT_TEXT: usize = "wasm1".len() + 38;
/// Bytes of a contract's.
pub const CONTRACT_TEXT: usize = "wasm1".len() + 58;
/// Bytes of a contract's address itself.
pub const CONTRACT_BYTES: usize = 32;
/// Bytes of an account's address itself.
pub const ACCOUNT_BYTES: usize = 20;

/// A contract as the chain keeps it.
#[derive(Debug, Clone)]
pub struct Contract {
    /// Its code's id.
    pub code: u64,
    /// Its label.
    pub label: String,
    /// The block that created it.
    pub height: u64,
}

/// All contracts, by address.
#[derive(Debug, Clone, Default)]
pub struct Registry(BTreeMap<String, Contract>);

impl Registry {
    /// Adds a contract whose creator and admin are accounts.
    pub fn add(&mut self, address: &str, contract: Contract) {
        self.0.insert(address.to_owned(), contract);
    }

    /// Whether an address is a contract's.
    pub fn is_contract(&self, address: &str) -> bool {
        self.0.contains_key(address)
    }

    /// Bytes of an address itself.
    pub fn address_bytes(&self, address: &str) -> usize {
        if self.is_contract(address) {
            CONTRACT_BYTES
        } else {
            ACCOUNT_BYTES
        }
    }

    /// Reading a contract and its code.
    pub fn look_up(&self, address: &str) -> Result<u64, Unknown> {
        let contract = self.0.get(address).ok_or_else(|| Unknown::Contract {
            address: address.to_owned(),
        })?;
        let code_key = 1 + 8;
        Ok(store::read(1 + CONTRACT_BYTES, contract.info()) + store::read(code_key, code_info()))
    }
}

impl Contract {
    /// Bytes of a `ContractInfo`.
    fn info(&self) -> usize {
        let created = proto::number(self.height);
        proto::number(self.code)
            + 2 * proto::bytes(ACCOUNT_TEXT)
            + proto::bytes(written(self.label.as_bytes()))
            + proto::message(created)
            + proto::bytes("wasm2".len() + CONTRACT_TEXT - "wasm".len())
    }
}

/// Bytes of a `CodeInfo` that everybody may instantiate.
fn code_info() -> usize {
    let everybody = proto::number(3);
    proto::bytes(32) + proto::bytes(ACCOUNT_TEXT) + proto::message(everybody)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_and_its_code_cost_what_they_did_on_a_node() {
        let mut registry = Registry::default();
        for (label, code) in [("vault", 1), ("stablecoin", 4)] {
            let (label, height) = (label.to_owned(), 40);
            let contract = Contract {
                code,
                label: label.clone(),
                height,
            };
            registry.add(&label, contract);
        }
        assert_eq!(registry.look_up("vault"), Ok(1_606 + 1_276));
        assert_eq!(registry.look_up("stablecoin"), Ok(1_621 + 1_276));
        let address = "nobody".to_owned();
        assert_eq!(
            registry.look_up("nobody"),
            Err(Unknown::Contract { address })
        );
    }
}

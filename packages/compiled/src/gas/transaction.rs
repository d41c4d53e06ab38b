//! What the transaction itself costs, before its messages.

use cosmwasm_std::Coin;

use super::{bank, proto, routing, store};

const BYTE: u64 = 10;
const SIGNATURE: u64 = 1_000;

/// A message as it stands in a transaction.
#[derive(Debug, Clone)]
pub enum Message {
    /// To a contract.
    Execute {
        /// The message, JSON.
        msg: Vec<u8>,
        /// Coins sent along.
        funds: Vec<Coin>,
    },
    /// Coins to an account.
    Send {
        /// The coins.
        coins: Vec<Coin>,
    },
}

impl Message {
    fn length(&self) -> usize {
        let coins = |coins: &[Coin]| -> usize {
            let coins = coins.iter();
            coins
                .map(|coin| {
                    let amount = coin.amount.to_string().len();
                    proto::message(proto::bytes(coin.denom.len()) + proto::bytes(amount))
                })
                .sum()
        };
        match self {
            Self::Execute { msg, funds } => {
                let value = proto::bytes(routing::ACCOUNT_TEXT)
                    + proto::bytes(routing::CONTRACT_TEXT)
                    + proto::bytes(super::written(msg))
                    + coins(funds);
                proto::any("/cosmwasm.wasm.v1.MsgExecuteContract", value)
            }
            Self::Send { coins: sent } => {
                let value = 2 * proto::bytes(routing::ACCOUNT_TEXT) + coins(sent);
                proto::any("/cosmos.bank.v1beta1.MsgSend", value)
            }
        }
    }
}

/// A transaction with one signer and no fee.
#[derive(Debug, Clone)]
pub struct Transaction {
    /// Its messages.
    pub messages: Vec<Message>,
    /// The signer's transactions before it.
    pub sequence: u64,
    /// The gas it may use.
    pub gas_limit: u64,
}

impl Transaction {
    /// Its bytes.
    pub fn length(&self) -> usize {
        let messages = self.messages.iter();
        let body: usize = messages
            .map(|message| proto::message(message.length()))
            .sum();
        let mode = proto::message(proto::message(proto::number(1)));
        let signer = proto::bytes(bank::public_key()) + mode + proto::number(self.sequence);
        let fee = proto::number(self.gas_limit);
        let auth = proto::message(signer) + proto::message(fee);
        proto::bytes(body) + proto::bytes(auth) + proto::bytes(64)
    }

    /// Gas before the first message.
    pub fn gas(&self) -> u64 {
        let bytes = store::length(self.length()) * BYTE;
        bytes + SIGNATURE + order_in_block() + breakers(self.messages.len()) + signer()
    }
}

/// The chain counts the transactions of a block, in twelve bytes.
fn order_in_block() -> u64 {
    store::read(1, 12) + store::write(1, 12)
}

/// Each message may have been switched off.
fn breakers(messages: usize) -> u64 {
    store::length(messages) * store::HAS
}

/// The signer is read six times and written once, with the list by number; the parameters for
/// accounts are read three times.
fn signer() -> u64 {
    const PARAMS: usize = 13;
    const NUMBER_KEY: usize = "accountNumber".len() + 8;
    let (key, account) = (1 + routing::ACCOUNT_BYTES, bank::signer());
    let list = store::DELETE + store::HAS + store::write(NUMBER_KEY, routing::ACCOUNT_BYTES);
    3 * store::read(1, PARAMS) + 6 * store::read(key, account) + list + store::write(key, account)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the node reported it: bytes of the transaction, gas before the first message.
    #[test]
    fn a_transaction_costs_what_it_did_on_a_node() {
        let msg = br#"{"withdraw":{"amount":"10000000","position":4294967309}}"#;
        let transaction = Transaction {
            messages: vec![Message::Execute {
                msg: msg.to_vec(),
                funds: vec![],
            }],
            sequence: 50,
            gas_limit: 1_000_000,
        };
        assert_eq!(transaction.length(), 371);
        assert_eq!(transaction.gas(), 30_329 + 3_710);
    }

    #[test]
    fn coins_and_messages_add_their_bytes() {
        let send = |denoms: &[&str]| Message::Send {
            coins: denoms
                .iter()
                .map(|denom| Coin::new(5_000_000_u128, *denom))
                .collect(),
        };
        let length = |messages: Vec<Message>| {
            let transaction = Transaction {
                messages,
                sequence: 50,
                gas_limit: 1_000_000,
            };
            transaction.length()
        };
        assert_eq!(length(vec![send(&["uatom"])]), 302);
        let coin = 2 + (2 + 5) + (2 + 7);
        assert_eq!(length(vec![send(&["uatom", "uosmo"])]), 302 + coin);
    }
}

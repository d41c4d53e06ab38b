//! What the transaction itself costs, before its messages.

use cosmwasm_std::Coin;

use super::{bank, proto, routing, store, text};

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
        let body: usize = messages.map(|message| proto::message(message.length())).sum();
        let mode = proto::message(proto::message(proto::number(1)));
        let signer =
            proto::bytes(bank::public_key()) + mode + proto::number(self.sequence);
        let fee = proto::number(self.gas_limit);
        let auth = proto::message(signer) + proto::message(fee);
        proto::bytes(body) + proto::bytes(auth) + proto::bytes(64)
    }

    /// Gas before the first message: bytes, signature, and what the chain reads and writes of the
    /// signer, of its parameters and of the order in the block.
    pub fn gas(&self) -> u64 {
        store::length(self.length()) * BYTE + SIGNATURE + FIXED
    }
}

/// PLACEHOLDER
const FIXED: u64 = 20_000;

/// Bytes of a text on the chain.
pub fn text_bytes(given: &str) -> u64 {
    text(given)
}

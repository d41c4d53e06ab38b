//! What can be sent to the chain.

mod address;
mod gov;
#[cfg(test)]
mod tests;
mod wasm;

use cosmrs::{
    proto::cosmos::{
        bank::v1beta1::MsgSend,
        base::v1beta1::Coin as ProtoCoin,
        gov::v1::{MsgDeposit, MsgVote},
    },
    Any,
};
use cosmwasm_std::Coin;
use serde::Serialize;
use serde_json::Value;

pub use address::{gov_address, is_address, predict_address};
pub use gov::{Proposal, VoteOption};

use crate::{Error, Result};

pub(crate) use address::is_prefix;

/// A message. Who sends it is who signs; within a proposal it is the governance's account.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// Calls a contract.
    Execute {
        /// The contract.
        contract: String,
        /// The call.
        msg: Value,
        /// Coins attached.
        funds: Vec<Coin>,
    },
    /// Stores a code.
    Store {
        /// The wasm file, as it is or compressed by gzip; it is sent compressed.
        wasm: Vec<u8>,
    },
    /// Creates a contract.
    Instantiate {
        /// Its code.
        code_id: u64,
        /// Its label.
        label: String,
        /// Who may migrate it.
        admin: Option<String>,
        /// Its first message.
        msg: Value,
        /// Coins attached.
        funds: Vec<Coin>,
        /// With a salt the address follows from code, sender and salt: see [`predict_address`].
        salt: Option<Vec<u8>>,
    },
    /// Moves a contract to another code. Only its admin.
    Migrate {
        /// The contract.
        contract: String,
        /// The new code.
        code_id: u64,
        /// Its message.
        msg: Value,
    },
    /// Names who may migrate a contract. Only its admin.
    UpdateAdmin {
        /// The contract.
        contract: String,
        /// The new one.
        admin: String,
    },
    /// Sends coins.
    Send {
        /// To whom.
        to: String,
        /// What.
        coins: Vec<Coin>,
    },
    /// Submits a proposal.
    SubmitProposal(Proposal),
    /// Votes on a proposal.
    Vote {
        /// Its number.
        proposal: u64,
        /// How.
        option: VoteOption,
    },
    /// Adds to a proposal's deposit.
    Deposit {
        /// Its number.
        proposal: u64,
        /// What.
        coins: Vec<Coin>,
    },
    /// Keeps codes in memory. Only governance.
    PinCodes {
        /// Their numbers.
        code_ids: Vec<u64>,
    },
    /// Undoes that. Only governance.
    UnpinCodes {
        /// Their numbers.
        code_ids: Vec<u64>,
    },
    /// Any other message, complete.
    Any(Any),
}

impl Msg {
    /// A call of a contract.
    pub fn execute(contract: &str, msg: &impl Serialize, funds: Vec<Coin>) -> Result<Self> {
        Ok(Self::Execute {
            contract: contract.to_owned(),
            msg: json(msg)?,
            funds,
        })
    }

    /// The message as it is signed.
    pub fn to_any(&self, sender: &str) -> Result<Any> {
        let sender = sender.to_owned();
        match self {
            Self::Any(any) => Ok(any.clone()),
            Self::Send { to, coins } => pack(&MsgSend {
                from_address: sender,
                to_address: to.clone(),
                amount: proto(coins),
            }),
            Self::Execute { .. }
            | Self::Store { .. }
            | Self::Instantiate { .. }
            | Self::Migrate { .. }
            | Self::UpdateAdmin { .. }
            | Self::PinCodes { .. }
            | Self::UnpinCodes { .. } => self.wasm(sender),
            Self::SubmitProposal(proposal) => proposal.to_any(sender),
            Self::Vote { proposal, option } => pack(&MsgVote {
                proposal_id: *proposal,
                voter: sender,
                option: option.number(),
                metadata: String::new(),
            }),
            Self::Deposit { proposal, coins } => pack(&MsgDeposit {
                proposal_id: *proposal,
                depositor: sender,
                amount: proto(coins),
            }),
        }
    }
}

pub(crate) fn json(msg: &impl Serialize) -> Result<Value> {
    serde_json::to_value(msg).map_err(|error| Error::Unusable {
        what: "message".to_owned(),
        reason: error.to_string(),
    })
}

fn pack(msg: &impl cosmrs::proto::traits::Name) -> Result<Any> {
    Any::from_msg(msg).map_err(|error| Error::Unusable {
        what: "message".to_owned(),
        reason: error.to_string(),
    })
}

/// Coins as the chain takes them: in order of denom, none of zero.
pub(crate) fn proto(coins: &[Coin]) -> Vec<ProtoCoin> {
    let mut coins: Vec<_> = coins
        .iter()
        .filter(|coin| !coin.amount.is_zero())
        .map(|coin| ProtoCoin {
            denom: coin.denom.clone(),
            amount: coin.amount.to_string(),
        })
        .collect();
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    coins
}

//! What can come of an action.

use cosmwasm_std::{Decimal, Uint128};

use crate::node::{Included, SendError};

/// What came of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is on the chain.
    Done(Receipt),
    /// It would have been sent.
    WouldDo(Cost),
    /// Somebody else was first. What was paid for it, if the race was lost on the chain.
    Overtaken(Option<Cost>),
    /// Its gas would cost more than it may.
    Unprofitable {
        /// What it would cost, in US dollars.
        cost: Decimal,
        /// What it may cost.
        most: Decimal,
    },
    /// An earlier transaction may still be included.
    Held {
        /// Up to this block at least.
        until: u64,
    },
    /// The node asks for more than the bound on the gas price.
    FeeTooHigh {
        /// The bound, base units of the gas coin for one unit of gas.
        most: Decimal,
    },
    /// It was not included in time and never will be; the next one pays more.
    NotIncluded,
}

/// What a transaction costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Base units of the gas coin.
    pub fee: Uint128,
    /// The same in US dollars.
    pub usd: Decimal,
}

/// A transaction on the chain with what it cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Where it is, and what happened.
    pub included: Included,
    /// What it cost.
    pub cost: Cost,
}

impl ActError {
    /// What was paid for it all the same.
    pub const fn paid(&self) -> Option<&Cost> {
        match self {
            Self::Send { paid, .. } => paid.as_ref(),
            Self::NothingTaken { paid, .. } => Some(paid),
            Self::Poor { .. } | Self::Message { .. } => None,
        }
    }
}

/// Why an action could not be carried out. The task fails and tries again later.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActError {
    /// The contract or the chain does not accept it.
    #[error("{action}: {error}")]
    Send {
        /// What was to be done.
        action: String,
        /// Why not.
        error: SendError,
        /// What was paid, if it failed on the chain.
        paid: Option<Cost>,
    },
    /// It is on the chain, and what it was for has not come.
    #[error("{action}: transaction {hash} is on the chain, and nothing was taken by it")]
    NothingTaken {
        /// What was to be done.
        action: String,
        /// The transaction.
        hash: String,
        /// What was paid.
        paid: Cost,
    },
    /// The account cannot pay the fee.
    #[error("{address} holds {available} of the gas coin, {needed} is needed to {action}")]
    Poor {
        /// What was to be done.
        action: String,
        /// Who pays.
        address: String,
        /// What it holds.
        available: u128,
        /// The fee.
        needed: Uint128,
    },
    /// A message that does not become JSON.
    #[error("{action}: {reason}")]
    Message {
        /// What was to be done.
        action: String,
        /// Why not.
        reason: String,
    },
}

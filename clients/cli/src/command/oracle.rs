//! What is done with price feeds.

use std::path::PathBuf;

use cosmwasm_std::Decimal;

use crate::time::Duration;

/// What can be done on any chain.
#[derive(Debug)]
pub enum OracleVerb {
    Status {
        feed: Option<String>,
    },
    Relay {
        files: Vec<PathBuf>,
    },
    Report {
        statement: Statement,
        is_by_all: bool,
    },
    Poke {
        feeds: Vec<String>,
    },
    Freeze {
        feed: String,
        duration: Duration,
    },
    Unfreeze {
        feed: String,
    },
}

/// What a feeder says; the time of publication is now, unless another is named.
#[derive(Debug)]
pub struct Statement {
    pub feed: String,
    pub price: Decimal,
    pub published_at: Option<u64>,
    pub implied_volatility: Option<Decimal>,
}

/// A report to be signed, for which no chain has to be asked.
#[derive(Debug)]
pub struct Signing {
    pub statement: Statement,
    /// None is that of the place.
    pub oracle: Option<NamedOracle>,
    pub file: Option<PathBuf>,
}

/// An oracle by its chain and its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOracle {
    pub chain_id: String,
    pub address: String,
}

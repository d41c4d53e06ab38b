//! A client of a chain that Ballast is deployed on: typed questions, transactions that are sent once
//! and followed to their end, blocks as they come.
//!
//! ```text
//! Manifest -> Client (questions, blocks) -> Signer (transactions)
//!                 \-> System (typed questions to the contracts)
//! ```
#![deny(missing_docs)]
#![allow(clippy::arithmetic_side_effects)] // heights and times; money is counted by checked operations

mod chain;
mod endpoint;
mod error;
#[cfg(test)]
mod fake_node;
mod gas;
mod key;
mod manifest;
mod msg;
mod report;
mod signer;
mod system;
mod toml_text;

pub use chain::{
    Account, Block, BlockEvent, Blocks, ChainConfig, Client, CodeInfo, ContractInfo, GovParams,
    ProposalInfo, ProposalStatus, Tally, VoteInfo,
};
pub use cosmrs::Any;
pub use endpoint::Endpoint;
pub use error::{Error, Result};
pub use gas::{GasPrice, GasPriceError};
pub use key::{Key, KeyError};
pub use manifest::{Code, Contracts, Manifest, ManifestAsset, ManifestError};
pub use msg::{gov_address, is_address, predict_address, Msg, Proposal, VoteOption};
pub use report::{feeder_of, sign, verify, ReportError};
pub use signer::{Ended, Included, Options, Pending, Signer, Simulated};
pub use system::System;
pub use toml_text::from_toml;

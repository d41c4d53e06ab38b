//! The embedded chain: the real contract code on `cw-multi-test`, deployed, with named accounts, a
//! clock, price feeders and a folder to persist in.
//!
//! # One door
//!
//! Every change goes through [`Devchain::run`], which takes an [`Operation`]: a block time, a sender
//! and one or several calls that succeed or fail together. What stands above it only builds
//! operations: the actors ([`Devchain::vault`], [`Devchain::oracle`], [`Devchain::liquidation`],
//! [`Devchain::stablecoin`]), the clock ([`Devchain::advance`]) and the feeders ([`feeders`]). A
//! history of operations ([`history`]) therefore replays exactly.
//!
//! # Looking at it
//!
//! Typed questions are methods of [`Devchain`] ([`reads`]); [`Devchain::books`] is the whole state by
//! names, in a stable order; [`invariants`] holds the state against what must always be true;
//! [`Devchain::counts`] says what an operation cost in storage operations.
//!
//! # Deployment
//!
//! [`Deployment`] describes everything that exists before the first operation.
//! [`Deployment::standard`] is one with ether (native) and bitcoin (a cw20 token).
#![deny(missing_docs)]
// Nothing here holds money; sums of amounts that exist on the chain fit their types by far.
#![allow(clippy::arithmetic_side_effects)]

mod actor;
mod books;
mod chain;
mod codes;
mod counted;
mod deployment;
mod error;
pub mod feeders;
pub mod history;
pub mod invariants;
mod names;
mod operation;
pub mod paths;
pub mod reads;
mod snapshot;
mod state;
mod witness;

pub use actor::{Bank, Liquidation, Oracle, Pieces, Stablecoin, Terms, Token, Vault};
pub use books::{
    AuctionBooks, Books, DepositBooks, GroupBooks, OrderBooks, PoolBooks, PositionBooks,
    PriceBooks, TypeBooks,
};
pub use chain::Devchain;
pub use codes::{OtherCodes, CODES, CW20_CODE};
pub use counted::{Counted, Counter, Counts};
pub use deployment::{
    Account, AssetKind, AssetSpec, CollateralSpec, DeployError, Deployment, FeedSpec, GroupSpec,
    Marketing, StablecoinSpec,
};
pub use error::{Failure, QueryFailure};
pub use names::{account_address, account_key, ChainAsset, NameError, Names};
pub use operation::{Call, Done, Operation, Outcome, OutcomeLine};
pub use snapshot::{Snapshot, SnapshotError};
pub use state::State;
pub use witness::Witness;

/// Name of the vault, as in [`Call::contract`].
pub const VAULT: &str = "vault";
/// Name of the oracle.
pub const ORACLE: &str = "oracle";
/// Name of the liquidation contract.
pub const LIQUIDATION: &str = "liquidation";
/// Name of the stablecoin, as a contract and as an asset.
pub const STABLECOIN: &str = "stablecoin";
/// Name of the chain's own coins: [`Call::msg`] is then a [`cosmwasm_std::BankMsg`].
pub const BANK: &str = "bank";
/// Name of the chain's own contract management: [`Call::msg`] is then a
/// [`cosmwasm_std::WasmMsg`], as for a migration.
pub const WASM: &str = "wasm";

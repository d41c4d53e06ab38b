//! Deploys Ballast to a chain: from a TOML file, by ordinary transactions, in steps that can be resumed
//! after a failure anywhere. A mainnet and a local chain are deployed by the same code.
//!
//! ```text
//! DeploymentFile --resolve--> Plan --deploy--> Manifest
//!   names, TOML               addresses, messages, checked      what programs read
//! ```
//!
//! There is no progress file. The addresses of all contracts follow from codes, deployer and the
//! deployment's name, so the chain itself tells what has been done: each step is taken only where the
//! chain lacks it, and at the end everything on the chain equals the file.
#![deny(missing_docs)]
#![allow(clippy::arithmetic_side_effects)] // counts of steps; money passes through as it is

mod artifacts;
mod check;
mod differ;
mod error;
mod feed_spec;
mod file;
mod found;
mod handover;
mod keys;
mod message;
mod next;
mod plan;
mod resolve;
mod run;
#[cfg(test)]
mod walk;

pub use artifacts::{Artifact, Artifacts};
pub use check::listing_refusal;
pub use error::{DeployError, Difference, Fault, FileError};
pub use feed_spec::{FeedSpec, PythSpec};
pub use file::{
    AssetSpec, ChainSpec, CollateralSpec, DeploymentFile, GroupSpec, Marketing, RoleSpec,
    StablecoinSpec, TokenSpec,
};
pub use handover::{handover_proposal, offered_to_governance};
pub use keys::{addresses_of_keys, signer_of};
pub use next::Step;
pub use plan::{Plan, PlannedAsset, PlannedToken};
pub use run::{deploy, Event};

/// The four contracts, in the order in which they are created.
pub const CONTRACTS: [&str; 4] = [VAULT, ORACLE, STABLECOIN, LIQUIDATION];

/// Name of the vault in manifests and salts.
pub const VAULT: &str = "vault";
/// Name of the oracle.
pub const ORACLE: &str = "oracle";
/// Name of the stablecoin.
pub const STABLECOIN: &str = "stablecoin";
/// Name of liquidation.
pub const LIQUIDATION: &str = "liquidation";
/// Name of the code of tokens that a deployment creates as collateral.
pub const TOKEN: &str = "token";

/// In manifests the stablecoin is an asset with this name.
pub const STABLECOIN_ASSET: &str = "usd";

/// The name that stands for the chain's governance, wherever an account is named.
pub const GOVERNANCE: &str = "gov";

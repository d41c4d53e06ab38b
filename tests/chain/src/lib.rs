//! What the tests on a real chain share: a [`Site`] with a network and the contracts on it, actors that
//! sign, the books by queries, and a [`Crash`] with keepers in it.
#![deny(missing_docs)]
// A test that cannot go on says so by panicking, and its amounts are its own.
#![allow(clippy::arithmetic_side_effects, clippy::panic, clippy::unwrap_used)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc
)]

mod actor;
mod amounts;
mod audit;
mod books;
mod cli;
mod crash;
mod program;
mod site;

pub use actor::Actor;
pub use amounts::{eth, usd, ETH, FEED};
pub use audit::{Chronicle, Ledger, Seizure};
pub use books::{unsafe_positions, Books};
pub use cli::Cli;
pub use crash::{Crash, KeeperSummary, Kills, Summary};
pub use program::{ballast, keeper_config, KeeperProcess};
pub use site::{artifacts, artifacts_folder, deployment, network, options, plan, Site, PATIENCE};

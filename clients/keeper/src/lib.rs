//! The keeper: a bot that feeds prices, relays those of others, liquidates, takes from auctions, fills standing orders and keeps the books in order.
//!
//! ```text
//! sources, node -> Snapshot -> strategies (pure) -> Actions -> sender -> chain
//! ```
//!
//! Each task reads a [`strategy::Snapshot`], decides by pure functions, and sends what was decided. It
//! remembers nothing from one run to the next that the chain does not tell.
#![deny(missing_docs)]
#![allow(clippy::arithmetic_side_effects)] // counts and times; amounts use checked operations

pub mod config;
mod error;
pub mod fees;
pub mod keeper;
pub mod node;
pub mod observe;
pub mod reader;
mod run;
pub mod sender;
pub mod source;
pub mod strategy;
pub mod tasks;

use std::sync::Arc;

pub use config::{Config, ConfigError};
pub use error::KeeperError;
pub use keeper::Keeper;
pub use run::{run, run_until, Options};

/// Tells the machine's time, unix seconds.
pub type Clock = Arc<dyn Fn() -> u64 + Send + Sync>;

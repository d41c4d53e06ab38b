//! The oracle: price intake.
//!
//! Feeders report prices to their feeds. Once a quorum of a feed's feeders has reported freshly,
//! the median of their reports becomes the feed's accepted price, at once or after a confirmation: one small
//! record per feed that other contracts read raw, with [`ballast_types::oracle::OracleHandle::price`].
//!
//! A report travels [`contract::execute`] -> `execute::report` or `execute::relay` -> `intake` (the feed's
//! reports, loaded once) -> [`ballast_math::feed`] (pure) -> storage and events.
//!
//! | file | holds |
//! |---|---|
//! | `contract` | entry points: dispatch, no logic |
//! | `execute/` | a file per message |
//! | `query` | answers |
//! | `stated` | reports as they are stated, in checked form |
//! | `signature` | whose a signed report is |
//! | `intake` | one feed while a message is worked on |
//! | `foreign/` | oracles of others |
//! | `feed` | what a feed's parameters must satisfy |
//! | `registry` | feeds and feeders as messages name them |
//! | `records` | what other contracts read |
//! | `state` | names and layouts in storage |
#![deny(missing_docs)]

pub mod contract;
mod error;
mod execute;
pub mod feed;
pub mod foreign;
mod intake;
mod query;
mod records;
mod registry;
mod signature;
pub mod state;
mod stated;
#[cfg(test)]
mod tests;

pub use error::ContractError;

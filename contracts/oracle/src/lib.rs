//! The oracle: price intake.
//!
//! Feeders report prices to their feeds. Once a quorum of a feed's feeders has reported freshly,
//! the median of their reports becomes the feed's accepted price: one small record per feed that
//! other contracts read raw, with [`ballast_types::oracle::OracleHandle::price`].
//!
//! A report travels [`contract::execute`] -> `execute::report` -> `intake` (the feed's reports,
//! loaded once) -> [`round::decide`] (pure) -> storage and events.
//!
//! | file | holds |
//! |---|---|
//! | `contract` | entry points: dispatch, no logic |
//! | `execute/` | a file per message |
//! | `query` | answers |
//! | `round` | when reports make a price, and which |
//! | `intake` | one feed's reports while a message is worked on |
//! | `feed` | what a feed's parameters must satisfy |
//! | `registry` | feeds and feeders as messages name them |
//! | `prices` | the records that other contracts read |
//! | `state` | names and layouts in storage |
#![deny(missing_docs)]

pub mod contract;
mod error;
mod execute;
pub mod feed;
mod intake;
mod prices;
mod query;
mod registry;
pub mod round;
pub mod state;
#[cfg(test)]
mod tests;

pub use error::ContractError;

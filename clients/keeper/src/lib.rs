//! The keeper: a bot that feeds prices, liquidates and keeps the books in order.
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
pub mod node;
pub mod strategy;

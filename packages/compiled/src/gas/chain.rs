//! The chain as far as it decides on prices, and what is not known of it.

use super::{bank::Balances, routing::Registry};

/// Something that the model does not know the price of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// The trace ends too early, or another call was expected.
    #[error("the trace does not fit: {expected} was expected at call {place}")]
    Trace {
        /// What was expected.
        expected: &'static str,
        /// Where, from 0.
        place: usize,
    },
    /// A message that our contracts never send.
    #[error("no price is known for the message {message}")]
    Message {
        /// It.
        message: String,
    },
    /// A contract that was not registered.
    #[error("nothing is known of the contract {address}")]
    Contract {
        /// Its address.
        address: String,
    },
}

/// The chain as far as it decides on prices.
pub struct Chain<'a> {
    /// Contracts and codes.
    pub registry: &'a Registry,
    /// Whether the codes are pinned.
    pub is_pinned: bool,
    /// What everyone holds before the transaction.
    pub balances: Balances,
}

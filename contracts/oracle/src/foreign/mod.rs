//! Oracles of others, each read through one interface.

mod pyth;

use ballast_math::feed::Report;
use cosmwasm_std::{QuerierWrapper, StdError};

use crate::state::Source;

/// A contract that knows a price.
pub trait ForeignOracle {
    /// Its latest price, with the time of its publication.
    fn read(&self, querier: &QuerierWrapper) -> Result<Report, ForeignError>;
}

/// The foreign oracle that a source names; none for feeders of our own.
pub fn of(source: &Source) -> Option<Box<dyn ForeignOracle>> {
    match source {
        Source::Feeders(_) => None,
        Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => Some(Box::new(pyth::Pyth {
            contract: contract.clone(),
            price_id: *price_id,
            maximum_confidence: *maximum_confidence,
        })),
    }
}

/// An answer that is no price.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum ForeignError {
    /// No answer, or one in another form.
    #[error("cannot be read: {0}")]
    Unreadable(#[from] StdError),
    /// The answer is about something else.
    #[error("was asked for {asked} and answers for {answered}")]
    OtherPrice {
        /// The id that was asked for.
        asked: String,
        /// The id in the answer.
        answered: String,
    },
    /// Zero, negative, or more than a price can be.
    #[error("answers {price}e{exponent}, which is no price between 1e-18 and 1e9 USD")]
    NoPrice {
        /// The number.
        price: i64,
        /// The power of ten that it is to be multiplied with.
        exponent: i32,
    },
    /// A time before 1970.
    #[error("answers with publication time {published_at}")]
    NoTime {
        /// The time that was answered.
        published_at: i64,
    },
    /// The oracle is too unsure.
    #[error("answers {price} give or take {confidence}, more than {maximum} of the price")]
    Unsure {
        /// The number.
        price: i64,
        /// Half of the confidence interval, in the same unit.
        confidence: u64,
        /// The widest that is believed, as a share of the price.
        maximum: cosmwasm_std::Decimal,
    },
}

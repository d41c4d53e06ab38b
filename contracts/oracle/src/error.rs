//! What is refused, and why.

use ballast_guard::GuardError;
use ballast_types::oracle::RecordError;
use cosmwasm_std::{Decimal, StdError};
use thiserror::Error;

/// A refusal, with both sides of the refused fact.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage could not be read, or an address in the message is none.
    #[error(transparent)]
    Std(#[from] StdError),

    /// A stranger, unexpected coins, or a migration that does not go forward.
    #[error(transparent)]
    Guard(#[from] GuardError),

    /// The accepted price in storage cannot be read.
    #[error(transparent)]
    Record(#[from] RecordError),

    /// The feed does not exist.
    #[error("there is no feed {feed:?}")]
    UnknownFeed {
        /// The name that was given.
        feed: String,
    },

    /// The feed is there already.
    #[error("feed {feed} exists")]
    FeedExists {
        /// Its name.
        feed: String,
    },

    /// A name that no feed can have.
    #[error("{feed:?} cannot name a feed: 1 to {longest} of A-Z, 0-9, -, / can")]
    InvalidFeedName {
        /// The name that was given.
        feed: String,
        /// Most characters of a name.
        longest: usize,
    },

    /// A feed must tolerate liars.
    #[error("a feed must tolerate {minimum} liars or more, not {liars}")]
    TooFewLiars {
        /// How many were given.
        liars: u8,
        /// How many are needed.
        minimum: u8,
    },

    /// A quorum in which the liars could decide.
    #[error("{liars} liars need a quorum of {needed} or more, not {quorum}")]
    QuorumTooSmall {
        /// The quorum that was given.
        quorum: u8,
        /// How many feeders may lie.
        liars: u8,
        /// 2 liars + 1.
        needed: u16,
    },

    /// Too few feeders for a quorum without the liars.
    #[error("{feeders} feeders are fewer than the {needed} of quorum and liars")]
    TooFewFeeders {
        /// How many there would be.
        feeders: usize,
        /// quorum + liars.
        needed: usize,
    },

    /// A quorum that older reports could outvote in the median.
    #[error("a quorum of {quorum} is no majority of {feeders} feeders")]
    QuorumNoMajority {
        /// The feed's quorum.
        quorum: u8,
        /// How many feeders there would be.
        feeders: usize,
    },

    /// A round reads the reports of all feeders.
    #[error("{feeders} feeders are more than {maximum}")]
    TooManyFeeders {
        /// How many there would be.
        feeders: usize,
        /// How many there may be.
        maximum: usize,
    },

    /// A beat must be shorter than the time for which a report counts.
    #[error("a beat of {beat} s is not within {minimum} and {maximum}")]
    BeatOutOfBounds {
        /// The beat that was given, in seconds.
        beat: u64,
        /// The shortest.
        minimum: u64,
        /// The longest.
        maximum: u64,
    },

    /// A maximum age under which a price would expire between beats, or outlive the market.
    #[error("a maximum age of {maximum_age} s is not within {minimum} and {maximum}")]
    MaximumAgeOutOfBounds {
        /// The age that was given, in seconds.
        maximum_age: u64,
        /// Three beats.
        minimum: u64,
        /// The longest.
        maximum: u64,
    },

    /// The account is a feeder already, or named twice.
    #[error("{feeder} is a feeder of {feed} already")]
    AlreadyFeeder {
        /// The feed.
        feed: String,
        /// The account.
        feeder: String,
    },

    /// The account is no feeder of the feed.
    #[error("{feeder} is not a feeder of {feed}")]
    NotFeeder {
        /// The feed.
        feed: String,
        /// The account.
        feeder: String,
    },

    /// A message without reports, or with too many.
    #[error("a message carries 1 to {maximum} reports, not {count}")]
    ReportCountOutOfBounds {
        /// How many there were.
        count: usize,
        /// Most there may be.
        maximum: usize,
    },

    /// No asset has this price.
    #[error("price {price} of {feed} is not within {minimum} and {maximum} USD")]
    PriceOutOfBounds {
        /// The feed.
        feed: String,
        /// The price that was reported.
        price: Decimal,
        /// The lowest.
        minimum: Decimal,
        /// The highest.
        maximum: Decimal,
    },

    /// A report from the future: milliseconds for seconds, or a clock that runs ahead.
    #[error("report of {feed} published at {published_at}, later than {latest}")]
    PublishedInFuture {
        /// The feed.
        feed: String,
        /// When the report says it was published.
        published_at: u64,
        /// The block's time and the tolerance.
        latest: u64,
    },
}

//! What is refused, and why.

use ballast_guard::GuardError;
use ballast_types::oracle::{RecordError, TooLongToSign};
use cosmwasm_std::{Decimal, StdError};
use thiserror::Error;

use crate::foreign::ForeignError;

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

    /// A report for a chain or contract whose name nobody can sign for.
    #[error(transparent)]
    Unsignable(#[from] TooLongToSign),

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

    /// Feeders where the number is computed or read from a foreign oracle.
    #[error("{feeders} feeders for a feed that nobody reports")]
    NobodyReports {
        /// How many there would be.
        feeders: usize,
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

    /// A step that would make prices wait every day, or never.
    #[error("a maximum step of {maximum_step} is not within {minimum} and {maximum}")]
    MaximumStepOutOfBounds {
        /// The step that was given, as a share of the price.
        maximum_step: Decimal,
        /// The smallest.
        minimum: Decimal,
        /// The largest.
        maximum: Decimal,
    },

    /// A gap that one report could bridge, or that a crash would have to wait for.
    #[error("a confirmation gap of {confirmation_gap} s is not within {minimum} and {maximum}")]
    ConfirmationGapOutOfBounds {
        /// The gap that was given, in seconds.
        confirmation_gap: u64,
        /// The shortest.
        minimum: u64,
        /// The longest.
        maximum: u64,
    },

    /// A claim that is due already, or in a far future.
    #[error("a maturity at {maturity} is not after {now} and by {latest}")]
    MaturityOutOfBounds {
        /// The maturity that was given, unix seconds.
        maturity: u64,
        /// The block's time.
        now: u64,
        /// The latest.
        latest: u64,
    },

    /// A rate above its bound.
    #[error("{what} of {value} is above {maximum}")]
    RateTooHigh {
        /// Which rate.
        what: &'static str,
        /// What was given.
        value: Decimal,
        /// The highest.
        maximum: Decimal,
    },

    /// A confidence interval of no width: no price would be sure enough.
    #[error("a confidence of 0 is not above 0 and at most {maximum}")]
    NoConfidence {
        /// The widest.
        maximum: Decimal,
    },

    /// No id of one of Pyth's feeds.
    #[error("{price_id:?} is no price id: 64 hexadecimal digits are")]
    InvalidPriceId {
        /// What was given.
        price_id: String,
    },

    /// A base that stands on too many feeds already.
    #[error("on {base} there would be {below} feeds below, {maximum} may be")]
    TooManyFeedsBelow {
        /// The base that was named.
        base: String,
        /// How many feeds there would be below the new one.
        below: u8,
        /// How many there may be.
        maximum: u8,
    },

    /// Others stand on the feed.
    #[error("{dependents} feeds stand on {feed}")]
    FeedInUse {
        /// The feed.
        feed: String,
        /// How many.
        dependents: u16,
    },

    /// A name that meant something else.
    #[error("{feed} was {was} and cannot become {stated}: a name keeps its meaning")]
    NameOfOtherKind {
        /// The name.
        feed: String,
        /// What it was: the kind, the base if it has one, and of a claim its terms.
        was: String,
        /// What it would become.
        stated: String,
    },

    /// The feed's number is computed; nobody reports it and it has no intake.
    #[error("{feed} is computed from its base, nobody reports it")]
    ComputedFeed {
        /// The feed.
        feed: String,
    },

    /// The feed has no feeders: a foreign oracle says its number.
    #[error("{feed} has no feeders, it is read from a foreign oracle")]
    FeedWithoutFeeders {
        /// The feed.
        feed: String,
    },

    /// The feed is not read from a foreign oracle.
    #[error("{feed} is not read from a foreign oracle")]
    NotForeign {
        /// The feed.
        feed: String,
    },

    /// The foreign oracle has no price that could be taken.
    #[error("the oracle of {feed} {error}")]
    Foreign {
        /// The feed.
        feed: String,
        /// What is wrong with its answer.
        error: ForeignError,
    },

    /// A public key of another length.
    #[error("a public key of {length} bytes, compressed keys have {expected}")]
    PublicKeyLength {
        /// How long it is.
        length: usize,
        /// How long it should be.
        expected: usize,
    },

    /// A signature of another length.
    #[error("a signature of {length} bytes, r and s have {expected}")]
    SignatureLength {
        /// How long it is.
        length: usize,
        /// How long it should be.
        expected: usize,
    },

    /// A signature of which there are two.
    #[error("the signature of a report of {feed} has an s above half of the order; the lower one is valid")]
    HighSignature {
        /// The feed.
        feed: String,
    },

    /// A signature that is not the key's over this report for this contract on this chain.
    #[error(
        "report of {feed} published at {published_at} is not signed by {public_key} for {contract} on {chain_id}"
    )]
    ForgedReport {
        /// The feed.
        feed: String,
        /// When the report says it was published.
        published_at: u64,
        /// The key, in base64.
        public_key: String,
        /// This chain.
        chain_id: String,
        /// This contract.
        contract: String,
    },

    /// Only the guardian may.
    #[error("only the guardian {guardian} may do this, not {sender}")]
    NotGuardian {
        /// Who sent the message.
        sender: String,
        /// The guardian.
        guardian: String,
    },

    /// Only the guardian or the owner may.
    #[error("only the guardian {guardian} or the owner may do this, not {sender}")]
    NotGuardianOrOwner {
        /// Who sent the message.
        sender: String,
        /// The guardian.
        guardian: String,
    },

    /// A freeze of no length, or one behind which a crash could hide.
    #[error("a freeze of {seconds} s is not within 1 and {longest}")]
    FreezeOutOfBounds {
        /// The length that was given, in seconds.
        seconds: u64,
        /// The longest.
        longest: u64,
    },

    /// A freeze right after the last.
    #[error("{feed} can be frozen again from {earliest}, now is {now}")]
    FreezeTooSoon {
        /// The feed.
        feed: String,
        /// The end of the cooldown.
        earliest: u64,
        /// The block's time.
        now: u64,
    },

    /// Nothing to thaw.
    #[error("{feed} is not frozen: the last freeze ended at {until}, now is {now}")]
    NotFrozen {
        /// The feed.
        feed: String,
        /// The end of the last freeze; zero where there was none.
        until: u64,
        /// The block's time.
        now: u64,
    },

    /// Nothing to freeze.
    #[error("{feed} has no price to freeze")]
    FeedWithoutPrice {
        /// The feed.
        feed: String,
    },
}

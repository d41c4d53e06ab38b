//! Messages and queries of the oracle.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Decimal;

/// Creates the oracle. No funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Who may add and remove feeds and feeders: the chain's governance, or its timelock.
    pub owner: String,
}

/// Moves the oracle to newer code. Refused for another contract's state, the same or an older
/// version.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// A price series and who reports it.
///
/// With `liars` feeders lying at most, a quorum of 2 liars + 1 keeps the median within the honest
/// feeders' range, and quorum + liars feeders keep it alive. A round is as new as its newest quorum,
/// its price the median of all that count: a quorum that is a majority of the feeders keeps older
/// reports from setting a price that the newest do not bear out. Refused unless liars >= 1,
/// quorum >= 2 liars + 1, feeders >= quorum + liars (at most [`MAX_FEEDERS`], none twice),
/// 2 quorum > feeders, 1 <= beat <= 60 and maximum age >= 3 beats (at most a day).
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct NewFeed {
    /// Its name: 1 to 16 of `A-Z`, `0-9`, `-`, `/`, as `ETH`.
    pub feed: String,
    /// How many feeders may lie or be silent without harm.
    pub liars: u8,
    /// Fresh reports that make a round.
    pub quorum: u8,
    /// Feeders publish at unix times divisible by this many seconds.
    pub beat: u64,
    /// How long an accepted price stays valid after its publication, in seconds.
    pub maximum_age: u64,
    /// Who reports.
    pub feeders: Vec<String>,
}

/// Most feeders of one feed: a round reads each one's latest report.
pub const MAX_FEEDERS: usize = 32;

/// Most reports in one message.
pub const MAX_REPORTS: usize = 64;

/// A report counts in a round if published at most this many seconds before the block's time.
pub const COUNTING_WINDOW: u64 = 60;

/// A report may be published this many seconds after the block's time: a block's time lags behind
/// the clock.
pub const FUTURE_TOLERANCE: u64 = 15;

/// What the oracle does. No message takes funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Reports prices; each may complete a round. By a feeder of every feed named.
    /// Refused: none or more than [`MAX_REPORTS`], an unknown feed, a sender who is no feeder of
    /// it, a price of zero or above 10^9 USD, a time more than 15 s ahead of the block's.
    /// Ignored, not refused: a report older than 60 s or not newer than the feeder's last. A feed
    /// named twice counts once, with the newer report.
    Report {
        /// One for each feed.
        reports: Vec<Report>,
    },
    /// Adds a feed. Only the owner. Refused: it exists, a feeder named twice, or out of the bounds
    /// of [`NewFeed`].
    AddFeed(NewFeed),
    /// Removes a feed with its price, feeders and reports. Only the owner. Positions priced by it
    /// can then be repaid and topped up, not minted against or liquidated.
    RemoveFeed {
        /// The feed.
        feed: String,
    },
    /// Adds a feeder. Only the owner. Refused: already one, too many, or so many that the feed's
    /// quorum would be no majority of them and older reports could outvote the newest: a larger
    /// quorum takes a new feed.
    AddFeeder {
        /// The feed.
        feed: String,
        /// Who may report.
        feeder: String,
    },
    /// Removes a feeder with its last report. Only the owner. Refused: not one, or fewer than
    /// quorum + liars would remain.
    RemoveFeeder {
        /// The feed.
        feed: String,
        /// Who may report no more.
        feeder: String,
    },
    /// Offers the contract to another owner, who must accept; replaces an earlier offer. Only the
    /// owner. Refused: an end that has come already, or that the chain's clock cannot reach.
    TransferOwnership {
        /// Who may accept.
        new_owner: String,
        /// Until when, in unix seconds; none is without end.
        expires: Option<u64>,
    },
    /// Takes over the contract. Only the one it was offered to, in time.
    AcceptOwnership {},
    /// Withdraws the offer of the contract. Only the owner.
    CancelOwnershipTransfer {},
}

/// One feeder's statement.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The feed.
    pub feed: String,
    /// USD per whole unit, 18 fractional digits.
    pub price: Decimal,
    /// When it was published, unix seconds.
    pub published_at: u64,
}

/// What the oracle answers.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The owner.
    #[returns(ConfigResponse)]
    Config {},
    /// One feed with its price.
    #[returns(FeedResponse)]
    Feed {
        /// The feed.
        feed: String,
    },
    /// All feeds by name.
    #[returns(Vec<FeedResponse>)]
    Feeds {
        /// Go on after this feed.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// The feeders of a feed with their last reports.
    #[returns(Vec<FeederResponse>)]
    Feeders {
        /// The feed.
        feed: String,
        /// Go on after this feeder.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
}

/// Answer to [`QueryMsg::Config`].
#[cw_serde]
pub struct ConfigResponse {
    /// Who may add and remove feeds and feeders.
    pub owner: String,
    /// To whom the contract is offered.
    pub pending_owner: Option<String>,
}

/// Answer to [`QueryMsg::Feed`].
#[cw_serde]
pub struct FeedResponse {
    /// The feed.
    pub feed: String,
    /// How many feeders may lie or be silent.
    pub liars: u8,
    /// Fresh reports that make a round.
    pub quorum: u8,
    /// Seconds between publications.
    pub beat: u64,
    /// Seconds a price stays valid after publication.
    pub maximum_age: u64,
    /// How many feeders it has.
    pub feeders: u32,
    /// The accepted price, valid or not; none before the first round.
    pub price: Option<PriceResponse>,
}

/// An accepted price.
#[cw_serde]
pub struct PriceResponse {
    /// Used by liquidation.
    pub spot: Decimal,
    /// Used by minting and withdrawing.
    pub low: Decimal,
    /// Used by redemption.
    pub high: Decimal,
    /// A price waiting for confirmation.
    pub pending: Option<Decimal>,
    /// When it was published.
    pub published_at: u64,
    /// Until when it may be used.
    pub valid_until: u64,
    /// Whether it may be used now.
    pub is_valid: bool,
}

/// One of the answers to [`QueryMsg::Feeders`].
#[cw_serde]
pub struct FeederResponse {
    /// The feeder.
    pub feeder: String,
    /// Its last report: price and publication time.
    pub last_report: Option<LastReport>,
}

/// A feeder's latest report.
#[cw_serde]
pub struct LastReport {
    /// USD per whole unit.
    pub price: Decimal,
    /// When it was published.
    pub published_at: u64,
}

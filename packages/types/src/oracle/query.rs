//! What the oracle is asked.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Decimal;

use super::FeedKind;

/// What the oracle answers.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The owner and the guardian.
    #[returns(ConfigResponse)]
    Config {},
    /// One feed with what it accepted last.
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
    /// A feed's health on one screen: what it is, what it accepted, the price as it is used now with all
    /// that it rests on, and who of its feeders is late.
    #[returns(StatusResponse)]
    Status {
        /// The feed.
        feed: String,
    },
}

/// Answer to [`QueryMsg::Config`].
#[cw_serde]
pub struct ConfigResponse {
    /// Who sets feeds and feeders.
    pub owner: String,
    /// To whom the contract is offered.
    pub pending_owner: Option<String>,
    /// Who may freeze a feed for a short time.
    pub guardian: String,
}

/// Answer to [`QueryMsg::Feed`].
#[cw_serde]
pub struct FeedResponse {
    /// The feed.
    pub feed: String,
    /// What it is.
    pub kind: FeedKind,
    /// How many feeders it has.
    pub feeders: u32,
    /// When it was added or last changed, unix seconds.
    pub changed_at: u64,
    /// Until when the guardian has frozen it, if it is frozen now.
    pub frozen_until: Option<u64>,
    /// The accepted number, valid or not; none before the first round, where it is computed, and where this
    /// version cannot read it.
    pub price: Option<PriceResponse>,
}

/// An accepted number: USD per whole unit, or units of the base feed's asset.
#[cw_serde]
pub struct PriceResponse {
    /// Used by liquidation.
    pub spot: Decimal,
    /// Used by minting and withdrawing.
    pub low: Decimal,
    /// Used by redemption.
    pub high: Decimal,
    /// The slow average of the spot.
    pub slow: Decimal,
    /// What waits for confirmation.
    pub pending: Option<Pending>,
    /// When it was published.
    pub published_at: u64,
    /// Until when it may be used.
    pub valid_until: u64,
    /// Whether it may be used now.
    pub is_valid: bool,
    /// Volatility in a year, as a fraction.
    pub volatility: Decimal,
    /// The same, as implied by options markets; zero where nobody says.
    pub implied_volatility: Decimal,
    /// Of a redemption rate: the highest that it was, which it may be again at once.
    pub highest: Option<Decimal>,
}

/// A number that is too far from the accepted one to be accepted at once.
#[cw_serde]
pub struct Pending {
    /// The number.
    pub price: Decimal,
    /// When it was published. A quorum of reports later than this and the confirmation gap confirms it.
    pub since: u64,
}

/// One of the answers to [`QueryMsg::Feeders`].
#[cw_serde]
pub struct FeederResponse {
    /// The feeder.
    pub feeder: String,
    /// Its last report: price and publication time.
    pub last_report: Option<LastReport>,
    /// Whether it has missed a beat: nothing reported, or nothing for more than two beats.
    pub is_late: bool,
}

/// A feeder's latest report.
#[cw_serde]
pub struct LastReport {
    /// USD per whole unit, or units of the base feed's asset.
    pub price: Decimal,
    /// When it was published.
    pub published_at: u64,
    /// The volatility in a year that it says is implied; zero where it says none.
    pub implied_volatility: Decimal,
}

/// Answer to [`QueryMsg::Status`].
#[cw_serde]
pub struct StatusResponse {
    /// The feed.
    pub feed: FeedResponse,
    /// The price as it is used now; none where there is no valid one.
    pub usable: Option<UsablePrice>,
    /// Why there is none.
    pub problem: Option<String>,
    /// Seconds since the publication of what was accepted last.
    pub age: Option<u64>,
    /// The feeders in the order of their addresses' bytes.
    pub feeders: Vec<FeederResponse>,
    /// How many of them reported recently enough to count in a round now.
    pub fresh: u32,
}

/// A price as it is used: USD per whole unit, with all feeds that it is made of.
#[cw_serde]
pub struct UsablePrice {
    /// Used by liquidation.
    pub spot: Decimal,
    /// Used by minting and withdrawing.
    pub low: Decimal,
    /// Used by redemption.
    pub high: Decimal,
    /// The oldest publication that it rests on.
    pub published_at: u64,
    /// Until when it may be used.
    pub valid_until: u64,
    /// Volatility in a year that a mint's ratio goes by, as a fraction.
    pub volatility: Decimal,
    /// The same, as implied by options markets; zero where nobody says.
    pub implied_volatility: Decimal,
    /// Seconds until the last claim in it falls due; zero for what is no claim.
    pub time_to_maturity: u64,
}

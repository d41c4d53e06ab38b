//! What the oracle is told.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Decimal;

use super::{Intake, NewFeed, SignedReport};

/// Creates the oracle. No funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Who sets feeds and feeders: the chain's governance, or its timelock.
    pub owner: String,
    /// Who may freeze a feed for a short time.
    pub guardian: String,
}

/// Moves the oracle to newer code. Refused for another contract's state, the same or an older
/// version.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Most reports in one message, and most feeds to be poked.
pub const MAX_REPORTS: usize = 64;

/// The longest that a feed can be frozen, in seconds.
pub const LONGEST_FREEZE: u64 = 1_800;

/// How long after the end of a freeze the feed cannot be frozen again, in seconds.
pub const FREEZE_COOLDOWN: u64 = 86_400;

/// What the oracle does. No message takes funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// Reports prices; each may complete a round. By a feeder of every feed named.
    /// Refused: none or more than [`MAX_REPORTS`], an unknown feed, a sender who is no feeder of
    /// it, a price of zero or above 10^9 USD, an implied volatility above 10 (1,000%), a time more than
    /// 15 s ahead of the block's.
    /// Ignored, not refused: a report older than 60 s or not newer than the feeder's last. A feed
    /// named twice counts once, with the newer report.
    Report {
        /// One for each feed.
        reports: Vec<Report>,
    },
    /// Brings feeders' signed reports, of several feeds and feeders, in any order. By anyone. Each feed's
    /// round is made once, from all of them.
    /// Refused: as for [`Report`](Self::Report), a signature or key of another length, a signature with a
    /// high s, one that is not the key's over this chain, this contract and this report, a key whose account
    /// is no feeder of the feed.
    /// Ignored, not refused, and its signature not looked at: a report older than 60 s or not newer than the
    /// feeder's last.
    Relay {
        /// Reports with their signatures.
        reports: Vec<SignedReport>,
    },
    /// Reads foreign oracles into feeds. By anyone. Refused: none or more than [`MAX_REPORTS`], an unknown
    /// feed, one that is fed by feeders or computed, an answer that cannot be read, of another feed, of no
    /// price, from the future or of too little confidence. Ignored: an answer older than 60 s or not newer than
    /// the last: whoever brings foreign prices may choose among no more of them than among reports.
    Poke {
        /// The feeds.
        feeds: Vec<String>,
    },
    /// Adds a feed. Only the owner. Refused: see [`NewFeed`].
    AddFeed(NewFeed),
    /// Changes how a feed's number comes in; the feeders, if the source has any, are those named here. Who
    /// stays keeps the last report, who goes loses it. What was accepted before stays valid for as long as it
    /// was accepted for. Until a round after this has been within the maximum step of the last accepted number,
    /// one that is further is not accepted while that number is still young enough to be used. To be rid of
    /// the number too, remove the feed and add it anew. Only the owner. Refused: an unknown feed, a computed
    /// one, out of the bounds of [`Intake`].
    UpdateFeed {
        /// The feed.
        feed: String,
        /// How it comes in from now on.
        intake: Intake,
        /// Who reports from now on; none where the source has no feeders.
        #[serde(default)]
        feeders: Vec<String>,
    },
    /// Removes a feed with its feeders and reports. Only the owner. Positions priced by it can then be
    /// repaid and topped up, not minted against or liquidated. What it accepted last is remembered: if the
    /// feed is added again, it must go on from there as after a change ([`UpdateFeed`](Self::UpdateFeed)).
    /// Refused: an unknown feed, one that others stand on.
    RemoveFeed {
        /// The feed.
        feed: String,
    },
    /// Adds a feeder; the feed must then go on as after a change. Only the owner. Refused: already one, too
    /// many, so many that the feed's quorum would be no majority of them and older reports could outvote the
    /// newest, a feed without feeders.
    AddFeeder {
        /// The feed.
        feed: String,
        /// Who may report.
        feeder: String,
    },
    /// Removes a feeder with its last report; the feed must then go on as after a change. Only the owner.
    /// Refused: not one, or fewer than quorum + liars would remain.
    RemoveFeeder {
        /// The feed.
        feed: String,
        /// Who may report no more.
        feeder: String,
    },
    /// Names another guardian. Only the owner.
    SetGuardian {
        /// Who may freeze a feed from now on.
        guardian: String,
    },
    /// Makes a feed's price invalid for a time: nothing is minted against, withdrawn from under debt, redeemed
    /// or liquidated that it prices. Only the guardian. Refused: an unknown feed, one without a price, zero
    /// or more than [`LONGEST_FREEZE`] seconds, within [`FREEZE_COOLDOWN`] of the last freeze's end.
    Freeze {
        /// The feed.
        feed: String,
        /// For how long, in seconds.
        seconds: u64,
    },
    /// Ends a freeze early. Only the guardian or the owner. Refused: an unknown feed, one that is not frozen.
    Unfreeze {
        /// The feed.
        feed: String,
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
    /// USD per whole unit, 18 fractional digits; of a redemption rate, units of the base.
    pub price: Decimal,
    /// When it was published, unix seconds.
    pub published_at: u64,
    /// The volatility in a year that options markets imply, as a fraction (`"0.8"` is 80%), if the feeder
    /// states one. It can only raise what a mint needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied_volatility: Option<Decimal>,
}

impl Report {
    /// A price without an implied volatility.
    pub fn new(feed: impl Into<String>, price: Decimal, published_at: u64) -> Self {
        Self {
            feed: feed.into(),
            price,
            published_at,
            implied_volatility: None,
        }
    }
}

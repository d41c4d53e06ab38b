//! What the oracle leaves behind.

use cosmwasm_std::Decimal;

use crate::event::events;

events! {
    /// A feeder's report was stored.
    PriceReported = "price_reported" {
        /// The feed.
        feed: String,
        /// Who reported.
        feeder: String,
        /// USD per whole unit.
        price: Decimal,
        /// When it was published.
        published_at: u64,
        /// Volatility in a year that it says is implied; zero for none.
        implied_volatility: Decimal,
    }

    /// A round's price is too far from the accepted one and waits for confirmation.
    PricePending = "price_pending" {
        /// The feed.
        feed: String,
        /// The median that waits. Where another round has only moved low or high, it is as before.
        price: Decimal,
        /// The accepted price that it is too far from.
        accepted: Decimal,
        /// The lowest price meanwhile, which minting goes by.
        low: Decimal,
        /// The highest, which redemption goes by.
        high: Decimal,
        /// The quorum-th newest publication of what waits.
        since: u64,
    }

    /// A round made a new accepted price.
    PriceAccepted = "price_accepted" {
        /// The feed.
        feed: String,
        /// The median; what waited for confirmation, where that is nearer to the price before.
        price: Decimal,
        /// The quorum-th newest publication.
        published_at: u64,
        /// Until when it may be used.
        valid_until: u64,
        /// The lowest of it, the slow average and what is pending.
        low: Decimal,
        /// The highest of them.
        high: Decimal,
        /// What waits for confirmation; zero for nothing.
        pending: Decimal,
        /// Volatility in a year.
        volatility: Decimal,
        /// The same, as implied by options markets.
        implied_volatility: Decimal,
        /// Reports that were fresh; one where a foreign oracle was read.
        reports: u32,
    }

    /// A feed was added.
    FeedAdded = "feed_added" {
        /// The feed.
        feed: String,
        /// `price`, `redemption_rate` or `fixed_maturity`.
        kind: String,
    }

    /// How a feed's number comes in was changed.
    FeedUpdated = "feed_updated" {
        /// The feed.
        feed: String,
        /// How many feeders it has.
        feeders: u32,
    }

    /// A feed was removed.
    FeedRemoved = "feed_removed" {
        /// The feed.
        feed: String,
    }

    /// A feeder was added.
    FeederAdded = "feeder_added" {
        /// The feed.
        feed: String,
        /// Who may report.
        feeder: String,
    }

    /// A feeder was removed.
    FeederRemoved = "feeder_removed" {
        /// The feed.
        feed: String,
        /// Who may report no more.
        feeder: String,
    }

    /// A guardian was named.
    OracleGuardianSet = "oracle_guardian_set" {
        /// Who may freeze a feed.
        guardian: String,
    }

    /// The guardian froze a feed.
    FeedFrozen = "feed_frozen" {
        /// The feed.
        feed: String,
        /// Until when its price is invalid.
        until: u64,
    }

    /// A freeze ended early.
    FeedUnfrozen = "feed_unfrozen" {
        /// The feed.
        feed: String,
    }
}

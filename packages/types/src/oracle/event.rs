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
    }

    /// A round made a new accepted price.
    PriceAccepted = "price_accepted" {
        /// The feed.
        feed: String,
        /// The median.
        price: Decimal,
        /// The quorum-th newest publication.
        published_at: u64,
        /// Until when it may be used.
        valid_until: u64,
        /// Reports counted.
        reports: u32,
    }

    /// A feed was added.
    FeedAdded = "feed_added" {
        /// The feed.
        feed: String,
        /// Reports that make a round.
        quorum: u8,
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
}

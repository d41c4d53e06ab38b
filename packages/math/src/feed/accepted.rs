//! What a feed accepted last, with all that the next round is held against.

use serde::{Deserialize, Serialize};

use crate::price::Price;
use crate::volatility::{slow_average, Volatility};

use super::Round;

/// An accepted number with 18 fractional digits: USD, or units of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// For liquidation.
    pub spot: Price,
    /// For minting and withdrawing: the lowest of spot, slow average and whatever a round has said since that
    /// was not accepted.
    pub low: Price,
    /// For redemption: the highest of them.
    pub high: Price,
    /// Waits for confirmation; zero is none.
    pub pending: Price,
    /// Publication time, unix seconds.
    pub published_at: u64,
    /// Last second at which it may be used.
    pub valid_until: u64,
    /// Height of the block it was accepted in: one acceptance per block.
    pub height: u64,
    /// Until when the guardian has frozen the feed; zero is never.
    pub frozen_until: u64,
    /// Variance per second, 18 fractional digits.
    pub variance: u128,
    /// The same, as implied by options markets.
    pub implied_variance: u128,
    /// The slow average of the spot price.
    pub slow: Price,
    /// Publication time of what is pending.
    pub pending_since: u64,
    /// What the variance is computed from.
    pub volatility: Volatility,
    /// The highest that a redemption rate was: so high it may be again at once; none of a price.
    pub highest: Option<Price>,
}

impl Accepted {
    /// The first number of a feed: nothing to compare it with, so it is its own average and has not moved.
    pub fn first(spot: Price, published_at: u64, valid_until: u64, height: u64) -> Self {
        Self {
            spot,
            low: spot,
            high: spot,
            pending: Price::default(),
            published_at,
            valid_until,
            height,
            frozen_until: 0,
            variance: 0,
            implied_variance: 0,
            slow: spot,
            pending_since: 0,
            volatility: Volatility::start(spot, published_at),
            highest: None,
        }
    }

    /// Whether it may be used at `now`: positive, not from the future, not too old, not frozen.
    pub fn is_valid(&self, now: u64) -> bool {
        self.low > Price::default()
            && self.published_at <= now
            && now <= self.valid_until
            && !self.is_frozen(now)
    }

    /// Whether the guardian has frozen it.
    pub const fn is_frozen(&self, now: u64) -> bool {
        now < self.frozen_until
    }

    /// What waits for confirmation, with its publication time.
    pub fn waiting(&self) -> Option<(Price, u64)> {
        (self.pending > Price::default()).then_some((self.pending, self.pending_since))
    }

    /// Sets what waits for confirmation, and with it alone the lowest and the highest price.
    #[must_use]
    pub fn with_pending(self, pending: Option<(Price, u64)>) -> Self {
        let (price, since) = pending.unwrap_or_default();
        let shown = pending.map_or(self.spot, |(price, _)| price);
        Self {
            pending: price,
            pending_since: since,
            low: self.spot.min(self.slow).min(shown),
            high: self.spot.max(self.slow).max(shown),
            ..self
        }
    }

    /// Sets what waits in place of another number, which goes on to count for the lowest and the highest price.
    #[must_use]
    pub(super) fn with_another_pending(self, price: Price, since: u64) -> Self {
        let another = self.widened(price);
        Self {
            pending: price,
            pending_since: since,
            ..another
        }
    }

    /// Counts a number for the lowest and the highest price.
    #[must_use]
    pub(super) fn widened(self, price: Price) -> Self {
        Self {
            low: self.low.min(price),
            high: self.high.max(price),
            ..self
        }
    }

    /// Counts this number of a redemption rate for the highest.
    #[must_use]
    pub(super) fn with_highest(self) -> Self {
        Self {
            highest: self.highest.max(Some(self.spot)),
            ..self
        }
    }

    /// The number that a round puts in this one's place; nothing waits any more.
    pub(super) fn replaced(&self, round: &Round, valid_until: u64, height: u64) -> Self {
        let stood = round.published_at.saturating_sub(self.published_at);
        let (volatility, variance) = self.volatility.observe(round.price, round.published_at);
        Self {
            spot: round.price,
            published_at: round.published_at,
            valid_until,
            height,
            variance,
            implied_variance: round.implied_variance,
            slow: slow_average(self.slow, self.spot, stood),
            volatility,
            ..*self
        }
        .with_pending(None)
    }
}

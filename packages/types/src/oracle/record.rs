//! What a feed says now, as it lies in the oracle's storage for raw reads.

use ballast_math::{Price, Ratio, Volatility};
use serde::{Deserialize, Serialize};

/// Namespace of the records; the key is the feed's name. See [`crate::raw::map_key`].
pub const RECORD_NAMESPACE: &str = "price";

/// Layout that this code writes, the record's first byte. Version 1 had no kinds of feeds, no slow
/// average, no pending time and no freeze; its readers refuse version 2.
pub const RECORD_VERSION: u8 = 2;

/// A feed's record. One version byte, then as postcard writes it: the variant, then the fields in order,
/// integers as varints (groups of seven bits, least significant first), texts with their length in front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedRecord {
    /// A price in USD.
    Price(Accepted),
    /// A staking derivative: its rate, in units of the base feed's asset.
    RedemptionRate {
        /// The base feed.
        base: String,
        /// The rate with all that an accepted number has; [`Price`] counts units of the base here.
        rate: Accepted,
    },
    /// A claim on a unit of the base feed's asset.
    FixedMaturity {
        /// The base feed.
        base: String,
        /// Discount in a year.
        discount: Ratio,
        /// When it falls due, unix seconds.
        maturity: u64,
        /// Until when the guardian has frozen it; zero is never.
        frozen_until: u64,
    },
}

/// An accepted number with 18 fractional digits: USD, or units of a base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// For liquidation.
    pub spot: Price,
    /// For minting and withdrawing: the lowest of spot, slow average and pending.
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
}

/// Bytes that are no record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// Written by code with another layout.
    #[error("price record has version {found}, this reader knows {known}")]
    UnknownVersion {
        /// The first byte found.
        found: u8,
        /// What this code reads.
        known: u8,
    },
    /// Damaged.
    #[error("price record of {length} bytes is damaged")]
    Damaged {
        /// How many bytes were read.
        length: usize,
    },
}

impl FeedRecord {
    /// The feed that this one stands on.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::Price(_) => None,
            Self::RedemptionRate { base, .. } | Self::FixedMaturity { base, .. } => Some(base),
        }
    }

    /// The accepted number; none where it is computed.
    pub const fn accepted(&self) -> Option<&Accepted> {
        match self {
            Self::Price(accepted) | Self::RedemptionRate { rate: accepted, .. } => Some(accepted),
            Self::FixedMaturity { .. } => None,
        }
    }

    /// Until when the guardian has frozen it; zero is never.
    pub const fn frozen_until(&self) -> u64 {
        match self {
            Self::Price(accepted) | Self::RedemptionRate { rate: accepted, .. } => {
                accepted.frozen_until
            }
            Self::FixedMaturity { frozen_until, .. } => *frozen_until,
        }
    }

    /// Freezes it until a time, or thaws it where that has passed.
    pub const fn freeze(&mut self, until: u64) {
        match self {
            Self::Price(accepted) | Self::RedemptionRate { rate: accepted, .. } => {
                accepted.frozen_until = until;
            }
            Self::FixedMaturity { frozen_until, .. } => *frozen_until = until,
        }
    }

    /// The bytes to store.
    pub fn encode(&self) -> Result<Vec<u8>, RecordError> {
        postcard::to_extend(self, vec![RECORD_VERSION])
            .map_err(|_| RecordError::Damaged { length: 0 })
    }

    /// Reads stored bytes; refuses another version, missing and trailing bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, RecordError> {
        let damaged = || RecordError::Damaged {
            length: bytes.len(),
        };
        let (&version, body) = bytes.split_first().ok_or_else(damaged)?;
        if version != RECORD_VERSION {
            return Err(RecordError::UnknownVersion {
                found: version,
                known: RECORD_VERSION,
            });
        }
        match postcard::take_from_bytes(body) {
            Ok((record, [])) => Ok(record),
            _ => Err(damaged()),
        }
    }
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

    /// What waits for confirmation.
    pub fn waiting(&self) -> Option<Price> {
        (self.pending > Price::default()).then_some(self.pending)
    }

    /// Sets what waits for confirmation, and with it the lowest and the highest price.
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
}

#[cfg(test)]
#[path = "tests/record.rs"]
mod tests;

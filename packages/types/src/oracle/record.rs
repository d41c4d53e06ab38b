//! What a feed says now, as it lies in the oracle's storage for raw reads.

use ballast_math::{feed::Accepted, Ratio};
use serde::{Deserialize, Serialize};

/// Namespace of the records; the key is the feed's name. See [`crate::raw::map_key`].
pub const RECORD_NAMESPACE: &str = "price";

/// Layout that this code writes, the record's first byte. Version 1 had no kinds of feeds, no slow
/// average, no pending time and no freeze; its readers refuse version 2.
pub const RECORD_VERSION: u8 = 2;

/// Until when a removed claim is frozen: the last second of the year 9999. What is computed has no time from which
/// it is too old.
pub const FOR_GOOD: u64 = 253_402_300_799;

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
        /// The rate with all that an accepted number has; a price counts units of the base here.
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

    /// Ends the feed: what it says is no price any more, and is kept for a feed of this name that may follow.
    pub const fn end(&mut self) {
        match self {
            Self::Price(accepted) | Self::RedemptionRate { rate: accepted, .. } => {
                accepted.valid_until = 0;
            }
            Self::FixedMaturity { frozen_until, .. } => *frozen_until = FOR_GOOD,
        }
    }

    /// Whether the feed was removed.
    pub const fn has_ended(&self) -> bool {
        match self {
            Self::Price(accepted) | Self::RedemptionRate { rate: accepted, .. } => {
                accepted.valid_until == 0
            }
            Self::FixedMaturity { frozen_until, .. } => *frozen_until == FOR_GOOD,
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

#[cfg(test)]
#[path = "tests/record.rs"]
mod tests;

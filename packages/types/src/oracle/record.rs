//! The accepted price as it lies in the oracle's storage, for raw reads.

use ballast_math::Price;
use serde::{Deserialize, Serialize};

/// Namespace of the records; the key is the feed's name. See [`crate::raw::map_key`].
pub const RECORD_NAMESPACE: &str = "price";

/// Layout that this code writes, the record's first byte.
pub const RECORD_VERSION: u8 = 1;

/// An accepted price. One version byte, then the fields in order as postcard varints (groups of
/// seven bits, least significant first). Prices have 18 fractional digits.
///
/// `low` and `high` equal `spot`, nothing is pending and both variances are zero until the oracle
/// computes them; readers honour them already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRecord {
    /// For liquidation.
    pub spot: Price,
    /// For minting and withdrawing.
    pub low: Price,
    /// For redemption.
    pub high: Price,
    /// Waits for confirmation; zero is none.
    pub pending: Price,
    /// Publication time, unix seconds.
    pub published_at: u64,
    /// Last second at which the price may be used.
    pub valid_until: u64,
    /// Height of the block it was accepted in: one acceptance per block.
    pub height: u64,
    /// Variance per second, 18 fractional digits.
    pub variance: u128,
    /// The same, as implied by options markets.
    pub implied_variance: u128,
}

/// Bytes that are no price record.
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

impl PriceRecord {
    /// A record with `price` throughout and nothing pending.
    pub fn of_spot(price: Price, published_at: u64, valid_until: u64, height: u64) -> Self {
        Self {
            spot: price,
            low: price,
            high: price,
            pending: Price::default(),
            published_at,
            valid_until,
            height,
            variance: 0,
            implied_variance: 0,
        }
    }

    /// Whether the price may be used at `now`: positive, not from the future, not too old.
    pub fn is_valid(&self, now: u64) -> bool {
        self.spot > Price::default()
            && self.low > Price::default()
            && self.published_at <= now
            && now <= self.valid_until
    }

    /// Whether a price under the accepted one waits for confirmation: nobody should be made to buy
    /// at the accepted one.
    pub fn is_lower_pending(&self) -> bool {
        self.pending > Price::default() && self.pending < self.spot
    }

    /// The spot price, or a higher one that waits for confirmation: who sells what is not its own sells
    /// for no less.
    pub fn spot_or_pending(&self) -> Price {
        self.spot.max(self.pending)
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
mod tests {
    use super::*;

    fn record() -> PriceRecord {
        PriceRecord::of_spot(Price::new(200), 300, 1000, 7)
    }

    #[test]
    fn golden_bytes() {
        let golden = [1, 200, 1, 200, 1, 200, 1, 0, 172, 2, 232, 7, 7, 0, 0];
        assert_eq!(record().encode().unwrap(), golden);
        assert_eq!(PriceRecord::decode(&golden), Ok(record()));
    }

    #[test]
    fn another_version_is_no_price() {
        let mut bytes = record().encode().unwrap();
        bytes[0] = 2;
        let error = RecordError::UnknownVersion { found: 2, known: 1 };
        assert_eq!(PriceRecord::decode(&bytes), Err(error));
    }

    #[test]
    fn missing_and_trailing_bytes_are_no_price() {
        let mut bytes = record().encode().unwrap();
        bytes.push(0);
        assert_eq!(
            PriceRecord::decode(&bytes),
            Err(RecordError::Damaged { length: 16 })
        );
        bytes.truncate(14);
        assert_eq!(
            PriceRecord::decode(&bytes),
            Err(RecordError::Damaged { length: 14 })
        );
        assert_eq!(
            PriceRecord::decode(&[]),
            Err(RecordError::Damaged { length: 0 })
        );
    }

    #[test]
    fn i22_a_price_in_use_is_positive_and_neither_old_nor_from_the_future() {
        let valid = record();
        assert!(valid.is_valid(300) && valid.is_valid(1000));
        assert!(!valid.is_valid(299) && !valid.is_valid(1001));
        assert!(!PriceRecord {
            spot: Price::new(0),
            ..valid
        }
        .is_valid(300));
    }
}

//! A feed's price as it is used: the numbers of all feeds that it is made of, read together.

use ballast_math::{
    discounted_down, discounted_up, feed::Accepted, times_down, times_up, Price, Ratio,
    VARIANCE_MAX,
};

use super::{FeedRecord, PriceError, MAX_DEPTH};

/// What a whole unit is worth now, in USD with 18 fractional digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedPrice {
    /// For liquidation.
    pub spot: Price,
    /// For minting and withdrawing, rounded down.
    pub low: Price,
    /// For redemption, rounded up.
    pub high: Price,
    /// The spot price, or a higher one that waits for confirmation: who sells what is not its own sells for
    /// no less.
    pub selling: Price,
    /// Whether a lower number waits for confirmation: nobody should be made to buy at this spot price.
    pub is_lower_pending: bool,
    /// The oldest publication that it rests on, unix seconds.
    pub published_at: u64,
    /// Last second at which it may be used.
    pub valid_until: u64,
    /// Variance per second, 18 fractional digits: of a derivative the sum of its base's and its rate's.
    pub variance: u128,
    /// The same, as implied by options markets.
    pub implied_variance: u128,
    /// Seconds until the last claim in it falls due; zero for what is no claim.
    pub time_to_maturity: u64,
}

impl FeedPrice {
    /// The price at `now` of the first of `records`, each of which is followed by its base.
    ///
    /// Refused: a record that may not be used now, a chain of feeds that does not end in a price, a spot price out
    /// of [`Price::MIN`] to [`Price::MAX`]. The other prices stay within these bounds: what waits far out must not
    /// keep anybody from being liquidated.
    pub fn of(records: &[(String, FeedRecord)], now: u64) -> Result<Self, PriceError> {
        let mut chain = records.iter().rev();
        let mut price = match chain.next() {
            Some((feed, FeedRecord::Price(accepted))) => {
                ensure_valid(feed, accepted, now)?;
                Self::from(accepted)
            }
            _ => return Err(PriceError::TooDeep { maximum: MAX_DEPTH }),
        };
        for (feed, record) in chain {
            price = match record {
                FeedRecord::Price(_) => return Err(PriceError::TooDeep { maximum: MAX_DEPTH }),
                FeedRecord::RedemptionRate { rate, .. } => {
                    ensure_valid(feed, rate, now)?;
                    price.times(rate)
                }
                FeedRecord::FixedMaturity {
                    discount,
                    maturity,
                    frozen_until,
                    ..
                } => {
                    ensure_thawed(feed, *frozen_until, now)?;
                    price.claimed_in(*discount, maturity.saturating_sub(now))
                }
            }
            .ok_or_else(|| PriceError::OutOfBounds { feed: feed.clone() })?;
        }
        Ok(price)
    }

    /// What a lot is offered at when its auction begins: the selling price, but at most a quarter over the spot
    /// price. What waits may be wild, and a lot that begins far above its worth finds no taker for hours.
    pub fn offering(&self) -> Price {
        const MOST: Ratio = Ratio::from_percent(125);
        let most = times_down(self.spot, Price::new(MOST.u128())).unwrap_or(Price::MAX);
        self.selling.min(most.max(self.spot))
    }

    /// A staking derivative's price.
    fn times(self, rate: &Accepted) -> Option<Self> {
        let of_rate = Self::from(rate);
        Some(Self {
            spot: times_down(self.spot, of_rate.spot)?,
            low: times_down(self.low, of_rate.low).unwrap_or(Price::MIN),
            high: times_up(self.high, of_rate.high).unwrap_or(Price::MAX),
            selling: times_up(self.selling, of_rate.selling).unwrap_or(Price::MAX),
            is_lower_pending: self.is_lower_pending || of_rate.is_lower_pending,
            published_at: self.published_at.min(of_rate.published_at),
            valid_until: self.valid_until.min(of_rate.valid_until),
            variance: sum(self.variance, of_rate.variance),
            implied_variance: match self.implied_variance {
                0 => 0,
                implied => sum(implied, of_rate.variance),
            },
            time_to_maturity: self.time_to_maturity,
        })
    }

    /// A claim's price: what it is a claim on, less the discount for the time left.
    fn claimed_in(self, discount: Ratio, seconds: u64) -> Option<Self> {
        let down = |price| discounted_down(price, discount, seconds);
        let up = |price| discounted_up(price, discount, seconds);
        Some(Self {
            spot: down(self.spot)?,
            low: down(self.low).unwrap_or(Price::MIN),
            high: up(self.high).unwrap_or(Price::MAX),
            selling: up(self.selling).unwrap_or(Price::MAX),
            time_to_maturity: self.time_to_maturity.max(seconds),
            ..self
        })
    }
}

impl From<&Accepted> for FeedPrice {
    fn from(accepted: &Accepted) -> Self {
        let pending = accepted.waiting().map_or(accepted.spot, |(price, _)| price);
        Self {
            spot: accepted.spot,
            low: accepted.low,
            high: accepted.high,
            selling: accepted.spot.max(pending),
            is_lower_pending: pending < accepted.spot,
            published_at: accepted.published_at,
            valid_until: accepted.valid_until,
            variance: accepted.variance,
            implied_variance: accepted.implied_variance,
            time_to_maturity: 0,
        }
    }
}

fn ensure_valid(feed: &str, accepted: &Accepted, now: u64) -> Result<(), PriceError> {
    ensure_thawed(feed, accepted.frozen_until, now)?;
    if accepted.is_valid(now) {
        return Ok(());
    }
    Err(PriceError::NotValid {
        feed: feed.to_owned(),
        from: accepted.published_at,
        until: accepted.valid_until,
        now,
    })
}

fn ensure_thawed(feed: &str, frozen_until: u64, now: u64) -> Result<(), PriceError> {
    if frozen_until <= now {
        return Ok(());
    }
    Err(PriceError::Frozen {
        feed: feed.to_owned(),
        until: frozen_until,
        now,
    })
}

fn sum(one: u128, other: u128) -> u128 {
    one.saturating_add(other).min(VARIANCE_MAX)
}

#[cfg(test)]
#[path = "tests/price.rs"]
mod tests;

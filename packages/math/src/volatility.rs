//! How wild a price has been lately, and its slow average: what the oracle keeps beside a price.
//!
//! Variance is a rate per second with 18 fractional digits: 80% a year is 0.8^2 / 31,536,000, raw
//! 20,294,266,870. Every rounding is up: what is published is never calmer than the prices were.

use crate::index::SECONDS_PER_YEAR;
use crate::price::Price;
use crate::ratio::Ratio;
use crate::wide::{div_up, mul128, sqrt_up, to_u128};
use bnum::types::U256;
use serde::{Deserialize, Serialize};

/// Seconds over which an observation is forgotten to about a third: three days.
pub const WINDOW: u64 = 259_200;

/// Seconds between two observations that enter the state. Sampled in every block, the noise
/// between two trades reads as 180% a year where 80% is true.
pub const SAMPLE: u64 = 3_600;

/// The largest variance: 250% a year, floor(2.5^2 x 10^18 / 31,536,000).
pub const VARIANCE_MAX: u128 = 198_186_199_899;

/// Seconds over which [`slow_average`] follows a price.
pub const SLOW_WINDOW: u64 = 3_600;

/// What is remembered of a feed's movements. A reference of zero means that nothing was observed
/// yet (the default); the first price then becomes the reference without counting as a move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volatility {
    /// The price that the next one is compared with.
    pub reference: Price,
    /// When that was observed, unix seconds.
    pub reference_at: u64,
    /// Variance per second, 18 digits, at most [`VARIANCE_MAX`].
    pub variance: u128,
}

impl Volatility {
    /// Nothing is known but a price: variance zero. What a first mint may rely on is then the base
    /// mint ratio and what feeders say of implied volatility.
    pub const fn start(price: Price, at: u64) -> Self {
        Self {
            reference: price,
            reference_at: at,
            variance: 0,
        }
    }

    /// Takes a price in: the state afterwards, and the variance to publish with that price, which
    /// is never below the state's. Total: time that runs backwards counts as no time.
    ///
    /// At least [`SAMPLE`] after the reference the price enters the state and becomes the
    /// reference. Sooner it enters only what is published, as if [`SAMPLE`] had passed: a crash
    /// shows at once, and is counted once, by the observation that enters the state.
    pub fn observe(&self, price: Price, at: u64) -> (Self, u128) {
        if self.reference == Price::default() {
            let started = Self {
                variance: self.variance.min(VARIANCE_MAX),
                ..Self::start(price, at)
            };
            return (started, started.variance);
        }
        let elapsed = at.saturating_sub(self.reference_at);
        let variance = self.step_up(move_up(self.reference, price), elapsed.max(SAMPLE));
        if elapsed < SAMPLE {
            return (*self, variance.max(self.variance).min(VARIANCE_MAX));
        }
        let after = Self {
            variance,
            ..Self::start(price, at)
        };
        (after, variance)
    }

    /// min([`VARIANCE_MAX`], ceil((variance x WINDOW x 10^18 + r^2) / (10^18 x (WINDOW + elapsed)))):
    /// exponential weighting without an exponential, for any time elapsed, in one rounding. Of the
    /// old variance WINDOW / (WINDOW + elapsed) is left, and the move counts for the time it took.
    fn step_up(&self, r: u128, elapsed: u64) -> u128 {
        let one = U256::from(Ratio::ONE.u128());
        let window = U256::from(WINDOW);
        let kept = U256::from(self.variance)
            .saturating_mul(window)
            .saturating_mul(one);
        let sum = kept.saturating_add(mul128(r, r));
        let time = window.saturating_add(U256::from(elapsed));
        div_up(sum, time.saturating_mul(one), "variance")
            .and_then(|variance| to_u128(variance, "variance"))
            .map_or(VARIANCE_MAX, |variance| variance.min(VARIANCE_MAX))
    }
}

/// ceil(|to - from| x 10^18 / max(from, to)), 18 digits: from zero to one, so that no single
/// observation is boundless. Zero between two prices of zero.
fn move_up(from: Price, to: Price) -> u128 {
    let distance = mul128(from.u128().abs_diff(to.u128()), Ratio::ONE.u128());
    let largest = U256::from(from.max(to).u128());
    div_up(distance, largest, "move of a price")
        .and_then(|r| to_u128(r, "move of a price"))
        .unwrap_or(0)
}

/// Variance of a volatility quoted by the year: min([`VARIANCE_MAX`], ceil(v^2 / 31,536,000)).
pub fn variance_of_yearly(volatility: Ratio) -> u128 {
    let squared = mul128(volatility.u128(), volatility.u128());
    let year = mul128(Ratio::ONE.u128(), u128::from(SECONDS_PER_YEAR));
    div_up(squared, year, "variance of a volatility")
        .and_then(|variance| to_u128(variance, "variance of a volatility"))
        .map_or(VARIANCE_MAX, |variance| variance.min(VARIANCE_MAX))
}

/// Volatility by the year of a variance: ceil(sqrt(variance x 31,536,000)), 18 digits, saturating.
/// For display; [`variance_of_yearly`] of it is never less than the variance.
pub fn yearly_of_variance(variance: u128) -> Ratio {
    let year = mul128(variance, u128::from(SECONDS_PER_YEAR));
    sqrt_up(year.saturating_mul(U256::from(Ratio::ONE.u128()))).map_or(Ratio::MAX, Ratio::new)
}

/// floor((slow x 3,600 + previous x seconds) / (3,600 + seconds)): the previous price counts for
/// the time it stood, so that one spike after a silence moves nothing. It lies between the two.
pub fn slow_average(slow: Price, previous: Price, seconds: u64) -> Price {
    let old = mul128(slow.u128(), u128::from(SLOW_WINDOW));
    let new = mul128(previous.u128(), u128::from(seconds));
    let time = U256::from(SLOW_WINDOW).saturating_add(U256::from(seconds));
    old.saturating_add(new)
        .checked_div(time)
        .and_then(|average| u128::try_from(average).ok())
        .map_or(slow, Price::new)
}

#[cfg(test)]
mod tests;

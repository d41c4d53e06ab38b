//! Ratios that change over time in a straight line, so that no change surprises a position.

use crate::ratio::Ratio;
use crate::wide::{mul128, to_u128};
use bnum::types::U256;
use serde::{Deserialize, Serialize};

/// A ratio on its way from one value to another between two times (unix seconds).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ramp {
    /// Value until `start`.
    pub from: Ratio,
    /// Value from `end` on.
    pub to: Ratio,
    /// When it begins to move.
    pub start: u64,
    /// When it arrives.
    pub end: u64,
}

impl Ramp {
    /// A ratio that stands still.
    pub const fn fixed(ratio: Ratio) -> Self {
        Self {
            from: ratio,
            to: ratio,
            start: 0,
            end: 0,
        }
    }

    /// from + (to - from) x (now - start) / (end - start), the distance moved rounded down: by
    /// less than 10^-18 a ramp lags behind its line, which favours what was in force before.
    /// Before `start` it is `from`, from `end` on `to`; total for every input.
    pub fn at(self, now: u64) -> Ratio {
        if now >= self.end {
            return self.to;
        }
        if now <= self.start {
            return self.from;
        }
        let (from, to) = (self.from.u128(), self.to.u128());
        let moved = self.moved(from.abs_diff(to), now.saturating_sub(self.start));
        if to >= from {
            Ratio::new(from.saturating_add(moved))
        } else {
            Ratio::new(from.saturating_sub(moved))
        }
    }

    /// Is it still on its way (or yet to start)?
    pub const fn is_running(self, now: u64) -> bool {
        now < self.end && self.from.u128() != self.to.u128()
    }

    /// floor(distance x elapsed / duration); never more than the distance.
    fn moved(self, distance: u128, elapsed: u64) -> u128 {
        let duration = U256::from(self.end.saturating_sub(self.start));
        mul128(distance, u128::from(elapsed))
            .checked_div(duration)
            .and_then(|moved| to_u128(moved, "ramp").ok())
            .map_or(distance, |moved| moved.min(distance))
    }
}

#[cfg(test)]
mod tests;

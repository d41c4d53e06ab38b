//! What a feeder says.

use serde::{Deserialize, Serialize};

use crate::price::Price;
use crate::ratio::Ratio;

/// A report counts in a round if published at most this many seconds before the block's time.
pub const COUNTING_WINDOW: u64 = 60;

/// A report may be published this many seconds after the block's time: a block's time lags behind
/// the clock.
pub const FUTURE_TOLERANCE: u64 = 15;

/// The most that options markets are believed to imply in a year: 1,000%.
pub const HIGHEST_IMPLIED: Ratio = Ratio::from_percent(1_000);

/// What one feeder said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// USD per whole unit; of a redemption rate, units of the base.
    pub price: Price,
    /// When it was published, unix seconds.
    pub published_at: u64,
    /// Variance per second that options markets imply, 18 fractional digits; zero for none.
    pub implied_variance: u128,
}

impl Report {
    /// Whether the report counts in a round at `now`: published at most [`COUNTING_WINDOW`] before
    /// and at most [`FUTURE_TOLERANCE`] after, both ends included.
    pub fn is_counted(&self, now: u64) -> bool {
        now.saturating_sub(COUNTING_WINDOW) <= self.published_at
            && self.published_at <= latest_publication(now)
    }

    /// Whether it says something new beside the feeder's last report.
    pub fn is_news(&self, last: Option<&Self>, now: u64) -> bool {
        self.is_counted(now) && last.is_none_or(|last| last.published_at < self.published_at)
    }
}

/// The latest publication time that is believed at `now`.
pub fn latest_publication(now: u64) -> u64 {
    now.saturating_add(FUTURE_TOLERANCE)
}

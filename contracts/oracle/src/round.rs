//! When reports make a price, and which. Pure: no storage, no chain.

use ballast_math::Price;
use ballast_types::oracle::{COUNTING_WINDOW, FUTURE_TOLERANCE};
use serde::{Deserialize, Serialize};

/// What one feeder said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// USD per whole unit.
    pub price: Price,
    /// When it was published, unix seconds.
    pub published_at: u64,
}

impl Report {
    /// Whether the report counts in a round at `now`: published at most [`COUNTING_WINDOW`] before
    /// and at most [`FUTURE_TOLERANCE`] after, both ends included.
    pub fn is_counted(&self, now: u64) -> bool {
        now.saturating_sub(COUNTING_WINDOW) <= self.published_at
            && self.published_at <= latest_publication(now)
    }
}

/// The latest publication time that is believed at `now`.
pub fn latest_publication(now: u64) -> u64 {
    now.saturating_add(FUTURE_TOLERANCE)
}

/// What a quorum of fresh reports says together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// The median.
    pub price: Price,
    /// Its publication time: a quorum of reports is at least as new, and it is never in the future.
    pub published_at: u64,
    /// Reports counted.
    pub reports: u32,
}

/// The round that the feeders' latest reports, one of each, make at `now`; `None` without a quorum
/// of counted ones (see [`Report::is_counted`]).
///
/// ```text
/// price        = median of the counted prices; of an even count floor((lower + upper middle) / 2)
/// published_at = min(quorum-th newest counted publication, now)
/// ```
///
/// With at most f lying feeders and quorum >= 2f + 1, at least f + 1 counted reports are honest and
/// no more than f lie on either side of the middle: the price lies between the lowest and the
/// highest honest one, and `published_at` is not later than the newest honest one. A quorum that is
/// a majority of the reports bounds the price by those that are as new as `published_at`. The order
/// of `reports` does not matter.
pub fn decide(reports: &[Report], now: u64, quorum: u8) -> Option<Round> {
    let counted = || reports.iter().filter(|report| report.is_counted(now));
    let mut times: Vec<u64> = counted().map(|report| report.published_at).collect();
    let mut prices: Vec<Price> = counted().map(|report| report.price).collect();
    times.sort_unstable();
    prices.sort_unstable();
    let older_than_quorum = times.len().checked_sub(usize::from(quorum))?;
    Some(Round {
        price: median(&prices)?,
        published_at: now.min(*times.get(older_than_quorum)?),
        reports: u32::try_from(prices.len()).ok()?,
    })
}

/// The middle of sorted prices; the mean of the two middle ones, rounded down, if their count is
/// even; `None` if there are none.
fn median(sorted: &[Price]) -> Option<Price> {
    let upper = sorted.len() / 2;
    let lower = sorted.len().checked_sub(1)? / 2;
    let (lower, upper) = (sorted.get(lower)?, sorted.get(upper)?);
    Some(Price::new(u128::midpoint(lower.u128(), upper.u128())))
}

#[cfg(test)]
#[path = "tests/round.rs"]
mod tests;

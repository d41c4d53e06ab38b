//! When reports make a price, and which.

use crate::price::Price;

use super::Report;

/// What a quorum of fresh reports says together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// The median.
    pub price: Price,
    /// Its publication time: a quorum of reports is at least as new, and it is never in the future.
    pub published_at: u64,
    /// The median of what the reports say is implied, those that say nothing counting as zero.
    pub implied_variance: u128,
    /// Reports counted.
    pub reports: u32,
}

/// The round that the feeders' latest reports, one of each, make at `now`; `None` without a quorum
/// of counted ones (see [`Report::is_counted`]). Of them only those newer than `after` count.
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
pub fn decide(reports: &[Report], now: u64, quorum: u8, after: Option<u64>) -> Option<Round> {
    let is_newer = |report: &Report| after.is_none_or(|after| after < report.published_at);
    let counted = || {
        let counts = |report: &&Report| report.is_counted(now) && is_newer(report);
        reports.iter().filter(counts)
    };
    let mut times: Vec<u64> = counted().map(|report| report.published_at).collect();
    let mut prices: Vec<u128> = counted().map(|report| report.price.u128()).collect();
    let mut implied: Vec<u128> = counted().map(|report| report.implied_variance).collect();
    times.sort_unstable();
    prices.sort_unstable();
    implied.sort_unstable();
    let older_than_quorum = times.len().checked_sub(usize::from(quorum))?;
    Some(Round {
        price: Price::new(median(&prices)?),
        published_at: now.min(*times.get(older_than_quorum)?),
        implied_variance: median(&implied)?,
        reports: u32::try_from(prices.len()).ok()?,
    })
}

/// The middle of sorted numbers; the mean of the two middle ones, rounded down, if their count is
/// even; `None` if there are none.
fn median(sorted: &[u128]) -> Option<u128> {
    let upper = sorted.len() / 2;
    let lower = sorted.len().checked_sub(1)? / 2;
    Some(u128::midpoint(*sorted.get(lower)?, *sorted.get(upper)?))
}

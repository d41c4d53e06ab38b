//! The feeders of a scenario: three say what the market is at, one lies whenever it speaks, and one is dead.

use ballast_devchain::{
    feeders::{Jitter, Quote},
    paths::{path, Hour, Point},
    Devchain,
};
use ballast_types::oracle::Report;
use cosmwasm_std::Decimal;

use super::random::Random;
use crate::error::CliResult;

/// Those who tell the truth, but for a little.
const HONEST: [&str; 3] = ["feeder-1", "feeder-2", "feeder-3"];
/// Who lies.
const LIAR: &str = "feeder-4";
/// Who says nothing.
const DEAD: &str = "feeder-5";

/// All of them.
pub const FEEDERS: [&str; 5] = [HONEST[0], HONEST[1], HONEST[2], LIAR, DEAD];

/// Seconds between two beats of the feed.
pub const BEAT: u64 = 60;

/// Seconds between two rounds as long as nothing waits for confirmation; else the next is a beat later. The path's
/// knots are 20 minutes apart, so every hour's high and low are among the prices reported.
const ROUND: u64 = 300;

/// Honest feeders stray from the market by at most so many hundredths of a per cent.
const JITTER_BPS: u64 = 5;

/// Age of a stale report, seconds.
const STALE: u64 = 3_600;

/// Feeders at work along the hours of a market.
#[derive(Debug)]
pub struct Feeders {
    feed: String,
    jitter: Jitter,
    lies: Random,
    /// The market at every beat to come.
    beats: std::vec::IntoIter<Point>,
    /// What was published last.
    last: Option<Point>,
}

/// What a liar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    /// The smallest price that there is.
    Nothing,
    /// Twice the market's.
    Double,
    /// A thousandth of the market's.
    Thousandth,
    /// Half the market's, published an hour ago.
    Stale,
}

impl Feeders {
    /// Feeders of a feed. Another seed gives other deviations and other lies.
    pub fn new(feed: &str, hours: &[Hour], seed: u64) -> Self {
        Self {
            feed: feed.to_owned(),
            jitter: Jitter {
                bps: JITTER_BPS,
                seed,
            },
            lies: Random::new(seed),
            beats: path(hours, BEAT).into_iter(),
            last: None,
        }
    }

    /// About how many rounds there will be.
    pub fn rounds(hours: &[Hour]) -> u64 {
        u64::try_from(path(hours, ROUND).len()).unwrap_or(u64::MAX)
    }

    /// When the next round will be: at the next beat if a price waits, else at the next of all rounds. When the
    /// market has closed, its last price is said again as long as one waits.
    pub fn next_point(&self, chain: &Devchain) -> CliResult<Option<Point>> {
        let is_waiting = self.is_waiting(chain)?;
        let is_due = |point: &&Point| is_waiting || point.time.is_multiple_of(ROUND);
        let next = self.beats.as_slice().iter().find(is_due).copied();
        let again = self.last.filter(|_| is_waiting).map(|last| Point {
            time: last.time + BEAT,
            ..last
        });
        Ok(next.or(again))
    }

    /// Publishes the next point at its time.
    pub fn step(&mut self, chain: &mut Devchain) -> CliResult<Option<Point>> {
        let Some(point) = self.next_point(chain)? else {
            return Ok(None);
        };
        let passed = self
            .beats
            .as_slice()
            .partition_point(|beat| beat.time <= point.time);
        self.beats.by_ref().take(passed).for_each(drop);
        chain.advance(point.time.saturating_sub(chain.now()));
        self.publish(chain, point.price)?;
        self.last = Some(point);
        Ok(Some(point))
    }

    /// All who speak report now, the liar first.
    pub fn publish(&mut self, chain: &mut Devchain, price: Decimal) -> CliResult<()> {
        let now = chain.now();
        let lie = Lie::drawn(&mut self.lies).report(&self.feed, price, now);
        chain.oracle().report_all(LIAR, vec![lie])?;
        let quote = Quote::new(&self.feed, price);
        for feeder in HONEST {
            let said = self.jitter.apply(&quote, feeder, now);
            chain.oracle().report(feeder, &self.feed, said, now)?;
        }
        Ok(())
    }

    fn is_waiting(&self, chain: &Devchain) -> CliResult<bool> {
        let price = chain.price(&self.feed)?;
        Ok(price.is_some_and(|price| price.pending.is_some()))
    }
}

impl Lie {
    fn drawn(random: &mut Random) -> Self {
        match random.between(0, 4) {
            0 => Self::Nothing,
            1 => Self::Double,
            2 => Self::Thousandth,
            _ => Self::Stale,
        }
    }

    fn report(self, feed: &str, market: Decimal, now: u64) -> Report {
        let smallest = Decimal::raw(1);
        let (price, published_at) = match self {
            Self::Nothing => (smallest, now),
            Self::Double => (market + market, now),
            Self::Thousandth => (market * Decimal::permille(1), now),
            Self::Stale => (market * Decimal::percent(50), now.saturating_sub(STALE)),
        };
        Report::new(feed, price.max(smallest), published_at)
    }
}

#[cfg(test)]
#[path = "feeders/tests.rs"]
mod tests;

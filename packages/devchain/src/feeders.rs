//! Honest feeders: all feeders of a feed report the same price, or one a little beside it, each in an
//! operation of its own at the same time.

use ballast_types::oracle::Report;
use cosmwasm_std::{Decimal, Uint128};
use sha2::{Digest, Sha256};

use crate::{deployment::FeedSpec, error::Failure, paths::Point, Devchain};

/// Hundredths of a per cent in one.
const BPS: u64 = 10_000;

/// A price for a feed.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// The feed.
    pub feed: String,
    /// USD per whole unit.
    pub price: Decimal,
}

impl Quote {
    /// A price for a feed.
    pub fn new(feed: &str, price: Decimal) -> Self {
        Self {
            feed: feed.to_owned(),
            price,
        }
    }
}

/// How far single feeders stray from the market, each time another way but always the same for the
/// same feeder, feed and time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Jitter {
    /// At most so many hundredths of a per cent, up or down.
    pub bps: u64,
    /// Another number gives other deviations.
    pub seed: u64,
}

impl Jitter {
    /// What a feeder that strays so says at a time; never nothing.
    pub fn apply(self, quote: &Quote, feeder: &str, time: u64) -> Decimal {
        let steps = self.bps.min(BPS - 1) * 2 + 1;
        if steps == 1 {
            return quote.price;
        }
        let text = format!("{}/{feeder}/{}/{time}", self.seed, quote.feed);
        let digest = Sha256::digest(text.as_bytes());
        let number = digest
            .iter()
            .take(8)
            .fold(0u64, |n, byte| (n << 8) | u64::from(*byte));
        let factor = BPS - self.bps.min(BPS - 1) + number % steps;
        let price = quote.price.atomics().multiply_ratio(factor, BPS);
        Decimal::new(price.max(Uint128::one()))
    }
}

impl Devchain {
    /// All feeders report a price now, which a round then accepts. If the feed has accepted a price
    /// of this second already, or is itself as new, a second passes first. If the price is so far from the last
    /// that it waits, the feeders report again once the confirmation gap has passed, until it is accepted.
    pub fn report_price(&mut self, feed: &str, price: Decimal) -> Result<(), Failure> {
        self.report_prices(&[Quote::new(feed, price)])
    }

    /// The same for several feeds at the same time.
    pub fn report_prices(&mut self, quotes: &[Quote]) -> Result<(), Failure> {
        let now = self.now();
        for quote in quotes {
            let start = self.deployment().start_time;
            let newest = self
                .price(&quote.feed)?
                .map_or(start, |price| price.published_at);
            if newest >= now {
                self.advance(1);
                break;
            }
        }
        publish(self, quotes, Jitter::default())?;
        while let Some(gap) = self.longest_gap_waiting(quotes)? {
            self.advance(gap.saturating_add(1));
            publish(self, quotes, Jitter::default())?;
        }
        Ok(())
    }

    /// The longest confirmation gap of those of these feeds of which a price waits.
    fn longest_gap_waiting(&self, quotes: &[Quote]) -> Result<Option<u64>, Failure> {
        let mut longest = None;
        for quote in quotes {
            let feed = self.feed(&quote.feed)?;
            let waits = feed.price.is_some_and(|price| price.pending.is_some());
            let gap = feed.kind.intake().map(|intake| intake.confirmation_gap);
            longest = longest.max(gap.filter(|_| waits));
        }
        Ok(longest)
    }

    /// Lets time pass while the feeders go on reporting the last accepted prices, every `every`
    /// seconds and at the end. Feeds without a price stay without.
    pub fn advance_reporting(&mut self, seconds: u64, every: u64) -> Result<(), Failure> {
        let end = self.now().saturating_add(seconds);
        let quotes = self.last_quotes()?;
        while self.now() < end {
            self.advance(every.clamp(1, end - self.now()));
            publish(self, &quotes, Jitter::default())?;
        }
        Ok(())
    }

    /// The last accepted price of each feed.
    pub fn last_quotes(&self) -> Result<Vec<Quote>, Failure> {
        let feeds = self.feeds()?.into_iter();
        let quote = |feed: ballast_types::oracle::FeedResponse| {
            Some(Quote {
                price: feed.price?.spot,
                feed: feed.feed,
            })
        };
        Ok(feeds.filter_map(quote).collect())
    }

    fn feed_spec(&self, feed: &str) -> Result<&FeedSpec, Failure> {
        let found = self
            .deployment()
            .feeds
            .iter()
            .find(|spec| spec.feed == feed);
        found.ok_or_else(|| Failure::UnknownFeed {
            given: feed.to_owned(),
        })
    }
}

/// All feeders of these feeds report now: one operation each, with a report for every feed that is
/// theirs.
pub fn publish(chain: &mut Devchain, quotes: &[Quote], jitter: Jitter) -> Result<(), Failure> {
    let mut feeders: Vec<String> = vec![];
    for quote in quotes {
        for feeder in &chain.feed_spec(&quote.feed)?.feeders {
            if !feeders.contains(feeder) {
                feeders.push(feeder.clone());
            }
        }
    }
    let published_at = chain.now();
    for feeder in feeders {
        let mut reports = vec![];
        for quote in quotes {
            if chain.feed_spec(&quote.feed)?.feeders.contains(&feeder) {
                let price = jitter.apply(quote, &feeder, published_at);
                reports.push(Report::new(&quote.feed, price, published_at));
            }
        }
        chain.oracle().report_all(&feeder, reports)?;
    }
    Ok(())
}

/// A feed's feeders publishing along a path, point by point as time goes on.
#[derive(Debug, Clone)]
pub struct PathFeeders {
    feed: String,
    points: Vec<Point>,
    next: usize,
    jitter: Jitter,
}

impl PathFeeders {
    /// Feeders of `feed` on a path whose points are in order of time.
    pub fn new(feed: &str, points: Vec<Point>, jitter: Jitter) -> Self {
        Self {
            feed: feed.to_owned(),
            points,
            next: 0,
            jitter,
        }
    }

    /// The point that is published next.
    pub fn next_point(&self) -> Option<Point> {
        self.points.get(self.next).copied()
    }

    /// Publishes the next point at its time, or now if that has passed; `None` at the end.
    pub fn step(&mut self, chain: &mut Devchain) -> Result<Option<Point>, Failure> {
        let Some(point) = self.next_point() else {
            return Ok(None);
        };
        self.next += 1;
        chain.advance(point.time.saturating_sub(chain.now()));
        publish(chain, &[Quote::new(&self.feed, point.price)], self.jitter)?;
        Ok(Some(point))
    }

    /// Publishes every point up to a time and lets the chain come to it.
    pub fn publish_until(&mut self, chain: &mut Devchain, time: u64) -> Result<(), Failure> {
        while self.next_point().is_some_and(|point| point.time <= time) {
            self.step(chain)?;
        }
        chain.advance(time.saturating_sub(chain.now()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jitter_stays_within_its_bound_and_repeats() {
        let quote = Quote::new("ETH", Decimal::percent(20_000));
        assert_eq!(Jitter::default().apply(&quote, "a", 1), quote.price);
        let jitter = Jitter { bps: 20, seed: 7 };
        let prices: Vec<_> = (0..50)
            .map(|time| jitter.apply(&quote, "a", time))
            .collect();
        let (low, high) = (Decimal::percent(19_960), Decimal::percent(20_040));
        assert!(prices.iter().all(|price| (low..=high).contains(price)));
        assert!(prices.iter().any(|price| *price != quote.price));
        assert_eq!(prices[3], jitter.apply(&quote, "a", 3));
    }
}

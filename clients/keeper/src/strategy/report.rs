//! Reporting prices: when a beat is due, or when the price has moved.

use std::fmt;

use ballast_types::oracle::{ExecuteMsg, LastReport, Report, COUNTING_WINDOW, MAX_REPORTS};
use cosmwasm_std::Decimal;

use super::{action::call, Action, FeedState, Snapshot, Strategy, Target};
use crate::{
    config::PricesConfig,
    node::{Call, Contracts},
};

/// Prices to report, one for each feed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reports(pub Vec<Report>);

/// When to report.
#[derive(Clone, Debug)]
pub struct Reporting {
    deviation: Decimal,
}

impl Reporting {
    /// By the configuration.
    pub fn new(config: &PricesConfig) -> Self {
        Self {
            deviation: config.deviation,
        }
    }

    fn report(&self, now: u64, state: &FeedState) -> Option<Report> {
        let quote = state.quote.filter(|_| state.is_feeder)?;
        let beat = state.feed.kind.panel()?.beat;
        // A source's clock may be ahead of the chain's.
        let published_at = quote.time.min(now);
        let is_counted = now.saturating_sub(published_at) <= COUNTING_WINDOW;
        let is_due = state.last_report.as_ref().is_none_or(|last| {
            published_at > last.published_at
                && (is_beat_between(last.published_at, published_at, beat)
                    || self.has_moved(last, quote.price))
        });
        (is_counted && is_due).then(|| Report::new(&state.feed.feed, quote.price, published_at))
    }

    /// Whether a price is further from the last report's than that times the threshold.
    fn has_moved(&self, last: &LastReport, price: Decimal) -> bool {
        let moved = last.price.abs_diff(price);
        let allowed = last.price.checked_mul(self.deviation);
        moved > allowed.unwrap_or(Decimal::MAX)
    }
}

/// Whether a time divisible by the beat lies after the one and not after the other.
pub(super) fn is_beat_between(earlier: u64, later: u64, beat: u64) -> bool {
    let beat = beat.max(1);
    earlier / beat < later / beat
}

impl Strategy for Reporting {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        let now = snapshot.block.time;
        let states = snapshot.feeds.iter();
        let reports: Vec<_> = states.filter_map(|state| self.report(now, state)).collect();
        let parts = reports.chunks(MAX_REPORTS);
        parts
            .map(|part| Action::Report(Reports(part.to_vec())))
            .collect()
    }
}

impl Reports {
    pub(super) fn targets(&self) -> Vec<Target> {
        let feeds = self.0.iter().map(|report| report.feed.clone());
        feeds.map(Target::Feed).collect()
    }

    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let reports = self.0.clone();
        call(&contracts.oracle, &ExecuteMsg::Report { reports })
    }
}

impl fmt::Display for Reports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("report")?;
        for (place, report) in self.0.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            let Report {
                feed,
                price,
                published_at,
                ..
            } = report;
            write!(f, "{comma} {feed} at {price} USD of {published_at}")?;
        }
        Ok(())
    }
}

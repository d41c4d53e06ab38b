//! What was found, told and counted once.

use std::collections::{btree_map::Entry, BTreeMap};

use ballast_types::oracle::SignedReport;

use crate::{
    observe::{
        metrics::{FeedLabel, ReasonLabel, SourceLabel},
        Metrics,
    },
    source::SourceError,
    strategy::unfit::Unfit,
};

/// Most things that are remembered: who makes up more of them is told of again.
const MOST: usize = 10_000;

/// What was told of last, by what it is about.
#[derive(Debug, Default)]
pub struct Told {
    sources: BTreeMap<String, String>,
    reports: BTreeMap<About, Last>,
}

/// A source's report of a feed by a key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct About {
    source: String,
    feed: String,
    key: Vec<u8>,
}

/// A report, by its publication time, and the reason why it is not relayed; none if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Last {
    published_at: u64,
    refusal: Option<&'static str>,
}

impl Told {
    /// A source could not be read, or could. The same reason is told of once.
    pub fn read<T>(&mut self, metrics: &Metrics, source: &str, answer: &Result<T, SourceError>) {
        let Err(error) = answer else {
            if self.sources.remove(source).is_some() {
                tracing::info!(source, "there are signed reports again");
            }
            return;
        };
        let label = SourceLabel {
            source: source.to_owned(),
        };
        metrics.source_failures.get_or_create(&label).inc();
        let reason = error.to_string();
        if self.sources.get(source) != Some(&reason) {
            tracing::warn!(source, %error, "no signed reports");
            self.sources.insert(source.to_owned(), reason);
        }
    }

    /// A report is news, or cannot be relayed. Each publication is counted once, a reason told of once until it is
    /// another one.
    pub fn judged(
        &mut self,
        metrics: &Metrics,
        (source, signed): (&str, &SignedReport),
        refusal: Option<&Unfit>,
    ) {
        let feed = shown(&signed.report.feed);
        let last = Last {
            published_at: signed.report.published_at,
            refusal: refusal.map(Unfit::reason),
        };
        let about = About {
            source: source.to_owned(),
            feed: feed.clone(),
            key: signed.public_key.to_vec(),
        };
        let Some(before) = self.exchange(about, last) else {
            return;
        };
        match refusal {
            None => {
                let collected = &metrics.reports_collected;
                collected.get_or_create(&FeedLabel { feed }).inc();
            }
            Some(unfit) => {
                let reason = unfit.reason();
                let refused = &metrics.reports_refused;
                refused.get_or_create(&ReasonLabel { reason }).inc();
                if before.is_none_or(|before| before.refusal != last.refusal) {
                    tracing::warn!(source, feed, error = %unfit, "a signed report is left out");
                }
            }
        }
    }

    /// What was remembered before, if anything; none if it is the same.
    #[allow(clippy::option_option)] // nothing to tell; nothing told before; something else told before
    fn exchange(&mut self, about: About, last: Last) -> Option<Option<Last>> {
        if self.reports.len() >= MOST {
            self.reports.clear();
        }
        match self.reports.entry(about) {
            Entry::Vacant(entry) => {
                entry.insert(last);
                Some(None)
            }
            Entry::Occupied(entry) if *entry.get() == last => None,
            Entry::Occupied(mut entry) => Some(Some(entry.insert(last))),
        }
    }
}

/// As much of a feed's name as a name may have.
fn shown(feed: &str) -> String {
    feed.chars().take(16).collect()
}

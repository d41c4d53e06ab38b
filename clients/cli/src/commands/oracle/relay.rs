//! Bringing signed reports: each is verified before anything is sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use ballast_client::verify;
use ballast_types::oracle::{
    ExecuteMsg, PriceReported, SignedReport, COUNTING_WINDOW, FUTURE_TOLERANCE, MAX_REPORTS,
};
use serde_json::json;

use super::{
    outcome::{self, named},
    read::{self, Given},
    tell,
};
use crate::{
    chain::{parsed, Chain, Contract},
    commands::receipts,
    error::{CliError, CliResult, RemoteError},
    output::Output,
    session::Session,
    time::{moment, span},
};

/// Relays the reports of all files in one message.
pub fn run(session: &mut Session, files: &[PathBuf]) -> CliResult<Output> {
    let given = read::all(files)?;
    if given.len() > MAX_REPORTS {
        let count = given.len();
        let text = format!("a message carries at most {MAX_REPORTS} reports, these are {count}");
        return Err(CliError::Arguments(text));
    }
    let feeders = verified(session, &given)?;
    let actor = session.actor()?.to_owned();
    let reports: Vec<_> = given.iter().map(|given| given.signed.clone()).collect();
    let events = tell(session, &actor, &ExecuteMsg::Relay { reports })?;
    let stored: Vec<PriceReported> = parsed(&events, Contract::Oracle)?;
    let now = session.chain.now();
    let mut lines = outcome::lines(session, &events)?;
    let mut values = vec![];
    for (given, feeder) in given.iter().zip(&feeders) {
        let report = &given.signed.report;
        let is_stored = stored.iter().any(|stored| {
            named(&stored.feeder) == feeder
                && (&stored.feed, stored.published_at) == (&report.feed, report.published_at)
        });
        if !is_stored {
            lines.push(ignored(given, feeder, now));
        }
        values.push(json!({
            "place": given.place,
            "feeder": feeder,
            "report": report,
            "is_stored": is_stored,
        }));
    }
    let json = json!({ "reports": values, "events": events });
    receipts::done(session, &lines.join("\n"), json)
}

fn ignored(given: &Given, feeder: &str, now: u64) -> String {
    let report = &given.signed.report;
    let age = now.saturating_sub(report.published_at);
    let why = if age > COUNTING_WINDOW {
        format!("it is {} old, {COUNTING_WINDOW} s count", span(age))
    } else {
        "it is not newer than the feeder's last".to_owned()
    };
    let feed = &report.feed;
    format!("ignored: {}, {feeder} of {feed}: {why}", given.place)
}

/// The names of the reports' feeders, if the oracle would refuse none of the reports.
fn verified(session: &Session, given: &[Given]) -> CliResult<Vec<String>> {
    let checks = Checks::new(&*session.chain, given)?;
    let (mut feeders, mut bad) = (vec![], vec![]);
    for Given { place, signed } in given {
        match checks.feeder(signed) {
            Ok(feeder) => feeders.push(feeder),
            Err(error) => bad.push(format!("{place}: {}", checks.readable(&error))),
        }
    }
    if bad.is_empty() {
        return Ok(feeders);
    }
    let of = given.len();
    Err(CliError::BadReports { bad, of })
}

/// What reports are checked with.
struct Checks<'c> {
    chain: &'c dyn Chain,
    chain_id: String,
    oracle: String,
    known: String,
    /// Addresses by feed: of the feeds that are reported and exist.
    feeders: BTreeMap<String, BTreeSet<String>>,
}

impl<'c> Checks<'c> {
    fn new(chain: &'c dyn Chain, given: &[Given]) -> CliResult<Self> {
        let feeds = chain.feeds()?;
        let mut feeders = BTreeMap::new();
        for feed in &feeds {
            if given
                .iter()
                .any(|given| given.signed.report.feed == feed.feed)
            {
                let of_feed = chain.feeders(&feed.feed)?.into_iter();
                let addresses: BTreeSet<_> = of_feed.map(|it| it.feeder).collect();
                feeders.insert(feed.feed.clone(), addresses);
            }
        }
        let known: Vec<_> = feeds.into_iter().map(|feed| feed.feed).collect();
        Ok(Self {
            chain,
            chain_id: chain.chain_id(),
            oracle: chain.address(Contract::Oracle.name())?,
            known: known.join(", "),
            feeders,
        })
    }

    /// The name of a report's feeder, if it is one.
    fn feeder(&self, signed: &SignedReport) -> CliResult<String> {
        let report = &signed.report;
        let address = verify(signed, &self.chain_id, &self.oracle)?;
        let name = |address: &String| self.chain.name_of(address);
        let feeders = self.feeders.get(&report.feed);
        let feeders = feeders.ok_or_else(|| CliError::UnknownFeed {
            given: report.feed.clone(),
            known: self.known.clone(),
        })?;
        if !feeders.contains(&address) {
            let mut names: Vec<_> = feeders.iter().map(name).collect();
            names.sort();
            return Err(RemoteError::NoFeeder {
                account: name(&address),
                feed: report.feed.clone(),
                feeders: names.join(", "),
            }
            .into());
        }
        let latest = self.chain.now().saturating_add(FUTURE_TOLERANCE);
        if report.published_at > latest {
            return Err(CliError::Arguments(format!(
                "published at {} UTC, later than {} UTC",
                moment(report.published_at),
                moment(latest)
            )));
        }
        Ok(name(&address))
    }
    /// An error with names for the addresses in it.
    fn readable(&self, error: &CliError) -> String {
        let feeders = self.feeders.values().flatten();
        let known = feeders.chain([&self.oracle]);
        known.fold(error.to_string(), |text, address| {
            text.replace(address, &self.chain.name_of(address))
        })
    }
}

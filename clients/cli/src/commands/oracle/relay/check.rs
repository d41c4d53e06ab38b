//! What the oracle would say of reports, found before anything is sent.

use std::collections::BTreeMap;

use ballast_client::{feeder_of, verify};
use ballast_math::{feed::HIGHEST_IMPLIED, Price};
use ballast_types::{
    oracle::{FeedResponse, LastReport, Report, SignedReport, COUNTING_WINDOW, FUTURE_TOLERANCE},
    units,
};

use super::{
    super::told::{from_future, CLOCK},
    Given,
};
use crate::{
    chain::{Chain, Contract},
    commands::oracle::number,
    error::{CliError, CliResult, RemoteError},
    session::Session,
    text::{bounded, percent},
    time::span,
};

/// Most signs of a feed's name or of a key in a line: no feed has a longer name.
const LONGEST: usize = 16;

/// A report that the oracle would not refuse.
pub struct Verified {
    /// The name of its feeder.
    pub feeder: String,
    /// Why the oracle would ignore it, if it would.
    pub ignored: Option<String>,
}

/// All reports, if the oracle would refuse none of them; else each one that it would, with its reason.
pub fn verified(session: &Session, given: &[Given]) -> CliResult<Vec<Verified>> {
    let checks = Checks::new(&*session.chain, given)?;
    let (mut good, mut bad, mut hint) = (vec![], vec![], None);
    for Given { place, signed } in given {
        match checks.address(signed) {
            Ok(address) => good.push((address, &signed.report)),
            Err(error) => {
                let report = &signed.report;
                let whose = checks.whose(signed);
                let feed = bounded(&report.feed, LONGEST);
                let reason = checks.readable(&error);
                bad.push(format!("{place}, {whose} of {feed}: {reason}"));
                if report.published_at > checks.latest() {
                    hint = Some(CLOCK.to_owned());
                }
            }
        }
    }
    if !bad.is_empty() {
        let of = given.len();
        return Err(CliError::BadReports { bad, of, hint });
    }
    let judged = (0..).zip(&good).map(|(place, (address, _))| Verified {
        feeder: checks.chain.name_of(address),
        ignored: checks.ignored(&good, place),
    });
    Ok(judged.collect())
}

/// What reports are checked with.
struct Checks<'c> {
    chain: &'c dyn Chain,
    chain_id: String,
    oracle: String,
    known: String,
    /// The feeds that are reported and exist, by their names.
    feeds: BTreeMap<String, Reported>,
}

/// A feed with its feeders' last times of publication, by address.
struct Reported {
    feed: FeedResponse,
    feeders: BTreeMap<String, Option<u64>>,
}

impl<'c> Checks<'c> {
    fn new(chain: &'c dyn Chain, given: &[Given]) -> CliResult<Self> {
        let all = chain.feeds()?;
        let known: Vec<_> = all.iter().map(|feed| feed.feed.clone()).collect();
        let mut feeds = BTreeMap::new();
        for feed in all {
            if given.iter().any(|it| it.signed.report.feed == feed.feed) {
                let of_feed = chain.feeders(&feed.feed)?.into_iter();
                let last = |it: Option<LastReport>| it.map(|it| it.published_at);
                let feeders = of_feed.map(|it| (it.feeder, last(it.last_report)));
                let feeders = feeders.collect();
                feeds.insert(feed.feed.clone(), Reported { feed, feeders });
            }
        }
        Ok(Self {
            chain,
            chain_id: chain.chain_id(),
            oracle: chain.address(Contract::Oracle.name())?,
            known: known.join(", "),
            feeds,
        })
    }

    /// The latest time of publication that the oracle believes now.
    fn latest(&self) -> u64 {
        self.chain.now().saturating_add(FUTURE_TOLERANCE)
    }

    /// The address of a report's feeder, if it is one and may say this.
    fn address(&self, signed: &SignedReport) -> CliResult<String> {
        let report = &signed.report;
        let reported = self.feeds.get(&report.feed);
        let Reported { feed, feeders } = reported.ok_or_else(|| CliError::UnknownFeed {
            given: bounded(&report.feed, LONGEST),
            known: self.known.clone(),
        })?;
        if feed.kind.panel().is_none() {
            let text = format!("{} has no feeders: nobody reports it", feed.feed);
            return Err(CliError::Arguments(text));
        }
        self.ensure_believable(feed, report)?;
        let address = verify(signed, &self.chain_id, &self.oracle)?;
        if !feeders.contains_key(&address) {
            let mut names: Vec<_> = feeders.keys().map(|it| self.chain.name_of(it)).collect();
            names.sort();
            return Err(RemoteError::NoFeeder {
                account: self.chain.name_of(&address),
                feed: report.feed.clone(),
                feeders: names.join(", "),
            }
            .into());
        }
        Ok(address)
    }

    /// Refuses a number that is none, a volatility that nobody believes and a time that has not come.
    fn ensure_believable(&self, feed: &FeedResponse, report: &Report) -> CliResult<()> {
        let refused = |text| Err(CliError::Arguments(text));
        if Price::checked(units::price(report.price).u128()).is_err() {
            return refused(format!(
                "{} is no number of {}: it is above zero and at most {}",
                report.price,
                feed.feed,
                number(&feed.kind, units::price_decimal(Price::MAX))
            ));
        }
        let most = units::decimal(HIGHEST_IMPLIED);
        if let Some(implied) = report.implied_volatility.filter(|it| *it > most) {
            let (implied, most) = (percent(implied), percent(most));
            return refused(format!(
                "an implied volatility of {implied} is above {most}"
            ));
        }
        let latest = self.latest();
        if report.published_at > latest {
            return refused(from_future(report.published_at, latest));
        }
        Ok(())
    }

    /// Why the oracle would ignore one of these reports.
    fn ignored(&self, all: &[(String, &Report)], place: usize) -> Option<String> {
        let (address, report) = all.get(place)?;
        let age = self.chain.now().saturating_sub(report.published_at);
        if age > COUNTING_WINDOW {
            return Some(format!(
                "it is {} old, {COUNTING_WINDOW} s count",
                span(age)
            ));
        }
        let feeders = self.feeds.get(&report.feed).map(|it| &it.feeders);
        let last = feeders.and_then(|feeders| *feeders.get(address)?);
        if last.is_some_and(|last| report.published_at <= last) {
            return Some("it is not newer than the feeder's last".to_owned());
        }
        // Of one feeder's reports the newest counts, of equally new ones the first.
        let mut others = (0..).zip(all);
        let is_beaten = others.any(|(at, (of, it))| {
            let is_same = of == address && it.feed == report.feed;
            let is_first = it.published_at == report.published_at && at < place;
            is_same && (it.published_at > report.published_at || is_first)
        });
        is_beaten
            .then(|| "another of the feeder's that comes with it is as new or newer".to_owned())
    }

    /// Who made the report's key, as far as it is one.
    fn whose(&self, signed: &SignedReport) -> String {
        let prefix = self
            .oracle
            .rsplit_once('1')
            .map_or("", |(prefix, _)| prefix);
        let address = feeder_of(&signed.public_key, prefix);
        address.map_or_else(|_| "nobody".to_owned(), |it| self.chain.name_of(&it))
    }

    /// An error with names for the feeders' addresses in it. The oracle's address stays: the one that was signed
    /// for has to be held against it.
    fn readable(&self, error: &CliError) -> String {
        let feeders = self.feeds.values().flat_map(|it| it.feeders.keys());
        feeders.fold(error.to_string(), |text, address| {
            text.replace(address, &self.chain.name_of(address))
        })
    }
}

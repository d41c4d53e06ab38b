//! What became of feeds that were reported or read.

use std::{cmp::Reverse, collections::BTreeSet};

use ballast_types::oracle::{
    FeedResponse, PriceAccepted, PricePending, PriceReported, COUNTING_WINDOW,
};
use cosmwasm_std::Event;

use super::told::number;
use crate::{
    chain::{parsed, Contract},
    error::CliResult,
    session::Session,
    text::percent,
    time::moment,
};

/// What the oracle said of a message.
struct Said {
    reported: Vec<PriceReported>,
    pending: Vec<PricePending>,
    accepted: Vec<PriceAccepted>,
}

/// A line for each feed of which something was stored.
pub fn lines(session: &Session, events: &[Event]) -> CliResult<Vec<String>> {
    let said = Said {
        reported: parsed(events, Contract::Oracle)?,
        pending: parsed(events, Contract::Oracle)?,
        accepted: parsed(events, Contract::Oracle)?,
    };
    let lines = said.feeds().into_iter().map(|feed| {
        let feed = session.feed(&feed)?;
        let who = match said.reporters(&feed.feed) {
            names if names.is_empty() => "a foreign oracle was read".to_owned(),
            names => format!("{} reported", names.join(", ")),
        };
        Ok(format!("{}; {who}", said.of(session, &feed)?))
    });
    lines.collect()
}

/// An account as an event names it, without the sign in front.
pub fn named(account: &str) -> &str {
    account.strip_prefix('@').unwrap_or(account)
}

impl Said {
    fn feeds(&self) -> BTreeSet<String> {
        let reported = self.reported.iter().map(|event| &event.feed);
        let pending = self.pending.iter().map(|event| &event.feed);
        let accepted = self.accepted.iter().map(|event| &event.feed);
        reported.chain(pending).chain(accepted).cloned().collect()
    }

    /// Who reported the feed, by name.
    fn reporters(&self, feed: &str) -> Vec<String> {
        let events = self.reported.iter().filter(|event| event.feed == feed);
        let mut names: Vec<_> = events.map(|event| named(&event.feeder)).collect();
        names.sort_unstable();
        names.into_iter().map(str::to_owned).collect()
    }

    fn of(&self, session: &Session, feed: &FeedResponse) -> CliResult<String> {
        let name = &feed.feed;
        let accepted = self.accepted.iter().rev().find(|it| it.feed == *name);
        if let Some(accepted) = accepted {
            return Ok(format!(
                "{name} is at {}, {} UTC",
                number(&feed.kind, accepted.price),
                moment(accepted.published_at)
            ));
        }
        waiting(feed).map_or_else(|| no_round(session, feed), Ok)
    }
}

/// Why reports that were stored changed nothing: there are too few of them, or together they are no newer than
/// what is accepted.
fn no_round(session: &Session, feed: &FeedResponse) -> CliResult<String> {
    let (name, now) = (&feed.feed, session.chain.now());
    let quorum = feed.kind.panel().map_or(1, |panel| panel.quorum);
    let feeders = session.chain.feeders(name)?.into_iter();
    let times = feeders.filter_map(|feeder| Some(feeder.last_report?.published_at));
    let mut times: Vec<_> = times
        .filter(|time| now.saturating_sub(*time) <= COUNTING_WINDOW)
        .collect();
    times.sort_unstable_by_key(|time| Reverse(*time));
    let Some(round) = times.get(usize::from(quorum).saturating_sub(1)) else {
        let count = times.len();
        return Ok(format!(
            "{name}: a price takes reports of {quorum} feeders within a minute, now {count} of {quorum}"
        ));
    };
    let (what, bound) = match &feed.price {
        Some(price) => ("what is accepted", price.published_at),
        None => ("the feed itself", feed.changed_at),
    };
    let newer = times.iter().filter(|time| **time > bound).count();
    let hint = if session.chain.is_sandbox() {
        "; `ballast sandbox advance 1m --silent` lets time pass"
    } else {
        ""
    };
    Ok(format!(
        "{name}: the round is of {} UTC, not newer than {what} ({} UTC): {newer} of {quorum} feeders have \
         reported since{hint}",
        moment(now.min(*round)),
        moment(bound)
    ))
}

/// What waits for confirmation, and what confirms it.
fn waiting(feed: &FeedResponse) -> Option<String> {
    let (price, intake) = (feed.price.as_ref()?, feed.kind.intake()?);
    let pending = price.pending.as_ref()?;
    Some(format!(
        "{}: {} waits, it is more than {} from {}; reports published after {} UTC confirm it",
        feed.feed,
        number(&feed.kind, pending.price),
        percent(intake.maximum_step),
        number(&feed.kind, price.spot),
        moment(pending.since.saturating_add(intake.confirmation_gap)),
    ))
}

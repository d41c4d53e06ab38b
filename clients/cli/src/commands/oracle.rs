//! Price feeds: reporting as a feeder, and who reported what.

use ballast_types::oracle::{
    ExecuteMsg, FeedResponse, FeederResponse, PriceAccepted, PriceReported, Report,
};
use cosmwasm_std::{Decimal, Event};
use serde_json::{json, Value};

use super::{calls, receipts, status};
use crate::{
    chain::{parsed, Contract},
    command::OracleVerb,
    error::{CliError, CliResult, RemoteError},
    output::Output,
    session::Session,
    table::{table, Align},
    text::dollars,
    time::moment,
};

/// Does what the verb says.
pub fn run(session: &mut Session, verb: &OracleVerb) -> CliResult<Output> {
    match verb {
        OracleVerb::Report {
            feed,
            price,
            is_by_all,
        } => report(session, feed, *price, *is_by_all),
        OracleVerb::Status { feed } => show(session, feed.as_deref()),
    }
}

/// Reports a price, all reporters at the same time of publication.
fn report(
    session: &mut Session,
    given: &str,
    price: Decimal,
    is_by_all: bool,
) -> CliResult<Output> {
    let feed = session.feed(given)?.feed;
    let reporters = if is_by_all {
        all_reporters(session, &feed)?
    } else {
        vec![only_reporter(session, &feed)?]
    };
    let msg = ExecuteMsg::Report {
        reports: vec![Report::new(&feed, price, session.chain.now())],
    };
    let mut events = vec![];
    for reporter in &reporters {
        let call = calls::plain(Contract::Oracle, &msg)?;
        events.extend(session.chain.execute(reporter, vec![call])?);
    }
    let done = outcome(session, &feed, &reporters, &events)?;
    let json = json!({ "feed": session.feed(&feed)?, "reporters": reporters, "events": events });
    receipts::done(session, &done, json)
}

/// The account that acts, which must be a feeder.
fn only_reporter(session: &Session, feed: &str) -> CliResult<String> {
    let actor = session.actor()?;
    let address = session.chain.address(actor)?;
    let feeders = session.chain.feeders(feed)?;
    if feeders.iter().any(|known| known.feeder == address) {
        return Ok(actor.to_owned());
    }
    Err(RemoteError::NoFeeder {
        account: actor.to_owned(),
        feed: feed.to_owned(),
        feeders: names(session, &feeders).join(", "),
    }
    .into())
}

/// The feeders whose keys are at hand.
fn all_reporters(session: &Session, feed: &str) -> CliResult<Vec<String>> {
    let feeders = names(session, &session.chain.feeders(feed)?);
    let listed = feeders.join(", ");
    let able = feeders
        .into_iter()
        .filter(|name| session.chain.can_sign(name));
    let able: Vec<_> = able.collect();
    if able.is_empty() {
        let text = format!("no key of {feed}'s feeders is at hand: they are {listed}");
        return Err(CliError::Arguments(text));
    }
    Ok(able)
}

fn names(session: &Session, feeders: &[FeederResponse]) -> Vec<String> {
    let names = feeders.iter().map(|it| session.chain.name_of(&it.feeder));
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// What came of the reports.
fn outcome(
    session: &Session,
    feed: &str,
    reporters: &[String],
    events: &[Event],
) -> CliResult<String> {
    let who = reporters.join(", ");
    if let Some(accepted) = parsed::<PriceAccepted>(events, Contract::Oracle)?.last() {
        return Ok(format!(
            "{feed} is at {} USD, {} UTC; {who} reported",
            dollars(accepted.price),
            moment(accepted.published_at)
        ));
    }
    if parsed::<PriceReported>(events, Contract::Oracle)?.is_empty() {
        return Ok(format!(
            "ignored: {who} has reported {feed} for this second already"
        ));
    }
    let quorum = session
        .feed(feed)?
        .kind
        .panel()
        .map_or(1, |panel| panel.quorum);
    Ok(format!(
        "{who} reported {feed}; a price is accepted when {quorum} feeders have reported within a minute"
    ))
}

/// Each feed, or one, with its feeders.
fn show(session: &Session, only: Option<&str>) -> CliResult<Output> {
    let feeds = match only {
        Some(given) => vec![session.feed(given)?],
        None => session.chain.feeds()?,
    };
    let (mut texts, mut values) = (vec![], vec![]);
    for feed in &feeds {
        let mut feeders = session.chain.feeders(&feed.feed)?;
        feeders.sort_by_key(|feeder| session.chain.name_of(&feeder.feeder));
        texts.push(view(session, feed, &feeders));
        values.push(named(session, feed, &feeders));
    }
    Output::new(texts.join("\n\n"), &values)
}

fn view(session: &Session, feed: &FeedResponse, feeders: &[FeederResponse]) -> String {
    let price = table(&status::FEEDS, [status::price(feed, session.chain.now())]);
    let columns = [
        ("feeder", Align::Left),
        ("last report", Align::Right),
        ("published", Align::Left),
    ];
    let rows = feeders.iter().map(|feeder| {
        let name = session.chain.name_of(&feeder.feeder);
        match &feeder.last_report {
            Some(last) => vec![
                name,
                format!("{} USD", dollars(last.price)),
                moment(last.published_at),
            ],
            None => vec![name, "-".to_owned(), "-".to_owned()],
        }
    });
    let rules = format!(
        " {} of {} feeders make a price, valid for {}",
        feed.kind.panel().map_or(1, |panel| panel.quorum),
        feed.feeders,
        crate::time::span(feed.kind.intake().map_or(0, |intake| intake.maximum_age))
    );
    format!("{price}\n{rules}\n\n{}", table(&columns, rows))
}

fn named(session: &Session, feed: &FeedResponse, feeders: &[FeederResponse]) -> Value {
    let feeders: Vec<_> = feeders
        .iter()
        .map(|feeder| {
            json!({
                "name": session.chain.name_of(&feeder.feeder),
                "feeder": feeder.feeder,
                "last_report": feeder.last_report,
            })
        })
        .collect();
    json!({ "feed": feed, "feeders": feeders })
}

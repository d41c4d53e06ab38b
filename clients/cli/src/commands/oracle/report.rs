//! Reporting in a transaction of the feeder's own.

use ballast_types::oracle::{ExecuteMsg, FeederResponse, PriceReported, COUNTING_WINDOW};
use serde_json::json;

use super::{outcome, stated, tell};
use crate::{
    chain::{parsed, Contract},
    command::Statement,
    commands::receipts,
    error::{CliError, CliResult, RemoteError},
    output::Output,
    session::Session,
};

/// Reports a price, all reporters at the same time of publication.
pub fn run(session: &mut Session, statement: &Statement, is_by_all: bool) -> CliResult<Output> {
    let feed = session.feed(&statement.feed)?.feed;
    let reporters = if is_by_all {
        all_reporters(session, &feed)?
    } else {
        vec![only_reporter(session, &feed)?]
    };
    let report = stated(statement, session.chain.now());
    let published_at = report.published_at;
    let msg = ExecuteMsg::Report {
        reports: vec![report],
    };
    let mut events = vec![];
    for reporter in &reporters {
        events.extend(tell(session, reporter, &msg)?);
    }
    let stored: Vec<PriceReported> = parsed(&events, Contract::Oracle)?;
    let done = if stored.is_empty() {
        let now = session.chain.now();
        ignored(&feed, &reporters, now.saturating_sub(published_at))
    } else {
        outcome::lines(session, &events)?.join("\n")
    };
    let json = json!({ "feed": session.feed(&feed)?, "reporters": reporters, "events": events });
    receipts::done(session, &done, json)
}

fn ignored(feed: &str, reporters: &[String], age: u64) -> String {
    if age > COUNTING_WINDOW {
        return format!("ignored: the report of {feed} is {age} s old, {COUNTING_WINDOW} s count");
    }
    let (who, have) = (
        reporters.join(", "),
        if reporters.len() == 1 { "has" } else { "have" },
    );
    format!("ignored: {who} {have} reported {feed} for this second or a later one already")
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

//! The guardian's brake on a feed's price.

use ballast_types::oracle::{ExecuteMsg, FREEZE_COOLDOWN};
use serde_json::json;

use super::tell;
use crate::{
    commands::receipts,
    error::CliResult,
    output::Output,
    session::Session,
    time::{moment, span, Duration},
};

/// Makes a feed's price invalid for a time.
pub fn freeze(session: &mut Session, given: &str, duration: Duration) -> CliResult<Output> {
    let feed = session.feed(given)?.feed;
    let msg = ExecuteMsg::Freeze {
        feed: feed.clone(),
        seconds: duration.0,
    };
    done(session, &feed, &msg)
}

/// Ends a freeze.
pub fn unfreeze(session: &mut Session, given: &str) -> CliResult<Output> {
    let feed = session.feed(given)?.feed;
    done(session, &feed, &ExecuteMsg::Unfreeze { feed: feed.clone() })
}

/// Tells the oracle, and how the feed is then.
fn done(session: &mut Session, feed: &str, msg: &ExecuteMsg) -> CliResult<Output> {
    let actor = session.actor()?.to_owned();
    let events = tell(session, &actor, msg)?;
    let until = session.feed(feed)?.frozen_until;
    let again = |end: u64| moment(end.saturating_add(FREEZE_COOLDOWN));
    let now = session.chain.now();
    let human = match until {
        Some(until) => format!(
            "{feed} is frozen until {} UTC, for {}: nothing is minted, withdrawn from under debt, redeemed or \
             liquidated by its price; it can be frozen again from {} UTC",
            moment(until),
            span(until.saturating_sub(now)),
            again(until)
        ),
        None => format!(
            "{feed} is frozen no more; it can be frozen again from {} UTC",
            again(now)
        ),
    };
    let json = json!({ "feed": feed, "frozen_until": until, "events": events });
    receipts::done(session, &human, json)
}

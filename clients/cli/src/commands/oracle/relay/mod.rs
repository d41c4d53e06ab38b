//! Bringing signed reports: each is verified before anything is sent.

mod check;

use std::path::PathBuf;

use ballast_types::oracle::{ExecuteMsg, PriceReported, MAX_REPORTS};
use cosmwasm_std::Event;
use serde_json::json;

use super::{
    outcome::{self, named},
    read::{self, Given},
    tell,
};
use crate::{
    chain::{parsed, Contract},
    commands::receipts,
    error::{CliError, CliResult},
    output::Output,
    session::Session,
};
use check::{verified, Verified};

/// Relays the reports of all files in one message, unless the oracle would ignore them all.
pub fn run(session: &mut Session, files: &[PathBuf]) -> CliResult<Output> {
    let given = read::all(files)?;
    if given.len() > MAX_REPORTS {
        let count = given.len();
        let text = format!("a message carries at most {MAX_REPORTS} reports, these are {count}");
        return Err(CliError::Arguments(text));
    }
    let verified = verified(session, &given)?;
    if verified.iter().all(|it| it.ignored.is_some()) {
        return report(session, &given, &verified, &[]);
    }
    let actor = session.actor()?.to_owned();
    let reports: Vec<_> = given.iter().map(|given| given.signed.clone()).collect();
    let events = tell(session, &actor, &ExecuteMsg::Relay { reports })?;
    report(session, &given, &verified, &events)
}

/// What became of the feeds, and which reports were ignored.
fn report(
    session: &Session,
    given: &[Given],
    verified: &[Verified],
    events: &[Event],
) -> CliResult<Output> {
    let stored: Vec<PriceReported> = parsed(events, Contract::Oracle)?;
    let mut lines = outcome::lines(session, events)?;
    let mut values = vec![];
    for (given, judged) in given.iter().zip(verified) {
        let report = &given.signed.report;
        let is_stored = judged.ignored.is_none()
            && stored.iter().any(|stored| {
                named(&stored.feeder) == judged.feeder
                    && (&stored.feed, stored.published_at) == (&report.feed, report.published_at)
            });
        if !is_stored {
            let why = judged.ignored.as_deref().unwrap_or(OVERTAKEN);
            let (place, feeder, feed) = (&given.place, &judged.feeder, &report.feed);
            lines.push(format!("ignored: {place}, {feeder} of {feed}: {why}"));
        }
        values.push(json!({
            "place": given.place,
            "feeder": judged.feeder,
            "report": report,
            "is_stored": is_stored,
        }));
    }
    if verified.iter().all(|it| it.ignored.is_some()) {
        lines.push("nothing was sent: the oracle would ignore all of it".to_owned());
    }
    let json = json!({ "reports": values, "events": events });
    receipts::done(session, &lines.join("\n"), json)
}

/// Why the oracle ignored what it would have taken when it was asked.
const OVERTAKEN: &str = "a newer one of the feeder was there before it, or it had grown too old";

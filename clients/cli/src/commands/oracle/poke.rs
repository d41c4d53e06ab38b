//! Having foreign oracles read.

use ballast_types::oracle::{ExecuteMsg, Source};
use serde_json::json;

use super::{outcome, tell};
use crate::{
    commands::receipts,
    error::{CliError, CliResult},
    output::Output,
    session::Session,
};

/// Pokes the named feeds, or all that are read from foreign oracles.
pub fn run(session: &mut Session, named: &[String]) -> CliResult<Output> {
    let feeds = match named {
        [] => foreign(session)?,
        named => {
            let known = named.iter().map(|given| Ok(session.feed(given)?.feed));
            known.collect::<CliResult<_>>()?
        }
    };
    let actor = session.actor()?.to_owned();
    let msg = ExecuteMsg::Poke {
        feeds: feeds.clone(),
    };
    let events = tell(session, &actor, &msg)?;
    let lines = outcome::lines(session, &events)?;
    let human = if lines.is_empty() {
        format!("ignored: nothing newer is said of {}", feeds.join(", "))
    } else {
        lines.join("\n")
    };
    let json = json!({ "feeds": feeds, "events": events });
    receipts::done(session, &human, json)
}

fn foreign(session: &Session) -> CliResult<Vec<String>> {
    let feeds = session.chain.feeds()?;
    let known: Vec<_> = feeds.iter().map(|feed| feed.feed.clone()).collect();
    let foreign = feeds.into_iter().filter(|feed| {
        let source = feed.kind.intake().map(|intake| &intake.source);
        matches!(source, Some(Source::Pyth { .. }))
    });
    let foreign: Vec<_> = foreign.map(|feed| feed.feed).collect();
    if foreign.is_empty() {
        let text = format!(
            "no feed is read from a foreign oracle: there are {}",
            known.join(", ")
        );
        return Err(CliError::Arguments(text));
    }
    Ok(foreign)
}

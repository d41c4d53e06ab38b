//! What can be done about the oracle's refusals, and numbers of feeds as people read them.

use ballast_types::oracle::{FeedKind, FREEZE_COOLDOWN, LONGEST_FREEZE};
use cosmwasm_std::Decimal;

use crate::{
    amount::grouped,
    chain::Reason,
    error::CliError,
    session::Session,
    text::quoted,
    time::{moment, span, LAST_SECOND},
};

/// What to do about a report from the future.
pub const CLOCK: &str =
    "times are unix seconds, by a clock that is right: at most 15 s ahead of the chain's";

/// Digits of a redemption rate after its point.
const RATE_PLACES: usize = 6;

/// A feed's own number with its unit: `2,000.00 USD`, or of a redemption rate `1.050000 ETH`.
pub fn number(kind: &FeedKind, number: Decimal) -> String {
    match kind.base() {
        None => format!("{} USD", quoted(number)),
        Some(base) => format!(
            "{} {base}",
            grouped(number.atomics().u128(), 18, RATE_PLACES)
        ),
    }
}

/// A refusal in people's words, with what can be done about it.
pub fn explained(error: CliError, session: &Session) -> CliError {
    match error {
        CliError::Refused(mut refusal) => {
            if let Some(text) = text(&refusal.reason, session) {
                refusal.text = text;
            }
            refusal.hint = hint(&refusal.reason, session);
            CliError::Refused(refusal)
        }
        other => other,
    }
}

fn text(reason: &Reason, session: &Session) -> Option<String> {
    Some(match reason {
        Reason::FromFuture {
            feed,
            published_at,
            latest,
        } => format!("a report of {feed} {}", from_future(*published_at, *latest)),
        Reason::NotGuardian { guardian, or_owner } => {
            let actor = session.any_actor().unwrap_or("the sender");
            let guardian = session.chain.name_of(guardian);
            let or_owner = if *or_owner { " or its owner" } else { "" };
            format!("only the oracle's guardian {guardian}{or_owner} may do this, not {actor}")
        }
        Reason::FreezeTooLong { seconds } => format!(
            "a freeze of {} is longer than {}",
            span(*seconds),
            span(LONGEST_FREEZE)
        ),
        Reason::FreezeTooSoon { feed, earliest } => format!(
            "{feed} can be frozen again from {} UTC, {} after the last freeze",
            moment(*earliest),
            span(FREEZE_COOLDOWN)
        ),
        Reason::NotFrozen { feed, until: 0 } => format!("{feed} is not frozen, and never was"),
        Reason::NotFrozen { feed, until } => format!(
            "{feed} is not frozen: the last freeze ended at {} UTC",
            moment(*until)
        ),
        _ => return None,
    })
}

/// `published at 2033-05-18 03:33:20 UTC, later than 2020-03-11 00:03:15 UTC`.
pub fn from_future(published_at: u64, latest: u64) -> String {
    let latest = moment(latest);
    match published_at {
        seconds if seconds > LAST_SECOND => {
            format!("published at {seconds}, milliseconds perhaps, later than {latest} UTC")
        }
        seconds => format!(
            "published at {} UTC, later than {latest} UTC",
            moment(seconds)
        ),
    }
}

fn hint(reason: &Reason, session: &Session) -> Option<String> {
    Some(match reason {
        Reason::NotGuardian { guardian, .. } => {
            format!(
                "add --as {} to act as its guardian",
                session.chain.name_of(guardian)
            )
        }
        Reason::FreezeTooSoon { .. } => {
            "the cooldown lasts so that no crash hides behind one freeze after another".to_owned()
        }
        Reason::NotFeeder { feed } => format!("`ballast oracle status {feed}` shows who they are"),
        Reason::FromFuture { .. } => CLOCK.to_owned(),
        Reason::NotFed => "`ballast oracle poke` has foreign oracles read".to_owned(),
        Reason::Computed => "report the feed that it stands on".to_owned(),
        Reason::NotForeign => "`ballast oracle status` shows where each feed comes from".to_owned(),
        Reason::ForeignAnswer { .. } => {
            "nothing has changed; try again when it has another answer".to_owned()
        }
        _ => return None,
    })
}

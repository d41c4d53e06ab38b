//! What can be done about the oracle's refusals, and numbers of feeds as people read them.

use ballast_types::oracle::FeedKind;
use cosmwasm_std::Decimal;

use crate::{amount::grouped, chain::Reason, error::CliError, text::quoted};

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

/// A refusal with what can be done about it.
pub fn with_hint(error: CliError) -> CliError {
    match error {
        CliError::Refused(mut refusal) => {
            refusal.hint = hint(&refusal.reason);
            CliError::Refused(refusal)
        }
        other => other,
    }
}

fn hint(reason: &Reason) -> Option<String> {
    Some(match reason {
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

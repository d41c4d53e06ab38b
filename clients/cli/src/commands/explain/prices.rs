//! What is refused because there is no price, or a frozen one.

use super::{refused, About};
use crate::{
    chain::Reason,
    error::CliError,
    session::{Session, TypeInfo},
    time::{moment, span},
};

/// A type's feed has no price that may be used now: it, or one that it stands on, has none or is frozen.
pub fn no_price(session: &Session, info: &TypeInfo) -> CliError {
    let status = session.status_of(info).ok().flatten();
    let problem = status.and_then(|status| status.problem);
    let reason = match problem.map(|text| Reason::of_text(&text)) {
        Some(reason @ (Reason::NoPrice { .. } | Reason::Frozen { .. })) => reason,
        _ => Reason::NoPrice {
            feed: info.now.feed.clone(),
        },
    };
    refused(reason, session, About::Type(info))
}

pub fn text(reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::NoPrice { feed } => format!("there is no valid price of {feed}"),
        Reason::Frozen { feed, until } => format!(
            "{feed} is frozen until {} UTC: until then it has no price",
            moment(*until)
        ),
        _ => return None,
    })
}

pub fn hint(reason: &Reason, session: &Session) -> Option<String> {
    Some(match reason {
        Reason::NoPrice { feed } => format!(
            "`{}` reports one; depositing and repaying need none",
            reporting(session, feed)
        ),
        Reason::Frozen { feed, until } => format!(
            "it ends by itself in {}, or before if its guardian sends `ballast oracle unfreeze {feed}`; \
             depositing and repaying go on",
            span(until.saturating_sub(session.chain.now()))
        ),
        _ => return None,
    })
}

/// How a price is reported here.
fn reporting(session: &Session, feed: &str) -> String {
    if session.chain.is_sandbox() {
        format!("ballast sandbox price {feed} USD")
    } else {
        format!("ballast oracle report {feed} USD")
    }
}

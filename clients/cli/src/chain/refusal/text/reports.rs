//! What the oracle refuses, and what a frozen feed has others refuse.

use super::{Found, Reason};

pub fn reason(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("feed {} is frozen until {}, now is {}") {
        return Some(Reason::Frozen {
            feed: found.read(0)?,
            until: found.read(1)?,
        });
    }
    if let Some(found) = found("{} is not a feeder of {}") {
        return Some(Reason::NotFeeder {
            feed: found.read(1)?,
        });
    }
    if let Some(found) = found("report of {} published at {}, later than {}") {
        return Some(Reason::FromFuture {
            feed: found.read(0)?,
            published_at: found.read(1)?,
            latest: found.read(2)?,
        });
    }
    if found("{} has no feeders, it is read from a foreign oracle").is_some() {
        return Some(Reason::NotFed);
    }
    if found("{} is computed from its base, nobody reports it").is_some() {
        return Some(Reason::Computed);
    }
    if found("{} is not read from a foreign oracle").is_some() {
        return Some(Reason::NotForeign);
    }
    Some(Reason::ForeignAnswer {
        feed: found("the oracle of {} ")?.read(0)?,
    })
}

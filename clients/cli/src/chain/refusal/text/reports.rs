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
    if let Some(found) = found("the oracle of {} ") {
        return Some(Reason::ForeignAnswer {
            feed: found.read(0)?,
        });
    }
    freeze(text)
}

fn freeze(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("only the guardian {} may do this, not {}") {
        return Some(Reason::NotGuardian {
            guardian: found.read(0)?,
            or_owner: false,
        });
    }
    if let Some(found) = found("only the guardian {} or the owner may do this, not {}") {
        return Some(Reason::NotGuardian {
            guardian: found.read(0)?,
            or_owner: true,
        });
    }
    if let Some(found) = found("a freeze of {} s is not within 1 and {}") {
        return Some(Reason::FreezeTooLong {
            seconds: found.read(0)?,
        });
    }
    if let Some(found) = found("can be frozen again from {}, now is {}") {
        return Some(Reason::FreezeTooSoon {
            feed: word_before(text, " can be frozen again from ")?,
            earliest: found.read(0)?,
        });
    }
    let found = found("is not frozen: the last freeze ended at {}, now is {}")?;
    Some(Reason::NotFrozen {
        feed: word_before(text, " is not frozen: ")?,
        until: found.read(0)?,
    })
}

/// The word that ends where `part` begins: a text may begin with it.
fn word_before(text: &str, part: &str) -> Option<String> {
    let (before, _) = text.split_once(part)?;
    before.split_whitespace().last().map(str::to_owned)
}

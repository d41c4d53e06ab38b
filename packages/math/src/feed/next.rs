//! What a round makes of what was accepted before it.

use crate::derived::grown_down;
use crate::price::Price;
use crate::ratio::Ratio;
use crate::wide::mul128;

use super::{Accepted, Round};

/// How long a removed feed's last number binds its successor at least, in seconds: an hour.
const LEAST_BOND: u64 = 3_600;

/// What a feed's next number is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedTerms {
    /// Seconds that a number may be used after its publication.
    pub maximum_age: u64,
    /// How far from the last number the next may be and be accepted at once, as a share of the last.
    pub maximum_step: Ratio,
    /// How much newer than a pending number the reports must be that confirm it, in seconds.
    pub confirmation_gap: u64,
    /// The most that the number grows in a year: for redemption rates.
    pub maximum_growth: Option<Ratio>,
    /// When the feed was added or its intake changed, unix seconds.
    pub changed_at: u64,
}

/// What becomes of a feed in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A number is accepted; what is still further waits.
    Accepted(Accepted),
    /// The round's number waits; the accepted one stands.
    Pending(Accepted),
}

impl Next {
    /// What there is afterwards.
    pub const fn accepted(&self) -> &Accepted {
        match self {
            Self::Accepted(accepted) | Self::Pending(accepted) => accepted,
        }
    }
}

/// What the reports of a block at `height` make of `last`; `None` where they change nothing.
///
/// `round` gives the round of the reports that are newer than a time, or of all.
///
/// - The first number is accepted if published after the feed was added. Any other must be newer than the
///   last, and be the first in its block.
/// - A redemption rate counts as at most what it can have grown to since the last, or was at its highest: value and
///   time move together, and a rate that fell by mistake comes back.
/// - Within the maximum step of the last number it is accepted, and nothing waits any more.
/// - Further away it waits. While one waits, a round on the other side of the last number replaces it, and a
///   round on the same side only shows in the lowest or the highest price, unless a quorum of reports is newer than
///   the one that waits and the gap: then only those count, the one of the two that is nearer to the last number is
///   accepted, and if the round is more than the step from that, it waits in turn. (Were both asked to agree, no
///   price would ever be accepted in a crash; were a later one to restart the gap, neither.)
/// - What has waited for longer than the maximum age waits no more.
/// - After a change of the feed nothing that waits is confirmed until a round was within the step, or the last
///   number is too old to be used; and what waited before the change gives way to the first round after it.
pub fn next(
    last: Option<&Accepted>,
    terms: &FeedTerms,
    (now, height): (u64, u64),
    round: impl Fn(Option<u64>) -> Option<Round>,
) -> Option<Next> {
    let Some(last) = last else {
        return terms.begun(round(None)?, height).map(Next::Accepted);
    };

    let waiting = last.waiting();
    let waiting = waiting.filter(|(_, since)| now <= since.saturating_add(terms.maximum_age));
    let confirming = waiting.and_then(|(_, since)| {
        let gap_ends = since.saturating_add(terms.confirmation_gap);
        round(Some(gap_ends))
    });
    let is_confirming = confirming.is_some();
    let round = confirming.or_else(|| round(None))?;
    if round.published_at <= last.published_at {
        return None;
    }
    let round = terms.capped(last, round);
    let is_free = last.height != height;
    let accept = |price, pending| {
        let round = Round { price, ..round };
        let accepted = last.replaced(&round, terms.valid_until(&round), height);
        is_free.then_some(Next::Accepted(
            terms.counted(accepted.with_pending(pending)),
        ))
    };

    let here = Some((round.price, round.published_at));
    if !terms.is_beyond(last.spot, round.price) {
        return accept(round.price, None);
    }
    let is_fall = round.price < last.spot;
    let wider = || {
        let wider = last.widened(round.price);
        (wider != *last).then_some(Next::Pending(wider))
    };
    match waiting {
        None => Some(Next::Pending(last.with_pending(here))),
        // Who said it may be gone: those who are there now begin anew.
        Some((_, since)) if since <= terms.changed_at => {
            let is_newer = terms.changed_at < round.published_at;
            is_newer.then(|| Next::Pending(last.with_pending(here)))
        }
        Some((pending, since)) if (pending < last.spot) != is_fall => {
            let is_newer = since < round.published_at;
            let another = last.with_another_pending(round.price, round.published_at);
            is_newer.then_some(Next::Pending(another)).or_else(wider)
        }
        Some((pending, _)) => {
            if !is_confirming || !terms.may_confirm(last, now) {
                return wider();
            }
            let nearer = if is_fall {
                pending.max(round.price)
            } else {
                pending.min(round.price)
            };
            accept(
                nearer,
                here.filter(|_| terms.is_beyond(nearer, round.price)),
            )
        }
    }
}

impl FeedTerms {
    /// A feed's first number, if it is newer than the feed.
    fn begun(&self, round: Round, height: u64) -> Option<Accepted> {
        let valid_until = self.valid_until(&round);
        let first = Accepted::first(round.price, round.published_at, valid_until, height);
        let first = Accepted {
            implied_variance: round.implied_variance,
            ..first
        };
        (self.changed_at < round.published_at).then(|| self.counted(first))
    }

    fn valid_until(&self, round: &Round) -> u64 {
        round.published_at.saturating_add(self.maximum_age)
    }

    /// |price - last| > step x last, exactly.
    pub fn is_beyond(&self, last: Price, price: Price) -> bool {
        let distance = last.u128().abs_diff(price.u128());
        mul128(distance, Ratio::ONE.u128()) > mul128(self.maximum_step.u128(), last.u128())
    }

    /// Whether what waits may be confirmed: the feed has gone on from the last number since it was changed,
    /// or that is dead.
    fn may_confirm(&self, last: &Accepted, now: u64) -> bool {
        self.changed_at < last.published_at || self.dies(last) < now
    }

    /// Until when a number binds those who come after it: as long as it may be used, or, where its feed was
    /// removed in between, as long as it could be now, and for an hour.
    fn dies(&self, last: &Accepted) -> u64 {
        let age = self.maximum_age.max(LEAST_BOND);
        match last.valid_until {
            0 => last.published_at.saturating_add(age),
            until => until,
        }
    }

    /// The round's number, or what a redemption rate can be at most: the last, grown for the time since, or the
    /// highest that it was. So a rate that fell, by mistake or by a lie, may come back at once, and gains nothing
    /// beyond that by the time that it was lower.
    fn capped(&self, last: &Accepted, round: Round) -> Round {
        let Some(growth) = self.maximum_growth else {
            return round;
        };
        let stood = round.published_at.saturating_sub(last.published_at);
        let grown = grown_down(last.spot, growth, stood);
        let most = last.highest.map_or(grown, |highest| highest.max(grown));
        let price = round.price.min(most);
        Round { price, ..round }
    }

    /// What was accepted, counted for the highest of a redemption rate.
    fn counted(&self, accepted: Accepted) -> Accepted {
        match self.maximum_growth {
            Some(_) => accepted.with_highest(),
            None => accepted,
        }
    }
}

//! By which rule reports make a price: the oracle's own, and those that one might think of first.

use ballast_math::{
    feed::{decide, next, Accepted, FeedTerms, Report, Round},
    Price, Ratio,
};

use crate::feeders::{Sent, FEEDERS, QUORUM};

/// When a report becomes the accepted price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The oracle's.
    Oracle,
    /// Every round, however far from the last.
    AtOnce,
    /// Beyond the step, when two rounds in a row, the gap apart, are within the step of each other.
    Agree,
    /// The oracle's, but a later round beyond the step takes the place of the one that waits, and the gap begins
    /// anew.
    Restart,
    /// The oracle's, but the round that confirms is accepted itself where it is within the step of what it confirms.
    Onward,
    /// The latest report of whomever.
    Latest,
}

impl Rule {
    pub const ALL: [Self; 6] = [
        Self::Oracle,
        Self::AtOnce,
        Self::Agree,
        Self::Restart,
        Self::Onward,
        Self::Latest,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Oracle => "the oracle's",
            Self::AtOnce => "at once",
            Self::Agree => "two agree",
            Self::Restart => "gap restarts",
            Self::Onward => "onward",
            Self::Latest => "latest report",
        }
    }
}

/// A step, in per cent, that no price goes beyond.
const ANY_STEP: u32 = u32::MAX;
const MAXIMUM_AGE: u64 = 3_600;

/// A feed that goes by a rule.
pub struct Feed {
    rule: Rule,
    terms: FeedTerms,
    latest: [Option<Report>; FEEDERS],
    last: Option<Accepted>,
    /// How often a price was accepted.
    pub acceptances: u32,
}

impl Feed {
    /// A feed that was added before any report, with a step in per cent and a gap in seconds.
    pub fn new(rule: Rule, step: u32, gap: u64) -> Self {
        let maximum_step = match rule {
            Rule::AtOnce => Ratio::from_percent(ANY_STEP),
            _ => Ratio::from_percent(step),
        };
        Self {
            rule,
            terms: FeedTerms {
                maximum_age: MAXIMUM_AGE,
                maximum_step,
                confirmation_gap: gap,
                maximum_growth: None,
                changed_at: 0,
            },
            latest: [None; FEEDERS],
            last: None,
            acceptances: 0,
        }
    }

    /// What is accepted.
    pub const fn last(&self) -> Option<&Accepted> {
        self.last.as_ref()
    }

    /// A report arrives in a block.
    pub fn hear(&mut self, sent: Sent, (now, height): (u64, u64)) {
        let Some(latest) = self.latest.get_mut(sent.feeder) else {
            return;
        };
        if !sent.report.is_news(latest.as_ref(), now) {
            return;
        }
        *latest = Some(sent.report);
        let after = match self.rule {
            Rule::Latest => Some(standing(sent.report.price, sent.report.published_at)),
            Rule::Agree => self.agreed(now),
            Rule::Oracle | Rule::AtOnce | Rule::Restart | Rule::Onward => self.next((now, height)),
        };
        if let Some(after) = after {
            let time = |accepted: Accepted| accepted.published_at;
            self.acceptances += u32::from(self.last.map(time) != Some(time(after)));
            self.last = Some(after);
        }
    }

    fn round(&self, now: u64, after: Option<u64>) -> Option<Round> {
        let reports: Vec<Report> = self.latest.iter().copied().flatten().collect();
        decide(&reports, now, QUORUM, after)
    }

    fn next(&self, (now, height): (u64, u64)) -> Option<Accepted> {
        let block = (now, height);
        let next = next(self.last.as_ref(), &self.terms, block, |after| {
            self.round(now, after)
        });
        let next = next.map(|next| *next.accepted());
        match (self.rule, self.last) {
            (Rule::Restart, Some(last)) => next.or_else(|| self.restarted(last, now)),
            (Rule::Onward, Some(last)) => next.map(|next| self.onward(&last, next, now)),
            _ => next,
        }
    }

    /// What waits is replaced by a newer round on the same side.
    fn restarted(&self, last: Accepted, now: u64) -> Option<Accepted> {
        let (_, since) = last.waiting()?;
        let is_later = |round: &Round| since < round.published_at;
        let is_far = |round: &Round| self.terms.is_beyond(last.spot, round.price);
        let round = self
            .round(now, None)
            .filter(|round| is_later(round) && is_far(round))?;
        Some(last.with_pending(Some((round.price, round.published_at))))
    }

    /// Where what waited was accepted, and nothing waits now, the round that confirmed it.
    fn onward(&self, last: &Accepted, next: Accepted, now: u64) -> Accepted {
        let confirmed = last.waiting().filter(|(price, _)| *price == next.spot);
        let confirming = confirmed
            .filter(|_| next.waiting().is_none())
            .and_then(|(_, since)| self.round(now, Some(since + self.terms.confirmation_gap)));
        let spot = confirming.map_or(next.spot, |round| round.price);
        Accepted { spot, ..next }.with_pending(next.waiting())
    }

    /// One that is within the step is accepted; of one further away the next must be within the step, or else
    /// that waits for the one after it.
    fn agreed(&self, now: u64) -> Option<Accepted> {
        let accept = |round: Round| standing(round.price, round.published_at);
        let Some(last) = self.last else {
            return self.round(now, None).map(accept);
        };
        let near = |from: Price, round: &Round| !self.terms.is_beyond(from, round.price);
        let round = self
            .round(now, None)
            .filter(|round| last.published_at < round.published_at)?;
        if near(last.spot, &round) {
            return Some(accept(round));
        }
        let Some((waiting, since)) = last.waiting() else {
            return Some(last.with_pending(Some((round.price, round.published_at))));
        };
        let second = self.round(now, Some(since + self.terms.confirmation_gap))?;
        if near(waiting, &second) {
            return Some(accept(second));
        }
        Some(last.with_pending(Some((second.price, second.published_at))))
    }
}

/// A price that is accepted and remembers nothing before it.
fn standing(price: Price, published_at: u64) -> Accepted {
    Accepted::first(price, published_at, u64::MAX, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: u64 = 1_700_000_040;

    /// Three feeders say each price, a minute after the last; what is accepted after each.
    fn accepted(rule: Rule, every: u64, prices: &[u128]) -> Vec<u128> {
        let mut feed = Feed::new(rule, 10, 30);
        let mut after = vec![];
        for (place, price) in prices.iter().enumerate() {
            let now = START + every * place as u64;
            for feeder in 0..3 {
                let report = Report {
                    price: Price::new(*price),
                    published_at: now,
                    implied_variance: 0,
                };
                let sent = Sent {
                    arrives: now,
                    feeder,
                    report,
                };
                feed.hear(sent, (now, place as u64));
            }
            after.push(feed.last().unwrap().spot.u128());
        }
        after
    }

    const CRASH: [u128; 5] = [1_000, 800, 600, 400, 200];

    #[test]
    fn the_oracle_follows_a_crash_a_round_behind() {
        assert_eq!(
            accepted(Rule::Oracle, 60, &CRASH),
            [1_000, 1_000, 800, 600, 400]
        );
    }

    #[test]
    fn at_once_is_at_once_and_believes_one_round() {
        assert_eq!(accepted(Rule::AtOnce, 60, &CRASH), CRASH);
        assert_eq!(accepted(Rule::AtOnce, 60, &[100, 1, 100]), [100, 1, 100]);
        assert_eq!(accepted(Rule::Oracle, 60, &[100, 1, 100]), [100, 100, 100]);
    }

    #[test]
    fn two_that_must_agree_never_do_in_a_crash() {
        assert_eq!(accepted(Rule::Agree, 60, &CRASH), [1_000; 5]);
        assert_eq!(
            accepted(Rule::Agree, 60, &[1_000, 800, 790]),
            [1_000, 1_000, 790]
        );
        assert_eq!(
            accepted(Rule::Agree, 60, &[1_000, 950, 400, 930]),
            [1_000, 950, 950, 930]
        );
    }

    #[test]
    fn a_gap_that_begins_anew_never_ends_while_rounds_come_within_it() {
        let far = [1_000, 800, 800, 800, 800, 800, 800];
        assert_eq!(accepted(Rule::Restart, 10, &far), [1_000; 7]);
        assert_eq!(accepted(Rule::Oracle, 10, &far)[4..], [1_000, 800, 800]);
        assert_eq!(
            accepted(Rule::Restart, 60, &CRASH),
            accepted(Rule::Oracle, 60, &CRASH)
        );
    }

    #[test]
    fn onward_accepts_what_confirms_where_that_is_within_the_step_of_what_waited() {
        let course = [1_000, 800, 750, 740];
        assert_eq!(
            accepted(Rule::Oracle, 60, &course),
            [1_000, 1_000, 800, 740]
        );
        assert_eq!(
            accepted(Rule::Onward, 60, &course),
            [1_000, 1_000, 750, 740]
        );
        assert_eq!(
            accepted(Rule::Onward, 60, &CRASH),
            accepted(Rule::Oracle, 60, &CRASH)
        );
        assert_eq!(accepted(Rule::Onward, 60, &[100, 1, 100]), [100; 3]);
    }

    #[test]
    fn the_latest_report_needs_no_quorum() {
        let mut feed = Feed::new(Rule::Latest, 10, 30);
        let report = Report {
            price: Price::new(5),
            published_at: START,
            implied_variance: 0,
        };
        feed.hear(
            Sent {
                arrives: START,
                feeder: 4,
                report,
            },
            (START, 1),
        );
        assert_eq!(feed.last().unwrap().spot.u128(), 5);
        assert_eq!(feed.acceptances, 1);
        feed.hear(
            Sent {
                arrives: START,
                feeder: 4,
                report,
            },
            (START + 6, 2),
        );
        assert_eq!(feed.acceptances, 1, "the same again is no news");
    }
}

//! Whoever brings the reports chooses which, when and in what order: what that is worth.

use proptest::prelude::*;

use crate::feed::{decide, next, Accepted, FeedTerms, Next, Report, COUNTING_WINDOW};
use crate::{Price, Ratio};

const START: u64 = 1_700_000_000;
const QUORUM: u8 = 3;

/// Feeders of whom one lies.
const FEEDERS: usize = 4;
const LIAR: usize = 3;

/// A relay's choices: seconds that pass, then which of a feeder's reports it brings.
type Choice = (u64, Vec<(usize, prop::sample::Index)>);

#[derive(Clone, Debug)]
struct World {
    /// By feeder, every report that it ever signed.
    signed: Vec<Vec<Report>>,
    choices: Vec<Choice>,
}

fn world() -> impl Strategy<Value = World> {
    let price = prop_oneof![900..1_100u128, 1..5_000u128];
    let report = (0..600u64, price).prop_map(|(seconds, price)| Report {
        price: Price::new(price),
        published_at: START + seconds,
        implied_variance: 0,
    });
    // A feeder that signs two prices for one second lies; the relay's order then chooses between the lies.
    let of_one = prop::collection::vec(report, 1..40).prop_map(|mut reports| {
        reports.sort_by_key(|report| report.published_at);
        reports.dedup_by_key(|report| report.published_at);
        reports
    });
    let signed = prop::collection::vec(of_one, FEEDERS);
    let brought = prop::collection::vec((0..FEEDERS, any::<prop::sample::Index>()), 1..8);
    let choices = prop::collection::vec((0..30u64, brought), 1..60);
    (signed, choices).prop_map(|(signed, choices)| World { signed, choices })
}

fn terms() -> FeedTerms {
    FeedTerms {
        maximum_age: 600,
        maximum_step: Ratio::from_percent(10),
        confirmation_gap: 30,
        maximum_growth: None,
        changed_at: START - 1,
    }
}

impl World {
    /// The lowest and the highest that honest feeders signed for some seconds before a time up to it.
    fn honest_range(&self, now: u64) -> Option<(Price, Price)> {
        let honest = self.signed[..LIAR].iter().flatten();
        let fresh: Vec<Price> = honest
            .filter(|report| report.is_counted(now))
            .map(|report| report.price)
            .collect();
        Some((*fresh.iter().min()?, *fresh.iter().max()?))
    }
}

proptest! {
    /// An accepted price lies within what the honest signed in the window of its own block or of the block
    /// in which it began to wait: there is nothing else to choose from.
    #[test]
    fn h25_choosing_among_reports_gains_no_more_than_their_windows_range(world in world()) {
        let mut latest: Vec<Option<Report>> = vec![None; FEEDERS];
        let mut last: Option<Accepted> = None;
        let mut waiting_range = None;
        let mut now = START;
        for (height, (later, brought)) in world.choices.iter().enumerate() {
            now += later;
            let mut news = false;
            for (feeder, which) in brought {
                let report = *which.get(&world.signed[*feeder]);
                if report.is_news(latest[*feeder].as_ref(), now) {
                    latest[*feeder] = Some(report);
                    news = true;
                }
            }
            let reports: Vec<Report> = latest.iter().copied().flatten().collect();
            let block = (now, height as u64 + 1);
            let round = |after| decide(&reports, now, QUORUM, after);
            let Some(next) = next(last.as_ref(), &terms(), block, round).filter(|_| news) else {
                continue;
            };
            let here = world.honest_range(now).unwrap();
            if let Next::Accepted(accepted) = next {
                let (low, high) = waiting_range.map_or(here, |(low, high): (Price, Price)| {
                    (low.min(here.0), high.max(here.1))
                });
                prop_assert!(low <= accepted.spot && accepted.spot <= high);
                prop_assert!(accepted.published_at <= now);
                prop_assert!(now <= accepted.published_at + COUNTING_WINDOW);
                let before = last.map_or(0, |last| last.published_at);
                prop_assert!(before < accepted.published_at);
            }
            let after = next.accepted();
            let said = decide(&reports, now, QUORUM, None).unwrap();
            prop_assert!(
                said.published_at <= after.published_at
                    || !terms().is_beyond(after.spot, said.price)
                    || after.low <= said.price && said.price <= after.high
            );
            waiting_range = next.accepted().waiting().map(|_| here);
            last = Some(*next.accepted());
        }
    }

    /// In whatever order the reports of a message stand, and however often each.
    #[test]
    fn h23_order_and_duplicates_change_nothing(
        world in world(),
        shuffled in Just((0..FEEDERS * 8).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let now = START + 300;
        let brought: Vec<(usize, Report)> = (0..FEEDERS * 8)
            .map(|n| {
                let of = &world.signed[n % FEEDERS];
                (n % FEEDERS, of[n % of.len()])
            })
            .collect();
        let result = |order: &mut dyn Iterator<Item = usize>| {
            let mut latest: Vec<Option<Report>> = vec![None; FEEDERS];
            for n in order {
                let (feeder, report) = brought[n];
                if report.is_news(latest[feeder].as_ref(), now) {
                    latest[feeder] = Some(report);
                }
            }
            let reports: Vec<Report> = latest.iter().copied().flatten().collect();
            (decide(&reports, now, QUORUM, None), latest)
        };
        let one = result(&mut (0..brought.len()));
        let twice = result(&mut shuffled.iter().chain(&shuffled).copied());
        prop_assert_eq!(one, twice);
    }
}

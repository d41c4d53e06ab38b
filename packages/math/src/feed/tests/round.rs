//! The round decision: a table, then properties.

use proptest::prelude::*;
use rstest::rstest;

use crate::feed::{decide, Report};
use crate::Price;

const NOW: u64 = 1_700_000_000;

fn report(price: u128, published_at: u64) -> Report {
    Report {
        price: Price::new(price),
        published_at,
        implied_variance: 0,
    }
}

fn reports(of: &[(u128, i64)]) -> Vec<Report> {
    of.iter()
        .map(|&(price, ago)| report(price, NOW.checked_add_signed(-ago).unwrap()))
        .collect()
}

/// Price, seconds ago, count.
#[rstest]
#[case::nobody(&[], None)]
#[case::one_short_of_the_quorum(&[(1, 0), (2, 0)], None)]
#[case::the_middle_of_three(&[(9, 0), (1, 0), (5, 0)], Some((5, 0, 3)))]
#[case::the_mean_of_the_middle_two(&[(9, 0), (1, 0), (5, 0), (7, 0)], Some((6, 0, 4)))]
#[case::the_mean_rounds_down(&[(9, 0), (1, 0), (5, 0), (6, 0)], Some((5, 0, 4)))]
#[case::equal_prices(&[(5, 0), (5, 0), (5, 0)], Some((5, 0, 3)))]
#[case::third_newest_of_four(&[(5, 9), (5, 30), (5, 4), (5, 2)], Some((5, 9, 4)))]
#[case::the_oldest_that_counts(&[(5, 60), (5, 60), (5, 60)], Some((5, 60, 3)))]
#[case::one_is_too_old(&[(5, 61), (5, 60), (5, 60)], None)]
#[case::the_furthest_that_counts(&[(5, -15), (5, -15), (5, -15)], Some((5, 0, 3)))]
#[case::one_is_too_far(&[(5, -16), (5, -15), (5, -15)], None)]
#[case::uncounted_prices_do_not_weigh(&[(99, 61), (98, -16), (1, 0), (2, 0), (3, 0)], Some((2, 0, 3)))]
#[case::the_largest_prices(&[(u128::MAX, 0), (u128::MAX - 2, 0), (1, 0), (u128::MAX, 0)],
    Some((u128::MAX - 1, 0, 4)))]
fn a_round_of_three(#[case] given: &[(u128, i64)], #[case] expected: Option<(u128, u64, u32)>) {
    let round = decide(&reports(given), NOW, 3, None);
    let round = round.map(|r| (r.price.u128(), NOW - r.published_at, r.reports));
    assert_eq!(round, expected);
}

#[rstest]
#[case::all(30, Some((5, 20, 4)))]
#[case::the_older_one_does_not_count(29, Some((5, 20, 3)))]
#[case::itself_is_not_newer(20, None)]
fn a_round_of_what_is_newer(#[case] ago: u64, #[case] expected: Option<(u128, u64, u32)>) {
    let given = reports(&[(9, 0), (1, 20), (5, 10), (6, 29)]);
    let round = decide(&given, NOW, 3, Some(NOW - ago));
    let round = round.map(|r| (r.price.u128(), NOW - r.published_at, r.reports));
    assert_eq!(round, expected);
}

#[rstest]
#[case::nobody_says([0, 0, 0], 0)]
#[case::one_liar_says([0, 0, u128::MAX], 0)]
#[case::most_say([0, 5, 7], 5)]
fn a_minority_cannot_imply_a_volatility(#[case] said: [u128; 3], #[case] expected: u128) {
    let said = said.map(|implied_variance| Report {
        implied_variance,
        ..report(1, NOW)
    });
    assert_eq!(
        decide(&said, NOW, 3, None).unwrap().implied_variance,
        expected
    );
}

#[test]
fn h20_the_window_holds_at_both_ends_of_time() {
    assert_eq!(
        decide(&[report(1, 0); 3], 0, 3, None).map(|r| r.published_at),
        Some(0)
    );
    let end = u64::MAX;
    assert_eq!(
        decide(&[report(1, end); 3], end, 3, None).map(|r| r.published_at),
        Some(end)
    );
}

#[test]
fn h21_milliseconds_and_nanoseconds_do_not_count() {
    for published_at in [NOW * 1_000, NOW * 1_000_000_000, NOW / 1_000] {
        assert_eq!(decide(&[report(1, published_at); 3], NOW, 3, None), None);
    }
}

/// Liars, quorum, and the reports of honest feeders and liars.
#[derive(Clone, Debug)]
struct Feeders {
    quorum: u8,
    honest: Vec<Report>,
    lying: Vec<Report>,
}

impl Feeders {
    fn all(&self) -> Vec<Report> {
        [self.honest.clone(), self.lying.clone()].concat()
    }

    /// Publication times of the honest, the newest first.
    fn honest_times(&self) -> Vec<u64> {
        let mut times: Vec<u64> = self.honest.iter().map(|r| r.published_at).collect();
        times.sort_unstable_by(|a, b| b.cmp(a));
        times
    }
}

/// Honest reports published in `times` before now, and liars who say anything at any time.
fn feeders(times: std::ops::Range<u64>) -> impl Strategy<Value = Feeders> {
    let shape = (1..=5u8).prop_flat_map(|liars| {
        let quorum = (2 * liars + 1)..=(2 * liars + 4);
        (Just(usize::from(liars)), quorum, 0..4usize)
    });
    shape.prop_flat_map(move |(liars, quorum, spare)| {
        let honest = (
            1..1_000_000_000u128,
            times.clone().prop_map(|ago| NOW - ago),
        );
        let lie_at = prop_oneof![NOW - 70..NOW + 20, any::<u64>()];
        let lying = (prop_oneof![1..2_000_000_000u128, any::<u128>()], lie_at);
        let of = |(price, at)| report(price, at);
        (
            Just(quorum),
            prop::collection::vec(honest.prop_map(of), usize::from(quorum) + spare),
            prop::collection::vec(lying.prop_map(of), 0..=liars),
        )
            .prop_map(|(quorum, honest, lying)| Feeders {
                quorum,
                honest,
                lying,
            })
    })
}

proptest! {
    #[test]
    fn h23_the_order_of_reports_does_not_matter(
        (ordered, shuffled) in prop::collection::vec((1..99u128, NOW - 70..NOW + 20), 0..12)
            .prop_map(|all| all.into_iter().map(|(p, t)| report(p, t)).collect::<Vec<_>>())
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        quorum in 1..9u8,
    ) {
        prop_assert_eq!(decide(&ordered, NOW, quorum, None), decide(&shuffled, NOW, quorum, None));
    }

    #[test]
    fn h23_liars_cannot_stop_a_round_of_fresh_honest_reports(feeders in feeders(0..60)) {
        let round = decide(&feeders.all(), NOW, feeders.quorum, None);
        prop_assert!(round.is_some());
        // Not even hold it back: it is as new as the honest feeders alone would make it.
        let alone = decide(&feeders.honest, NOW, feeders.quorum, None).unwrap();
        prop_assert!(round.unwrap().published_at >= alone.published_at);
    }

    #[test]
    fn h23_liars_cannot_move_the_price_outside_the_honest_range(feeders in feeders(0..90)) {
        if let Some(round) = decide(&feeders.all(), NOW, feeders.quorum, None) {
            let honest = || feeders.honest.iter().filter(|r| r.is_counted(NOW)).map(|r| r.price);
            prop_assert!(honest().min().unwrap() <= round.price);
            prop_assert!(round.price <= honest().max().unwrap());
        }
    }

    #[test]
    fn h23_liars_cannot_date_a_round_later_than_the_honest(feeders in feeders(0..60)) {
        let round = decide(&feeders.all(), NOW, feeders.quorum, None).unwrap();
        let honest_in_quorum = usize::from(feeders.quorum) - feeders.lying.len();
        prop_assert!(round.published_at <= feeders.honest_times()[honest_in_quorum - 1]);
        prop_assert!(round.published_at <= NOW);
    }

    #[test]
    fn i22_a_round_is_never_older_than_a_quorum_of_its_reports(
        given in prop::collection::vec((1..99u128, NOW - 70..NOW + 20), 0..12),
        quorum in 1..9u8,
    ) {
        let given: Vec<Report> = given.into_iter().map(|(p, t)| report(p, t)).collect();
        if let Some(round) = decide(&given, NOW, quorum, None) {
            let as_new = given.iter()
                .filter(|r| r.is_counted(NOW) && r.published_at >= round.published_at);
            prop_assert!(as_new.count() >= usize::from(quorum));
            prop_assert!(round.published_at <= NOW && NOW <= round.published_at + 60);
        }
    }

    #[test]
    fn h22_what_is_older_than_a_majority_does_not_set_the_price(
        given in prop::collection::vec((1..99u128, NOW - 70..NOW + 20), 1..12),
        more in 0..3usize,
    ) {
        let quorum = u8::try_from(given.len() / 2 + 1 + more).unwrap();
        let given: Vec<Report> = given.into_iter().map(|(p, t)| report(p, t)).collect();
        if let Some(round) = decide(&given, NOW, quorum, None) {
            let as_new = given.iter()
                .filter(|r| r.is_counted(NOW) && r.published_at >= round.published_at);
            let prices: Vec<Price> = as_new.map(|r| r.price).collect();
            prop_assert!(prices.iter().min().unwrap() <= &round.price);
            prop_assert!(&round.price <= prices.iter().max().unwrap());
        }
    }
}

//! Prices beyond the step: what waits, what confirms it, what consumers see meanwhile.

use rstest::rstest;

use super::*;

impl Oracle {
    /// Feeders 0 to 2 say one price now.
    fn round(&mut self, dollars: u128) -> Vec<Event> {
        (0..3)
            .flat_map(|feeder| self.report(feeder, dollars).unwrap())
            .filter(|event| event.ty != "price_reported")
            .collect()
    }

    /// With 2,000 accepted a beat ago.
    fn calm() -> Self {
        let mut oracle = Self::new();
        oracle.accept(2_000);
        oracle.pass(BEAT);
        oracle
    }

    fn usable(&self) -> FeedPrice {
        let record = self.record("ETH").unwrap();
        FeedPrice::of(&[("ETH".into(), record)], self.now()).unwrap()
    }
}

fn waits(oracle: &Oracle, dollars: u128) -> Vec<Event> {
    waits_within(oracle, dollars, (dollars.min(2_000), dollars.max(2_000)))
}

fn waits_within(oracle: &Oracle, dollars: u128, (low, high): (u128, u128)) -> Vec<Event> {
    vec![PricePending {
        feed: "ETH".into(),
        price: usd(dollars),
        accepted: usd(2_000),
        low: usd(low),
        high: usd(high),
        since: oracle.now(),
    }
    .into()]
}

#[rstest]
#[case::the_largest_fall(1_800, false)]
#[case::a_dollar_further(1_799, true)]
#[case::the_largest_rise(2_200, false)]
#[case::a_dollar_further_up(2_201, true)]
#[case::a_fat_finger(20_000, true)]
#[case::next_to_nothing(1, true)]
fn h24_a_step_decides_what_waits(#[case] dollars: u128, #[case] is_waiting: bool) {
    let mut oracle = Oracle::calm();
    oracle.round(dollars);
    let spot = if is_waiting { 2_000 } else { dollars };
    assert_eq!(oracle.spot(), Some(usd(spot)));
    assert_eq!(oracle.pending().is_some(), is_waiting);
}

#[test]
fn h24_what_waits_moves_low_or_high_and_nothing_else() {
    let mut oracle = Oracle::calm();
    let before = oracle.price().unwrap();
    assert_eq!(oracle.round(1_000), waits(&oracle, 1_000));
    let since = oracle.now();
    let pending = |dollars| {
        let price = usd(dollars);
        Some(Pending { price, since })
    };
    let fallen = PriceResponse {
        low: usd(1_000),
        pending: pending(1_000),
        ..before.clone()
    };
    assert_eq!(oracle.price(), Some(fallen));
    let usable = oracle.usable();
    assert!(usable.is_lower_pending);
    assert_eq!(usable.selling, usable.spot);

    let mut oracle = Oracle::calm();
    assert_eq!(oracle.round(4_000), waits(&oracle, 4_000));
    let risen = PriceResponse {
        high: usd(4_000),
        pending: pending(4_000),
        ..before
    };
    assert_eq!(oracle.price(), Some(risen));
    let usable = oracle.usable();
    assert!(!usable.is_lower_pending);
    assert_eq!(usable.selling, usable.high);
}

#[test]
fn h22_what_waits_keeps_no_old_price_alive() {
    let mut oracle = Oracle::calm();
    let dies = oracle.price().unwrap().valid_until;
    // One side after the other: each takes the other's place, none is ever accepted, and low and high keep both.
    let (mut low, mut high) = (2_000, 2_000);
    for dollars in [1_000, 4_000].into_iter().cycle() {
        if oracle.now() + 20 > dies {
            break;
        }
        oracle.pass(20);
        (low, high) = (low.min(dollars), high.max(dollars));
        let expected = waits_within(&oracle, dollars, (low, high));
        // The round's second report may already have shown in low or high.
        assert_eq!(oracle.round(dollars).last(), expected.last());
    }
    assert!(oracle.price().unwrap().is_valid);
    oracle.pass(21);
    assert!(!oracle.price().unwrap().is_valid);
}

/// A round of 1,000 waits from second 0; then rounds, each in a block of its own. Spot and what waits at the end,
/// in dollars and seconds.
#[rstest]
#[case::too_soon(&[(30, 1_000)], 2_000, Some((1_000, 0)))]
#[case::a_second_later(&[(31, 1_000)], 1_000, None)]
#[case::the_nearer_is_the_later(&[(31, 1_100)], 1_100, None)]
#[case::the_nearer_is_the_first(&[(31, 950)], 1_000, None)]
#[case::what_is_still_further_waits(&[(31, 500)], 1_000, Some((500, 31)))]
#[case::the_fall_goes_on(&[(31, 500), (62, 500)], 500, None)]
#[case::a_far_round_within_the_gap_does_not_restart_it(&[(29, 900), (31, 1_000)], 1_000, None)]
#[case::back_within_the_step(&[(6, 1_900)], 1_900, None)]
#[case::back_and_down_again(&[(6, 1_900), (31, 1_000)], 1_900, Some((1_000, 31)))]
#[case::the_other_side(&[(6, 4_000)], 2_000, Some((4_000, 6)))]
#[case::the_other_side_waits_anew(&[(6, 4_000), (36, 4_000)], 2_000, Some((4_000, 6)))]
#[case::the_other_side_is_confirmed(&[(6, 4_000), (37, 4_000)], 4_000, None)]
fn h24_what_waits_is_confirmed_replaced_or_forgotten(
    #[case] rounds: &[(u64, u128)],
    #[case] spot: u128,
    #[case] pending: Option<(u128, u64)>,
) {
    let mut oracle = Oracle::calm();
    let start = oracle.now();
    oracle.round(1_000);
    for &(second, dollars) in rounds {
        oracle.pass(start + second - oracle.now());
        oracle.round(dollars);
    }
    let found = oracle.pending().map(|pending| {
        let since = pending.since - start;
        (pending.price, since)
    });
    assert_eq!(oracle.spot(), Some(usd(spot)));
    assert_eq!(found, pending.map(|(dollars, since)| (usd(dollars), since)));
}

#[test]
fn h24_only_a_quorum_of_newer_reports_confirms() {
    let mut oracle = Oracle::calm();
    oracle.round(1_000);
    oracle.report(3, 1_000).unwrap();
    oracle.pass(31);
    for feeder in 0..2 {
        let events = oracle.report(feeder, 1_000).unwrap();
        assert_eq!(names(&events), ["price_reported"], "the old ones count not");
    }
    let events = oracle.report(2, 1_000).unwrap();
    assert_eq!(names(&events), ["price_reported", "price_accepted"]);
}

/// A time from the future counts as now: what waits from now must not be older than the reports that made it.
#[test]
fn h24_reports_that_are_dated_ahead_do_not_confirm_themselves() {
    for gap in 1..20 {
        let mut oracle = Oracle::empty();
        let new = with_intake(oracle.new_feed("ETH", 4), |i| i.confirmation_gap = gap);
        if oracle.add_feed(new).is_err() {
            continue;
        }
        oracle.pass(BEAT);
        oracle.accept(2_000);
        oracle.pass(BEAT);
        for feeder in 0..4 {
            oracle.report_at(feeder, 1_000, oracle.now() + 15).unwrap();
        }
        assert_eq!(oracle.spot(), Some(usd(2_000)), "a gap of {gap} s");
    }
}

#[test]
fn h24_a_confirmation_says_all_that_the_record_says() {
    let mut oracle = Oracle::calm();
    oracle.round(1_000);
    oracle.pass(31);
    let events = oracle.round(500);
    let price = oracle.price().unwrap();
    let accepted = PriceAccepted {
        feed: "ETH".into(),
        price: usd(1_000),
        published_at: oracle.now(),
        valid_until: oracle.now() + 600,
        low: usd(500),
        high: usd(2_000),
        pending: usd(500),
        volatility: price.volatility,
        implied_volatility: Decimal::zero(),
        reports: 3,
    };
    assert!(price.volatility > Decimal::percent(100));
    // The second of the three has shown in the low price before.
    assert_eq!(events.len(), 2);
    assert_eq!(events[0].ty, "price_pending");
    assert_eq!(events[1], Event::from(accepted));
}

#[test]
fn i22_a_confirmation_is_a_blocks_only_acceptance() {
    let mut oracle = Oracle::calm();
    let bundle = |oracle: &Oracle, dollars, ago| {
        let at = oracle.now() - ago;
        let reports = (0..3).map(|n| oracle.sign(n, report("ETH", dollars, at)));
        reports.collect::<Vec<_>>()
    };
    oracle.relay(bundle(&oracle, 1_000, 50)).unwrap();
    oracle.relay(bundle(&oracle, 1_000, 19)).unwrap();
    assert_eq!(oracle.spot(), Some(usd(1_000)));
    oracle.relay(bundle(&oracle, 1_050, 5)).unwrap();
    assert_eq!(oracle.spot(), Some(usd(1_000)));
    oracle.pass(1);
    oracle.relay(bundle(&oracle, 1_050, 0)).unwrap();
    assert_eq!(oracle.spot(), Some(usd(1_050)));
}

#[test]
fn h53_after_a_day_of_silence_and_a_fall_by_half_the_second_round_is_accepted() {
    let mut oracle = Oracle::calm();
    oracle.pass(86_400);
    oracle.round(1_000);
    assert!(!oracle.price().unwrap().is_valid);
    oracle.pass(31);
    oracle.round(1_000);
    let price = oracle.price().unwrap();
    assert!(price.is_valid);
    assert_eq!((price.spot, price.low), (usd(1_000), usd(1_000)));
}

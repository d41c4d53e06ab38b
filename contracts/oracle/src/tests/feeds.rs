//! Feeds: bounds, adding, removing, adding again.

use rstest::rstest;

use super::*;

#[test]
fn h01_only_the_owner_adds_and_removes_feeds() {
    let mut oracle = Oracle::new();
    let (feeder, new) = (oracle.feeder(0), oracle.new_feed("BTC", 4));
    let not_owner = Err(oracle.not_owner(&feeder));
    assert_eq!(oracle.execute(&feeder, ExecuteMsg::AddFeed(new)), not_owner);
    let remove = ExecuteMsg::RemoveFeed { feed: "ETH".into() };
    assert_eq!(oracle.execute(&feeder, remove), not_owner);
}

#[rstest]
#[case("")]
#[case("ETHEREUM-LONG-NAM")]
#[case("eth")]
#[case("ETH ")]
#[case("ETH_USD")]
#[case("ETH\u{0}")]
#[case("ÉTH")]
fn h39_a_name_that_is_none_is_refused(#[case] feed: &str) {
    let mut oracle = Oracle::empty();
    let error = ContractError::InvalidFeedName {
        feed: feed.into(),
        longest: 16,
    };
    assert_eq!(oracle.add_feed(oracle.new_feed(feed, 4)), Err(error));
}

#[rstest]
#[case("A")]
#[case("ST-ATOM/USD-0123")]
fn the_shortest_and_the_longest_name_are_taken(#[case] feed: &str) {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed(feed, 4)).unwrap();
}

#[rstest]
#[case::no_liars(
    |f| with_panel(f, |p| p.liars = 0), ContractError::TooFewLiars { liars: 0, minimum: 1 })]
#[case::quorum_the_liars_can_split(
    |f| with_panel(f, |p| p.quorum = 2),
    ContractError::QuorumTooSmall { quorum: 2, liars: 1, needed: 3 })]
#[case::more_liars_than_a_quorum_can_hold(
    |f| with_panel(f, |p| { p.liars = 255; p.quorum = 255; }),
    ContractError::QuorumTooSmall { quorum: 255, liars: 255, needed: 511 })]
#[case::one_silent_liar_stops_it(
    |f| with_panel(f, |p| p.quorum = 4), ContractError::TooFewFeeders { feeders: 4, needed: 5 })]
#[case::nobody_reports(
    |f| NewFeed { feeders: vec![], ..f }, ContractError::TooFewFeeders { feeders: 0, needed: 4 })]
#[case::too_many_report(
    |f| NewFeed { feeders: vec![String::new(); 33], ..f },
    ContractError::TooManyFeeders { feeders: 33, maximum: 32 })]
#[case::half_is_no_majority(
    |f| NewFeed { feeders: vec![String::new(); 6], ..f },
    ContractError::QuorumNoMajority { quorum: 3, feeders: 6 })]
#[case::older_reports_outvote_the_newest(
    |f| NewFeed { feeders: vec![String::new(); 32], ..f },
    ContractError::QuorumNoMajority { quorum: 3, feeders: 32 })]
#[case::no_beat(
    |f| with_panel(f, |p| p.beat = 0),
    ContractError::BeatOutOfBounds { beat: 0, minimum: 1, maximum: 60 })]
#[case::slow_beat(
    |f| with_panel(f, |p| p.beat = 61),
    ContractError::BeatOutOfBounds { beat: 61, minimum: 1, maximum: 60 })]
#[case::price_expires_between_beats(
    |f| with_intake(f, |i| i.maximum_age = 179),
    ContractError::MaximumAgeOutOfBounds { maximum_age: 179, minimum: 180, maximum: 86_400 })]
#[case::price_outlives_the_day(
    |f| with_intake(f, |i| i.maximum_age = 86_401),
    ContractError::MaximumAgeOutOfBounds { maximum_age: 86_401, minimum: 180, maximum: 86_400 })]
#[case::waits_every_day(
    |f| with_intake(f, |i| i.maximum_step = Decimal::raw(4_999_999_999_999_999)),
    step_out_of_bounds(Decimal::raw(4_999_999_999_999_999)))]
#[case::never_waits(
    |f| with_intake(f, |i| i.maximum_step = Decimal::raw(500_000_000_000_000_001)),
    step_out_of_bounds(Decimal::raw(500_000_000_000_000_001)))]
#[case::price_expires_before_what_waits_is_confirmed(
    |f| with_intake(f, |i| { i.confirmation_gap = 300; i.maximum_age = 419; }),
    ContractError::MaximumAgeOutOfBounds { maximum_age: 419, minimum: 420, maximum: 86_400 })]
#[case::reports_from_the_future_confirm_themselves(
    |f| with_intake(f, |i| i.confirmation_gap = 15),
    ContractError::ConfirmationGapOutOfBounds { confirmation_gap: 15, minimum: 16, maximum: 3_600 })]
#[case::a_crash_waits_for_hours(
    |f| with_intake(f, |i| i.confirmation_gap = 3_601),
    ContractError::ConfirmationGapOutOfBounds { confirmation_gap: 3_601, minimum: 16, maximum: 3_600 })]
fn i23_parameters_out_of_bounds_are_refused(
    #[case] change: fn(NewFeed) -> NewFeed,
    #[case] error: ContractError,
) {
    let mut oracle = Oracle::empty();
    let new = change(oracle.new_feed("ETH", 4));
    assert_eq!(oracle.add_feed(new), Err(error));
}

fn step_out_of_bounds(maximum_step: Decimal) -> ContractError {
    ContractError::MaximumStepOutOfBounds {
        maximum_step,
        minimum: Decimal::permille(5),
        maximum: Decimal::percent(50),
    }
}

#[rstest]
#[case::three_of_four(1, 3, 4)]
#[case::three_of_five(1, 3, 5)]
#[case::five_of_seven(2, 5, 7)]
#[case::five_of_nine(2, 5, 9)]
#[case::seventeen_of_32(8, 17, 32)]
#[case::the_most_liars(10, 21, 31)]
fn the_smallest_quorums_are_taken(#[case] liars: u8, #[case] quorum: u8, #[case] feeders: usize) {
    let mut oracle = Oracle::empty();
    let new = with_panel(oracle.new_feed("ETH", feeders), |panel| {
        *panel = Panel::new(liars, quorum, BEAT);
    });
    oracle.add_feed(new).unwrap();
}

#[test]
fn h09_a_feeder_named_twice_is_refused() {
    let mut oracle = Oracle::empty();
    let mut new = oracle.new_feed("ETH", 4);
    new.feeders[3] = new.feeders[0].clone();
    let error = ContractError::AlreadyFeeder {
        feed: "ETH".into(),
        feeder: new.feeders[0].clone(),
    };
    assert_eq!(oracle.add_feed(new), Err(error));
}

#[rstest]
#[case::uppercase(|address: String| address.to_uppercase())]
#[case::foreign_prefix(|_| MockApi::default().with_prefix("juno").addr_make("feeder3").into())]
#[case::damaged(|mut address: String| { address.pop(); address })]
#[case::empty(|_| String::new())]
fn h03_an_address_that_is_none_of_this_chain_is_refused(#[case] change: fn(String) -> String) {
    let mut oracle = Oracle::empty();
    let mut new = oracle.new_feed("ETH", 4);
    new.feeders[3] = change(new.feeders[3].clone());
    assert!(matches!(oracle.add_feed(new), Err(ContractError::Std(_))));
}

#[test]
fn a_feed_that_exists_is_refused() {
    let mut oracle = Oracle::new();
    let error = ContractError::FeedExists { feed: "ETH".into() };
    assert_eq!(oracle.add_feed(oracle.new_feed("ETH", 5)), Err(error));
}

#[test]
fn removing_an_unknown_feed_is_refused() {
    let mut oracle = Oracle::new();
    let error = ContractError::UnknownFeed { feed: "BTC".into() };
    assert_eq!(oracle.remove_feed("BTC"), Err(error));
}

#[test]
fn adding_says_who_reports() {
    let mut oracle = Oracle::empty();
    let events = oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    let mut expected = vec![Event::from(FeedAdded {
        feed: "ETH".into(),
        kind: "price".into(),
    })];
    expected.extend((0..4).map(|n| {
        let feeder = oracle.feeder(n).into_string();
        Event::from(FeederAdded {
            feed: "ETH".into(),
            feeder,
        })
    }));
    assert_eq!(events, expected);
}

#[test]
fn h26_a_removed_feed_leaves_its_last_price_invalid_and_nothing_else() {
    let mut oracle = Oracle::empty();
    // A feed whose name begins like the other's stays as it is.
    oracle.add_feed(oracle.new_feed("ETH2", 4)).unwrap();
    let before = oracle.bytes();
    oracle.add_feed(oracle.new_feed("ETH", 32)).unwrap();
    oracle.pass(BEAT);
    for feeder in 0..17 {
        oracle.report(feeder, 2_000).unwrap();
    }
    let accepted = oracle.record("ETH").unwrap();
    assert!(FeedPrice::of(&[("ETH".into(), accepted)], oracle.now()).is_ok());

    let events = oracle.remove_feed("ETH").unwrap();
    assert_eq!(events, [Event::from(FeedRemoved { feed: "ETH".into() })]);
    let left = oracle.record("ETH").unwrap();
    let refused = FeedPrice::of(&[("ETH".into(), left)], oracle.now());
    assert!(matches!(refused, Err(PriceError::NotValid { .. })));

    let key = map_key(RECORD_NAMESPACE, b"ETH");
    let mut after = oracle.bytes();
    after.retain(|(found, _)| *found != key);
    assert_eq!(after, before);
}

#[test]
fn a_feed_removed_before_its_first_round_leaves_nothing() {
    let mut oracle = Oracle::empty();
    let before = oracle.bytes();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.remove_feed("ETH").unwrap();
    assert_eq!(oracle.bytes(), before);
}

#[test]
fn i22_a_feed_added_again_accepts_no_second_price_in_the_block() {
    let mut oracle = Oracle::new();
    oracle.pass(0);
    for feeder in 0..3 {
        oracle.report_at(feeder, 2_000, oracle.now() - 1).unwrap();
    }
    let first = oracle.price();
    oracle.remove_feed("ETH").unwrap();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    for feeder in 0..4 {
        let events = oracle.report(feeder, 2_100).unwrap();
        assert_eq!(names(&events), ["price_reported"]);
    }
    assert_eq!(oracle.spot(), first.map(|price| price.spot));
    assert!(!oracle.price().unwrap().is_valid);
    oracle.pass(1);
    oracle.report(0, 2_100).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_100)));
    assert!(oracle.price().unwrap().is_valid);
}

#[test]
fn h22_a_feed_added_again_accepts_nothing_older_than_its_last_price() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let last = oracle.now();
    oracle.remove_feed("ETH").unwrap();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.pass(30);
    for feeder in 0..4 {
        let events = oracle.report_at(feeder, 2_100, last).unwrap();
        assert_eq!(names(&events), ["price_reported"]);
    }
    assert_eq!(oracle.spot(), Some(usd(2_000)));
    oracle.accept(2_000);
}

#[test]
fn h22_a_feed_accepts_nothing_published_before_it_was_added() {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.pass(30);
    for feeder in 0..4 {
        oracle.report_at(feeder, 2_000, START).unwrap();
    }
    assert_eq!(oracle.price(), None);
    for feeder in 0..3 {
        oracle.report_at(feeder, 2_000, START + 1).unwrap();
    }
    assert_eq!(oracle.spot(), Some(usd(2_000)));
}

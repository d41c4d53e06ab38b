//! Reports: what is refused, what is ignored, what is stored.

use rstest::rstest;

use super::*;

#[test]
fn h01_a_stranger_cannot_report() {
    let mut oracle = Oracle::new();
    let stranger = oracle.stranger();
    let reports = vec![report("ETH", 2_000, oracle.now())];
    let error = ContractError::NotFeeder {
        feed: "ETH".into(),
        feeder: stranger.to_string(),
    };
    assert_eq!(
        oracle.execute(&stranger, ExecuteMsg::Report { reports }),
        Err(error)
    );
}

#[test]
fn h01_a_feeder_of_another_feed_cannot_report() {
    let mut oracle = Oracle::new();
    let feeders = (4..8).map(|n| oracle.feeder(n).into_string()).collect();
    oracle
        .add_feed(NewFeed {
            feeders,
            ..oracle.new_feed("BTC", 4)
        })
        .unwrap();
    let feeder = oracle.feeder(4).into_string();
    assert_eq!(
        oracle.report(4, 2_000),
        Err(ContractError::NotFeeder {
            feed: "ETH".into(),
            feeder
        })
    );
}

#[rstest]
#[case("BTC")]
#[case("eth")]
#[case("")]
fn an_unknown_feed_is_refused(#[case] feed: &str) {
    let mut oracle = Oracle::new();
    let reports = vec![report(feed, 2_000, oracle.now())];
    assert_eq!(
        oracle.report_all(0, reports),
        Err(ContractError::UnknownFeed { feed: feed.into() })
    );
}

#[test]
fn an_endless_feed_name_is_refused() {
    let mut oracle = Oracle::new();
    let feed = "E".repeat(70_000);
    let unknown = ContractError::UnknownFeed { feed: feed.clone() };
    let reports = vec![report(&feed, 2_000, oracle.now())];
    assert_eq!(oracle.report_all(0, reports), Err(unknown));
}

#[rstest]
#[case(0)]
#[case(65)]
fn none_or_too_many_reports_are_refused(#[case] count: usize) {
    let mut oracle = Oracle::new();
    let reports = vec![report("ETH", 2_000, oracle.now()); count];
    assert_eq!(
        oracle.report_all(0, reports),
        Err(ContractError::ReportCountOutOfBounds { count, maximum: 64 })
    );
    let most = vec![report("ETH", 2_000, oracle.now()); 64];
    oracle.report_all(0, most).unwrap();
}

#[rstest]
#[case::zero(Decimal::zero())]
#[case::above_a_billion(Decimal::raw(1_000_000_000_000_000_000_000_000_001))]
#[case::the_largest(Decimal::MAX)]
fn i22_a_price_out_of_bounds_is_refused(#[case] price: Decimal) {
    let mut oracle = Oracle::new();
    let reports = vec![Report {
        price,
        ..report("ETH", 1, oracle.now())
    }];
    let error = ContractError::PriceOutOfBounds {
        feed: "ETH".into(),
        price,
        minimum: Decimal::raw(1),
        maximum: usd(1_000_000_000),
    };
    assert_eq!(oracle.report_all(0, reports), Err(error));
}

#[rstest]
#[case(Decimal::raw(1))]
#[case(usd(1_000_000_000))]
fn the_lowest_and_the_highest_price_are_accepted(#[case] price: Decimal) {
    let mut oracle = Oracle::new();
    for feeder in 0..3 {
        let reports = vec![Report {
            price,
            ..report("ETH", 1, oracle.now())
        }];
        oracle.report_all(feeder, reports).unwrap();
    }
    assert_eq!(oracle.spot(), Some(price));
}

#[rstest]
#[case::one_second_too_far(|now| now + 16)]
#[case::milliseconds(|now| now * 1_000)]
#[case::nanoseconds(|now| now * 1_000_000_000)]
#[case::the_end_of_time(|_| u64::MAX)]
fn h21_a_report_from_the_future_is_refused(#[case] at: fn(u64) -> u64) {
    let mut oracle = Oracle::new();
    let (published_at, latest) = (at(oracle.now()), oracle.now() + 15);
    assert_eq!(
        oracle.report_at(0, 2_000, published_at),
        Err(ContractError::PublishedInFuture {
            feed: "ETH".into(),
            published_at,
            latest
        })
    );
    oracle.report_at(0, 2_000, latest).unwrap();
}

#[test]
fn i24_one_refused_report_refuses_the_whole_message() {
    let mut oracle = Oracle::new();
    let now = oracle.now();
    let reports = vec![report("ETH", 2_000, now), report("ZZZ", 1, now)];
    let error = ContractError::UnknownFeed { feed: "ZZZ".into() };
    assert_eq!(oracle.report_all(0, reports), Err(error));
    assert_eq!(oracle.last_report(0), None);
}

#[rstest]
#[case::seconds_too_old(|now| now - 61)]
#[case::milliseconds_of_1970(|now| now / 1_000)]
#[case::the_beginning_of_time(|_| 0)]
fn h22_a_report_too_old_to_count_is_ignored(#[case] at: fn(u64) -> u64) {
    let mut oracle = Oracle::new();
    let before = oracle.bytes();
    assert_eq!(oracle.report_at(0, 2_000, at(oracle.now())), Ok(vec![]));
    assert_eq!(oracle.bytes(), before);
}

#[test]
fn h22_a_report_that_is_not_newer_than_the_feeders_last_is_ignored() {
    let mut oracle = Oracle::new();
    oracle.report(0, 2_000).unwrap();
    let before = oracle.bytes();
    for published_at in [oracle.now(), oracle.now() - 1, oracle.now() - 59] {
        assert_eq!(oracle.report_at(0, 1_000, published_at), Ok(vec![]));
    }
    assert_eq!(oracle.bytes(), before);
}

#[test]
fn h22_a_replayed_report_makes_no_round_of_what_others_said() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    // Newer reports wait, because the block has had its round.
    for feeder in 0..3 {
        oracle.report_at(feeder, 2_100, oracle.now() + 1).unwrap();
    }
    oracle.pass(6);
    let before = oracle.bytes();
    oracle.report_at(0, 2_100, oracle.now() - 5).unwrap();
    assert_eq!(oracle.bytes(), before);
    oracle.report(0, 2_100).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_100)));
}

#[test]
fn h29_a_stale_report_beside_a_fresh_one_does_not_revert_it() {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.report(0, 2_000).unwrap();
    oracle.pass(10);
    let now = oracle.now();
    let stale = vec![report("ETH", 1, now - 10), report("BTC", 60_000, now)];
    assert_eq!(
        names(&oracle.report_all(0, stale).unwrap()),
        ["price_reported"]
    );
    assert_eq!(oracle.last_report(0).unwrap().price, usd(2_000));
}

#[rstest]
#[case::older_first(&[(1_900, 5), (2_000, 0)])]
#[case::newer_first(&[(2_000, 0), (1_900, 5)])]
#[case::same_time(&[(2_000, 0), (1_900, 0)])]
fn h09_a_feed_twice_in_one_message_counts_once(#[case] given: &[(u128, u64)]) {
    let mut oracle = Oracle::new();
    let now = oracle.now();
    let reports: Vec<Report> = given
        .iter()
        .map(|&(dollars, ago)| report("ETH", dollars, now - ago))
        .collect();
    for feeder in 0..2 {
        let events = oracle.report_all(feeder, reports.clone()).unwrap();
        assert_eq!(names(&events), ["price_reported"]);
    }
    assert_eq!(
        oracle.spot(),
        None,
        "two feeders are no quorum, however often they report"
    );
    let events = oracle.report_all(2, reports).unwrap();
    assert_eq!(names(&events), ["price_reported", "price_accepted"]);
    assert_eq!(
        oracle.last_report(2),
        Some(LastReport {
            price: usd(2_000),
            published_at: now,
            implied_volatility: Decimal::zero()
        })
    );
    assert_eq!(oracle.spot(), Some(usd(2_000)));
}

#[test]
fn one_message_reports_to_several_feeds() {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.pass(1);
    let now = oracle.now();
    let reports = vec![report("ETH", 2_000, now), report("BTC", 60_000, now)];
    for feeder in 0..2 {
        oracle.report_all(feeder, reports.clone()).unwrap();
    }
    let events = oracle.report_all(2, reports).unwrap();
    let expected: Vec<Event> = [("BTC", 60_000), ("ETH", 2_000)]
        .into_iter()
        .flat_map(|(feed, dollars)| {
            let reported = PriceReported {
                feed: feed.into(),
                feeder: oracle.feeder(2).into_string(),
                price: usd(dollars),
                published_at: now,
                implied_volatility: Decimal::zero(),
            };
            let accepted = PriceAccepted {
                feed: feed.into(),
                price: usd(dollars),
                published_at: now,
                valid_until: now + 600,
                low: usd(dollars),
                high: usd(dollars),
                pending: Decimal::zero(),
                volatility: Decimal::zero(),
                implied_volatility: Decimal::zero(),
                reports: 3,
            };
            [Event::from(reported), Event::from(accepted)]
        })
        .collect();
    assert_eq!(events, expected);
}

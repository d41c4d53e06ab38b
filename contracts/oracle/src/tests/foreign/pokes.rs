//! Pokes: who may, what they change, and when.

use rstest::rstest;

use super::*;

#[rstest]
#[case::none(0)]
#[case::one_too_many(65)]
#[case::thousands(5_000)]
fn none_or_too_many_feeds_are_refused(#[case] count: usize) {
    let mut oracle = Oracle::foreign();
    let error = ContractError::ReportCountOutOfBounds { count, maximum: 64 };
    assert_eq!(oracle.poke(&vec!["ATOM"; count]), Err(error));
}

#[test]
fn an_unknown_feed_and_one_of_feeders_are_refused() {
    let mut oracle = Oracle::foreign();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.answers(Answer::new(&oracle, 0).json());
    let unknown = ContractError::UnknownFeed { feed: "BTC".into() };
    assert_eq!(oracle.poke(&["ATOM", "BTC"]), Err(unknown));
    let not_foreign = ContractError::NotForeign { feed: "ETH".into() };
    assert_eq!(oracle.poke(&["ATOM", "ETH"]), Err(not_foreign));
    assert_eq!(oracle.atom(), None);
}

#[test]
fn nobody_reports_a_foreign_price() {
    let mut oracle = Oracle::foreign();
    let stated = report("ATOM", 1, oracle.now());
    let signed = oracle.sign(0, stated.clone());
    let feed = "ATOM".into();
    let error = Err(ContractError::FeedWithoutFeeders { feed });
    assert_eq!(oracle.report_all(0, vec![stated]), error);
    assert_eq!(oracle.relay(vec![signed]), error);
}

#[test]
fn h22_what_is_too_old_or_not_newer_is_ignored() {
    let mut oracle = Oracle::foreign();
    oracle.pass(700);
    let before = oracle.bytes();
    for publish_time in [0, Answer::new(&oracle, 61).publish_time] {
        let stale = Answer {
            publish_time,
            ..Answer::new(&oracle, 0)
        };
        assert_eq!(oracle.poked(&stale), Ok(vec![]));
        assert_eq!(oracle.bytes(), before);
    }
    oracle.poked(&Answer::new(&oracle, 10)).unwrap();
    oracle.pass(1);
    let before = oracle.bytes();
    for ago in [11, 12, 300] {
        let older = Answer::new(&oracle, ago).dollars(2_001);
        assert_eq!(oracle.poked(&older), Ok(vec![]));
        assert_eq!(oracle.bytes(), before);
    }
}

#[test]
fn h22_publication_decides_how_long_a_foreign_price_is_valid() {
    let mut oracle = Oracle::foreign();
    oracle.pass(700);
    let events = oracle.poked(&Answer::new(&oracle, 60)).unwrap();
    let price = oracle.atom().unwrap();
    assert!(price.is_valid && price.valid_until == oracle.now() + 540);
    let accepted = PriceAccepted {
        feed: "ATOM".into(),
        price: usd(2_000),
        published_at: oracle.now() - 60,
        valid_until: oracle.now() + 540,
        low: usd(2_000),
        high: usd(2_000),
        pending: Decimal::zero(),
        volatility: Decimal::zero(),
        implied_volatility: Decimal::zero(),
        reports: 1,
    };
    assert_eq!(events, [Event::from(accepted)]);
    oracle.pass(540);
    assert!(oracle.atom().unwrap().is_valid);
    oracle.pass(1);
    assert!(!oracle.atom().unwrap().is_valid);
}

#[test]
fn i22_a_foreign_price_is_accepted_once_a_block_and_never_from_the_future() {
    let mut oracle = Oracle::foreign();
    oracle.poked(&Answer::new(&oracle, 5)).unwrap();
    let second = Answer::new(&oracle, -15).dollars(2_001);
    assert_eq!(oracle.poked(&second), Ok(vec![]));
    assert_eq!(oracle.atom().unwrap().spot, usd(2_000));
    oracle.pass(1);
    oracle.poked(&second).unwrap();
    let price = oracle.atom().unwrap();
    assert_eq!((price.spot, price.published_at), (usd(2_001), oracle.now()));
}

#[test]
fn h09_a_feed_named_twice_is_read_once() {
    let mut oracle = Oracle::foreign();
    let new = oracle.foreign_feed("ATOM2");
    oracle.add_feed(new).unwrap();
    oracle.pass(1);
    oracle.answers(Answer::new(&oracle, 0).json());
    let events = oracle.poke(&["ATOM2", "ATOM", "ATOM2", "ATOM"]).unwrap();
    assert_eq!(names(&events), ["price_accepted", "price_accepted"]);
}

#[test]
fn h24_a_foreign_price_beyond_the_step_waits_for_another_publication() {
    let mut oracle = Oracle::foreign();
    oracle.poked(&Answer::new(&oracle, 0)).unwrap();
    oracle.pass(6);
    let fallen = Answer::new(&oracle, 0).dollars(1_500);
    let events = oracle.poked(&fallen).unwrap();
    assert_eq!(names(&events), ["price_pending"]);
    let before = oracle.bytes();
    // However often it is read, and with its quorum of one: the same publication says nothing new.
    for _ in 0..5 {
        oracle.pass(31);
        assert_eq!(oracle.poked(&fallen), Ok(vec![]));
        assert_eq!(oracle.bytes(), before);
    }
    oracle
        .poked(&Answer::new(&oracle, 0).dollars(1_400))
        .unwrap();
    let price = oracle.atom().unwrap();
    assert_eq!(price.spot, usd(1_500));
    assert_eq!(price.pending, None);
}

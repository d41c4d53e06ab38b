//! A feed's health on one screen.

use rstest::rstest;

use super::*;

impl Oracle {
    fn status(&self, feed: &str) -> StatusResponse {
        self.query(QueryMsg::Status { feed: feed.into() }).unwrap()
    }

    fn problem(&self, feed: &str) -> String {
        let status = self.status(feed);
        assert_eq!(status.usable, None);
        status.problem.unwrap()
    }

    fn late(&self) -> Vec<bool> {
        let mut late = vec![];
        for n in 0..4 {
            let feeder = self.feeder(n).into_string();
            let feeders = self.feeders("ETH");
            let found = feeders.into_iter().find(|found| found.feeder == feeder);
            late.push(found.unwrap().is_late);
        }
        late
    }
}

#[test]
fn i26_an_unknown_feed_has_no_status() {
    let oracle = Oracle::new();
    for feed in ["BTC".to_owned(), String::new(), "E".repeat(70_000)] {
        let error = ContractError::UnknownFeed { feed: feed.clone() };
        let found = oracle.query::<StatusResponse>(QueryMsg::Status { feed });
        assert_eq!(found, Err(error));
    }
}

#[test]
fn h19_a_feed_that_nobody_reported_has_a_status() {
    let oracle = Oracle::new();
    let expected = StatusResponse {
        feed: oracle.feed("ETH"),
        usable: None,
        problem: Some("feed ETH has no price".into()),
        age: None,
        feeders: oracle.feeders("ETH"),
        fresh: 0,
    };
    assert_eq!(oracle.status("ETH"), expected);
    assert_eq!(oracle.late(), [true; 4]);
}

#[test]
fn i26_a_status_agrees_with_what_consumers_read() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(10);
    let usable = UsablePrice {
        spot: usd(2_000),
        low: usd(2_000),
        high: usd(2_000),
        published_at: oracle.now() - 10,
        valid_until: oracle.now() + 590,
        volatility: Decimal::zero(),
        implied_volatility: Decimal::zero(),
        time_to_maturity: 0,
    };
    let expected = StatusResponse {
        feed: oracle.feed("ETH"),
        usable: Some(usable),
        problem: None,
        age: Some(10),
        feeders: oracle.feeders("ETH"),
        fresh: 3,
    };
    assert_eq!(oracle.status("ETH"), expected);
}

#[test]
fn i26_a_derived_feed_shows_the_price_with_its_base() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(10);
    let maturity = oracle.now() + 31_536_000;
    oracle.add_feed(claim("PT", "ETH", maturity)).unwrap();
    let usable = UsablePrice {
        spot: usd(1_800),
        low: usd(1_800),
        high: usd(1_800),
        published_at: oracle.now() - 10,
        valid_until: oracle.now() + 590,
        volatility: Decimal::zero(),
        implied_volatility: Decimal::zero(),
        time_to_maturity: 31_536_000,
    };
    let expected = StatusResponse {
        feed: oracle.feed("PT"),
        usable: Some(usable),
        problem: None,
        age: None,
        feeders: vec![],
        fresh: 0,
    };
    assert_eq!(oracle.status("PT"), expected);
    let found = oracle.feed("PT");
    assert_eq!((found.price, found.feeders), (None, 0));
    assert_eq!(found.kind, claim("PT", "ETH", maturity).kind);
}

#[test]
fn every_reason_for_no_price_is_told() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let now = oracle.now();
    oracle
        .add_feed(claim("PT", "ETH", now + 10 * 31_536_000))
        .unwrap();
    let nothing = "feed PT: what it is derived from makes no price";
    assert_eq!(oracle.problem("PT"), nothing);

    let msg = ExecuteMsg::Freeze {
        feed: "ETH".into(),
        seconds: 60,
    };
    oracle.execute(&oracle.guardian(), msg).unwrap();
    let frozen = format!("feed ETH is frozen until {}, now is {now}", now + 60);
    assert_eq!(oracle.problem("ETH"), frozen);
    assert_eq!(oracle.problem("PT"), frozen);

    oracle.pass(601);
    let dead = format!(
        "price of feed ETH is valid from {now} to {}, now is {}",
        now + 600,
        now + 601
    );
    assert_eq!(oracle.problem("ETH"), dead);
    assert_eq!(oracle.status("ETH").age, Some(601));
    assert_eq!(oracle.problem("PT"), dead);
}

/// One feed whose record nobody understands hides neither itself nor the others.
#[test]
fn i26_a_record_that_cannot_be_read_is_told() {
    let mut oracle = Oracle::new();
    oracle.add_feed(oracle.new_feed("BTC", 4)).unwrap();
    oracle.accept(2_000);
    let key = map_key(RECORD_NAMESPACE, b"ETH");
    oracle.deps.storage.set(&key, &[1, 2, 3]);
    let unread = "feed ETH: price record has version 1, this reader knows 2";
    assert_eq!(oracle.problem("ETH"), unread);
    assert_eq!(oracle.status("ETH").fresh, 3);
    assert_eq!(oracle.price(), None);
    let feeds: Vec<FeedResponse> = oracle
        .query(QueryMsg::Feeds {
            start_after: None,
            limit: None,
        })
        .unwrap();
    assert_eq!(feeds.len(), 2);
}

/// Seconds after each feeder's report at which it is late, two beats of 60 s.
#[rstest]
#[case(0, false)]
#[case(120, false)]
#[case(121, true)]
#[case(86_400, true)]
fn a_feeder_is_late_after_two_beats(#[case] later: u64, #[case] is_late: bool) {
    let mut oracle = Oracle::new();
    oracle.report_at(0, 2_000, oracle.now() + 15).unwrap();
    oracle.report(1, 2_000).unwrap();
    oracle.pass(later);
    assert_eq!(oracle.late()[1..], [is_late, true, true]);
    oracle.pass(15);
    assert_eq!(oracle.late()[0], is_late);
}

#[rstest]
#[case(0, 2)]
#[case(60, 2)]
#[case(61, 1)]
#[case(76, 0)]
fn h22_fresh_is_who_counts_in_a_round_now(#[case] later: u64, #[case] fresh: u32) {
    let mut oracle = Oracle::new();
    oracle.report_at(0, 2_000, oracle.now() + 15).unwrap();
    oracle.report(1, 2_000).unwrap();
    oracle.pass(later);
    assert_eq!(oracle.status("ETH").fresh, fresh);
}

#[test]
fn a_status_shows_all_feeders_there_may_be() {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 32)).unwrap();
    assert_eq!(oracle.status("ETH").feeders.len(), 32);
}

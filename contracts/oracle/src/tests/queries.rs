//! Queries agree with state (I26) and are paginated (H40).

use super::*;

fn feeds(oracle: &Oracle, after: Option<&str>, limit: Option<u32>) -> Vec<String> {
    let msg = QueryMsg::Feeds {
        start_after: after.map(Into::into),
        limit,
    };
    let feeds: Vec<FeedResponse> = oracle.query(msg).unwrap();
    feeds.into_iter().map(|feed| feed.feed).collect()
}

#[test]
fn h19_an_empty_oracle_answers() {
    let oracle = Oracle::empty();
    let owner = oracle.owner().into_string();
    let config: ConfigResponse = oracle.query(QueryMsg::Config {}).unwrap();
    assert_eq!(
        config,
        ConfigResponse {
            owner,
            pending_owner: None,
            guardian: oracle.guardian().into_string()
        }
    );
    assert!(feeds(&oracle, None, None).is_empty());
}

#[test]
fn i26_an_unknown_feed_is_an_error() {
    let oracle = Oracle::new();
    for feed in ["BTC".to_owned(), String::new(), "E".repeat(70_000)] {
        let error = ContractError::UnknownFeed { feed: feed.clone() };
        let msg = QueryMsg::Feed { feed: feed.clone() };
        assert_eq!(oracle.query::<FeedResponse>(msg), Err(error));
        let error = ContractError::UnknownFeed { feed: feed.clone() };
        let msg = QueryMsg::Feeders {
            feed,
            start_after: None,
            limit: None,
        };
        assert_eq!(oracle.query::<Vec<FeederResponse>>(msg), Err(error));
    }
}

#[test]
fn i26_a_feed_shows_its_parameters_and_its_price() {
    let mut oracle = Oracle::new();
    let get = |oracle: &Oracle| oracle.query(QueryMsg::Feed { feed: "ETH".into() });
    let mut expected = FeedResponse {
        feed: "ETH".into(),
        kind: FeedKind::price(Panel::new(1, 3, BEAT), 600),
        feeders: 4,
        changed_at: START,
        frozen_until: None,
        price: None,
    };
    assert_eq!(get(&oracle), Ok(expected.clone()));
    oracle.accept(2_000);
    expected.price = Some(PriceResponse {
        spot: usd(2_000),
        low: usd(2_000),
        high: usd(2_000),
        slow: usd(2_000),
        pending: None,
        published_at: oracle.now(),
        valid_until: oracle.now() + 600,
        is_valid: true,
        volatility: Decimal::zero(),
        implied_volatility: Decimal::zero(),
        highest: None,
    });
    assert_eq!(get(&oracle), Ok(expected));
}

#[test]
fn h40_feeds_come_in_pages_by_name() {
    let mut oracle = Oracle::empty();
    for n in 0..120 {
        oracle
            .add_feed(oracle.new_feed(&format!("F{n:03}"), 4))
            .unwrap();
    }
    let name = |n: u32| format!("F{n:03}");
    assert_eq!(
        feeds(&oracle, None, None),
        (0..10).map(name).collect::<Vec<_>>()
    );
    assert_eq!(feeds(&oracle, Some("F009"), Some(2)), ["F010", "F011"]);
    assert_eq!(feeds(&oracle, None, Some(u32::MAX)).len(), 100);
    assert!(feeds(&oracle, Some("F119"), None).is_empty());
    assert!(feeds(&oracle, Some(&"F".repeat(70_000)), None).is_empty());
}

#[test]
fn h40_feeders_come_in_pages() {
    let mut oracle = Oracle::empty();
    oracle.add_feed(oracle.new_feed("ETH", 32)).unwrap();
    oracle.add_feed(oracle.new_feed("ETH2", 4)).unwrap();
    let mut found: Vec<String> = vec![];
    loop {
        let start_after = found.last().cloned();
        let msg = QueryMsg::Feeders {
            feed: "ETH".into(),
            start_after,
            limit: Some(7),
        };
        let page: Vec<FeederResponse> = oracle.query(msg).unwrap();
        if page.is_empty() {
            break;
        }
        assert!(page.len() <= 7);
        found.extend(page.into_iter().map(|feeder| feeder.feeder));
    }
    found.sort_unstable();
    let mut all = oracle.new_feed("ETH", 32).feeders;
    all.sort_unstable();
    assert_eq!(found, all);
}

#[test]
fn a_feeder_shows_its_last_report() {
    let mut oracle = Oracle::new();
    assert_eq!(oracle.last_report(1), None);
    oracle.report(1, 2_000).unwrap();
    let last = LastReport {
        price: usd(2_000),
        published_at: oracle.now(),
        implied_volatility: Decimal::zero(),
    };
    assert_eq!(oracle.last_report(1), Some(last));
}

#[test]
fn h03_a_page_after_no_address_is_refused() {
    let oracle = Oracle::new();
    let start_after = Some("nobody".to_owned());
    let msg = QueryMsg::Feeders {
        feed: "ETH".into(),
        start_after,
        limit: None,
    };
    let refused = oracle.query::<Vec<FeederResponse>>(msg);
    assert!(matches!(refused, Err(ContractError::Std(_))));
}

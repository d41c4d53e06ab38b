//! Feeds that a new sandbox does not have.

use ballast_types::oracle::{Intake, Panel, Pending, Source, UsablePrice};

use super::*;

const NOW: u64 = 10_000;

fn intake() -> Intake {
    Intake {
        source: Source::Feeders(Panel {
            liars: 1,
            quorum: 3,
            beat: 60,
        }),
        maximum_age: 3_600,
        maximum_step: Decimal::percent(10),
        confirmation_gap: 30,
    }
}

fn accepted(spot: u64, valid_until: u64) -> PriceResponse {
    let spot = Decimal::percent(spot);
    PriceResponse {
        spot,
        low: spot,
        high: spot,
        slow: spot,
        pending: None,
        published_at: valid_until - 3_600,
        valid_until,
        is_valid: NOW <= valid_until,
        volatility: Decimal::percent(60),
        implied_volatility: Decimal::zero(),
        highest: None,
    }
}

fn status(kind: FeedKind, price: Option<PriceResponse>) -> StatusResponse {
    StatusResponse {
        feed: FeedResponse {
            feed: "STETH".into(),
            kind,
            feeders: 0,
            changed_at: 1,
            frozen_until: None,
            price,
        },
        usable: None,
        problem: None,
        age: None,
        feeders: vec![],
        fresh: 0,
    }
}

fn price() -> FeedKind {
    FeedKind::Price { intake: intake() }
}

fn rate() -> FeedKind {
    FeedKind::RedemptionRate {
        base: "ETH".into(),
        maximum_growth: Decimal::percent(30),
        intake: intake(),
    }
}

#[test]
fn a_frozen_feed_says_so_before_anything_else() {
    let mut frozen = status(price(), Some(accepted(200_000, NOW + 60)));
    frozen.feed.frozen_until = Some(NOW + 90);
    assert_eq!(state(&frozen, NOW), "FROZEN for 1m 30s");
}

#[test]
fn a_feed_without_a_price_says_why() {
    assert_eq!(state(&status(price(), None), NOW), "no price yet");
    let expired = status(price(), Some(accepted(200_000, NOW - 60)));
    assert_eq!(state(&expired, NOW), "expired 1m ago");
    // Its own rate is young; what it stands on is not.
    let without_base = status(rate(), Some(accepted(105, NOW + 60)));
    let expected = "no price: see `ballast oracle status STETH`";
    assert_eq!(state(&without_base, NOW), expected);
}

#[test]
fn a_rate_is_no_price_and_its_feeds_price_is() {
    let mut found = status(rate(), Some(accepted(105, NOW + 60)));
    assert_eq!(prices(&found), [None; 3]);
    let usd = Decimal::percent(210_000);
    found.usable = Some(UsablePrice {
        spot: usd,
        low: usd,
        high: usd,
        published_at: NOW,
        valid_until: NOW + 30,
        volatility: Decimal::percent(70),
        implied_volatility: Decimal::percent(90),
        time_to_maturity: 0,
    });
    assert_eq!(prices(&found), [Some(usd); 3]);
    assert_eq!(state(&found, NOW), "valid for 30s");
    assert_eq!(volatility(&found).unwrap(), "70%, 90% implied");
    assert_eq!(kind(&found.feed.kind), "rate of ETH");
}

#[test]
fn what_waits_has_its_own_unit() {
    let pending = |price| {
        Some(Pending {
            price: Decimal::percent(price),
            since: NOW - 12,
        })
    };
    let mut found = status(rate(), Some(accepted(105, NOW + 60)));
    assert_eq!(waits(&found.feed, NOW), None);
    found.feed.price.as_mut().unwrap().pending = pending(150);
    assert_eq!(waits(&found.feed, NOW).unwrap(), "1.500000 ETH, 12s");
    found.feed.kind = price();
    assert_eq!(waits(&found.feed, NOW).unwrap(), "1.50 USD, 12s");
}

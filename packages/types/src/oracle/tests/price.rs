#![allow(clippy::arithmetic_side_effects)]

use super::*;
use ballast_math::SECONDS_PER_YEAR;

const ONE: u128 = 1_000_000_000_000_000_000;
const NOW: u64 = 1_000;

fn usd(dollars: u128) -> Price {
    Price::new(dollars * ONE)
}

fn accepted(spot: Price) -> Accepted {
    Accepted::first(spot, 900, 1_500, 7)
}

fn price(accepted: Accepted) -> (String, FeedRecord) {
    ("ETH".into(), FeedRecord::Price(accepted))
}

fn rate(rate: Accepted) -> (String, FeedRecord) {
    let base = "ETH".into();
    ("STETH".into(), FeedRecord::RedemptionRate { base, rate })
}

fn claim(base: &str, maturity: u64) -> (String, FeedRecord) {
    let record = FeedRecord::FixedMaturity {
        base: base.into(),
        discount: Ratio::from_percent(10),
        maturity,
        frozen_until: 0,
    };
    ("PT".into(), record)
}

#[test]
fn a_derivative_is_its_rate_times_its_base() {
    let staked = Accepted {
        variance: 5,
        published_at: 800,
        valid_until: 1_200,
        ..accepted(Price::new(ONE + ONE / 10))
    };
    let ether = Accepted {
        low: usd(1_900),
        high: usd(2_100),
        variance: 7,
        implied_variance: 6,
        ..accepted(usd(2_000))
    };
    let price = FeedPrice::of(&[rate(staked), price(ether)], NOW).unwrap();
    let expected = FeedPrice {
        spot: usd(2_200),
        low: usd(2_090),
        high: usd(2_310),
        selling: usd(2_200),
        is_lower_pending: false,
        published_at: 800,
        valid_until: 1_200,
        variance: 12,
        implied_variance: 11,
        time_to_maturity: 0,
    };
    assert_eq!(price, expected);
}

#[test]
fn what_waits_below_a_derivative_shows_in_its_price() {
    let one = accepted(Price::new(ONE));
    let ether = accepted(usd(2_000)).with_pending(Some((usd(1_000), 950)));
    let fallen = FeedPrice::of(&[rate(one), price(ether)], NOW).unwrap();
    assert!(fallen.is_lower_pending);
    assert_eq!((fallen.low, fallen.selling), (usd(1_000), usd(2_000)));

    let ether = accepted(usd(2_000)).with_pending(Some((usd(3_000), 950)));
    let risen = FeedPrice::of(&[rate(one), price(ether)], NOW).unwrap();
    assert!(!risen.is_lower_pending);
    assert_eq!((risen.high, risen.selling), (usd(3_000), usd(3_000)));

    let two = one.with_pending(Some((Price::new(2 * ONE), 950)));
    let risen = FeedPrice::of(&[rate(two), price(accepted(usd(2_000)))], NOW).unwrap();
    assert_eq!((risen.spot, risen.selling), (usd(2_000), usd(4_000)));
}

#[test]
fn what_waits_at_the_end_of_the_range_leaves_the_spot_price_alone() {
    let far = |pending| accepted(usd(2_000)).with_pending(Some((pending, 950)));
    let half = accepted(Price::new(ONE / 2));
    let two = accepted(Price::new(2 * ONE));
    let fallen = FeedPrice::of(&[rate(half), price(far(Price::MIN))], NOW).unwrap();
    assert_eq!((fallen.spot, fallen.low), (usd(1_000), Price::MIN));
    let risen = FeedPrice::of(&[rate(two), price(far(Price::MAX))], NOW).unwrap();
    assert_eq!((risen.spot, risen.high), (usd(4_000), Price::MAX));
    assert_eq!(risen.selling, Price::MAX);
    let year = NOW + SECONDS_PER_YEAR;
    let fallen = FeedPrice::of(&[claim("ETH", year), price(far(Price::MIN))], NOW).unwrap();
    assert_eq!((fallen.spot, fallen.low), (usd(1_800), Price::MIN));
}

#[test]
fn a_lot_is_offered_at_most_a_quarter_over_spot() {
    let ether = |pending: Option<u128>| {
        let waits = pending.map(|dollars| (usd(dollars), 950));
        let ether = accepted(usd(2_000)).with_pending(waits);
        FeedPrice::of(&[price(ether)], NOW).unwrap().offering()
    };
    assert_eq!(ether(None), usd(2_000));
    assert_eq!(ether(Some(1_000)), usd(2_000));
    assert_eq!(ether(Some(2_400)), usd(2_400));
    assert_eq!(ether(Some(2_600)), usd(2_500));
    assert_eq!(ether(Some(1_000_000_000)), usd(2_500));
}

#[test]
fn a_claim_on_a_claim_falls_due_with_the_later() {
    for (upper, lower) in [(50, 80), (80, 50)] {
        let claims = [claim("PT", NOW + upper), claim("ETH", NOW + lower)];
        let records = [claims.as_slice(), &[price(accepted(usd(2_000)))]].concat();
        let found = FeedPrice::of(&records, NOW).unwrap();
        assert_eq!(found.time_to_maturity, 80);
    }
}

#[test]
fn a_claim_is_its_base_less_the_discount_for_the_time_left() {
    let year = NOW + SECONDS_PER_YEAR;
    let at = |maturity| FeedPrice::of(&[claim("ETH", maturity), price(accepted(usd(2_000)))], NOW);
    let far = at(year).unwrap();
    assert_eq!(far.spot, usd(1_800));
    assert_eq!(far.time_to_maturity, SECONDS_PER_YEAR);
    let due = at(NOW - 1).unwrap();
    assert_eq!((due.spot, due.time_to_maturity), (usd(2_000), 0));
    let feed = "PT".to_owned();
    assert_eq!(
        at(NOW + 10 * SECONDS_PER_YEAR),
        Err(PriceError::OutOfBounds { feed })
    );
}

#[test]
fn a_claim_on_a_derivative_stands_on_two_feeds() {
    let chain = [
        claim("STETH", NOW + SECONDS_PER_YEAR),
        rate(accepted(Price::new(ONE + ONE / 10))),
        price(accepted(usd(2_000))),
    ];
    assert_eq!(FeedPrice::of(&chain, NOW).unwrap().spot, usd(1_980));
}

#[test]
fn i22_one_invalid_number_makes_the_whole_price_invalid() {
    let (good, old) = (
        accepted(usd(2)),
        Accepted {
            valid_until: NOW - 1,
            ..accepted(usd(2))
        },
    );
    for (chain, feed) in [
        ([rate(old), price(good)], "STETH"),
        ([rate(good), price(old)], "ETH"),
    ] {
        let error = PriceError::NotValid {
            feed: feed.into(),
            from: 900,
            until: NOW - 1,
            now: NOW,
        };
        assert_eq!(FeedPrice::of(&chain, NOW), Err(error));
    }
}

#[test]
fn h48_one_frozen_feed_freezes_what_stands_on_it() {
    let good = || price(accepted(usd(2_000)));
    for at in 0..2 {
        let mut chain = [claim("ETH", NOW), good()];
        chain[at].1.freeze(NOW + 1);
        let error = PriceError::Frozen {
            feed: chain[at].0.clone(),
            until: NOW + 1,
            now: NOW,
        };
        assert_eq!(FeedPrice::of(&chain, NOW), Err(error));
        chain[at].1.freeze(NOW);
        assert!(FeedPrice::of(&chain, NOW).is_ok());
    }
}

#[test]
fn a_chain_without_a_price_at_its_end_is_none() {
    let error = Err(PriceError::TooDeep { maximum: 2 });
    let (one, good) = (accepted(usd(1)), price(accepted(usd(2_000))));
    assert_eq!(FeedPrice::of(&[], NOW), error);
    assert_eq!(FeedPrice::of(&[rate(one)], NOW), error);
    assert_eq!(FeedPrice::of(&[good.clone(), good], NOW), error);
}

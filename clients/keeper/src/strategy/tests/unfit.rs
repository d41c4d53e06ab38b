//! Reports that are not relayed.

use ballast_client::{feeder_of, sign, Key};
use ballast_types::oracle::{FeedKind, FeederResponse, LastReport, Report, SignedReport};
use cosmwasm_std::{Decimal, Uint128};

use super::{
    super::round::RoundState,
    fixtures::*,
    rounds::{accepted, round},
};

const CHAIN: &str = "ballast-1";
/// An account's address; any will do for an oracle.
const ORACLE: &str = "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d";

fn key(secret: u8) -> Key {
    Key::from_secret(&[secret; 32], "wasm").unwrap()
}

fn report() -> Report {
    Report::new("ETH", price(190), NOW)
}

fn signed(report: Report, secret: u8) -> SignedReport {
    sign(report, CHAIN, ORACLE, &key(secret)).unwrap()
}

/// Ether's feed with a single feeder.
fn state() -> RoundState {
    let mut state = round(accepted(PRICE, NOW - 60), &[], &[]);
    state.feeders = vec![FeederResponse {
        feeder: key(1).address().to_owned(),
        last_report: Some(LastReport {
            price: price(PRICE),
            published_at: NOW - 60,
            implied_volatility: Decimal::zero(),
        }),
        is_late: false,
    }];
    state
}

/// Why a report is not relayed: its name in metrics, and in words.
fn refused(signed: &SignedReport) -> (&'static str, String) {
    let unfit = state().judge(signed, (CHAIN, ORACLE), NOW).unwrap_err();
    (unfit.reason(), unfit.to_string())
}

#[test]
fn a_feeders_report_is_collected() {
    let signed = signed(report(), 1);
    let collected = state().judge(&signed, (CHAIN, ORACLE), NOW).unwrap();
    let collected = collected.unwrap();
    assert_eq!(collected.signed, signed);
    assert_eq!(
        collected.feeder,
        feeder_of(&signed.public_key, "wasm").unwrap()
    );
}

#[test]
fn h29_what_is_not_the_keys_over_this_report_is_forged() {
    let mut cheaper = signed(report(), 1);
    cheaper.report.price = price(1);
    let mut stolen = signed(report(), 2);
    stolen.public_key = key(1).public_key().into();
    let elsewhere = sign(report(), "ballast-2", ORACLE, &key(1)).unwrap();
    let other = sign(report(), CHAIN, key(3).address(), &key(1)).unwrap();
    let mut short = signed(report(), 1);
    short.signature = vec![1; 63].into();
    for forged in [cheaper, stolen, elsewhere, other, short] {
        assert_eq!(refused(&forged).0, "forged", "{forged:?}");
    }
}

#[test]
fn who_is_no_feeder_of_the_feed_is_told() {
    let (reason, text) = refused(&signed(report(), 2));
    assert_eq!(reason, "unknown_feeder");
    assert_eq!(text, format!("{} is no feeder of ETH", key(2).address()));
}

#[test]
fn h15_a_price_that_is_none_is_refused_before_the_oracle_refuses_the_message() {
    let most = Decimal::from_ratio(1_000_000_000u64, 1u64);
    let of = |price| {
        let report = Report { price, ..report() };
        state().judge(&signed(report, 1), (CHAIN, ORACLE), NOW)
    };
    assert!(of(most).is_ok() && of(Decimal::new(Uint128::one())).is_ok());
    for price in [
        Decimal::zero(),
        most + Decimal::new(Uint128::one()),
        Decimal::MAX,
    ] {
        let unfit = of(price).unwrap_err();
        assert_eq!(unfit.reason(), "out_of_bounds");
        let bounds = "is not within 0.000000000000000001 and 1000000000";
        assert!(unfit.to_string().ends_with(bounds), "{unfit}");
    }
}

#[test]
fn an_implied_volatility_that_nobody_believes_is_refused() {
    let of = |implied| {
        let implied_volatility = Some(implied);
        let report = Report {
            implied_volatility,
            ..report()
        };
        state().judge(&signed(report, 1), (CHAIN, ORACLE), NOW)
    };
    let ten = price(10);
    assert!(of(ten).is_ok());
    let unfit = of(ten + Decimal::new(Uint128::one())).unwrap_err();
    let expected = "an implied volatility of 10.000000000000000001 is above 10";
    assert_eq!(
        (unfit.reason(), unfit.to_string().as_str()),
        ("out_of_bounds", expected)
    );
}

#[test]
fn h21_a_time_in_milliseconds_or_ahead_of_the_chain_is_refused() {
    let at = |published_at| {
        let report = Report {
            published_at,
            ..report()
        };
        signed(report, 1)
    };
    assert!(state().judge(&at(NOW + 15), (CHAIN, ORACLE), NOW).is_ok());
    for time in [NOW + 16, NOW * 1_000, u64::MAX] {
        let expected = format!("published at {time}, later than {}", NOW + 15);
        assert_eq!(refused(&at(time)), ("from_future", expected));
    }
}

#[test]
fn h22_what_is_too_old_is_told_and_what_the_chain_has_is_passed_over() {
    let at = |published_at| {
        let report = Report {
            published_at,
            ..report()
        };
        let mut state = state();
        if let Some(last) = &mut state.feeders[0].last_report {
            last.published_at = NOW - 300;
        }
        state.judge(&signed(report, 1), (CHAIN, ORACLE), NOW)
    };
    assert!(at(NOW - 60).unwrap().is_some());
    let unfit = at(NOW - 61).unwrap_err();
    assert_eq!(unfit.reason(), "outdated");
    let expected = format!("published at {}, 61 s ago: at most 60 s count", NOW - 61);
    assert_eq!(unfit.to_string(), expected);
    assert_eq!(at(NOW - 300), Ok(None));
    assert_eq!(at(NOW - 900), Ok(None));
}

#[test]
fn a_feed_without_feeders_takes_none() {
    let mut state = state();
    state.feed.kind = FeedKind::FixedMaturity {
        base: "BTC".to_owned(),
        discount: Decimal::zero(),
        maturity: NOW + 1,
    };
    let unfit = state.judge(&signed(report(), 1), (CHAIN, ORACLE), NOW);
    let unfit = unfit.unwrap_err();
    assert_eq!(unfit.reason(), "unknown_feed");
    assert_eq!(unfit.to_string(), "feed ETH has no feeders");
}

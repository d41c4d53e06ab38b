use super::*;
use crate::curves::{line, smooth, stairs};

const HOUR: u64 = 3_600;

fn taker(margin: f64) -> Taker {
    Taker {
        margin,
        every: BLOCK as u64,
        away: 0,
    }
}

fn flat() -> Market {
    Market::hourly(&[100.0; 24])
}

fn run(market: &Market, value: f64, curve: &Curve, taker: Taker) -> Outcome {
    let terms = Terms { curve, floor: 0.4 };
    sell(market, 0, value, terms, taker)
}

fn is_near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-3, "{found}, not {expected}");
}

/// 1.05 x 0.904 = 0.949 after a quarter of an hour; 1.05 x 0.904^2 = 0.858 after two.
#[test]
fn stairs_give_the_takers_the_whole_step() {
    let curve = stairs("", 0.904);
    let first = run(&flat(), 1.428, &curve, taker(0.05));
    assert_eq!((first.bad_debt, first.time), (0.0, 900));
    is_near(first.owner_loss, 1.02 / 0.9492 - 1.02);
    let second = run(&flat(), 1.428, &curve, taker(0.06));
    assert_eq!((second.bad_debt, second.time), (0.0, 1_800));
    is_near(second.owner_loss, 1.02 / 0.8581 - 1.02);
}

#[test]
fn a_smooth_curve_gives_them_their_margin() {
    let outcome = run(&flat(), 1.428, &smooth("", 0.904), taker(0.06));
    assert!((900..1_800).contains(&outcome.time));
    is_near(outcome.owner_loss, 1.02 / 0.94 - 1.02);
}

/// 1.10 x 0.75 = 0.825 is raised; what the owner loses ends at what was left above the tab.
#[test]
fn a_lot_worth_less_than_its_debt_leaves_bad_debt() {
    let outcome = run(&flat(), 1.10, &smooth("", 0.904), taker(0.25));
    is_near(outcome.bad_debt, 0.175);
    is_near(outcome.owner_loss, 0.08);
}

/// At 50 the lot is worth 0.55, less than the tab: nothing of it was the owner's any more.
#[test]
fn an_owner_does_not_lose_what_the_market_had_taken() {
    let market = Market::hourly(&[100.0, 50.0, 50.0, 50.0, 50.0]);
    let away = Taker {
        away: HOUR,
        ..taker(0.02)
    };
    let outcome = run(&market, 1.10, &line("", 6 * HOUR), away);
    is_near(outcome.bad_debt, 1.0 - 0.55 * 0.98);
    is_near(outcome.owner_loss, 0.0);
}

/// The tab is raised first: at 1.10 x 0.92 = 1.012 the debt is whole and part of the penalty lost.
#[test]
fn the_debt_is_recovered_before_the_penalty() {
    let outcome = run(&flat(), 1.10, &smooth("", 0.904), taker(0.08));
    is_near(outcome.bad_debt, 0.0);
    is_near(outcome.owner_loss, 0.08);
}

/// A line over six hours is at 1.05 x 2/3 = 0.7 after two.
#[test]
fn who_comes_back_after_two_hours_pays_the_price_of_that_time() {
    let away = Taker {
        away: 2 * HOUR,
        ..taker(0.02)
    };
    let outcome = run(&flat(), 1.10, &line("", 6 * HOUR), away);
    assert_eq!(outcome.time, 2 * HOUR);
    is_near(outcome.bad_debt, 1.0 - 1.10 * 0.7);
}

/// A line over six hours crosses 0.4 after 3.71 of them, and a restart begins at the price of then.
#[test]
fn under_its_floor_an_auction_restarts_at_the_price_of_then() {
    let away = Taker {
        away: 4 * HOUR,
        ..taker(0.02)
    };
    let market = Market::hourly(&[100.0, 100.0, 100.0, 100.0, 80.0, 80.0, 80.0, 80.0, 80.0]);
    let outcome = run(&market, 1.428, &line("", 6 * HOUR), away);
    assert!((4 * HOUR..5 * HOUR).contains(&outcome.time));
    is_near(outcome.bad_debt, 0.0);
    is_near(outcome.owner_loss, 1.02 / 0.98 - 1.02);
}

/// Who wants 70% waits for the third restart, four times the 3.71 hours to the floor at the most.
#[test]
fn from_the_third_restart_there_is_no_floor() {
    let outcome = run(&flat(), 1.428, &line("", 6 * HOUR), taker(0.70));
    is_near(outcome.bad_debt, 1.0 - 1.428 * 0.3);
    assert!((11 * HOUR..16 * HOUR).contains(&outcome.time));
}

#[test]
fn a_taker_who_looks_every_hour_buys_on_the_hour() {
    let hourly = Taker {
        every: HOUR,
        ..taker(0.02)
    };
    let outcome = run(&flat(), 1.428, &smooth("", 0.951), hourly);
    assert_eq!(outcome.time, HOUR);
    is_near(outcome.owner_loss, 1.02 / 0.8589 - 1.02);
}

/// From the hour on the price falls faster than the curve: nobody buys, until the fall ends.
#[test]
fn a_market_that_falls_faster_than_the_curve_is_never_reached() {
    let prices: Vec<f64> = (0..20).map(|hour| 100.0 * 0.5f64.powi(hour)).collect();
    let curve = smooth("", 0.975);
    let outcome = run(&Market::hourly(&prices), 1.428, &curve, taker(0.25));
    assert!(
        outcome.bad_debt > 0.9 && outcome.time > 2 * HOUR,
        "{outcome:?}"
    );
}

#[test]
fn what_nobody_takes_is_bad_debt() {
    let outcome = run(&flat(), 1.428, &smooth("", 0.975), taker(0.99));
    assert_eq!((outcome.bad_debt, outcome.owner_loss), (1.0, 0.0));
}

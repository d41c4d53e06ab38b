#![allow(clippy::arithmetic_side_effects)] // amounts of tests are their own

use super::*;
use crate::amount::Collateral;
use crate::price::{Decimals, Market, Price};

/// USD with 18 digits.
const USD: u128 = 1_000_000_000_000_000_000;
/// One whole stablecoin.
const ONE: u128 = 1_000_000;

fn terms() -> AuctionTerms {
    AuctionTerms {
        start: Ratio::from_percent(105),
        floor: Ratio::from_percent(40),
        penalty: Ratio::from_percent(2),
        dust: Debt::new(100 * ONE),
        restart_share: Ratio::from_bps(10),
        restart_cap: Value::from_usd(10),
    }
}

/// A price in whole dollars of an asset with so many decimals.
fn market(dollars: u128, decimals: u8) -> Market {
    Market {
        price: Price::new(dollars * USD),
        decimals: Decimals::new(decimals).unwrap(),
    }
}

fn wanted(collateral: u128, budget: u128) -> Wanted {
    Wanted {
        collateral: Collateral::new(collateral),
        budget: Debt::new(budget),
    }
}

fn lot(collateral: u128, tab: u128) -> Auction {
    Auction {
        lot: Collateral::new(collateral),
        tab: Debt::new(tab),
        start_price: Price::new(210 * USD),
        started_at: 0,
        restarts: 0,
    }
}

fn taken(collateral: u128, cost: u128, tab: u128, lot: u128) -> Take {
    Take {
        collateral: Collateral::new(collateral),
        cost: Debt::new(cost),
        tab: Debt::new(tab),
        lot: Collateral::new(lot),
    }
}

const ALL: u128 = u128::MAX;

#[test]
fn an_auction_begins_above_spot_and_raises_debt_and_penalty() {
    let auction = Auction::for_debt(
        Collateral::new(7_000),
        Debt::new(1_000 * ONE + 1),
        &terms(),
        Price::new(200 * USD + 1),
        50,
    )
    .unwrap();
    assert_eq!(auction.tab, Debt::new(1_020 * ONE + 2), "rounded up");
    assert_eq!(auction.start_price, Price::new(210 * USD + 2), "rounded up");
    assert_eq!((auction.started_at, auction.restarts), (50, 0));
}

#[test]
fn takes_by_table() {
    // 10 whole units of 3 decimals at 100 USD: a unit of the lot costs 0.1 stablecoin.
    let m = market(100, 3);
    let dust = Debt::new(100 * ONE);
    for (auction, asked, expected) in [
        // All of the tab; the rest of the lot goes back.
        (
            lot(10_000, 800 * ONE),
            wanted(ALL, ALL),
            taken(8_000, 800 * ONE, 0, 2_000),
        ),
        // A tab that is no whole number of units: fewer units, all of the tab.
        (
            lot(10_000, 800 * ONE + 1),
            wanted(ALL, ALL),
            taken(8_000, 800 * ONE + 1, 0, 2_000),
        ),
        // The whole lot does not raise the tab.
        (
            lot(10_000, 1_200 * ONE),
            wanted(ALL, ALL),
            taken(10_000, 1_000 * ONE, 200 * ONE, 0),
        ),
        // A part.
        (
            lot(10_000, 1_200 * ONE),
            wanted(3_000, ALL),
            taken(3_000, 300 * ONE, 900 * ONE, 7_000),
        ),
        // As much as the budget pays for.
        (
            lot(10_000, 1_200 * ONE),
            wanted(ALL, 250 * ONE + 7),
            taken(2_500, 250 * ONE, 950 * ONE, 7_500),
        ),
        // It would leave 50 to raise: lowered so that dust is left.
        (
            lot(10_000, 800 * ONE),
            wanted(7_500, ALL),
            taken(7_000, 700 * ONE, 100 * ONE, 3_000),
        ),
    ] {
        assert_eq!(
            auction.take(&asked, &m, dust),
            Ok(expected),
            "{auction:?} {asked:?}"
        );
    }
}

#[test]
fn h34_a_take_leaves_nothing_or_more_than_dust() {
    let m = market(100, 3);
    let dust = Debt::new(100 * ONE);
    let small = lot(10_000, 90 * ONE).take(&wanted(500, ALL), &m, dust);
    let expected = TakeError::DustTab {
        tab: Debt::new(90 * ONE),
        cost: Debt::new(50 * ONE),
        dust,
    };
    assert_eq!(small, Err(expected));
    let scarce = lot(10_000, 5_000 * ONE).take(&wanted(9_001, ALL), &m, dust);
    assert!(
        matches!(scarce, Err(TakeError::DustLot { .. })),
        "{scarce:?}"
    );
    let enough = lot(10_000, 5_000 * ONE).take(&wanted(9_000, ALL), &m, dust);
    assert_eq!(enough, Ok(taken(9_000, 900 * ONE, 4_100 * ONE, 1_000)));
}

#[test]
fn what_buys_nothing_is_refused() {
    let m = market(100, 3);
    let dust = Debt::new(ONE);
    for asked in [wanted(0, ALL), wanted(ALL, 0), wanted(ALL, ONE / 10 - 1)] {
        let refused = lot(10_000, 800 * ONE).take(&asked, &m, dust);
        assert!(
            matches!(refused, Err(TakeError::Nothing { .. })),
            "{asked:?}"
        );
    }
}

#[test]
fn h15_a_coarse_unit_that_costs_more_than_the_tab_can_be_taken() {
    let m = market(30_000, 0);
    let auction = lot(1, 20_000 * ONE);
    let dust = Debt::new(100 * ONE);
    let whole = auction.take(&wanted(1, 20_000 * ONE), &m, dust);
    assert_eq!(whole, Ok(taken(1, 20_000 * ONE, 0, 0)));
    assert!(auction.take(&wanted(1, 19_999 * ONE), &m, dust).is_err());
}

#[test]
fn a_price_of_the_smallest_kind_takes_something_for_something() {
    let m = Market {
        price: Price::MIN,
        decimals: Decimals::new(18).unwrap(),
    };
    let take = lot(10_000, 800 * ONE).take(&wanted(ALL, ALL), &m, Debt::new(ONE));
    assert_eq!(take, Ok(taken(10_000, 1, 800 * ONE - 1, 0)));
}

#[test]
fn h34_an_auction_is_over_under_its_floor_until_the_third_restart() {
    let terms = terms();
    let mut auction = lot(10_000, 800 * ONE);
    let at = |auction: &Auction| (0..=AUCTION_DURATION).find(|now| auction.is_over(&terms, *now));
    let end = at(&auction).unwrap();
    assert!(end < AUCTION_DURATION);
    let spot = Price::new(200 * USD);
    assert!(auction.price(end).u128() < spot.u128() * 4 / 10);
    assert!(auction.price(end - 1).u128() >= spot.u128() * 4 / 10);
    auction.restarts = 2;
    assert_eq!(at(&auction), Some(end));
    auction.restarts = 3;
    assert_eq!(at(&auction), Some(AUCTION_DURATION));
}

#[test]
fn h34_a_restart_costs_a_bounded_part_of_the_lot() {
    let auction = lot(10_000_000, 800 * ONE);
    let restarted = auction.restart(&terms(), &market(100, 3), 9_000).unwrap();
    assert_eq!(
        restarted.reward,
        Collateral::new(100),
        "10 USD, and not the share of 10,000"
    );
    assert_eq!(restarted.auction.lot, Collateral::new(9_999_900));
    assert_eq!(restarted.auction.tab, auction.tab);
    assert_eq!(restarted.auction.start_price, Price::new(105 * USD));
    assert_eq!(
        (restarted.auction.started_at, restarted.auction.restarts),
        (9_000, 1)
    );
    let small = lot(10_000, 800 * ONE)
        .restart(&terms(), &market(100, 3), 0)
        .unwrap();
    assert_eq!(small.reward, Collateral::new(10), "the share");
}

#[test]
fn a_lot_for_sale_can_only_be_sold_whole_or_in_part_never_closed_by_its_tab() {
    let m = market(100, 3);
    let auction = Auction::for_sale(Collateral::new(10_001), &terms(), &m, 0).unwrap();
    let at = |now| Market {
        price: auction.price(now),
        ..m
    };
    for now in [0, 900, 5_000, AUCTION_DURATION] {
        let take = auction
            .take(&wanted(ALL, ALL), &at(now), terms().dust)
            .unwrap();
        assert_eq!(take.collateral, auction.lot, "{now}");
        assert!(take.ends_auction());
    }
}

#[test]
fn h36_the_room_is_a_share_of_the_debt_less_what_is_under_auction_at_todays_price() {
    let mut book = AuctionBook {
        cap_share: Ratio::from_percent(10),
        cap_minimum: Debt::new(500 * ONE),
        dust: Debt::new(100 * ONE),
        ..AuctionBook::default()
    };
    let m = market(100, 3);
    let room = |book: &AuctionBook, m: &Market| book.room(Debt::new(20_000 * ONE), m).unwrap();
    assert_eq!(room(&book, &m), Value::from_usd(2_000));
    assert_eq!(
        book.begin(Collateral::new(15_000), Debt::new(1_000 * ONE)),
        Ok(1)
    );
    assert_eq!(room(&book, &m), Value::from_usd(500));
    assert_eq!(
        room(&book, &market(10, 3)),
        Value::from_usd(1_850),
        "worthless lots do not jam it"
    );
    assert_eq!(
        book.room(Debt::ZERO, &market(10, 3)).unwrap(),
        Value::from_usd(350),
        "the minimum"
    );
    assert_eq!(book.begin(Collateral::new(4_001), Debt::new(1)), Ok(2));
    assert_eq!(room(&book, &m), Value::ZERO, "99.90 is under dust");
    book.leave(Collateral::new(19_001), Debt::new(1_000 * ONE + 1))
        .unwrap();
    assert_eq!(room(&book, &m), Value::from_usd(2_000));
    assert!(book.leave(Collateral::new(1), Debt::ZERO).is_err());
    let left = book.room_after(Value::from_usd(1_000), Collateral::new(9_001), &m);
    assert_eq!(left, Value::ZERO, "99.90 again");
}

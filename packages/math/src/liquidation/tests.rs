#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amount::Collateral;
use crate::error::MathError;
use crate::price::{Decimals, Market, Price};
use rstest::rstest;

const COIN: u128 = 1_000_000;
const USD: u128 = 1_000_000_000_000_000_000;

/// Collateral of 8 decimals at `price` whole USD.
fn market(price: u128) -> Market {
    Market {
        price: Price::new(price * USD),
        decimals: Decimals::new(8).unwrap(),
    }
}

fn terms() -> Terms {
    Terms {
        liquidation_ratio: Ratio::from_percent(140),
        target_ratio: Ratio::from_percent(160),
        penalty: Ratio::from_percent(10),
        floor: Debt::new(200 * COIN),
        reward_share: Ratio::from_bps(50),
        reward_cap: Value::from_usd(100),
        minimum_discount: Ratio::from_percent(1),
    }
}

fn rooms(pool: u128, caller: u128, auction: u128) -> Rooms {
    let coins = |coins: u128| Debt::new(coins * COIN);
    Rooms {
        pool: coins(pool),
        caller: coins(caller),
        auction: coins(auction),
    }
}

/// 1,000 coins of debt against `units` base units.
fn offer(units: u128, cap: u128) -> Offer {
    Offer {
        collateral: Collateral::new(units),
        debt: Debt::new(1_000 * COIN),
        target_ratio: Ratio::from_percent(160),
        premium: Ratio::from_percent(10),
        floor: Debt::new(200 * COIN),
        cap: Debt::new(cap * COIN),
    }
}

/// At 1 USD for 10^8 units: 1,350 USD miss 250 of 1,600 and each coin repaid gains 0.5.
#[rstest]
#[case::to_the_target(135_000_000_000, 5_000, Some((500 * COIN, 55_000_000_000)))]
#[case::at_the_target(160_000_000_000, 5_000, None)]
#[case::capped(135_000_000_000, 300, Some((300 * COIN, 33_000_000_000)))]
#[case::rest_under_the_floor_goes_too(115_000_000_000, 5_000, Some((1_000 * COIN, 110_000_000_000)))]
#[case::floor_holds_under_the_cap(115_000_000_000, 950, Some((800 * COIN, 88_000_000_000)))]
#[case::no_room(135_000_000_000, 0, None)]
#[case::h33_scarce_is_sold_whole(90_000_000_000, 1_000, Some((1_000 * COIN, 90_000_000_000)))]
#[case::scarce_pro_rata(90_000_000_000, 500, Some((500 * COIN, 45_000_000_000)))]
#[case::scarce_leaves_the_floor(90_000_000_000, 900, Some((800 * COIN, 72_000_000_000)))]
#[case::scarce_at_exactly_the_penalty(110_000_000_000, 1_000, Some((1_000 * COIN, 110_000_000_000)))]
#[case::h33_no_collateral(0, 1_000, Some((1_000 * COIN, 0)))]
#[case::no_collateral_and_no_room(0, 999, None)]
fn quotes(#[case] units: u128, #[case] cap: u128, #[case] expected: Option<(u128, u128)>) {
    let expected = expected.map(|(repaid, seized)| Quote {
        repaid: Debt::new(repaid),
        seized: Collateral::new(seized),
    });
    assert_eq!(quote(&offer(units, cap), &market(1)), Ok(expected));
}

#[test]
fn debt_under_the_floor_goes_whole_or_not_at_all() {
    let small = Offer {
        debt: Debt::new(100 * COIN),
        ..offer(13_500_000_000, 100)
    };
    let whole = quote(&small, &market(1)).unwrap().unwrap();
    assert_eq!(whole.repaid, small.debt);
    let capped = Offer {
        cap: Debt::new(99 * COIN),
        ..small
    };
    assert_eq!(quote(&capped, &market(1)), Ok(None));
}

#[test]
fn coarse_unit_buys_no_more_debt_than_it_is_worth() {
    // Units of 300 USD: 800 x 1.1 needs three units, which pay for 818.181818 coins.
    let coarse = Market {
        price: Price::new(300 * USD),
        decimals: Decimals::new(0).unwrap(),
    };
    let offer = Offer {
        floor: Debt::ZERO,
        ..offer(4, 5_000)
    };
    let quote = quote(&offer, &coarse).unwrap().unwrap();
    assert_eq!(quote.seized, Collateral::new(3));
    assert_eq!(quote.repaid, Debt::new(818_181_818));
}

#[test]
fn i08_coarse_unit_that_leaves_dust_closes_the_position() {
    // 800 would leave 200, the floor; three units pay for 818.18 and would leave less.
    let coarse = Market {
        price: Price::new(300 * USD),
        decimals: Decimals::new(0).unwrap(),
    };
    let quote = quote(&offer(4, 5_000), &coarse).unwrap().unwrap();
    assert_eq!(
        (quote.repaid, quote.seized),
        (Debt::new(1_000 * COIN), Collateral::new(4))
    );
}

#[test]
fn h19_nothing_to_sell_without_debt() {
    let empty = Offer {
        debt: Debt::ZERO,
        ..offer(100, 100)
    };
    assert_eq!(quote(&empty, &market(1)), Ok(None));
}

#[test]
fn worthless_collateral_is_written_off() {
    let plan = plan(
        Collateral::new(5),
        Debt::new(1_000 * COIN),
        &terms(),
        &market(0),
        &rooms(600, 0, 600),
    );
    let plan = plan.unwrap().unwrap();
    assert_eq!(
        (plan.repaid.u128(), plan.pays()),
        (1_000 * COIN, Ok(Debt::ZERO))
    );
    assert_eq!(plan.collateral_taken(), Ok(Collateral::new(5)));
}

#[test]
fn h16_overflowing_terms_are_an_error() {
    let wild = Offer {
        premium: Ratio::MAX,
        ..offer(100, 100)
    };
    assert_eq!(
        quote(&wild, &market(1)),
        Err(MathError::Overflow {
            operation: "adding ratios"
        })
    );
}

#[test]
fn pool_takes_all_that_it_has_room_for() {
    let plan = plan(
        Collateral::new(135_000_000_000),
        Debt::new(1_000 * COIN),
        &terms(),
        &market(1),
        &rooms(5_000, 5_000, 5_000),
    );
    let plan = plan.unwrap().unwrap();
    let debt = Debt::new(500 * COIN);
    let collateral = Collateral::new(54_725_000_000);
    assert_eq!(plan.reward, Collateral::new(275_000_000));
    assert_eq!(
        plan.pool,
        Bought {
            debt,
            collateral,
            pays: debt
        }
    );
    assert_eq!((plan.caller, plan.auction), (Bought::default(), None));
    assert_eq!(rooms(5_000, 1, 2).after(&plan), rooms(4_500, 1, 2));
}

#[test]
fn three_buyers_share_in_turn() {
    let (collateral, debt) = (Collateral::new(135_000_000_000), Debt::new(1_000 * COIN));
    let rooms = rooms(100, 150, 5_000);
    let plan = plan(collateral, debt, &terms(), &market(1), &rooms)
        .unwrap()
        .unwrap();
    let lot = plan.auction.unwrap();
    assert_eq!(plan.pool.debt, Debt::new(100 * COIN));
    assert_eq!(plan.caller.debt, Debt::new(150 * COIN));
    assert_eq!(lot.debt, Debt::new(250 * COIN));
    assert_eq!(plan.pool.collateral, Collateral::new(10_945_000_000));
    assert_eq!(plan.caller.collateral, Collateral::new(16_417_500_000));
    assert_eq!(lot.collateral, Collateral::new(27_362_500_000));
    // 1,350 - 550 seized - 500 x 1.428 = 86, and 250 x 1.428 - 273.625 = 83.375 fit the lot.
    assert_eq!(lot.cushion, Collateral::new(8_337_500_000));
    assert_eq!(plan.collateral_taken(), Ok(Collateral::new(63_337_500_000)));
    assert_eq!(plan.pays(), Ok(Debt::new(250 * COIN)));
    assert_eq!(rooms.after(&plan).auction, Debt::new(4_750 * COIN));
}

#[test]
fn lot_of_a_single_buyer_has_the_whole_cushion() {
    let (collateral, debt) = (Collateral::new(135_000_000_000), Debt::new(1_000 * COIN));
    let plan = plan(collateral, debt, &terms(), &market(1), &rooms(0, 0, 5_000));
    let lot = plan.unwrap().unwrap().auction.unwrap();
    assert_eq!(lot.cushion, Collateral::new(8_600_000_000));
}

#[test]
fn reward_is_capped_in_usd() {
    let terms = Terms {
        reward_cap: Value::from_usd(1),
        ..terms()
    };
    let (collateral, debt) = (Collateral::new(135_000_000_000), Debt::new(1_000 * COIN));
    let plan = plan(collateral, debt, &terms, &market(1), &rooms(5_000, 0, 0));
    assert_eq!(plan.unwrap().unwrap().reward, Collateral::new(100_000_000));
}

#[test]
fn nobody_overpays_where_collateral_is_scarce() {
    let (collateral, debt) = (Collateral::new(90_000_000_000), Debt::new(1_000 * COIN));
    let plan = plan(collateral, debt, &terms(), &market(1), &rooms(5_000, 0, 0));
    let plan = plan.unwrap().unwrap();
    // 900 less 4.5 reward, less the discount of 1%.
    assert_eq!(plan.pool.pays, Debt::new(895_500_000 * 100 / 101));
    assert_eq!(plan.repaid, debt);
}

#[test]
fn h18_last_buyer_does_not_get_a_coarse_unit_for_nothing() {
    // One unit is worth more than the whole debt; the caller offers a single base unit.
    let coarse = Market {
        price: Price::new(1_050 * USD),
        decimals: Decimals::new(0).unwrap(),
    };
    let rooms = Rooms {
        caller: Debt::new(1),
        ..rooms(1_000, 0, 0)
    };
    let rooms = Rooms {
        pool: Debt::new(1_000 * COIN - 1),
        ..rooms
    };
    let plan = plan(
        Collateral::new(1),
        Debt::new(1_000 * COIN),
        &terms(),
        &coarse,
        &rooms,
    );
    let plan = plan.unwrap().unwrap();
    assert_eq!(plan.pool.collateral, Collateral::new(1));
    assert_eq!(plan.pool.pays, rooms.pool);
    assert_eq!(plan.caller.collateral, Collateral::ZERO);
    assert_eq!(plan.caller.pays, Debt::ZERO);
}

#[rstest]
#[case::ample(135_000_000_000, 1_428, 1_000)]
#[case::scarce(90_000_000_000, 900, 1_000)]
fn auction_rooms(#[case] units: u128, #[case] usd: u64, #[case] coins: u128) {
    let debt = Debt::new(1_000 * COIN);
    let room = auction_room_down(
        Value::from_usd(usd),
        Collateral::new(units),
        debt,
        &terms(),
        &market(1),
    );
    assert_eq!(room, Ok(Debt::new(coins * COIN)));
}

#[test]
fn worthless_lots_do_not_jam_the_auctions() {
    let debt = Debt::new(1_000 * COIN);
    let room = auction_room_down(Value::ZERO, Collateral::new(5), debt, &terms(), &market(0));
    assert_eq!(room, Ok(Debt::new(u128::MAX)));
    let none = auction_room_down(Value::ZERO, Collateral::new(5), debt, &terms(), &market(1));
    assert_eq!(none, Ok(Debt::ZERO));
}

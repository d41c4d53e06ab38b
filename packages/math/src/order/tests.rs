#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::index::DebtIndex;
use crate::liquidation::Quote;
use crate::position::{CollateralChange, DebtChange, Position};
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

/// 1,000 coins of debt against `units` base units.
fn position(units: u128) -> Position {
    Position {
        collateral: Collateral::new(units),
        normalized: NormalizedDebt::new(1_000 * USD),
    }
}

/// Sells at 4% off from 150% down until 160%.
const ORDER: Order = Order {
    trigger: Ratio::from_percent(150),
    target: Ratio::from_percent(160),
    discount: Ratio::from_percent(4),
};

fn quote(repaid: u128, seized: u128) -> Quote {
    Quote {
        repaid: Debt::new(repaid),
        seized: Collateral::new(seized),
    }
}

/// At 1 USD for 10^8 units: 1,460 USD miss 140 of 1,600 and each coin repaid gains 0.56.
#[rstest]
#[case::to_the_target(146_000_000_000, 5_000, Ok(quote(250 * COIN, 26_000_000_000)))]
#[case::a_part_of_it(146_000_000_000, 100, Ok(quote(100 * COIN, 10_400_000_000)))]
#[case::at_the_trigger(150_000_000_000, 5_000, Err(Unfillable::NotUnderTrigger))]
#[case::a_unit_under_it(149_999_999_999, 1, Ok(quote(COIN, 104_000_000)))]
#[case::under_the_floor_all_goes(112_000_000_000, 5_000, Ok(quote(1_000 * COIN, 104_000_000_000)))]
#[case::the_floor_holds(112_000_000_000, 950, Ok(quote(800 * COIN, 83_200_000_000)))]
#[case::just_scarce(104_000_000_000, 5_000, Err(Unfillable::Scarce))]
#[case::insolvent(50_000_000_000, 5_000, Err(Unfillable::Scarce))]
#[case::nothing_sent(146_000_000_000, 0, Err(Unfillable::TooLittle))]
fn fills(#[case] units: u128, #[case] coins: u128, #[case] expected: Result<Quote, Unfillable>) {
    let held = (position(units), DebtIndex::ONE);
    let (floor, most) = (Debt::new(200 * COIN), Debt::new(coins * COIN));
    assert_eq!(fill(held, ORDER, &market(1), floor, most), Ok(expected));
}

#[test]
fn without_debt_nothing_is_under_a_trigger() {
    let held = (
        Position {
            collateral: Collateral::new(5),
            ..Position::EMPTY
        },
        DebtIndex::ONE,
    );
    let most = Debt::new(COIN);
    let outcome = fill(held, ORDER, &market(1), Debt::new(1), most);
    assert_eq!(outcome, Ok(Err(Unfillable::NotUnderTrigger)));
}

#[test]
fn a_units_rounding_never_lowers_the_ratio() {
    // 10 units of 18 decimals at 150 USD for 1,000: two base units of stablecoin buy collateral worth
    // almost two and pay one.
    let fine = Market {
        price: Price::new(150 * USD),
        decimals: Decimals::new(18).unwrap(),
    };
    let order = Order {
        discount: Ratio::ZERO,
        trigger: Ratio::from_percent(160),
        target: Ratio::from_percent(170),
    };
    let sent = |units: u128| {
        let held = (position(10 * USD), DebtIndex::ONE);
        fill(held, order, &fine, Debt::new(COIN), Debt::new(units)).unwrap()
    };
    assert_eq!(sent(2), Err(Unfillable::TooLittle));
    assert_eq!(sent(COIN).unwrap().repaid.u128(), COIN - 1);
}

/// Reserve in units and coins, debt 1,000 and floor 200 coins: what moves in, and what stays.
#[rstest]
#[case::empty((0, 0), None)]
#[case::collateral((5, 0), Some((5, 0)))]
#[case::stablecoin((0, 300), Some((0, 300)))]
#[case::both((5, 300), Some((5, 300)))]
#[case::down_to_the_floor((0, 800), Some((0, 800)))]
#[case::not_under_the_floor((0, 801), Some((0, 800)))]
#[case::nearly_all((5, 999), Some((5, 800)))]
#[case::all((0, 1_000), Some((0, 1_000)))]
#[case::more_than_all((0, 1_001), Some((0, 1_000)))]
fn reserves(#[case] (units, coins): (u128, u128), #[case] expected: Option<(u128, u128)>) {
    let reserve = Reserve {
        collateral: Collateral::new(units),
        stablecoin: Debt::new(coins * COIN),
    };
    let top_up = reserve.top_up(Debt::new(1_000 * COIN), Debt::new(200 * COIN));
    let shown = top_up.map(|it| (it.collateral.u128(), it.repaid.u128() / COIN));
    assert_eq!(shown, expected);
    let Some(top_up) = top_up else {
        return assert!(reserve.is_empty());
    };
    let left = reserve.without(top_up);
    let moved = Reserve {
        collateral: top_up.collateral,
        stablecoin: top_up.repaid,
    };
    assert_eq!(left.plus(moved), Ok(reserve));
}

#[test]
fn of_a_debt_under_a_risen_floor_only_all_is_repaid() {
    let reserve = |coins: u128| Reserve {
        collateral: Collateral::ZERO,
        stablecoin: Debt::new(coins),
    };
    let (debt, floor) = (Debt::new(100), Debt::new(200));
    assert_eq!(reserve(99).top_up(debt, floor), None);
    let all = reserve(100).top_up(debt, floor).unwrap();
    assert_eq!(all.repaid, debt);
    assert_eq!(reserve(50).top_up(Debt::ZERO, floor), None);
}

#[test]
fn a_top_up_changes_only_what_it_moves() {
    let change = |collateral: u128, repaid: u128| {
        let top_up = TopUp {
            collateral: Collateral::new(collateral),
            repaid: Debt::new(repaid),
        };
        let change = top_up.change();
        (change.collateral, change.debt)
    };
    let (deposit, repay) = (
        CollateralChange::Deposit(Collateral::new(5)),
        DebtChange::Repay(Debt::new(7)),
    );
    assert_eq!(change(5, 7), (deposit, repay));
    assert_eq!(change(5, 0), (deposit, DebtChange::None));
    assert_eq!(change(0, 7), (CollateralChange::None, repay));
}

#[rstest]
#[case::no_debt(5, 0, 6, None)]
#[case::no_collateral(0, 5, 6, None)]
#[case::whole_for_whole(1_000_000, USD, 6, Some(15 * 10u128.pow(26)))]
#[case::whole_for_whole_fine(USD, USD, 18, Some(15 * 10u128.pow(26)))]
#[case::floors(3 * USD, USD, 18, Some(5 * 10u128.pow(26)))]
#[case::saturates(1, u128::MAX, 18, Some(u128::MAX))]
fn keys(
    #[case] collateral: u128,
    #[case] normalized: u128,
    #[case] digits: u8,
    #[case] expected: Option<u128>,
) {
    let position = Position {
        collateral: Collateral::new(collateral),
        normalized: NormalizedDebt::new(normalized),
    };
    let decimals = Decimals::new(digits).unwrap();
    let key = OrderKey::of(position, ORDER.trigger, decimals);
    assert_eq!(key.map(OrderKey::u128), expected);
}

#[test]
fn bound_is_the_price_over_the_index() {
    let at = |price: u128, index| OrderKey::bound(index, Price::new(price)).u128();
    assert_eq!(at(3 * USD / 2, DebtIndex::ONE), 15 * 10u128.pow(26));
    assert_eq!(at(1, DebtIndex::new(u128::MAX)), 0);
    assert_eq!(at(u128::MAX, DebtIndex::ONE), u128::MAX);
    assert_eq!(at(1, DebtIndex::new(0)), u128::MAX);
}

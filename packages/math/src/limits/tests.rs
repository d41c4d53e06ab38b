#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const COIN: u128 = 1_000_000_000_000_000_000;

fn market() -> Market {
    Market {
        price: Price::new(2_000 * COIN),
        decimals: Decimals::new(8).unwrap(),
    }
}

/// One unit of 2,000 USD against 1,000 coins.
fn position() -> Position {
    Position {
        collateral: Collateral::new(100_000_000),
        normalized: NormalizedDebt::new(1_000 * COIN),
    }
}

#[test]
fn liquidation_price_of_a_position() {
    let (decimals, ratio) = (market().decimals, Ratio::from_percent(140));
    let price = liquidation_price_up(position(), DebtIndex::ONE, decimals, ratio);
    assert_eq!(price, Ok(Some(Price::new(1_400 * COIN))));
    let free = Position {
        normalized: NormalizedDebt::ZERO,
        ..position()
    };
    assert_eq!(
        liquidation_price_up(free, DebtIndex::ONE, decimals, ratio),
        Ok(None)
    );
    let bare = Position {
        collateral: Collateral::ZERO,
        ..position()
    };
    let error = Err(MathError::DivisionByZero {
        operation: "liquidation price",
    });
    assert_eq!(
        liquidation_price_up(bare, DebtIndex::ONE, decimals, ratio),
        error
    );
}

#[test]
fn room_to_mint_and_to_withdraw() {
    let ratio = Ratio::from_percent(160);
    let mintable = mintable_down(position(), DebtIndex::ONE, market(), ratio);
    assert_eq!(mintable, Ok(Debt::new(250_000_000)));
    let withdrawable = withdrawable_down(position(), DebtIndex::ONE, market(), ratio);
    assert_eq!(withdrawable, Collateral::new(20_000_000));
}

#[test]
fn nothing_is_left_below_the_ratio() {
    let ratio = Ratio::from_percent(201);
    assert_eq!(
        mintable_down(position(), DebtIndex::ONE, market(), ratio),
        Ok(Debt::ZERO)
    );
    assert_eq!(
        withdrawable_down(position(), DebtIndex::ONE, market(), ratio),
        Collateral::ZERO
    );
}

#[test]
fn i17_without_debt_all_can_leave_even_without_a_price() {
    let free = Position {
        normalized: NormalizedDebt::ZERO,
        ..position()
    };
    let dead = Market {
        price: Price::new(0),
        ..market()
    };
    let ratio = Ratio::from_percent(160);
    assert_eq!(
        withdrawable_down(free, DebtIndex::ONE, dead, ratio),
        free.collateral
    );
    assert_eq!(
        withdrawable_down(position(), DebtIndex::ONE, dead, ratio),
        Collateral::ZERO
    );
}

#[test]
fn h19_ratio_of_zero_is_an_error() {
    let error = Err(MathError::DivisionByZero {
        operation: "mintable debt",
    });
    assert_eq!(
        mintable_down(position(), DebtIndex::ONE, market(), Ratio::ZERO),
        error
    );
}

#[rstest]
#[case::all_of_it(7, 10, 7)]
#[case::none_of_it(7, 0, 0)]
#[case::to_the_unit(1_000_000, 333_333, 333_333)]
#[case::one_less(1_000_000, 999_999, 999_999)]
#[case::nothing_to_find(0, 5, 0)]
#[case::h16_largest(u128::MAX, u128::MAX - 1, u128::MAX - 1)]
fn the_largest_debt_that_stands_is_found(
    #[case] most: u128,
    #[case] limit: u128,
    #[case] expected: u128,
) {
    let found = largest_that_stands(Debt::new(most), |debt| debt <= Debt::new(limit));
    assert_eq!(found, Debt::new(expected));
}

#[test]
fn cost_of_a_year() {
    let debt = Debt::new(1_000 * 1_000_000);
    let cost = yearly_cost_up(debt, Ratio::from_percent(5));
    assert_eq!(cost, Ok(Debt::new(51_271_097)));
    assert_eq!(yearly_cost_up(debt, Ratio::ZERO), Ok(Debt::ZERO));
    assert!(yearly_cost_up(debt, Ratio::MAX).is_err());
}

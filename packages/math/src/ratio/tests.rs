#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::price::{Decimals, Price};
use rstest::rstest;

const USD: u128 = 1_000_000_000_000_000_000;

/// 18 normalized digits per coin; the collateral has 8 decimals.
fn below(collateral: u128, price: u128, coins_18: u128, percent: u32) -> bool {
    let position = Position {
        collateral: Collateral::new(collateral),
        normalized: NormalizedDebt::new(coins_18),
    };
    let market = Market {
        price: Price::new(price),
        decimals: Decimals::new(8).unwrap(),
    };
    is_below(
        position,
        market,
        DebtIndex::ONE,
        Ratio::from_percent(percent),
    )
}

#[rstest]
#[case::at_the_ratio_is_safe(100_000_000, 150 * USD, 100 * USD, 150, false)]
#[case::one_normalized_unit_more(100_000_000, 150 * USD, 100 * USD + 1, 150, true)]
#[case::one_collateral_unit_less(99_999_999, 150 * USD, 100 * USD, 150, true)]
#[case::price_down_by_the_least(100_000_000, 150 * USD - 1, 100 * USD, 150, true)]
#[case::no_debt(0, USD, 0, 150, false)]
#[case::no_collateral(0, USD, 1, 150, true)]
#[case::h15_worthless_dust(1, 1, 1, 150, true)]
#[case::no_price(100, 0, 1, 150, true)]
#[case::zero_ratio(0, 0, 1, 0, false)]
fn i10_below_is_exact(
    #[case] collateral: u128,
    #[case] price: u128,
    #[case] coins: u128,
    #[case] percent: u32,
    #[case] expected: bool,
) {
    assert_eq!(below(collateral, price, coins, percent), expected);
}

#[test]
fn h16_extremes_neither_panic_nor_saturate() {
    let position = Position {
        collateral: Collateral::new(u128::MAX),
        normalized: NormalizedDebt::new(u128::MAX),
    };
    let market = Market {
        price: Price::new(u128::MAX),
        decimals: Decimals::new(18).unwrap(),
    };
    assert!(is_below(
        position,
        market,
        DebtIndex::new(u128::MAX),
        Ratio::MAX
    ));
    let need = needed(
        position.normalized,
        market,
        DebtIndex::new(u128::MAX),
        Ratio::MAX,
    );
    assert!(need < U512::MAX && backing(position.collateral, market) < U512::MAX);
}

#[rstest]
#[case(150, 100, Some(Ratio::from_percent(150)))]
#[case(1, 3, Some(Ratio::new(333_333_333_333_333_333)))]
#[case(0, 3, Some(Ratio::ZERO))]
#[case(3, 0, None)]
fn displayed_ratio(#[case] collateral: u64, #[case] debt: u64, #[case] expected: Option<Ratio>) {
    let ratio = Ratio::of_down(Value::from_usd(collateral), Value::from_usd(debt));
    assert_eq!(ratio, expected);
}

#[test]
fn displayed_ratio_saturates() {
    let ratio = Ratio::of_down(Value::new(U256::MAX), Value::from_u128(1));
    assert_eq!(ratio, Some(Ratio::MAX));
}

#[test]
fn parts_of_ratios() {
    assert_eq!(Ratio::from_percent(100), Ratio::ONE);
    assert_eq!(Ratio::from_bps(10_000), Ratio::ONE);
    assert_eq!(
        Ratio::from_percent(u32::MAX).u128(),
        u128::from(u32::MAX) * USD / 100
    );
    assert_eq!(Ratio::from_percent(50).of_amount_down(3), Ok(1));
    assert!(Ratio::from_percent(200).of_amount_down(u128::MAX).is_err());
    assert!(Ratio::ONE.checked_sub(Ratio::from_percent(101)).is_err());
    assert!(Ratio::MAX.checked_add(Ratio::new(1)).is_err());
    assert_eq!(
        Ratio::ONE.checked_add(Ratio::ONE),
        Ok(Ratio::from_percent(200))
    );
}

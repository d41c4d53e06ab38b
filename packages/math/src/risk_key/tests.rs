#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::amount::{Collateral, NormalizedDebt};
use rstest::rstest;

fn key(collateral: u128, normalized: u128, digits: u8) -> Option<u128> {
    let position = Position {
        collateral: Collateral::new(collateral),
        normalized: NormalizedDebt::new(normalized),
    };
    let key = position.risk_key(Decimals::new(digits).unwrap());
    key.map(|key| u128::from_be_bytes(key.to_bytes()))
}

#[rstest]
#[case::no_debt(5, 0, 6, None)]
#[case::no_collateral(0, 1, 6, Some(0))]
#[case::whole_for_whole(1_000_000, 1_000_000_000_000_000_000, 6, Some(10u128.pow(18)))]
#[case::whole_for_whole_fine(10u128.pow(18), 10u128.pow(18), 18, Some(10u128.pow(18)))]
#[case::floors(1, 3, 18, Some(333_333_333_333_333_333))]
#[case::saturates(u128::MAX, 1, 0, Some(u128::MAX))]
fn keys(
    #[case] collateral: u128,
    #[case] normalized: u128,
    #[case] digits: u8,
    #[case] expected: Option<u128>,
) {
    assert_eq!(key(collateral, normalized, digits), expected);
}

#[test]
fn i19_bytes_sort_as_numbers() {
    let (risky, safe) = (key(255, 1, 18).unwrap(), key(256, 1, 18).unwrap());
    assert!(risky.to_be_bytes() < safe.to_be_bytes());
    let key = RiskKey::from_bytes(risky.to_be_bytes());
    assert_eq!(key.to_bytes(), risky.to_be_bytes());
}

#[test]
fn bound_is_the_ratio_over_the_price() {
    // 1.5 at a price of 2 USD: 0.75 whole units for a whole stablecoin.
    let price = Price::new(2 * 10u128.pow(18));
    let bound = RiskKey::bound(Ratio::from_percent(150), DebtIndex::ONE, price);
    assert_eq!(u128::from_be_bytes(bound.to_bytes()), 75 * 10u128.pow(16));
    let worthless = RiskKey::bound(Ratio::ONE, DebtIndex::ONE, Price::new(0));
    assert_eq!(worthless.to_bytes(), [255; 16]);
    let cheapest = RiskKey::bound(Ratio::ONE, DebtIndex::new(u128::MAX), Price::MIN);
    assert_eq!(cheapest.to_bytes(), [255; 16]);
}

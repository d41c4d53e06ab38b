#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const COIN: u128 = 1_000_000_000_000_000_000;
const ONE: u128 = DebtIndex::ONE.u128();

#[rstest]
#[case::nothing(0, ONE, 0, 0)]
#[case::whole_coin_at_one(COIN, ONE, 1_000_000, 1_000_000)]
#[case::smallest_is_owed_as_a_unit(1, ONE, 0, 1)]
#[case::exact_unit(1_000_000_000_000, ONE, 1, 1)]
#[case::one_more(1_000_000_000_001, ONE, 1, 2)]
#[case::index_doubles(COIN, 2 * ONE, 2_000_000, 2_000_000)]
#[case::index_of_three_halves(1_000_000_000_000, 3 * ONE / 2, 1, 2)]
fn normalized_to_debt(
    #[case] normalized: u128,
    #[case] index: u128,
    #[case] down: u128,
    #[case] up: u128,
) {
    let (normalized, index) = (NormalizedDebt::new(normalized), DebtIndex::new(index));
    assert_eq!(normalized.to_debt_down(index), Debt::new(down));
    assert_eq!(normalized.to_debt_up(index), Debt::new(up));
}

#[rstest]
#[case::at_one(1, ONE, 1_000_000_000_000, 1_000_000_000_000)]
#[case::at_three(1, 3 * ONE, 333_333_333_333, 333_333_333_334)]
#[case::whole(1_000_000, 2 * ONE, COIN / 2, COIN / 2)]
fn debt_to_normalized(
    #[case] debt: u128,
    #[case] index: u128,
    #[case] down: u128,
    #[case] up: u128,
) {
    let (debt, index) = (Debt::new(debt), DebtIndex::new(index));
    assert_eq!(
        NormalizedDebt::from_debt_down(debt, index),
        Ok(NormalizedDebt::new(down))
    );
    assert_eq!(
        NormalizedDebt::from_debt_up(debt, index),
        Ok(NormalizedDebt::new(up))
    );
}

#[test]
fn largest_normalized_debt_never_fails() {
    let (most, index) = (NormalizedDebt::new(u128::MAX), DebtIndex::new(u128::MAX));
    assert!(most.to_debt_up(index).u128() < u128::MAX);
    assert_eq!(
        most.to_debt_up(index).u128() - 1,
        most.to_debt_down(index).u128()
    );
}

#[test]
fn h16_overflow_is_a_clean_error() {
    let overflow = Err(MathError::Overflow {
        operation: "normalizing debt",
    });
    assert_eq!(
        NormalizedDebt::from_debt_up(Debt::new(u128::MAX), DebtIndex::ONE),
        overflow
    );
    assert_eq!(
        NormalizedDebt::from_debt_down(Debt::new(u128::MAX), DebtIndex::ONE),
        overflow
    );
    let operation = "adding collateral";
    assert_eq!(
        Collateral::new(u128::MAX).checked_add(Collateral::new(1)),
        Err(MathError::Overflow { operation })
    );
}

#[test]
fn h19_index_of_zero_is_an_error() {
    let error = Err(MathError::DivisionByZero {
        operation: "normalizing debt",
    });
    assert_eq!(
        NormalizedDebt::from_debt_up(Debt::WHOLE, DebtIndex::new(0)),
        error
    );
}

#[test]
fn subtraction_states_both_sides() {
    let error = Debt::new(3).checked_sub(Debt::new(5)).unwrap_err();
    assert_eq!(error.to_string(), "cannot take 5 from 3 debt");
    assert_eq!(Debt::new(3).saturating_sub(Debt::new(5)), Debt::ZERO);
    assert_eq!(Debt::new(3).min(Debt::new(5)), Debt::new(3));
    assert_eq!(Debt::new(3).max(Debt::new(5)), Debt::new(5));
}

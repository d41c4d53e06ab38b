#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const ONE: u128 = DebtIndex::ONE.u128();

#[rstest]
#[case::no_time(Ratio::from_percent(5), 0)]
#[case::no_fee(Ratio::ZERO, SECONDS_PER_YEAR)]
#[case::h20_no_fee_until_the_end_of_time(Ratio::ZERO, u64::MAX)]
fn index_stands_still(#[case] fee: Ratio, #[case] seconds: u64) {
    let index = DebtIndex::new(ONE + 12_345);
    assert_eq!(index.accrue_up(fee, seconds), Ok(index));
}

#[test]
fn one_second_rounds_the_rate_up() {
    // 5% / 31,536,000 = 1.58548959918822932521...e-9
    let index = DebtIndex::ONE.accrue_up(Ratio::from_percent(5), 1);
    assert_eq!(index, Ok(DebtIndex::new(ONE + 1_585_489_599_188_229_326)));
}

#[test]
fn a_year_compounds_to_e() {
    // (1 + 0.05 / 31,536,000)^31,536,000 = e^0.05 (1 - 0.05^2 / (2 x 31,536,000)) + ...
    let index = DebtIndex::ONE
        .accrue_up(Ratio::from_percent(5), SECONDS_PER_YEAR)
        .unwrap();
    let expected = 1_051_271_096_334_354_555_u128;
    assert!((index.u128() / 1_000_000_000).abs_diff(expected) < 2);
}

#[test]
fn smallest_fee_moves_the_index() {
    let index = DebtIndex::ONE.accrue_up(Ratio::new(1), 1).unwrap();
    assert_eq!(index.u128(), ONE + 32);
}

#[rstest]
#[case::ten_years(SECONDS_PER_YEAR * 10, true)]
#[case::a_century(SECONDS_PER_YEAR * 100, false)]
#[case::h20_largest_timestamp(u64::MAX, false)]
fn h20_double_the_debt_a_year(#[case] seconds: u64, #[case] fits: bool) {
    let result = DebtIndex::ONE.accrue_up(Ratio::ONE, seconds);
    if fits {
        assert!(result.unwrap() > DebtIndex::ONE);
    } else {
        let operation = "accruing the debt index";
        assert_eq!(result, Err(MathError::Overflow { operation }));
    }
}

#[test]
fn largest_fee_is_a_clean_error() {
    assert!(DebtIndex::ONE.accrue_up(Ratio::MAX, 1).is_err());
    assert!(DebtIndex::new(u128::MAX)
        .accrue_up(Ratio::from_percent(1), 1)
        .is_err());
    assert_eq!(DebtIndex::default(), DebtIndex::ONE);
}

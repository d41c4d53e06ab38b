//! The debt index never falls, and how time is split hardly matters.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::*;
use bnum::types::U256;
use common::*;
use proptest::prelude::*;

/// Nominal fees up to 100% a year.
fn fee() -> impl Strategy<Value = Ratio> {
    magnitude(0, Ratio::ONE.u128()).prop_map(Ratio::new)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i20_index_never_falls(index in index(), fee in fee(), seconds in 0..=SECONDS_PER_YEAR * 10) {
        let after = index.accrue_up(fee, seconds).unwrap();
        prop_assert!(after >= index);
        prop_assert_eq!(after > index, !fee.is_zero() && seconds > 0);
        let longer = index.accrue_up(fee, seconds + 1).unwrap();
        prop_assert!(longer >= after);
    }

    /// index' x 2 (s + m) / 10^27, plus one unit.
    #[test]
    fn i20_splitting_an_interval_stays_within_the_stated_bound(
        index in index(),
        fee in fee(),
        parts in prop::collection::vec(0..=SECONDS_PER_YEAR, 1..12),
    ) {
        let total: u64 = parts.iter().sum();
        let whole = index.accrue_up(fee, total);
        let split = parts.iter().try_fold(index, |index, part| index.accrue_up(fee, *part));
        if let (Ok(whole), Ok(split)) = (whole, split) {
            let steps = u128::from(total) + parts.len() as u128;
            let bound = U256::from(whole.u128().max(split.u128())) * U256::from(2 * steps)
                / U256::from(DebtIndex::ONE.u128()) + U256::ONE;
            let difference = whole.u128().abs_diff(split.u128());
            prop_assert!(U256::from(difference) <= bound, "{difference} > {bound}");
        }
    }

    /// Seconds one by one, rounded up, against a product rounded up and one rounded down at 54
    /// digits.
    #[test]
    fn i20_squaring_agrees_with_multiplying_one_by_one(fee in fee(), seconds in 0u64..500) {
        let squared = DebtIndex::ONE.accrue_up(fee, seconds).unwrap();
        let rate = DebtIndex::ONE.accrue_up(fee, 1).unwrap().u128();
        let one = U256::from(DebtIndex::ONE.u128());
        let mut exact_down = one * U256::from(10u8).pow(12);
        for _ in 0..seconds {
            exact_down = exact_down * U256::from(rate) / one;
        }
        let exact_down = exact_down / U256::from(10u8).pow(12);
        let index = U256::from(squared.u128());
        prop_assert!(index >= exact_down);
        prop_assert!(index <= exact_down + U256::from(2 * seconds + 3));
    }

    #[test]
    fn h20_any_time_is_an_index_or_a_clean_error(fee in any::<u128>(), seconds in any::<u64>()) {
        match DebtIndex::ONE.accrue_up(Ratio::new(fee), seconds) {
            Ok(index) => prop_assert!(index >= DebtIndex::ONE),
            Err(error) => {
                let overflow = matches!(error, MathError::Overflow { .. });
                prop_assert!(overflow);
            }
        }
    }
}

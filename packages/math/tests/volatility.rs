//! What is published of a feed's movements is bounded, never calmer than they were, and larger for
//! the larger move.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::volatility::{SAMPLE, WINDOW};
use ballast_math::*;
use bnum::types::U256;
use common::*;
use proptest::prelude::*;

fn price() -> impl Strategy<Value = Price> {
    magnitude(1, Price::MAX.u128()).prop_map(Price::new)
}

/// Any state that observations can lead to, and a price after a while.
fn observed() -> impl Strategy<Value = (Volatility, Price, u64)> {
    let while_after = prop_oneof![0..SAMPLE * 2, 0..WINDOW * 10, Just(u64::MAX)];
    (price(), magnitude(0, VARIANCE_MAX), price(), while_after).prop_map(
        |(reference, variance, price, seconds)| {
            let state = Volatility {
                variance,
                ..Volatility::start(reference, 0)
            };
            (state, price, seconds)
        },
    )
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn published_is_bounded_and_never_below_the_state((state, price, at) in observed()) {
        let (after, published) = state.observe(price, at);
        prop_assert!(published <= VARIANCE_MAX);
        prop_assert!(published >= after.variance);
        if at < SAMPLE {
            prop_assert_eq!(after, state);
        } else {
            prop_assert_eq!((after.reference, after.reference_at), (price, at));
            prop_assert_eq!(after.variance, published);
        }
    }

    #[test]
    fn a_larger_move_publishes_no_less((state, price, at) in observed(), further in price()) {
        let (near, far) = match price.cmp(&state.reference) {
            std::cmp::Ordering::Less => (price, price.min(further)),
            _ => (price, price.max(further)),
        };
        prop_assert!(state.observe(far, at).1 >= state.observe(near, at).1);
    }

    /// ceil over exact integers, computed another way: what is left of the old variance is never
    /// more than it, and the new one is within a unit of (variance x WINDOW + r^2) / (WINDOW + dt).
    #[test]
    fn a_step_is_rounded_once((state, price, at) in observed()) {
        let (_, published) = state.observe(price, at.max(SAMPLE));
        let one = U256::from(Ratio::ONE.u128());
        let (p0, p1) = (state.reference.u128(), price.u128());
        let (d, m) = (U256::from(p0.abs_diff(p1)) * one, U256::from(p0.max(p1)));
        let r = (d + m - U256::ONE) / m;
        let sum = U256::from(state.variance) * U256::from(WINDOW) * one + r * r;
        let time = (U256::from(WINDOW) + U256::from(at.max(SAMPLE))) * one;
        let bound = U256::from(VARIANCE_MAX);
        let published = U256::from(published);
        prop_assert!(published * time >= sum || published == bound);
        prop_assert!(published == U256::ZERO || (published - U256::ONE) * time < sum);
    }

    #[test]
    fn a_still_price_calms_down((state, _, at) in observed()) {
        let (after, published) = state.observe(state.reference, at);
        prop_assert!(published <= state.variance);
        prop_assert!(after.variance <= state.variance);
    }

    #[test]
    fn h16_every_input_has_an_answer(
        reference in any::<u128>(), variance in any::<u128>(), reference_at in any::<u64>(),
        price in any::<u128>(), at in any::<u64>(),
    ) {
        let state = Volatility { reference: Price::new(reference), reference_at, variance };
        prop_assert!(state.observe(Price::new(price), at).1 <= VARIANCE_MAX);
    }

    #[test]
    fn a_year_and_back_is_no_less(variance in magnitude(0, VARIANCE_MAX)) {
        prop_assert!(variance_of_yearly(yearly_of_variance(variance)) >= variance);
    }

    #[test]
    fn a_higher_volatility_is_no_less_variance(a in magnitude(0, u128::MAX), b in magnitude(0, u128::MAX)) {
        let of = |v| variance_of_yearly(Ratio::new(v));
        prop_assert!(of(a.max(b)) >= of(a.min(b)));
        prop_assert!(of(a.max(b)) <= VARIANCE_MAX);
    }

    #[test]
    fn a_slow_average_lies_between(slow in any::<u128>(), previous in any::<u128>(), seconds in any::<u64>()) {
        let average = slow_average(Price::new(slow), Price::new(previous), seconds).u128();
        prop_assert!(slow.min(previous) <= average && average <= slow.max(previous));
    }
}

#![allow(clippy::arithmetic_side_effects, clippy::unnecessary_wraps)]

use super::*;
use proptest::prelude::*;
use rstest::rstest;

const YEAR: u64 = SECONDS_PER_YEAR;

fn price(raw: u128) -> Option<Price> {
    Some(Price::new(raw))
}

#[rstest]
#[case::exact(2_000 * ONE, ONE + ONE / 10, price(2_200 * ONE), price(2_200 * ONE))]
#[case::rounds(3, ONE / 2, price(1), price(2))]
#[case::h15_rounds_to_nothing(1, 1, None, price(1))]
#[case::too_much(Price::MAX.u128(), ONE + 1, None, None)]
fn a_derivatives_price(
    #[case] base: u128,
    #[case] rate: u128,
    #[case] down: Option<Price>,
    #[case] up: Option<Price>,
) {
    let (base, rate) = (Price::new(base), Price::new(rate));
    assert_eq!(times_down(base, rate), down);
    assert_eq!(times_up(base, rate), up);
}

#[rstest]
#[case::due(0, 1_000 * ONE)]
#[case::a_year(YEAR, 900 * ONE)]
#[case::half_a_year(YEAR / 2, 950 * ONE)]
#[case::two_years(2 * YEAR, 800 * ONE)]
fn a_claims_price_comes_up_to_its_base(#[case] seconds: u64, #[case] expected: u128) {
    let (base, discount) = (Price::new(1_000 * ONE), Ratio::from_percent(10));
    assert_eq!(discounted_down(base, discount, seconds), price(expected));
    assert_eq!(discounted_up(base, discount, seconds), price(expected));
}

#[rstest]
#[case::all_of_it(10 * YEAR)]
#[case::more(11 * YEAR)]
#[case::h20_the_end_of_time(u64::MAX)]
fn a_claim_too_far_away_has_no_price(#[case] seconds: u64) {
    let (base, discount) = (Price::new(1_000 * ONE), Ratio::from_percent(10));
    assert_eq!(discounted_down(base, discount, seconds), None);
    assert_eq!(discounted_up(base, discount, seconds), None);
}

#[rstest]
#[case::at_once(0, 100)]
#[case::a_year(YEAR, 130)]
#[case::ten_years(10 * YEAR, 400)]
fn h27_a_rate_grows_no_faster_than_it_may(#[case] seconds: u64, #[case] expected: u128) {
    let grown = grown_down(Price::new(100 * ONE), Ratio::from_percent(30), seconds);
    assert_eq!(grown, Price::new(expected * ONE));
}

#[test]
fn h20_growth_stops_at_the_largest_price() {
    let grown = grown_down(Price::MAX, Ratio::from_percent(30), u64::MAX);
    assert_eq!(grown, Price::MAX);
}

proptest! {
    #[test]
    fn rounded_down_is_at_most_rounded_up_and_a_unit_less(
        base in 1..=Price::MAX.u128(),
        rate in 1..=10 * ONE,
        discount in 0..=ONE,
        seconds in 0..=10 * YEAR,
    ) {
        let (base, rate) = (Price::new(base), Price::new(rate));
        if let (Some(down), Some(up)) = (times_down(base, rate), times_up(base, rate)) {
            prop_assert!(up.u128() - down.u128() <= 1);
        }
        let discount = Ratio::new(discount);
        let claim = |seconds| discounted_down(base, discount, seconds);
        if let (Some(down), Some(up)) = (claim(seconds), discounted_up(base, discount, seconds)) {
            prop_assert!(down <= up && up <= base);
            // The discount's own unit moves the price by a base's 10^-18.
            prop_assert!(up.u128() - down.u128() <= 1 + base.u128() / ONE + 1);
        }
        // Time only brings it nearer.
        prop_assert!(claim(seconds) <= claim(seconds / 2));
    }
}

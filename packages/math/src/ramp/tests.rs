#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

fn ramp(from: u128, to: u128) -> Ramp {
    Ramp {
        from: Ratio::new(from),
        to: Ratio::new(to),
        start: 100,
        end: 200,
    }
}

#[rstest]
#[case::long_before(ramp(10, 20), 0, 10)]
#[case::at_start(ramp(10, 20), 100, 10)]
#[case::rises(ramp(10, 20), 150, 15)]
#[case::rising_lags_behind(ramp(10, 20), 159, 15)]
#[case::just_before_the_end(ramp(10, 20), 199, 19)]
#[case::at_end(ramp(10, 20), 200, 20)]
#[case::h20_largest_timestamp(ramp(10, 20), u64::MAX, 20)]
#[case::falls(ramp(20, 10), 150, 15)]
#[case::falling_lags_behind(ramp(20, 10), 159, 15)]
#[case::falling_ends(ramp(20, 10), 200, 10)]
#[case::largest(ramp(0, u128::MAX), 150, u128::MAX / 2)]
fn line(#[case] ramp: Ramp, #[case] now: u64, #[case] expected: u128) {
    assert_eq!(ramp.at(now), Ratio::new(expected));
}

#[test]
fn h20_longest_ramp() {
    let ramp = Ramp {
        from: Ratio::ZERO,
        to: Ratio::MAX,
        start: 0,
        end: u64::MAX,
    };
    assert_eq!(ramp.at(u64::MAX), Ratio::MAX);
    assert!(ramp.at(u64::MAX - 1) < Ratio::MAX);
}

#[rstest]
#[case::backwards(300, 200, 250)]
#[case::no_length(200, 200, 200)]
fn strange_ramps_have_an_answer(#[case] start: u64, #[case] end: u64, #[case] now: u64) {
    let ramp = Ramp {
        from: Ratio::new(1),
        to: Ratio::new(2),
        start,
        end,
    };
    assert_eq!(ramp.at(now), Ratio::new(2));
    assert_eq!(ramp.at(0), Ratio::new(1));
}

#[test]
fn running_until_it_arrives() {
    assert!(ramp(10, 20).is_running(0));
    assert!(ramp(10, 20).is_running(199));
    assert!(!ramp(10, 20).is_running(200));
    assert!(!ramp(10, 10).is_running(150));
    let fixed = Ramp::fixed(Ratio::ONE);
    assert_eq!(
        (fixed.at(0), fixed.at(7), fixed.is_running(0)),
        (Ratio::ONE, Ratio::ONE, false)
    );
}

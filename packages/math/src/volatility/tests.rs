#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const ONE: u128 = Ratio::ONE.u128();
/// 80% a year.
const EIGHTY: u128 = 20_294_266_870;

fn usd(price: u128) -> Price {
    Price::new(price * ONE)
}

fn seen(variance: u128) -> Volatility {
    Volatility {
        reference: usd(2_000),
        reference_at: 1_000_000,
        variance,
    }
}

#[rstest]
#[case::still(EIGHTY, 2_000, 3_600, 20_016_263_215)]
#[case::up_one_per_cent(0, 2_020, 3_600, 373_019_806)]
#[case::down_one_per_cent(0, 1_980, 3_600, 380_517_504)]
#[case::down_a_tenth_in_a_day(EIGHTY, 1_800, 86_400, 44_155_885_338)]
#[case::never_calmer_than_it_was_by_rounding(1, 2_000, 3_600, 1)]
#[case::down_by_half(EIGHTY, 1_000, 3_600, VARIANCE_MAX)]
#[case::doubled(0, 4_000, 3_600, VARIANCE_MAX)]
fn a_sample_enters_the_state(
    #[case] variance: u128,
    #[case] price: u128,
    #[case] seconds: u64,
    #[case] expected: u128,
) {
    let at = 1_000_000 + seconds;
    let (after, published) = seen(variance).observe(usd(price), at);
    assert_eq!(published, expected);
    let expected = Volatility {
        reference: usd(price),
        reference_at: at,
        variance: expected,
    };
    assert_eq!(after, expected);
}

#[rstest]
#[case::calm_is_not_published_early(EIGHTY, 2_000, 3_599, EIGHTY)]
#[case::a_crash_shows_at_once(EIGHTY, 1_000, 1, VARIANCE_MAX)]
#[case::as_if_the_sample_were_complete(0, 2_020, 1, 373_019_806)]
#[case::in_the_same_second(0, 2_020, 0, 373_019_806)]
fn before_the_sample_only_what_is_published_moves(
    #[case] variance: u128,
    #[case] price: u128,
    #[case] seconds: u64,
    #[case] expected: u128,
) {
    let before = seen(variance);
    let (after, published) = before.observe(usd(price), 1_000_000 + seconds);
    assert_eq!((after, published), (before, expected));
}

#[test]
fn a_crash_is_counted_once() {
    let start = Volatility::start(usd(2_000), 1_000_000);
    let mut state = start;
    for seconds in 1..SAMPLE {
        let (after, published) = state.observe(usd(1_900), 1_000_000 + seconds);
        assert_eq!((after, published), (start, 9_512_937_596));
        state = after;
    }
    let (state, published) = state.observe(usd(1_900), 1_000_000 + SAMPLE);
    assert_eq!((state.variance, published), (9_512_937_596, 9_512_937_596));
    let (_, published) = state.observe(usd(1_900), 1_000_000 + SAMPLE + 1);
    assert_eq!(published, 9_512_937_596);
}

#[test]
fn h20_time_that_runs_backwards_is_no_time() {
    let before = seen(EIGHTY);
    assert_eq!(
        before.observe(usd(1_900), 999_999),
        before.observe(usd(1_900), 1_000_000)
    );
}

#[test]
fn nothing_observed_yet_starts_with_the_first_price() {
    let (after, published) = Volatility::default().observe(usd(2_000), 7);
    assert_eq!((after, published), (Volatility::start(usd(2_000), 7), 0));
    let kept = Volatility {
        variance: u128::MAX,
        ..Volatility::default()
    };
    let (after, published) = kept.observe(usd(2_000), 7);
    assert_eq!((after.variance, published), (VARIANCE_MAX, VARIANCE_MAX));
}

#[rstest]
#[case(Price::new(u128::MAX), Price::new(1), u64::MAX)]
#[case(Price::new(1), Price::new(u128::MAX), 0)]
#[case(Price::new(u128::MAX), Price::new(u128::MAX), u64::MAX)]
#[case(Price::new(1), Price::new(0), 3_600)]
#[case(Price::new(0), Price::new(0), 3_600)]
fn h16_extremes_have_an_answer(#[case] from: Price, #[case] to: Price, #[case] at: u64) {
    let before = Volatility {
        variance: u128::MAX,
        ..Volatility::start(from, 0)
    };
    let (after, published) = before.observe(to, at);
    assert!(published <= VARIANCE_MAX);
    assert!(after == before || after.variance <= VARIANCE_MAX);
}

#[rstest]
#[case::none(0, 0)]
#[case::eighty_per_cent(ONE / 100 * 80, EIGHTY)]
#[case::rounds_up(1, 1)]
#[case::at_the_bound(ONE / 2 * 5, VARIANCE_MAX)]
#[case::beyond_the_bound(ONE * 3, VARIANCE_MAX)]
#[case::h16_absurd(u128::MAX, VARIANCE_MAX)]
fn variance_of_a_year(#[case] volatility: u128, #[case] expected: u128) {
    assert_eq!(variance_of_yearly(Ratio::new(volatility)), expected);
}

#[rstest]
#[case::none(0, 0)]
#[case::one(1, 5_615_692_299_263)]
#[case::eighty_per_cent(EIGHTY, 800_000_000_007_700_000)]
#[case::h16_absurd(u128::MAX, u128::MAX)]
fn year_of_a_variance(#[case] variance: u128, #[case] expected: u128) {
    assert_eq!(yearly_of_variance(variance), Ratio::new(expected));
}

#[rstest]
#[case::no_time(1_000, 2_000, 0, 1_000)]
#[case::an_hour_is_half_the_way(1_000, 2_000, 3_600, 1_500)]
#[case::a_spike_of_a_minute(1_000, 2_000, 60, 1_016)]
#[case::falls(2_000, 1_000, 3_600, 1_500)]
#[case::rounds_down(2_000, 1_999, 1, 1_999)]
#[case::h20_the_end_of_time(1_000, 2_000, u64::MAX, 1_999)]
#[case::h16_largest(u128::MAX, u128::MAX, u64::MAX, u128::MAX)]
fn slow_price(
    #[case] slow: u128,
    #[case] previous: u128,
    #[case] seconds: u64,
    #[case] expected: u128,
) {
    let average = slow_average(Price::new(slow), Price::new(previous), seconds);
    assert_eq!(average, Price::new(expected));
}

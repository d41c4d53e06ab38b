#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const USD: u128 = 1_000_000_000_000_000_000;
const HOUR: u64 = 3_600;

fn at(start: u128, elapsed: u64) -> u128 {
    auction_price(Price::new(start), elapsed).u128()
}

#[rstest]
#[case::at_the_start(0, USD)]
#[case::second_by_second(1, 999_888_888_888_888_889)]
#[case::half_a_step(450, 950_000_000_000_000_000)]
#[case::before_a_point(899, 900_111_111_111_111_112)]
#[case::on_a_point(900, 900_000_000_000_000_000)]
#[case::after_a_point(901, 899_975_000_000_000_000)]
#[case::an_hour(HOUR, 834_173_000_000_000_000)]
#[case::two_hours(2 * HOUR, 753_832_000_000_000_000)]
#[case::the_slow_part_ends(3 * HOUR, 681_229_000_000_000_000)]
#[case::the_fall_begins(3 * HOUR + 1, 680_873_246_666_666_667)]
#[case::inside_the_fall(11_250, 521_140_000_000_000_000)]
#[case::the_fall_ends(11_700, 361_051_000_000_000_000)]
#[case::inside_the_last_part(12_345, 332_588_583_333_333_334)]
#[case::the_last_second(AUCTION_DURATION - 1, 100_211_760_000_000_000)]
#[case::the_end(AUCTION_DURATION, 100_198_000_000_000_000)]
#[case::after_the_end(AUCTION_DURATION + 1, 100_198_000_000_000_000)]
#[case::h20_the_end_of_time(u64::MAX, 100_198_000_000_000_000)]
fn a_dollar_falls(#[case] elapsed: u64, #[case] price: u128) {
    assert_eq!(at(USD, elapsed), price);
}

#[rstest]
#[case::nothing_is_no_price(0, 0, 1)]
#[case::one_unit_stays(1, AUCTION_DURATION, 1)]
#[case::one_unit_for_ever(1, u64::MAX, 1)]
#[case::three_units_round_up(3, 1, 3)]
#[case::three_units_later(3, 11_250, 2)]
#[case::three_units_at_last(3, AUCTION_DURATION, 1)]
#[case::largest_at_once(Price::MAX.u128(), 0, Price::MAX.u128())]
#[case::largest(Price::MAX.u128(), 1, 999_888_888_888_888_888_888_888_889)]
#[case::largest_at_the_end(Price::MAX.u128(), u64::MAX, 100_198 * USD * 1_000)]
#[case::h16_beyond_every_price(u128::MAX, 0, u128::MAX)]
fn extremes(#[case] start: u128, #[case] elapsed: u64, #[case] price: u128) {
    assert_eq!(at(start, elapsed), price);
}

/// The points are the products of their rates, each rounded to the nearest millionth.
#[test]
fn points_follow_their_rates() {
    let rates = [(900u128, 1), (975, 11), (530, 1), (890, 11)];
    let rates = rates
        .into_iter()
        .flat_map(|(rate, steps)| vec![rate; steps]);
    // 24 digits, so that 24 products cut off do not reach the sixth.
    let digits = 10u128.pow(24);
    let (mut exact, mut expected) = (digits, vec![ONE]);
    for rate in rates {
        exact = exact * rate / 1_000;
        let nearest = (exact * 2 + digits / 1_000_000) / (2 * digits / 1_000_000);
        expected.push(u64::try_from(nearest).unwrap());
    }
    assert_eq!(POINTS.to_vec(), expected);
    assert_eq!(STEP * (POINTS.len() as u64 - 1), AUCTION_DURATION);
}

/// 1.05 of the market's price, which is where an auction starts, still raises a tab of 1.02 of the
/// debt after three hours from a lot worth 1.428 of it: 1.02 x a liquidation ratio of 140%.
#[test]
fn a_lot_with_its_cushion_covers_its_tab_for_three_hours() {
    let raised = |elapsed| at(USD * 105 / 100, elapsed) * 1_428 / 1_000;
    assert!(raised(3 * HOUR) >= USD * 102 / 100);
    assert!(raised(3 * HOUR + 60) < USD * 102 / 100);
}

/// An auction ends under 0.40 of the market's price at its start, of which its first price is 1.05.
#[test]
fn the_floor_is_passed_within_a_quarter_after_three_hours() {
    let floor = USD * 40 / 100;
    assert!(at(USD * 105 / 100, 3 * HOUR) > floor);
    assert!(at(USD * 105 / 100, 3 * HOUR + STEP) < floor);
}

#[test]
fn no_second_is_dearer_than_the_one_before() {
    for start in [1, 7, 1_000, USD, Price::MAX.u128(), u128::MAX] {
        let mut last = start;
        for elapsed in 0..=AUCTION_DURATION + 900 {
            let price = at(start, elapsed);
            assert!(0 < price && price <= last, "{start} at {elapsed}");
            last = price;
        }
    }
}

/// No second takes more than a 2,500th of the first price.
#[test]
fn there_is_no_cliff_to_wait_for() {
    let steepest = USD / 2_500;
    for elapsed in 0..AUCTION_DURATION {
        let fall = at(USD, elapsed) - at(USD, elapsed + 1);
        assert!(0 < fall && fall <= steepest, "{fall} at {elapsed}");
    }
}

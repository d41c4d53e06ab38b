#![allow(clippy::arithmetic_side_effects)]

use super::decay::decayed_down;
use super::*;
use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::position::Position;
use crate::price::{Decimals, Market, Price};
use crate::ratio::Ratio;
use rstest::rstest;

const COIN: u128 = 1_000_000;
const USD: u128 = 1_000_000_000_000_000_000;
/// 1% of a rate.
const PERCENT: u128 = USD / 100;

#[rstest]
#[case::at_once(0, 50_000_000_000_000_000)]
#[case::a_second(1, 49_999_197_752_754_871)]
#[case::an_hour(3_600, 47_193_715_634_084_674)]
#[case::half_a_half_life(21_600, 35_355_339_059_327_376)]
#[case::just_before_the_half(43_199, 25_000_401_130_058_673)]
#[case::the_half(43_200, 25_000_000_000_000_000)]
#[case::just_after_the_half(43_201, 24_999_598_876_377_435)]
#[case::a_day(86_400, 12_500_000_000_000_000)]
#[case::a_week(604_800, 3_051_757_812_500)]
#[case::almost_nothing(43_200 * 55, 1)]
#[case::nothing(43_200 * 56, 0)]
#[case::beyond_the_bits(43_200 * 128, 0)]
#[case::h20_largest_timestamp(u64::MAX, 0)]
fn decay(#[case] seconds: u64, #[case] expected: u128) {
    assert_eq!(
        decayed_down(MAX_BASE_RATE, seconds),
        Ratio::new(expected),
        "{seconds}"
    );
}

#[test]
fn a_rate_counts_from_when_it_was_left_and_never_from_later() {
    let left = BaseRate {
        rate: Ratio::new(4 * PERCENT),
        at: 1_000,
    };
    assert_eq!(left.now_down(1_000), Ok(Ratio::new(4 * PERCENT)));
    assert_eq!(left.now_down(44_200), Ok(Ratio::new(2 * PERCENT)));
    let error = MathError::TimeRunsBackwards {
        now: 999,
        then: 1_000,
    };
    assert_eq!(left.now_down(999), Err(error));
}

#[test]
fn a_stored_rate_above_the_bound_counts_as_the_bound() {
    let damaged = BaseRate {
        rate: Ratio::MAX,
        at: 0,
    };
    assert_eq!(damaged.now_down(0), Ok(MAX_BASE_RATE));
}

/// Of a debt of 1,000,000: rate before in per mille, redeemed, rate after, fee.
#[rstest]
#[case::nothing(0, 0, 0, 0)]
#[case::a_thousandth(0, 1_000 * COIN, PERCENT / 20, 250_000)]
#[case::a_hundredth(0, 10_000 * COIN, PERCENT / 2, 25 * COIN)]
#[case::a_hundredth_at_one_per_cent(10, 10_000 * COIN, 3 * PERCENT / 2, 125 * COIN)]
#[case::just_to_the_bound(0, 100_000 * COIN, 5 * PERCENT, 2_500 * COIN)]
#[case::beyond_the_bound(0, 200_000 * COIN, 5 * PERCENT, 5_000 * COIN)]
#[case::at_the_bound(50, 10_000 * COIN, 5 * PERCENT, 500 * COIN)]
#[case::one_unit_rounds_up(10, 1, PERCENT + 500_000, 1)]
fn fees(#[case] permille: u32, #[case] redeemed: u128, #[case] after: u128, #[case] fee: u128) {
    let fees = RedemptionFees::new(Ratio::from_bps(permille * 10), Debt::new(1_000_000 * COIN));
    let redeemed = Debt::new(redeemed);
    assert_eq!(fees.rate_after_up(redeemed), Ratio::new(after));
    assert_eq!(fees.fee_up(redeemed), Ok(Debt::new(fee)));
}

#[rstest]
#[case::nothing(0, 0, 0)]
#[case::too_little_for_a_unit_and_its_fee(10, 1, 0)]
#[case::a_unit_and_its_fee(10, 2, 1)]
#[case::exactly(0, 10_025 * COIN, 10_000 * COIN)]
#[case::one_less(0, 10_025 * COIN - 1, 10_000 * COIN - 1)]
#[case::at_the_bound(50, 105 * COIN, 100 * COIN)]
fn affordable(#[case] permille: u32, #[case] sent: u128, #[case] expected: u128) {
    let fees = RedemptionFees::new(Ratio::from_bps(permille * 10), Debt::new(1_000_000 * COIN));
    assert_eq!(fees.affordable_down(Debt::new(sent)), Debt::new(expected));
}

#[test]
fn fees_of_a_type_without_debt_and_of_the_largest_amount_are_answered() {
    let fees = RedemptionFees::new(Ratio::ZERO, Debt::ZERO);
    assert_eq!(fees.rate_after_up(Debt::ZERO), Ratio::ZERO);
    assert_eq!(fees.rate_after_up(Debt::new(1)), MAX_BASE_RATE);
    let most = fees.affordable_down(Debt::new(u128::MAX));
    assert!(most < Debt::new(u128::MAX) && most > Debt::new(u128::MAX / 2));
}

/// Ether of 18 decimals at 200 USD.
fn market() -> Market {
    Market {
        price: Price::new(200 * USD),
        decimals: Decimals::new(18).expect("18 is allowed"),
    }
}

fn position(ether: u128, coins: u128) -> Position {
    Position {
        collateral: Collateral::new(ether * USD),
        normalized: NormalizedDebt::new(coins * USD),
    }
}

/// 10 ether, 1,000 owed, a floor of 200.
#[rstest]
#[case::whole(1_000, Some((1_000, 4_975)))]
#[case::more_than_there_is(5_000, Some((1_000, 4_975)))]
#[case::a_part(400, Some((400, 1_990)))]
#[case::down_to_the_floor(800, Some((800, 3_980)))]
#[case::no_further_than_the_floor(999, Some((800, 3_980)))]
#[case::nothing(0, None)]
fn parts(#[case] coins: u128, #[case] expected: Option<(u128, u128)>) {
    let redeemed = redeem(
        position(10, 1_000),
        DebtIndex::ONE,
        &market(),
        Debt::new(200 * COIN),
        Debt::new(coins * COIN),
    );
    let expected = expected.map(|(coins, milliether)| Redemption {
        repaid: Debt::new(coins * COIN),
        collateral: Collateral::new(milliether * USD / 1_000),
    });
    assert_eq!(redeemed, Ok(expected));
}

#[rstest]
#[case::at_the_floor(200, 199, None)]
#[case::a_crumb(399, 398, None)]
#[case::all_that_there_is(399, 199, Some(199))]
#[case::a_part_of_the_floor(400, 399, Some(200))]
#[case::under_a_floor_that_rose(150, 149, None)]
#[case::under_a_floor_that_rose_but_whole(150, 150, Some(150))]
fn the_floor_leaves_whole_or_nothing(
    #[case] owed: u128,
    #[case] coins: u128,
    #[case] expected: Option<u128>,
) {
    let redeemed = redeem(
        position(10, owed),
        DebtIndex::ONE,
        &market(),
        Debt::new(200 * COIN),
        Debt::new(coins * COIN),
    );
    let repaid = redeemed.map(|redeemed| redeemed.map(|redeemed| redeemed.repaid));
    assert_eq!(repaid, Ok(expected.map(|coins| Debt::new(coins * COIN))));
}

/// Units of 200 USD each: 0 decimals.
#[rstest]
#[case::not_worth_a_unit(201, None)]
#[case::pays_for_one_unit_only(401, Some((201_005_026, 1)))]
#[case::two(403, Some((402_010_051, 2)))]
#[case::whole_pays_all(1_000, Some((1_000 * COIN, 4)))]
fn a_coarse_unit_is_paid_for_exactly(#[case] coins: u128, #[case] expected: Option<(u128, u128)>) {
    let market = Market {
        decimals: Decimals::default(),
        ..market()
    };
    let position = Position {
        collateral: Collateral::new(10),
        normalized: NormalizedDebt::new(1_000 * USD),
    };
    let most = Debt::new(coins * COIN);
    let redeemed = redeem(position, DebtIndex::ONE, &market, Debt::new(COIN), most);
    let expected = expected.map(|(repaid, units)| Redemption {
        repaid: Debt::new(repaid),
        collateral: Collateral::new(units),
    });
    assert_eq!(redeemed, Ok(expected));
}

#[test]
fn i30_the_share_binds_where_rounding_takes_more_than_the_flat_fee() {
    // At an index of 3 x 10^11 a unit of normalized debt is 0.3 base units of debt: repaying 10 takes
    // away 33 of 100, worth 9.9. Collateral for 10 less 0.5% would lower the ratio, which is 1.
    let index = DebtIndex::new(DebtIndex::ONE.u128() * 300_000_000_000);
    let position = Position {
        collateral: Collateral::new(30_000),
        normalized: NormalizedDebt::new(100),
    };
    let market = Market {
        price: Price::new(USD / 1_000_000_000),
        decimals: Decimals::default(),
    };
    let redeemed = redeem(position, index, &market, Debt::ZERO, Debt::new(10));
    let expected = Redemption {
        repaid: Debt::new(10),
        collateral: Collateral::new(9_900),
    };
    assert_eq!(redeemed, Ok(Some(expected)));
}

#[test]
fn without_a_price_there_is_no_answer() {
    let market = Market {
        price: Price::default(),
        ..market()
    };
    let floor = Debt::new(COIN);
    let error = redeem(position(10, 1_000), DebtIndex::ONE, &market, floor, floor);
    assert!(matches!(error, Err(MathError::DivisionByZero { .. })));
}

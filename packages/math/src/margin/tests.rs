#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::volatility::{variance_of_yearly, VARIANCE_MAX};
use rstest::rstest;

const DAY: u64 = 86_400;

fn terms() -> MarginTerms {
    MarginTerms {
        base: Ratio::from_percent(160),
        cap: Ratio::from_percent(250),
        penalty: Ratio::from_percent(10),
        confidence: Ratio::from_percent(600),
        horizon: DAY,
        crowding: Ratio::ONE,
        rate_shock: Ratio::from_percent(20),
    }
}

fn calm() -> Conditions {
    Conditions::default()
}

fn volatility(percent: u32) -> Conditions {
    Conditions {
        variance: variance_of_yearly(Ratio::from_percent(percent)),
        ..calm()
    }
}

#[rstest]
#[case::calm(calm(), 1_600_000_000_000_000_000, Binds::Base)]
#[case::eighty(volatility(80), 1_600_000_000_000_000_000, Binds::Base)]
#[case::hundred(volatility(100), 1_603_625_601_680_483_685, Binds::Market)]
#[case::hundred_and_fifty(volatility(150), 2_079_715_614_189_881_801, Binds::Market)]
#[case::two_hundred(volatility(200), 2_500_000_000_000_000_000, Binds::Cap)]
#[case::full_group(Conditions { group_use: Ratio::ONE, ..volatility(80) }, 1_706_251_549_831_208_713, Binds::Market)]
#[case::half_full_group(Conditions { group_use: Ratio::from_percent(50), ..volatility(100) }, 1_787_561_216_176_906_985, Binds::Market)]
#[case::implied(Conditions { implied_variance: variance_of_yearly(Ratio::from_percent(120)), ..volatility(60) }, 1_765_268_193_714_926_772, Binds::Market)]
#[case::h16_absurd(Conditions { variance: u128::MAX, implied_variance: u128::MAX, time_to_maturity: u64::MAX, group_use: Ratio::MAX }, 2_500_000_000_000_000_000, Binds::Cap)]
fn mint_ratio_of_the_defaults(
    #[case] conditions: Conditions,
    #[case] ratio: u128,
    #[case] binds: Binds,
) {
    let margin = margin(&terms(), &conditions);
    assert_eq!(
        (margin.mint_ratio, margin.binds),
        (Ratio::new(ratio), binds)
    );
}

#[test]
fn parts_add_up() {
    let conditions = Conditions {
        time_to_maturity: 90 * DAY,
        group_use: Ratio::from_percent(50),
        implied_variance: 7,
        ..volatility(40)
    };
    let margin = margin(&terms(), &conditions);
    assert_eq!(margin.variance, conditions.variance);
    // 6 x 0.4 x sqrt(1.5 / 365) and 0.2 x 90 / 365.
    assert_eq!(margin.price_move, Ratio::new(153_854_583_550_509_798));
    assert_eq!(margin.maturity, Ratio::new(49_315_068_493_150_685));
    assert_eq!(margin.drop, Ratio::new(203_169_652_043_660_483));
    assert_eq!(margin.uncapped, Some(Ratio::new(1_380_469_510_004_495_921)));
    assert_eq!(margin.mint_ratio, Ratio::from_percent(160));
}

#[rstest]
#[case::to_the_last_unit(Ratio::ONE.u128() - 1, true)]
#[case::of_everything(Ratio::ONE.u128(), false)]
#[case::of_more(Ratio::ONE.u128() + 1, false)]
#[case::h16_absurd(u128::MAX, false)]
fn a_drop_that_nothing_stands_asks_for_the_cap(#[case] drop: u128, #[case] is_some: bool) {
    let terms = MarginTerms {
        rate_shock: Ratio::new(drop),
        ..terms()
    };
    let conditions = Conditions {
        time_to_maturity: SECONDS_PER_YEAR,
        ..calm()
    };
    let margin = margin(&terms, &conditions);
    assert_eq!(margin.drop, Ratio::new(drop));
    assert_eq!(margin.uncapped.is_some(), is_some);
    assert_eq!(margin.mint_ratio, terms.cap);
}

#[test]
fn a_base_above_the_cap_stays() {
    let terms = MarginTerms {
        cap: Ratio::from_percent(150),
        ..terms()
    };
    for conditions in [calm(), volatility(100), volatility(250)] {
        assert_eq!(margin(&terms, &conditions).mint_ratio, terms.base);
    }
}

#[rstest]
#[case::nothing_owed(0, 100, Ratio::ZERO)]
#[case::half(50, 100, Ratio::from_percent(50))]
#[case::rounds_up(1, 3, Ratio::new(333_333_333_333_333_334))]
#[case::full(100, 100, Ratio::ONE)]
#[case::beyond_its_ceiling(101, 100, Ratio::ONE)]
#[case::closed(0, 0, Ratio::ONE)]
#[case::h16_largest(u128::MAX, 1, Ratio::ONE)]
fn use_of_a_group(#[case] debt: u128, #[case] ceiling: u128, #[case] expected: Ratio) {
    assert_eq!(group_use_up(Debt::new(debt), Debt::new(ceiling)), expected);
}

/// The largest variance over the longest horizon in the fullest group is within 128 bits, so that
/// nothing that governance can set saturates the root.
#[test]
fn h16_bounds_leave_the_root_exact() {
    let terms = MarginTerms {
        confidence: Ratio::ONE,
        horizon: 30 * DAY,
        crowding: Ratio::from_percent(1_000),
        ..terms()
    };
    let conditions = Conditions {
        variance: VARIANCE_MAX,
        group_use: Ratio::ONE,
        ..calm()
    };
    // 2.5 x sqrt(30 / 365 x 11)
    let drop = margin(&terms, &conditions).drop;
    assert_eq!(drop, Ratio::new(2_377_116_936_862_864_557));
}

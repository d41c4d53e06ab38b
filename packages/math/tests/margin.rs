//! The mint ratio stays between base and cap, rises with every risk, and is what 60 digit arithmetic
//! says it is.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::*;
use bnum::types::U256;
use common::*;
use proptest::prelude::*;
use std::{io::ErrorKind, process::Command};

/// Written by `vectors/margin.py`.
const VECTORS: &str = include_str!("../vectors/margin.csv");

fn ratio(most: u32) -> impl Strategy<Value = Ratio> {
    (0..=u128::from(most) * 10u128.pow(16)).prop_map(Ratio::new)
}

/// Terms that governance could set.
fn terms() -> impl Strategy<Value = MarginTerms> {
    let ratios = (ratio(150), ratio(150), ratio(100));
    let risks = (
        ratio(2_000),
        magnitude(0, 30 * 86_400),
        ratio(1_000),
        ratio(100),
    );
    (ratios, risks).prop_map(
        |((base, above, penalty), (confidence, horizon, crowding, rate_shock))| {
            let base = one_plus(base);
            MarginTerms {
                base,
                cap: base.checked_add(above).unwrap(),
                penalty,
                confidence,
                horizon: u64::try_from(horizon).unwrap(),
                crowding,
                rate_shock,
            }
        },
    )
}

fn conditions() -> impl Strategy<Value = Conditions> {
    let variances = (magnitude(0, VARIANCE_MAX), magnitude(0, VARIANCE_MAX));
    (variances, magnitude(0, 1 << 40), ratio(100)).prop_map(
        |((variance, implied_variance), time_to_maturity, group_use)| Conditions {
            variance,
            implied_variance,
            time_to_maturity: u64::try_from(time_to_maturity).unwrap(),
            group_use,
        },
    )
}

/// One risk, moved to another value that is no smaller.
fn raised(
    (mut terms, mut conditions): (MarginTerms, Conditions),
    (other, more): (&MarginTerms, &Conditions),
    which: u8,
) -> (MarginTerms, Conditions) {
    match which {
        0 => terms.penalty = terms.penalty.max(other.penalty),
        1 => terms.confidence = terms.confidence.max(other.confidence),
        2 => terms.horizon = terms.horizon.max(other.horizon),
        3 => terms.crowding = terms.crowding.max(other.crowding),
        4 => terms.rate_shock = terms.rate_shock.max(other.rate_shock),
        5 => conditions.variance = conditions.variance.max(more.variance),
        6 => {
            conditions.implied_variance = conditions.implied_variance.max(more.implied_variance);
        }
        7 => {
            conditions.time_to_maturity = conditions.time_to_maturity.max(more.time_to_maturity);
        }
        _ => conditions.group_use = conditions.group_use.max(more.group_use),
    }
    (terms, conditions)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn never_below_the_base_nor_above_the_cap(terms in terms(), conditions in conditions()) {
        let margin = margin(&terms, &conditions);
        prop_assert!(margin.mint_ratio >= terms.base);
        prop_assert!(margin.mint_ratio <= terms.cap);
        match margin.binds {
            Binds::Base => prop_assert_eq!(margin.mint_ratio, terms.base),
            Binds::Market => prop_assert_eq!(Some(margin.mint_ratio), margin.uncapped),
            Binds::Cap => prop_assert_eq!(margin.mint_ratio, terms.cap),
        }
    }

    #[test]
    fn more_of_a_risk_asks_for_no_less(
        before in (terms(), conditions()),
        other in (terms(), conditions()),
        which in 0u8..9,
    ) {
        let calmer = margin(&before.0, &before.1);
        let (terms, conditions) = raised(before, (&other.0, &other.1), which);
        let wilder = margin(&terms, &conditions);
        prop_assert!(wilder.drop >= calmer.drop);
        prop_assert!(wilder.mint_ratio >= calmer.mint_ratio, "risk {which}");
    }

    #[test]
    fn implied_volatility_never_loosens(terms in terms(), conditions in conditions()) {
        let without = Conditions { implied_variance: 0, ..conditions };
        prop_assert!(margin(&terms, &conditions).mint_ratio >= margin(&terms, &without).mint_ratio);
    }

    /// What the mint ratio leaves covers debt and penalty after the drop: (1 - drop) x ratio >= 1 + p.
    #[test]
    fn the_ratio_stands_the_drop(terms in terms(), conditions in conditions()) {
        let margin = margin(&terms, &conditions);
        if let Some(ratio) = margin.uncapped {
            let left = Ratio::ONE.checked_sub(margin.drop).unwrap();
            let covers = U256::from(ratio.u128()) * U256::from(left.u128());
            let need = U256::from(one_plus(terms.penalty).u128()) * U256::from(Ratio::ONE.u128());
            prop_assert!(covers >= need);
        }
    }

    #[test]
    fn a_fuller_group_is_used_no_less(
        debt in any::<u128>(), more in any::<u128>(), ceiling in any::<u128>(),
    ) {
        let used = |debt| group_use_up(Debt::new(debt), Debt::new(ceiling));
        prop_assert!(used(debt.max(more)) >= used(debt.min(more)));
        prop_assert!(used(debt) <= Ratio::ONE);
    }

    #[test]
    fn h16_every_input_has_an_answer(
        ratios in any::<[u128; 6]>(), horizon in any::<u64>(),
        variances in any::<[u128; 2]>(), time_to_maturity in any::<u64>(), group_use in any::<u128>(),
    ) {
        let [base, cap, penalty, confidence, crowding, rate_shock] = ratios.map(Ratio::new);
        let terms = MarginTerms { base, cap, penalty, confidence, horizon, crowding, rate_shock };
        let [variance, implied_variance] = variances;
        let group_use = Ratio::new(group_use);
        let conditions = Conditions { variance, implied_variance, time_to_maturity, group_use };
        let ratio = margin(&terms, &conditions).mint_ratio;
        prop_assert!(ratio >= base && ratio <= base.max(cap));
    }
}

/// A line of the vectors: inputs, and the mint ratio with 36 digits.
fn vector(line: &str) -> (MarginTerms, Conditions, U256) {
    let (inputs, expected) = line.rsplit_once(',').unwrap();
    let inputs: Vec<u128> = inputs.split(',').map(|raw| raw.parse().unwrap()).collect();
    let [base, cap, penalty, confidence, horizon, crowding, rate_shock, market @ ..] =
        <[u128; 11]>::try_from(inputs).unwrap();
    let [variance, implied_variance, time_to_maturity, group_use] = market;
    let terms = MarginTerms {
        base: Ratio::new(base),
        cap: Ratio::new(cap),
        penalty: Ratio::new(penalty),
        confidence: Ratio::new(confidence),
        horizon: u64::try_from(horizon).unwrap(),
        crowding: Ratio::new(crowding),
        rate_shock: Ratio::new(rate_shock),
    };
    let conditions = Conditions {
        variance,
        implied_variance,
        time_to_maturity: u64::try_from(time_to_maturity).unwrap(),
        group_use: Ratio::new(group_use),
    };
    (
        terms,
        conditions,
        U256::from_str_radix(expected, 10).unwrap(),
    )
}

/// Asked for is 5 x 10^-9; what rounding leaves is under 10^-15, and never in favour of who mints.
#[test]
fn agrees_with_arithmetic_of_60_digits() {
    let lines: Vec<&str> = VECTORS.lines().skip(1).collect();
    assert!(lines.len() > 600);
    for line in lines {
        let (terms, conditions, exact) = vector(line);
        let ratio = margin(&terms, &conditions).mint_ratio;
        let ratio = U256::from(ratio.u128()) * U256::from(Ratio::ONE.u128());
        assert!(ratio >= exact, "{ratio} < {exact}: {line}");
        let part = (ratio - exact) * U256::from(10u128.pow(15));
        assert!(part <= exact, "{ratio} is not {exact}: {line}");
    }
}

/// Without Python there is nothing to compare: the vectors are committed.
#[test]
fn vectors_are_what_the_script_writes() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors/margin.py");
    match Command::new("python3").arg(script).arg("--check").output() {
        Err(error) if error.kind() == ErrorKind::NotFound => println!("python3 is not there"),
        Err(error) => panic!("{error}"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
        }
    }
}

/// The guide that borrowers read.
const GUIDE: &str = include_str!("../../../docs/margin.md");

/// The rows of the guide's table under a header, as ratios.
fn table(header: &str) -> Vec<Vec<Ratio>> {
    let rows = GUIDE.lines().skip_while(|line| *line != header).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line.split('|').map(str::trim);
            let cells = cells.filter_map(|cell| cell.strip_suffix('%'));
            cells.map(percent).collect()
        })
        .collect()
}

/// `160.37` as a ratio.
fn percent(text: &str) -> Ratio {
    let (whole, hundredths) = text.split_once('.').unwrap_or((text, "00"));
    Ratio::from_bps(whole.parse::<u32>().unwrap() * 100 + hundredths.parse::<u32>().unwrap())
}

/// Rounded up to a hundredth of a per cent, as the guide has it.
fn shown(ratio: Ratio) -> Ratio {
    let hundredth = Ratio::from_bps(1).u128();
    Ratio::new(ratio.u128().div_ceil(hundredth) * hundredth)
}

/// The defaults.
fn defaults() -> MarginTerms {
    MarginTerms {
        base: Ratio::from_percent(160),
        cap: Ratio::from_percent(250),
        penalty: Ratio::from_percent(10),
        confidence: Ratio::from_percent(600),
        horizon: 86_400,
        crowding: Ratio::ONE,
        rate_shock: Ratio::from_percent(20),
    }
}

fn needed(variance: u128, group_use: Ratio) -> Ratio {
    let conditions = Conditions {
        variance,
        group_use,
        ..Conditions::default()
    };
    shown(margin(&defaults(), &conditions).mint_ratio)
}

#[test]
fn the_guides_figures_by_volatility_and_use_are_the_arithmetics() {
    let rows = table("| volatility | empty | half full | full |");
    assert_eq!(rows.len(), 8);
    for row in rows {
        let (volatility, ratios) = row.split_first().unwrap();
        let at = |percent| {
            needed(
                variance_of_yearly(*volatility),
                Ratio::from_percent(percent),
            )
        };
        assert_eq!(ratios, [at(0), at(50), at(100)], "{volatility}");
    }
}

#[test]
fn the_guides_figures_after_a_fall_are_the_arithmetics() {
    let price = |bps: u128| Price::new(bps * 10u128.pow(18));
    let calm = Volatility {
        variance: variance_of_yearly(Ratio::from_percent(80)),
        ..Volatility::start(price(10_000), 0)
    };
    let fallen = |fall: Ratio| {
        let bps = fall.u128() / Ratio::from_bps(1).u128();
        calm.observe(price(10_000 - bps), 3_600).0
    };
    let rows = table("| fall | volatility then | mint ratio then |");
    assert_eq!(rows.len(), 6);
    for row in rows {
        let [fall, volatility, ratio] = <[Ratio; 3]>::try_from(row).unwrap();
        let after = fallen(fall);
        let yearly = yearly_of_variance(after.variance).u128() / 10u128.pow(14);
        assert_eq!(Ratio::new(yearly * 10u128.pow(14)), volatility, "{fall}");
        assert_eq!(needed(after.variance, Ratio::ZERO), ratio, "{fall}");
    }
    let mut state = fallen(Ratio::from_percent(10));
    let mut after_days = vec![];
    for hour in 1..=48 {
        state = state.observe(state.reference, 3_600 + hour * 3_600).0;
        if hour % 24 == 0 {
            after_days.push(needed(state.variance, Ratio::ZERO));
        }
    }
    assert_eq!(after_days, ["171.92", "160.00"].map(percent));
}

#[test]
fn the_guides_figures_of_a_claim_with_a_maturity_are_the_arithmetics() {
    let terms = MarginTerms {
        base: Ratio::from_percent(110),
        ..defaults()
    };
    let needed = [90, 365].map(|days| {
        let conditions = Conditions {
            variance: variance_of_yearly(Ratio::from_percent(30)),
            time_to_maturity: days * 86_400,
            ..Conditions::default()
        };
        shown(margin(&terms, &conditions).mint_ratio)
    });
    assert_eq!(needed, ["128.44", "155.86"].map(percent));
    for ratio in ["128.44%", "155.86%", "171.92%"] {
        assert!(GUIDE.contains(ratio), "{ratio}");
    }
}

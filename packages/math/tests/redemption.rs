//! A redemption never lowers the ratio of the position, never pays more than face value, and costs
//! no less in parts than at once.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::redemption::{FLAT_FEE, HALF_LIFE, MAX_BASE_RATE};
use ballast_math::*;
use common::*;
use proptest::prelude::*;

/// A position of a ratio from 1 to 5, as far as units allow, in a market at an index.
fn healthy() -> impl Strategy<Value = (Position, DebtIndex, Market)> {
    let wide = magnitude(DebtIndex::ONE.u128(), DebtIndex::MAX.u128()).prop_map(DebtIndex::new);
    (
        indebted(100, 500),
        prop_oneof![index(), wide],
        any::<u128>(),
    )
        .prop_filter_map(
            "a debt, and a ratio of at least 1",
            |((market, debt, collateral), index, fraction)| {
                let most = NormalizedDebt::from_debt_down(debt, index).ok()?;
                // Not only debts of whole units: a little less than the units say.
                let less = fraction % (most.u128() / 1_000 + 1);
                let normalized = NormalizedDebt::new(most.u128() - less);
                let position = Position {
                    collateral,
                    normalized,
                };
                let is_fit =
                    !normalized.is_zero() && !is_below(position, market, index, Ratio::ONE);
                is_fit.then_some((position, index, market))
            },
        )
}

fn rate() -> impl Strategy<Value = Ratio> {
    (0..=MAX_BASE_RATE.u128()).prop_map(Ratio::new)
}

/// A cost of a redemption: what is redeemed and the fee.
fn cost(fees: RedemptionFees, redeemed: u128) -> u128 {
    redeemed + fees.fee_up(Debt::new(redeemed)).unwrap().u128()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i30_i08_the_ratio_never_falls_nobody_is_paid_above_face_value_and_the_floor_holds(
        (position, index, market) in healthy(),
        floor in magnitude(0, 10u128.pow(11)),
        most in magnitude(0, 10u128.pow(18)),
    ) {
        let (floor, most) = (Debt::new(floor), Debt::new(most));
        let redeemed = redeem(position, index, &market, floor, most).unwrap();
        let Some(redeemed) = redeemed else { return Ok(()) };
        let Redemption { repaid, collateral } = redeemed;
        prop_assert!(!repaid.is_zero() && repaid <= most && !collateral.is_zero());

        let after = position.apply(redeemed.change(), index).unwrap();
        prop_assert!(!is_riskier(position, after), "{after:?}");
        prop_assert!(!is_below(after, market, index, Ratio::ONE));
        let left = after.debt_up(index);
        prop_assert!(left.is_zero() || left >= floor);
        prop_assert!(left.is_zero() || !after.collateral.is_zero());

        let paid = Ratio::new(Ratio::ONE.u128() - FLAT_FEE.u128());
        prop_assert!(worth(collateral, &market) <= claim(repaid, paid, &market));
        if !left.is_zero() {
            // A part is paid for to the unit: one unit of debt less buys less collateral.
            let less = Debt::new(repaid.u128() - 1);
            let bought = worth(collateral, &market) > claim(less, paid, &market);
            let is_bound = position.normalized.u128() - after.normalized.u128() < 1_000;
            prop_assert!(bought || is_bound);
        }
    }

    #[test]
    fn h18_two_parts_of_a_position_never_give_more_than_the_whole(
        (position, index, market) in healthy(),
        first in magnitude(1, 10u128.pow(15)),
        second in magnitude(1, 10u128.pow(15)),
    ) {
        let take = |position, most| redeem(position, index, &market, Debt::ZERO, Debt::new(most))
            .map(Option::unwrap_or_default);
        let one = take(position, first).unwrap();
        let rest = position.apply(one.change(), index).unwrap();
        let two = if rest.normalized.is_zero() { Redemption::default() } else { take(rest, second).unwrap() };
        let paid = one.repaid.checked_add(two.repaid).unwrap();
        let got = one.collateral.checked_add(two.collateral).unwrap();
        let kept = Ratio::new(Ratio::ONE.u128() - FLAT_FEE.u128());
        prop_assert!(worth(got, &market) <= claim(paid, kept, &market));
    }

    #[test]
    fn h18_two_parts_never_cost_less_than_the_whole(
        rate in rate(),
        booked in magnitude(1, 10u128.pow(24)),
        first in magnitude(0, u128::MAX),
        second in magnitude(0, 10u128.pow(24)),
        rounded in 0u128..3,
    ) {
        let first = first % (booked + 1);
        let whole = RedemptionFees::new(rate, Debt::new(booked));
        // What is booked falls by what was redeemed, but for what rounding keeps.
        let left = (booked - first + rounded).min(booked);
        let then = RedemptionFees::new(whole.rate_after_up(Debt::new(first)), Debt::new(left));
        prop_assert!(cost(whole, first) + cost(then, second) >= cost(whole, first + second));
    }

    #[test]
    fn what_is_affordable_is_paid_for_and_one_unit_more_is_not(
        rate in rate(),
        booked in magnitude(0, u128::MAX),
        sent in magnitude(0, 10u128.pow(30)),
    ) {
        let fees = RedemptionFees::new(rate, Debt::new(booked));
        let most = fees.affordable_down(Debt::new(sent)).u128();
        prop_assert!(most <= sent && cost(fees, most) <= sent);
        prop_assert!(cost(fees, most + 1) > sent);
        // The bound of the rate bounds the fee.
        prop_assert!(most >= (sent / 105) * 100);
    }

    #[test]
    fn a_rate_rises_with_volume_within_its_bound_and_so_does_the_fee(
        rate in rate(),
        booked in magnitude(0, u128::MAX),
        less in magnitude(0, 10u128.pow(30)),
        more in magnitude(0, 10u128.pow(30)),
    ) {
        let fees = RedemptionFees::new(rate, Debt::new(booked));
        let (less, more) = (Debt::new(less.min(more)), Debt::new(less.max(more)));
        let (low, high) = (fees.rate_after_up(less), fees.rate_after_up(more));
        prop_assert!(rate <= low && low <= high && high <= MAX_BASE_RATE);
        prop_assert!(fees.fee_up(less).unwrap() <= fees.fee_up(more).unwrap());
        let most = MAX_BASE_RATE.of_amount_down(more.u128()).unwrap() + 1;
        prop_assert!(fees.fee_up(more).unwrap().u128() <= most);
    }

    #[test]
    fn a_rate_never_rises_with_time_and_halves_exactly(
        rate in rate(),
        seconds in 0u64..=HALF_LIFE * 70,
        more in 0u64..=HALF_LIFE * 3,
    ) {
        let left = BaseRate { rate, at: 0 };
        let (now, later) = (left.now_down(seconds).unwrap(), left.now_down(seconds + more).unwrap());
        prop_assert!(now <= rate && later <= now);
        let half = left.now_down(seconds + HALF_LIFE).unwrap();
        prop_assert_eq!(half.u128(), now.u128() / 2);
    }

    /// How time is split changes the rate by at most two units of 10^-18 for each split.
    #[test]
    fn a_rate_hardly_depends_on_how_time_is_split(
        rate in rate(),
        parts in prop::collection::vec(0..=HALF_LIFE * 2, 1..8),
    ) {
        let total = parts.iter().sum();
        let whole = BaseRate { rate, at: 0 }.now_down(total).unwrap();
        let split = parts.iter().fold(rate, |rate, part| BaseRate { rate, at: 0 }.now_down(*part).unwrap());
        prop_assert!(split.u128() <= whole.u128() + 2);
        prop_assert!(whole.u128() - split.u128().min(whole.u128()) <= 2 * parts.len() as u128);
    }
}

//! The fill of a standing order never lowers the ratio, sells for no more than the discount, and every
//! order under its trigger is found in the index.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::*;
use common::*;
use proptest::prelude::*;

/// Trigger, target at or above it, discount.
fn order() -> impl Strategy<Value = Order> {
    (11_600u32..40_000, 0u32..10_000, 0u32..=1_000).prop_map(|(trigger, more, discount)| Order {
        trigger: Ratio::from_bps(trigger),
        target: Ratio::from_bps(trigger + more),
        discount: Ratio::from_bps(discount),
    })
}

/// A position of a ratio from 0.5 to 5 in a market at an index.
fn indebted_position() -> impl Strategy<Value = (Position, DebtIndex, Market)> {
    (indebted(50, 500), index()).prop_filter_map("a debt", |((market, debt, collateral), index)| {
        let normalized = NormalizedDebt::from_debt_up(debt, index).ok()?;
        let position = Position {
            collateral,
            normalized,
        };
        (!normalized.is_zero()).then_some((position, index, market))
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i14_i08_a_fill_never_lowers_the_ratio_and_sells_for_no_more_than_the_discount(
        (position, index, market) in indebted_position(),
        order in order(),
        floor in magnitude(0, 10u128.pow(11)),
        most in magnitude(0, 10u128.pow(18)),
    ) {
        let (floor, most) = (Debt::new(floor), Debt::new(most));
        let debt = position.debt_up(index);
        let outcome = fill((position, index), order, &market, floor, most).unwrap();
        let is_under = is_below(position, market, index, order.trigger);
        prop_assert_eq!(outcome == Err(Unfillable::NotUnderTrigger), !is_under);
        let Ok(quote) = outcome else { return Ok(()) };

        let Quote { repaid, seized } = quote;
        prop_assert!(!repaid.is_zero() && repaid <= most && repaid <= debt);
        let after = position.apply(quote.change(), index).unwrap();
        prop_assert!(!is_riskier(position, after), "{after:?}");
        let left = after.debt_up(index);
        prop_assert!(left.is_zero() || left >= floor);

        let factor = Ratio::ONE.checked_add(order.discount).unwrap();
        let whole = Collateral::new(seized.u128().saturating_sub(u128::from(left.is_zero())));
        let one_more = Debt::new(repaid.u128() + 1);
        prop_assert!(worth(whole, &market) <= claim(one_more, factor, &market));
    }

    #[test]
    fn i19_every_order_under_its_trigger_is_at_the_bound_or_above(
        (position, index, market) in indebted_position(),
        order in order(),
    ) {
        let bound = OrderKey::bound(index, market.price);
        let Some(key) = OrderKey::of(position, order.trigger, market.decimals) else {
            return Ok(());
        };
        let is_under = is_below(position, market, index, order.trigger);
        prop_assert!(!is_under || key >= bound, "{key:?} {bound:?}");
        prop_assert!(is_under || key <= bound || key.u128() == u128::MAX, "{key:?} {bound:?}");
    }

    #[test]
    fn i08_a_reserve_leaves_no_debt_or_at_least_the_floor(
        stablecoin in magnitude(0, 10u128.pow(18)),
        debt in magnitude(1, 10u128.pow(18)),
        floor in magnitude(1, 10u128.pow(18)),
    ) {
        let reserve = Reserve { collateral: Collateral::ZERO, stablecoin: Debt::new(stablecoin) };
        let (debt, floor) = (Debt::new(debt), Debt::new(floor));
        let Some(top_up) = reserve.top_up(debt, floor) else { return Ok(()) };
        prop_assert!(top_up.repaid <= debt && top_up.repaid.u128() <= stablecoin);
        let left = debt.checked_sub(top_up.repaid).unwrap();
        prop_assert!(left.is_zero() || left >= floor);
        // No more of it could have moved.
        let is_most = top_up.repaid.u128() == stablecoin || left.is_zero() || left == floor;
        prop_assert!(is_most);
    }
}

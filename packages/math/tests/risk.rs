//! Safety is exact, the order of risk is the order of keys, and limits are tight.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::limits::{liquidation_price_up, mintable_down, withdrawable_down};
use ballast_math::*;
use common::*;
use proptest::prelude::*;

fn ratio() -> impl Strategy<Value = Ratio> {
    (10_000u32..=50_000).prop_map(Ratio::from_bps)
}

/// A market, a position near `most` per cent at most, and its index.
fn exposed() -> impl Strategy<Value = (Market, Position, DebtIndex)> {
    (indebted(0, 600), index()).prop_map(|((market, debt, collateral), index)| {
        let change = Change {
            collateral: CollateralChange::Deposit(collateral),
            debt: DebtChange::Mint(debt),
        };
        (market, Position::EMPTY.apply(change, index).unwrap(), index)
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i19_every_unsafe_position_is_within_the_bound(
        (market, position, index) in exposed(),
        ratio in ratio(),
    ) {
        let key = position.risk_key(market.decimals).unwrap();
        let bound = RiskKey::bound(ratio, index, market.price);
        if is_below(position, market, index, ratio) {
            prop_assert!(key <= bound);
        } else {
            // What lies strictly within the bound is unsafe; only the bound itself is mixed.
            prop_assert!(key >= bound);
        }
    }

    #[test]
    fn i19_keys_order_positions_by_risk(
        a in position(),
        b in position(),
        (market, _, index) in exposed(),
        ratio in ratio(),
    ) {
        if let (Some(first), Some(second)) =
            (a.risk_key(market.decimals), b.risk_key(market.decimals))
        {
            if first < second && is_below(b, market, index, ratio) {
                prop_assert!(is_below(a, market, index, ratio));
            }
        }
    }

    #[test]
    fn riskier_is_what_lowers_a_ratio(
        (market, before, index) in exposed(),
        collateral in 0u128..=200,
        normalized in 0u128..=200,
        ratio in ratio(),
    ) {
        let scale = |raw: u128, percent: u128| (raw / 100).saturating_mul(percent);
        let after = position_of((
            scale(before.collateral.u128(), collateral),
            scale(before.normalized.u128(), normalized),
        ));
        let fell = is_below(after, market, index, ratio) && !is_below(before, market, index, ratio);
        prop_assert!(!fell || is_riskier(before, after));
        let back = is_riskier(after, before);
        let same = before == after;
        let free = before.normalized.is_zero() || after.normalized.is_zero();
        prop_assert!(same || free || is_riskier(before, after) || back);
    }

    #[test]
    fn displayed_ratio_agrees_with_the_exact_one((market, position, index) in exposed()) {
        let Market { price, decimals } = market;
        let value = Value::of_collateral_down(position.collateral, price, decimals);
        let debt = Value::of_normalized_up(position.normalized, index);
        let shown = Ratio::of_down(value, debt).unwrap();
        prop_assert!(shown == Ratio::MAX || !is_below(position, market, index, shown));
    }

    #[test]
    fn liquidation_price_is_the_first_safe_one((market, position, index) in exposed(), ratio in ratio()) {
        if let Ok(Some(price)) = liquidation_price_up(position, index, market.decimals, ratio) {
            let at = |raw| Market { price: Price::new(raw), ..market };
            prop_assert!(!is_below(position, at(price.u128()), index, ratio));
            prop_assert!(is_below(position, at(price.u128() - 1), index, ratio));
        }
    }

    #[test]
    fn what_can_be_minted_passes_and_one_unit_more_fails(
        (market, position, index) in exposed(),
        ratio in ratio(),
    ) {
        let most = mintable_down(position, index, market, ratio).unwrap();
        let mint = |debt| Change { debt: DebtChange::Mint(debt), ..Change::default() };
        if !most.is_zero() {
            let after = position.apply(mint(most), index).unwrap();
            prop_assert!(!is_below(after, market, index, ratio));
        }
        let more = most.checked_add(Debt::new(1)).unwrap();
        if let Ok(after) = position.apply(mint(more), index) {
            prop_assert!(is_below(after, market, index, ratio));
        }
    }

    #[test]
    fn what_can_be_withdrawn_passes_and_one_unit_more_fails(
        (market, position, index) in exposed(),
        ratio in ratio(),
    ) {
        let most = withdrawable_down(position, index, market, ratio);
        let withdraw = |amount| Change {
            collateral: CollateralChange::Withdraw(amount),
            ..Change::default()
        };
        if !most.is_zero() {
            let after = position.apply(withdraw(most), index).unwrap();
            prop_assert!(!is_below(after, market, index, ratio));
        }
        let more = most.checked_add(Collateral::new(1)).unwrap();
        match position.apply(withdraw(more), index) {
            Ok(after) => prop_assert!(is_below(after, market, index, ratio)),
            Err(error) => {
                let refused = matches!(error, MathError::WithdrawExceedsCollateral { .. });
                prop_assert!(refused);
            }
        }
    }
}

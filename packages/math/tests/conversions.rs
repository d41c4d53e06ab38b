//! Conversions round in the protocol's favour and answer every input.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use ballast_math::*;
use common::*;
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i21_debt_rounds_up_and_by_less_than_a_unit(n in any::<u128>(), index in index()) {
        let n = NormalizedDebt::new(n);
        let (down, up) = (n.to_debt_down(index), n.to_debt_up(index));
        prop_assert!(down <= up && up.u128() - down.u128() <= 1);
        let exact = bnum::types::U256::from(n.u128()) * bnum::types::U256::from(index.u128());
        let scale = bnum::types::U256::from(10u8).pow(39);
        prop_assert!(bnum::types::U256::from(up.u128()) * scale >= exact);
        prop_assert!(bnum::types::U256::from(down.u128()) * scale <= exact);
    }

    #[test]
    fn i21_minting_and_repaying_the_same_never_gains(
        debt in magnitude(0, 10u128.pow(25)),
        position in position(),
        index in index(),
    ) {
        let debt = Debt::new(debt);
        let mint = Change { debt: DebtChange::Mint(debt), ..Change::default() };
        let repay = Change { debt: DebtChange::Repay(debt), ..Change::default() };
        let minted = position.apply(mint, index).unwrap();
        let owed = minted.debt_up(index).u128();
        prop_assert!(owed + 1 >= position.debt_up(index).u128() + debt.u128());
        let back = minted.apply(repay, index).unwrap();
        // Only repaying everything may round away the fraction of a unit that everybody owes less.
        if back.normalized.is_zero() {
            prop_assert_eq!(debt.u128(), owed);
        } else {
            prop_assert!(back.normalized >= position.normalized);
            prop_assert!(back.normalized.u128() - position.normalized.u128() <= 1);
        }
    }

    #[test]
    fn i16_full_repayment_always_ends_at_zero(position in position(), index in index()) {
        let owed = position.debt_up(index);
        let all = Change { debt: DebtChange::Repay(owed), ..Change::default() };
        prop_assert!(position.apply(all, index).unwrap().normalized.is_zero());
        if owed > Debt::new(1) {
            let some = Debt::new(owed.u128() - 1);
            let part = Change { debt: DebtChange::Repay(some), ..Change::default() };
            let after = position.apply(part, index).unwrap();
            prop_assert!(!after.normalized.is_zero());
            prop_assert!(after.debt_up(index) >= Debt::new(1));
        }
    }

    #[test]
    fn h18_repaying_in_parts_never_beats_repaying_at_once(
        position in position(),
        index in index(),
        parts in prop::collection::vec(magnitude(0, 10u128.pow(20)), 1..20),
    ) {
        let mut in_parts = position;
        let mut paid = 0u128;
        for part in parts {
            let owed = in_parts.debt_up(index);
            let part = Debt::new(part).min(owed);
            let change = Change { debt: DebtChange::Repay(part), ..Change::default() };
            in_parts = in_parts.apply(change, index).unwrap();
            paid += part.u128();
        }
        let whole = Change { debt: DebtChange::Repay(Debt::new(paid)), ..Change::default() };
        if let Ok(at_once) = position.apply(whole, index) {
            prop_assert!(in_parts.normalized >= at_once.normalized);
        } else {
            prop_assert!(in_parts.normalized.is_zero());
        }
    }

    #[test]
    fn h15_values_round_as_named_at_any_price(
        amount in magnitude(0, 10u128.pow(33)),
        market in market(),
    ) {
        let Market { price, decimals } = market;
        let amount = Collateral::new(amount);
        let down = Value::of_collateral_down(amount, price, decimals);
        let up = Value::of_collateral_up(amount, price, decimals);
        prop_assert!(down <= up);
        prop_assert!(amount.is_zero() || up > Value::ZERO);
        // There and back never creates collateral.
        prop_assert!(Collateral::worth_down(down, price, decimals).unwrap() <= amount);
        if let Ok(back) = Collateral::worth_up(up, price, decimals) {
            prop_assert!(back >= amount);
        }
        prop_assert!(worth_value(down, market) <= worth(amount, &market));
        prop_assert!(worth_value(up, market) >= worth(amount, &market));
    }

    #[test]
    fn values_in_debt_round_as_named(value in any::<u128>()) {
        let value = Value::from_u128(value);
        let (down, up) = (value.to_debt_down().unwrap(), value.to_debt_up().unwrap());
        prop_assert!(Value::of_debt(down) <= value && value <= Value::of_debt(up));
        prop_assert!(up.u128() - down.u128() <= 1);
    }

    #[test]
    fn h16_every_input_has_an_answer(
        raw in any::<[u128; 4]>(),
        digits in 0u8..=18,
        seconds in any::<u64>(),
    ) {
        let [a, b, c, d] = raw;
        let market = Market { price: Price::new(b), decimals: Decimals::new(digits).unwrap() };
        let (position, index, ratio) = (position_of((a, c)), DebtIndex::new(d), Ratio::new(b));
        let _ = is_below(position, market, index, ratio);
        let _ = position.risk_key(market.decimals);
        let _ = RiskKey::bound(ratio, index, market.price);
        let _ = NormalizedDebt::from_debt_up(Debt::new(a), index);
        let _ = Collateral::worth_up(Value::from_u128(a), market.price, market.decimals);
        let _ = index.accrue_up(ratio, seconds);
        let _ = limits::liquidation_price_up(position, index, market.decimals, ratio);
        let _ = limits::mintable_down(position, index, market, ratio);
        let _ = limits::withdrawable_down(position, index, market, ratio);
        let _ = limits::yearly_cost_up(Debt::new(a), ratio);
        let change = Change {
            collateral: CollateralChange::Withdraw(Collateral::new(b)),
            debt: DebtChange::Mint(Debt::new(d)),
        };
        let _ = position.apply(change, index);
        let ramp = Ramp { from: ratio, to: Ratio::new(a), start: seconds / 2, end: seconds };
        let _ = ramp.at(seconds / 3 * 2);
    }

    #[test]
    fn a_ramp_stays_between_its_ends_and_never_turns(
        from in any::<u128>(),
        to in any::<u128>(),
        start in any::<u64>(),
        length in 1u64..=u64::MAX,
        times in any::<(u64, u64)>(),
    ) {
        let end = start.saturating_add(length);
        let ramp = Ramp { from: Ratio::new(from), to: Ratio::new(to), start, end };
        let (first, second) = (times.0.min(times.1), times.0.max(times.1));
        let (early, late) = (ramp.at(first), ramp.at(second));
        let (least, most) = (from.min(to), from.max(to));
        prop_assert!((least..=most).contains(&early.u128()));
        let forward = if to >= from { early <= late } else { early >= late };
        prop_assert!(forward);
    }
}

fn worth_value(value: Value, market: Market) -> bnum::types::U512 {
    use bnum::cast::As;
    let scale = bnum::types::U512::from(10u8).pow(18 + u32::from(market.decimals.get()));
    value.u256().as_::<bnum::types::U512>() * scale
}

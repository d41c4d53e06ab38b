//! Standing orders and what is in reserve beside them: I4, I14, I19.

use std::collections::BTreeSet;

use ballast_math::{is_below, is_riskier, Collateral, Decimals, OrderKey, Position, Ratio, Value};
use ballast_types::{
    units,
    vault::{
        CollateralTypeResponse, OrderCancelled, OrderFilled, OrderResponse, ReserveAdded,
        ReserveUsed,
    },
    PositionId, MAX_PAGE,
};
use ballast_vault::state::ORDER_INDEX;
use cosmwasm_std::Uint128;

use super::{positions::stored, watch::Step, Checked, Report};
use crate::state::{self, sides};

/// I19: the index of orders holds every order of a position with debt and collateral once, under its
/// key, and nothing else; the query for those that can be filled gives all under their trigger.
pub(super) fn i19_order_index_is_complete_and_in_order(checked: &Checked, report: &mut Report) {
    for (id, info) in &checked.state.types {
        let mut expected = expected(checked, info);
        expected.sort_unstable();
        let stored = stored(checked, &ORDER_INDEX, *id);
        report.require("I19", stored.as_ref() == Ok(&expected), || {
            format!("type {id}: the orders' index holds {stored:?}, expected {expected:?}")
        });
        let orders = checked.state.orders.values();
        let triggered = orders
            .filter(|it| it.position.collateral_type() == *id && it.is_triggered == Some(true));
        let triggered: BTreeSet<PositionId> = triggered.map(|it| it.position).collect();
        let fillable = checked.chain.fillable_orders(*id, None, MAX_PAGE);
        let has_price = checked.state.spot(info).is_some();
        if !has_price {
            report.require("I26", fillable.is_err(), || {
                format!("type {id}: orders could be filled without a price")
            });
            continue;
        }
        let Some(fillable) = report.answered(fillable) else {
            continue;
        };
        let fillable: BTreeSet<PositionId> = fillable.iter().map(|it| it.position).collect();
        let is_whole = fillable == triggered || fillable.len() == usize::from(100u8);
        report.require("I19", is_whole, || {
            format!("type {id}: {fillable:?} can be filled, {triggered:?} are triggered")
        });
    }
}

/// Keys and numbers of the orders of positions with debt and collateral.
fn expected(checked: &Checked, info: &CollateralTypeResponse) -> Vec<(u128, u32)> {
    let decimals = Decimals::new(info.decimals).unwrap_or_default();
    let positions = checked.state.positions_of(info.collateral_type);
    let keyed = positions.filter_map(|position| {
        let order = checked.state.orders.get(&position.position)?;
        let key = OrderKey::of(sides(position), units::ratio(order.trigger), decimals)?;
        Some((key.u128(), position.position.number()))
    });
    keyed.collect()
}

/// I4: what is in reserve grows by what is added and falls by what is used or goes back to the owner.
pub(super) fn i04_reserves_move_with_their_causes(step: &Step, report: &mut Report) {
    let added: Vec<ReserveAdded> = step.vault(report);
    let used: Vec<ReserveUsed> = step.vault(report);
    let cancelled: Vec<OrderCancelled> = step.vault(report);
    let ids: BTreeSet<&PositionId> = step
        .before
        .orders
        .keys()
        .chain(step.after.orders.keys())
        .collect();
    for id in ids {
        let reserve = |order: Option<&OrderResponse>| {
            order.map_or_else(Default::default, |it| {
                (it.reserve_collateral, it.reserve_stablecoin)
            })
        };
        let mut up: (Uint128, Uint128) = reserve(step.before.orders.get(id));
        let mut down: (Uint128, Uint128) = reserve(step.after.orders.get(id));
        let count = |sum: &mut (Uint128, Uint128), part: (Uint128, Uint128)| {
            *sum = (sum.0 + part.0, sum.1 + part.1);
        };
        for event in added.iter().filter(|it| it.position == *id) {
            count(&mut up, (event.collateral, event.stablecoin));
        }
        for event in used.iter().filter(|it| it.position == *id) {
            count(&mut down, (event.collateral, event.repaid));
        }
        for event in cancelled.iter().filter(|it| it.position == *id) {
            count(&mut down, (event.collateral, event.stablecoin));
        }
        report.require("I4", up == down, || {
            format!("reserve of position {id}: {up:?} came in, {down:?} is there or went out")
        });
    }
}

/// I14: a filled position was under its trigger at the spot or a higher pending price, its ratio has not
/// fallen, and it sold for no more than its discount: worth of what was taken <= (repaid + 1 unit) x
/// (1 + discount), plus one unit of collateral where all debt is repaid.
pub(super) fn i14_fills(step: &Step, report: &mut Report) {
    let events: Vec<OrderFilled> = step.vault(report);
    for event in events.iter().filter(|_| step.is_single()) {
        let id = event.position;
        let info = step.after.types.get(&id.collateral_type());
        let before = step.before.positions.get(&id);
        let order = step.before.orders.get(&id);
        let (Some(info), Some(before), Some(order)) = (info, before, order) else {
            report.require("I14", false, || {
                format!("position {id} had no order to fill")
            });
            continue;
        };
        let spot = step.after.spot(info);
        report.require("I14", spot.is_some_and(|spot| event.price >= spot), || {
            format!(
                "order of {id} was filled at {}, under {spot:?}",
                event.price
            )
        });
        let market = state::market(info, event.price);
        let (was, index) = (sides(before), state::index(info));
        let trigger = units::ratio(order.trigger);
        report.require("I14", is_below(was, market, index, trigger), || {
            format!("position {id} was not under its trigger: {before:?}")
        });
        let after = step.after.positions.get(&id);
        let after = after.map_or(Position::EMPTY, sides);
        report.require("I14", !is_riskier(was, after), || {
            format!("position {id} fell from {was:?} to {after:?}")
        });
        let unit = u128::from(after.normalized.is_zero());
        let taken = Collateral::new(event.taken.u128().saturating_sub(unit));
        let worth = Value::of_collateral_down(taken, market.price, market.decimals);
        let paid = event.repaid.u128().saturating_add(1);
        let factor = Ratio::ONE.checked_add(units::ratio(order.discount));
        let claim = factor.and_then(|factor| factor.of_amount_down(paid));
        // One more unit of stablecoin for the rounding of the claim.
        let claim = claim.map(|claim| Value::of_debt(ballast_math::Debt::new(claim + 1)));
        let is_fair = claim.is_ok_and(|claim| worth <= claim);
        report.require("I14", is_fair, || {
            format!("order of {id} sold {} for {}", event.taken, event.repaid)
        });
    }
}

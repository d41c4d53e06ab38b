//! What a liquidation may do: I10 to I13.

use ballast_math::{is_below, Position, Ratio};
use ballast_types::{
    units,
    vault::{CollateralTypeResponse, PositionResponse, PositionSeized},
};
use cosmwasm_std::{Uint128, Uint256, Uint512};

use super::{watch::Step, Report};
use crate::state;

/// A seizure with what it was done to.
struct Seizure<'a> {
    event: &'a PositionSeized,
    before: &'a PositionResponse,
    after: Position,
    info: &'a CollateralTypeResponse,
}

/// Holds every seizure of an operation with one call against I10 to I13. In one with several the
/// position may have changed before it was seized.
pub(super) fn i10_to_i13_seizures(step: &Step, report: &mut Report) {
    let events: Vec<PositionSeized> = step.vault(report);
    for event in events.iter().filter(|_| step.is_single()) {
        let id = event.position;
        let info = step.after.types.get(&id.collateral_type());
        let (Some(info), Some(before)) = (info, step.before.positions.get(&id)) else {
            report.require("I10", false, || format!("position {id} did not exist"));
            continue;
        };
        let after = step
            .after
            .positions
            .get(&id)
            .map_or(Position::EMPTY, state::sides);
        let seizure = Seizure {
            event,
            before,
            after,
            info,
        };
        let spot = step.after.spot(info);
        report.require("I10", spot == Some(event.price), || {
            format!(
                "position {id} was seized at {}, the price is {spot:?}",
                event.price
            )
        });
        i10_was_unsafe(&seizure, report);
        i11_sold_for_no_more_than_the_penalty(&seizure, report);
        i12_not_worse_afterwards(&seizure, report);
        i13_all_debt_is_booked(&seizure, report);
    }
}

/// I10: the position was under the liquidation ratio in force.
fn i10_was_unsafe(seizure: &Seizure, report: &mut Report) {
    let liquidation = units::ratio(seizure.info.liquidation_ratio.now);
    report.require("I10", is_under(seizure, liquidation), || {
        let (id, before) = (seizure.event.position, seizure.before);
        format!("position {id} was safe: {before:?}, liquidation ratio {liquidation}")
    });
}

/// Whether the position was under a ratio at the price and index of the seizure.
fn is_under(seizure: &Seizure, ratio: Ratio) -> bool {
    let market = state::market(seizure.info, seizure.event.price);
    is_below(
        state::sides(seizure.before),
        market,
        state::index(seizure.info),
        ratio,
    )
}

/// I11: seized x price <= (repaid + 1) x (1 + penalty), plus the price of one unit where the whole
/// debt was repaid. All times 10^(18 + decimals), in 512 bits.
fn i11_sold_for_no_more_than_the_penalty(seizure: &Seizure, report: &mut Report) {
    let (event, info) = (seizure.event, seizure.info);
    let one = Uint128::new(10u128.pow(18));
    let units = Uint256::from(10u128.pow(u32::from(info.decimals.min(18))));
    let price = event.price.atomics();
    let rounding = u128::from(seizure.after.normalized.is_zero());
    let sold = Uint512::from(event.seized.saturating_sub(Uint128::new(rounding)))
        * Uint512::from(price.full_mul(one));
    let repaid = (event.repaid + Uint128::one()).full_mul(10u128.pow(12));
    let with_penalty = Uint512::from(one + info.risk.liquidation_penalty.atomics());
    let most = Uint512::from(repaid) * Uint512::from(units) * with_penalty;
    report.require("I11", sold <= most, || {
        format!(
            "position {}: {} seized for {}",
            event.position, event.seized, event.repaid
        )
    });
}

/// I12: a ratio of at least 1 + penalty does not fall, rounding by one unit of either side aside.
fn i12_not_worse_afterwards(seizure: &Seizure, report: &mut Report) {
    let penalty = units::ratio(seizure.info.risk.liquidation_penalty);
    let Ok(limit) = Ratio::ONE.checked_add(penalty) else {
        return;
    };
    let (before, after) = (state::sides(seizure.before), seizure.after);
    if is_under(seizure, limit) || after.normalized.is_zero() {
        return;
    }
    let index = state::index(seizure.info);
    let (owed, owes) = (before.debt_up(index).u128(), after.debt_up(index).u128());
    let (had, has) = (before.collateral.u128(), after.collateral.u128());
    let left = Uint128::new(has.saturating_add(1)).full_mul(owed);
    let right = Uint128::new(had).full_mul(owes.saturating_sub(1));
    report.require("I12", left >= right, || {
        let id = seizure.event.position;
        format!("position {id} went from {had} for {owed} to {has} for {owes}")
    });
}

/// I13: the debt that the position lost is the debt that the seizure booked, rounding aside; and
/// nothing is left of one whose collateral is gone.
fn i13_all_debt_is_booked(seizure: &Seizure, report: &mut Report) {
    let (event, index) = (seizure.event, state::index(seizure.info));
    let before = state::sides(seizure.before).debt_up(index).u128();
    let after = seizure.after.debt_up(index).u128();
    let lost = before.saturating_sub(after);
    let booked = event.repaid.u128();
    let is_booked = lost <= booked && booked <= lost + 1;
    let is_gone = seizure.after.collateral.is_zero() && !seizure.after.normalized.is_zero();
    report.require("I13", is_booked && !is_gone, || {
        format!(
            "position {}: lost {lost} of debt, {booked} was booked",
            event.position
        )
    });
}

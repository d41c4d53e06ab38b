//! What a liquidation may do: I10 to I13.

use ballast_math::{is_below, Position, Ratio};
use ballast_types::{
    liquidation::{AuctionStarted, LotWrittenOff},
    units,
    vault::{CollateralTypeResponse, PositionResponse, PositionSeized, ReserveUsed},
};
use cosmwasm_std::{Decimal, Uint128, Uint256, Uint512};

use super::{watch::Step, Report};
use crate::{state, LIQUIDATION};

/// A seizure with what it was done to.
struct Seizure<'a> {
    event: &'a PositionSeized,
    auctioned: Auctioned,
    before: &'a PositionResponse,
    after: Position,
    /// Debt that its reserve repaid first.
    from_reserve: Uint128,
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
        let auctioned = auctioned(step, event, report);
        let used: Vec<ReserveUsed> = step.vault(report);
        let used = used.iter().filter(|it| it.position == id);
        let seizure = Seizure {
            event,
            auctioned,
            before,
            after,
            from_reserve: used.map(|it| it.repaid).sum(),
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

/// What of a seizure went under auction, or was too small for it.
#[derive(Clone, Copy)]
struct Auctioned {
    /// Collateral, its cushion included.
    lot: Uint128,
    /// Its debt, rounded down.
    debt: Uint128,
}

fn auctioned(step: &Step, event: &PositionSeized, report: &mut Report) -> Auctioned {
    let mut auctioned = Auctioned {
        lot: Uint128::zero(),
        debt: Uint128::zero(),
    };
    let begun: Vec<AuctionStarted> = step.of(LIQUIDATION, report);
    for lot in begun
        .iter()
        .filter(|it| it.position == event.position && it.restarts == 0)
    {
        let totals = step
            .before
            .auction_totals
            .get(&lot.auction.collateral_type());
        let penalty = totals
            .and_then(|it| it.params.as_ref())
            .map(|it| it.penalty);
        let factor = Decimal::one() + penalty.unwrap_or_default();
        auctioned.lot += lot.lot;
        auctioned.debt += lot.tab.div_floor(factor);
    }
    let written_off: Vec<LotWrittenOff> = step.of(LIQUIDATION, report);
    for lot in written_off
        .iter()
        .filter(|it| it.position == event.position)
    {
        auctioned.lot += lot.amount;
    }
    auctioned
}

/// I11: what is sold x price <= (repaid + 1) x (1 + penalty), plus the price of one unit where the whole
/// debt was repaid, and of one where a part is auctioned: units that the split leaves are the largest
/// buyer's. What is auctioned may have a cushion: lot x price <= (debt + 1) x 1.02 x liquidation
/// ratio, plus the price of two units, where it is no dust.
fn i11_sold_for_no_more_than_the_penalty(seizure: &Seizure, report: &mut Report) {
    let (event, info, auctioned) = (seizure.event, seizure.info, seizure.auctioned);
    // A unit where all is repaid, and what the lot's share lost to rounding.
    let rounding =
        u128::from(seizure.after.normalized.is_zero()) + u128::from(!auctioned.lot.is_zero());
    // The reward is paid out of all that is sold; beside a lot, the others' part is without it.
    let aside = if auctioned.lot.is_zero() {
        Uint128::zero()
    } else {
        auctioned.lot + event.reward
    };
    let sold = event.seized.saturating_sub(aside);
    let repaid = event.repaid.saturating_sub(auctioned.debt);
    let penalty = Decimal::one() + info.risk.liquidation_penalty;
    let is_fair = is_worth_at_most(
        seizure,
        sold.saturating_sub(rounding.into()),
        repaid,
        penalty,
    );
    report.require("I11", is_fair, || {
        format!("position {}: {sold} sold for {repaid}", event.position)
    });
    let cushioned = info.liquidation_ratio.now * Decimal::percent(102);
    let lot = auctioned.lot.saturating_sub(Uint128::new(2));
    let is_fair =
        auctioned.debt.is_zero() || is_worth_at_most(seizure, lot, auctioned.debt, cushioned);
    report.require("I11", is_fair, || {
        format!(
            "position {}: {lot} auctioned for {}",
            event.position, auctioned.debt
        )
    });
}

/// Whether units x price <= (debt + 1) x factor. All times 10^(18 + decimals), in 512 bits.
fn is_worth_at_most(seizure: &Seizure, units: Uint128, debt: Uint128, factor: Decimal) -> bool {
    let one = Uint128::new(10u128.pow(18));
    let whole = Uint256::from(10u128.pow(u32::from(seizure.info.decimals.min(18))));
    let price = seizure.event.price.atomics();
    let worth = Uint512::from(units) * Uint512::from(price.full_mul(one));
    let owed = (debt + Uint128::one()).full_mul(10u128.pow(12));
    worth <= Uint512::from(owed) * Uint512::from(whole) * Uint512::from(factor.atomics())
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
    // What its reserve repaid was burned, not booked.
    let lost = lost.saturating_sub(seizure.from_reserve.u128());
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

//! What an operation may do to positions and books: I5, I8, I9, I14, I15, I20.

use std::collections::{BTreeMap, BTreeSet};

use ballast_math::{is_below, is_riskier, Position};
use ballast_types::{
    units,
    vault::{
        Netted, OrderCancelled, OrderFilled, PositionRedeemed, PositionResponse, PositionSeized,
        PositionSnapshot, PositionTransferred, Settled,
    },
    PositionId,
};
use cosmwasm_std::Uint128;

use super::{watch::Step, Report};
use crate::state;

/// I5: bad debt grows by what is seized and falls by what is settled or netted, exactly.
pub(super) fn i05_bad_debt_moves_with_its_causes(step: &Step, report: &mut Report) {
    let seized: Vec<PositionSeized> = step.vault(report);
    let settled: Vec<Settled> = step.vault(report);
    let netted: Vec<Netted> = step.vault(report);
    for (id, info) in &step.after.types {
        let before = step.before.types.get(id).map(|info| info.books.bad_debt);
        let of_type = seized
            .iter()
            .filter(|it| it.position.collateral_type() == *id);
        let up = before
            .into_iter()
            .chain(of_type.map(|it| it.repaid))
            .sum::<Uint128>();
        let of_type = settled.iter().filter(|it| it.collateral_type == *id);
        let down = of_type.map(|it| it.bad_debt).sum::<Uint128>();
        let of_type = netted.iter().filter(|it| it.other == *id);
        let down = down + of_type.map(|it| it.amount).sum::<Uint128>();
        let after = info.books.bad_debt;
        report.require("I5", after + down == up, || {
            format!("type {id}: bad debt {after}, expected {up} less {down}")
        });
    }
}

/// I8: a position whose debt changed has none, or at least the floor in force.
pub(super) fn i08_debt_is_zero_or_above_the_floor(step: &Step, report: &mut Report) {
    for (id, after) in &step.after.positions {
        let before = step
            .before
            .positions
            .get(id)
            .map(|before| before.normalized_debt);
        let Some(info) = step.after.types.get(&after.collateral_type) else {
            continue;
        };
        if before.unwrap_or_default() == after.normalized_debt || after.debt.is_zero() {
            continue;
        }
        let was = step.before.types.get(&after.collateral_type);
        let was = was.map_or(info.risk.debt_floor, |was| was.risk.debt_floor);
        let floor = info.risk.debt_floor.min(was);
        report.require("I8", after.debt >= floor, || {
            format!("position {id}: debt {} under the floor {floor}", after.debt)
        });
    }
}

/// I9: a position that its owner made riskier is not under the mint ratio of that moment, which lies
/// between base and cap, at a valid price.
pub(super) fn i09_riskier_means_above_the_mint_ratio(step: &Step, report: &mut Report) {
    let seized = seized(step, report);
    for (id, after) in &step.after.positions {
        let before = step
            .before
            .positions
            .get(id)
            .map_or(Position::EMPTY, state::sides);
        let sides = state::sides(after);
        if seized.contains(id) || !is_riskier(before, sides) || !step.is_single() {
            continue;
        }
        let Some(info) = step.after.types.get(&after.collateral_type) else {
            continue;
        };
        let price = step.after.price(info);
        let (base, cap) = (info.risk.base_mint_ratio, info.risk.margin.cap);
        let mint_ratio = after.mint_ratio.filter(|it| (base..=cap).contains(it));
        let is_fine = price.zip(mint_ratio).is_some_and(|(price, mint_ratio)| {
            let market = state::market(info, price.low);
            !is_below(sides, market, state::index(info), units::ratio(mint_ratio))
        });
        report.require("I9", is_fine, || {
            format!(
                "position {id} became riskier and is at {:?}, mint ratio {:?}, price {price:?}",
                after.ratio, after.mint_ratio
            )
        });
    }
}

/// I14: a position's collateral falls or its normalized debt grows only by its owner, an operator,
/// a seizure, a redemption or the fill of its order.
pub(super) fn i14_only_owners_lower_their_equity(step: &Step, report: &mut Report) {
    let mut taken = seized(step, report);
    let redeemed: Vec<PositionRedeemed> = step.vault(report);
    taken.extend(redeemed.into_iter().map(|event| event.position));
    let filled: Vec<OrderFilled> = step.vault(report);
    taken.extend(filled.into_iter().map(|event| event.position));
    for (id, before) in &step.before.positions {
        let after = step
            .after
            .positions
            .get(id)
            .map_or(Position::EMPTY, state::sides);
        let was = state::sides(before);
        let is_lower = after.collateral < was.collateral || after.normalized > was.normalized;
        if !is_lower || taken.contains(id) {
            continue;
        }
        let is_operator = step
            .operators
            .get(id)
            .is_some_and(|all| all.contains(&step.sender));
        let new_owner = step.after.positions.get(id).map(|after| &after.owner);
        let may = before.owner == step.sender || new_owner == Some(&step.sender) || is_operator;
        report.require("I14", may, || {
            format!(
                "{} lowered position {id} of {}",
                step.operation.sender, before.owner
            )
        });
    }
}

/// I15: a position that no event names is as it was; one that is named is as its last snapshot says.
pub(super) fn i15_other_positions_stay_as_they_were(step: &Step, report: &mut Report) {
    let snapshots: Vec<PositionSnapshot> = step.vault(report);
    let last: BTreeMap<PositionId, &PositionSnapshot> = snapshots
        .iter()
        .map(|snapshot| (snapshot.position, snapshot))
        .collect();
    let transferred: Vec<PositionTransferred> = step.vault(report);
    let moved: BTreeSet<PositionId> = transferred.iter().map(|it| it.position).collect();
    let cancelled: Vec<OrderCancelled> = step.vault(report);
    let cancelled: BTreeSet<PositionId> = cancelled.iter().map(|it| it.position).collect();
    let ids: BTreeSet<&PositionId> = step
        .before
        .positions
        .keys()
        .chain(step.after.positions.keys())
        .collect();
    for id in ids {
        let after = step.after.positions.get(id);
        if let Some(snapshot) = last.get(id) {
            report.require("I15", is_as_told(snapshot, after), || {
                format!("position {id} is {after:?}, its last snapshot says {snapshot:?}")
            });
        } else {
            let before = step.before.positions.get(id);
            let same = |before: &PositionResponse, after: &PositionResponse| {
                let owner_may_differ = moved.contains(id) || before.owner == after.owner;
                state::sides(before) == state::sides(after) && owner_may_differ
            };
            let is_same = match (before, after) {
                (Some(before), Some(after)) => same(before, after),
                // Only its reserve was left of it.
                (Some(before), None) => cancelled.contains(id) && state::sides(before).is_empty(),
                _ => false,
            };
            report.require("I15", is_same, || {
                format!("position {id} changed from {before:?} to {after:?} without an event")
            });
        }
    }
}

fn is_as_told(snapshot: &PositionSnapshot, after: Option<&PositionResponse>) -> bool {
    let told = (snapshot.collateral, snapshot.normalized_debt);
    match after {
        Some(after) => told == (after.collateral, after.normalized_debt),
        None => told == (Uint128::zero(), Uint128::zero()),
    }
}

/// I20: no index falls, and no type was accrued in the future.
pub(super) fn i20_indexes_never_fall(step: &Step, report: &mut Report) {
    for (id, before) in &step.before.types {
        let Some(after) = step.after.types.get(id) else {
            continue;
        };
        let (was, is) = (before.books.index, after.books.index);
        report.require("I20", was <= is, || {
            format!("type {id}: index fell from {was} to {is}")
        });
        let (was, is) = (before.books.accrued_at, after.books.accrued_at);
        report.require("I20", was <= is && is <= step.after.time, || {
            format!("type {id}: accrued at {is} after {was}")
        });
    }
}

/// The positions that were seized.
pub(super) fn seized(step: &Step, report: &mut Report) -> BTreeSet<PositionId> {
    let seized: Vec<PositionSeized> = step.vault(report);
    seized.into_iter().map(|event| event.position).collect()
}

//! Positions and their order: I13, I19.

use ballast_math::Decimals;
use ballast_storage::Marks;
use ballast_types::{vault::CollateralTypeResponse, CollateralTypeId, MAX_PAGE};
use ballast_vault::state::RISK_INDEX;
use cosmwasm_std::{Order, StdResult};

use super::{Checked, Report};
use crate::{state::sides, VAULT};

/// I13: debt without collateral is bad debt, never a position. Nor does an empty position remain, unless
/// something is in its reserve.
pub(super) fn i13_no_debt_without_collateral(checked: &Checked, report: &mut Report) {
    for position in checked.state.positions.values() {
        let order = checked.state.orders.get(&position.position);
        let has_reserve = order
            .is_some_and(|it| !it.reserve_collateral.is_zero() || !it.reserve_stablecoin.is_zero());
        let may_be_empty = has_reserve && position.debt.is_zero();
        let is_fine = !position.collateral.is_zero() || may_be_empty;
        report.require("I13", is_fine, || {
            let (id, debt) = (position.position, position.debt);
            format!("position {id} has no collateral and a debt of {debt}")
        });
    }
}

/// I19: the risk index holds every position with debt once, under its key, and nothing else; the
/// query for the riskiest gives them in that order.
pub(super) fn i19_risk_index_is_complete_and_in_order(checked: &Checked, report: &mut Report) {
    for (id, info) in &checked.state.types {
        let expected = expected(checked, info);
        let stored = stored(checked, &RISK_INDEX, *id);
        report.require("I19", stored.as_ref() == Ok(&expected), || {
            format!("type {id}: the index holds {stored:?}, the positions with debt {expected:?}")
        });
        let Some(riskiest) = report.answered(checked.chain.riskiest(*id, MAX_PAGE)) else {
            continue;
        };
        let numbers: Vec<u32> = riskiest.iter().map(|it| it.position.number()).collect();
        let first = expected
            .iter()
            .map(|(_, number)| *number)
            .take(numbers.len());
        let is_whole = numbers.len() == expected.len().min(usize::from(100u8));
        report.require("I19", is_whole && first.eq(numbers.iter().copied()), || {
            format!("type {id}: the riskiest are said to be {numbers:?}, expected {expected:?}")
        });
    }
}

/// Keys and numbers of the positions with debt, riskiest first.
fn expected(checked: &Checked, info: &CollateralTypeResponse) -> Vec<(u128, u32)> {
    let decimals = Decimals::new(info.decimals).unwrap_or_default();
    let positions = checked.state.positions_of(info.collateral_type);
    let keyed = positions.filter_map(|position| {
        let key = sides(position).risk_key(decimals)?;
        Some((
            u128::from_be_bytes(key.to_bytes()),
            position.position.number(),
        ))
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable();
    keyed
}

/// What the vault has stored as an index.
pub(super) fn stored(
    checked: &Checked,
    index: &Marks<(CollateralTypeId, u128, u32)>,
    id: CollateralTypeId,
) -> Result<Vec<(u128, u32)>, String> {
    let vault = checked
        .chain
        .names()
        .contract(VAULT)
        .map_err(|error| error.to_string())?;
    let storage = checked.chain.app().contract_storage(vault);
    let keys = index
        .sub_prefix(id)
        .keys(storage.as_ref(), None, None, Order::Ascending);
    keys.collect::<StdResult<_>>()
        .map_err(|error| error.to_string())
}

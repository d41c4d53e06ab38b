//! For keepers: who is riskiest, and what a seizure would take.

use ballast_math::Bought;
use ballast_types::{
    page_size, units,
    vault::{PlanResponse, PlannedSeizure, PositionResponse, Purchase, Rooms, Selection},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Deps, Env, Uint128};

use super::wallet::{Page, View};
use crate::{
    collateral_type::CollateralType,
    positions::{ensure_of_type, risk_place, Held},
    seizure::{in_order_of_risk, plan_now, Seizure},
    ContractError,
};

/// Positions with debt, the one with the lowest ratio first, or those that stand behind one.
pub fn riskiest(
    deps: Deps,
    env: &Env,
    collateral_type: CollateralTypeId,
    (start_after, limit): Page,
) -> Result<Vec<PositionResponse>, ContractError> {
    let view = View::new(deps, env, collateral_type)?;
    let after = start_after.map(|id| place(deps, &view, id)).transpose()?;
    in_order_of_risk(deps.storage, collateral_type, after, None)
        .take(page_size(limit))
        .map(|id| view.show(&Held::load(deps.storage, id?)?))
        .collect()
}

/// Where one of the type's positions stands in its order of risk.
fn place(deps: Deps, view: &View, id: PositionId) -> Result<(u128, u32), ContractError> {
    let collateral_type = view.collateral_type();
    ensure_of_type(id, collateral_type.id)?;
    let held = Held::load(deps.storage, id)?;
    let decimals = collateral_type.params.decimals;
    let place = risk_place(id, held.stored.position, decimals);
    let (_, key, number) = place.ok_or(ContractError::NoRisk { position: id })?;
    Ok((key, number))
}

/// What a seizure with these rooms would do now, decided by the code that decides the message.
pub fn plan(
    deps: Deps,
    env: &Env,
    id: CollateralTypeId,
    selection: &Selection,
    given: &Rooms,
) -> Result<PlanResponse, ContractError> {
    let now = env.block.time.seconds();
    let collateral_type = CollateralType::load(deps.storage, id, now)?;
    let (price, _, planned) = plan_now(deps, env, &collateral_type, selection, given)?;
    let positions = planned
        .seizures
        .iter()
        .map(|seizure| show(deps, &collateral_type, seizure))
        .collect::<Result<_, _>>()?;
    Ok(PlanResponse {
        price: units::price_decimal(price.spot),
        positions,
        skipped: planned.skipped,
    })
}

fn show(
    deps: Deps,
    collateral_type: &CollateralType,
    Seizure { held, top_up, plan }: &Seizure,
) -> Result<PlannedSeizure, ContractError> {
    let (position, top_up) = (held.stored.position, top_up.unwrap_or_default());
    let plan = plan.unwrap_or_default();
    Ok(PlannedSeizure {
        position: held.id,
        owner: held.owner(deps.api)?.into_string(),
        debt: units::debt_amount(position.debt_up(collateral_type.books.index)),
        collateral: units::collateral_amount(position.collateral),
        reserve_collateral: units::collateral_amount(top_up.collateral),
        reserve_repaid: units::debt_amount(top_up.repaid),
        repaid: units::debt_amount(plan.repaid),
        seized: units::collateral_amount(plan.collateral_taken()?),
        reward: units::collateral_amount(plan.reward),
        pool: purchase(plan.pool),
        caller: purchase(plan.caller),
        auctioned: plan
            .auction
            .map_or(Uint128::zero(), |lot| units::debt_amount(lot.debt)),
    })
}

fn purchase(bought: Bought) -> Purchase {
    Purchase {
        debt: units::debt_amount(bought.debt),
        collateral: units::collateral_amount(bought.collateral),
        pays: units::debt_amount(bought.pays),
    }
}

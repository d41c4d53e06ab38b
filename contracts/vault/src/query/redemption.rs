//! For holders of stablecoin: what it can be redeemed for.

use ballast_math::{Debt, Redemption};
use ballast_types::{
    units,
    vault::{PlannedRedemption, RedemptionResponse},
    CollateralTypeId,
};
use cosmwasm_std::{Deps, Env};

use crate::{
    collateral_type::CollateralType, positions::Held, redemption::plan_now, ContractError,
};

/// What a redemption would do now, decided by the code that decides the message.
pub fn redemption(
    deps: Deps,
    env: &Env,
    id: CollateralTypeId,
    wish: (Debt, u32),
) -> Result<RedemptionResponse, ContractError> {
    let now = env.block.time.seconds();
    let collateral_type = CollateralType::load(deps.storage, id, now)?;
    let planned = plan_now(deps, env, &collateral_type, wish)?;
    let positions = planned
        .redemptions
        .iter()
        .map(|(held, redemption)| show(deps, &collateral_type, held, redemption))
        .collect::<Result<_, _>>()?;
    Ok(RedemptionResponse {
        price: units::price_decimal(planned.market.price),
        base_rate: units::decimal(planned.rate),
        base_rate_after: units::decimal(planned.rate_after),
        used: units::debt_amount(planned.used()?),
        redeemed: units::debt_amount(planned.redeemed),
        fee: units::debt_amount(planned.fee),
        collateral: units::collateral_amount(planned.collateral),
        positions,
        skipped: planned.passed_over,
    })
}

fn show(
    deps: Deps,
    collateral_type: &CollateralType,
    held: &Held,
    redemption: &Redemption,
) -> Result<PlannedRedemption, ContractError> {
    let position = held.stored.position;
    Ok(PlannedRedemption {
        position: held.id,
        owner: held.owner(deps.api)?.into_string(),
        debt: units::debt_amount(position.debt_up(collateral_type.books.index)),
        collateral: units::collateral_amount(position.collateral),
        redeemed: units::debt_amount(redemption.repaid),
        taken: units::collateral_amount(redemption.collateral),
    })
}

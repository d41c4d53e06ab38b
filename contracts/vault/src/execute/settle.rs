//! Settle: stablecoin burned for a type.

use ballast_types::{units, vault::Settled, CollateralTypeId};
use cosmwasm_std::{DepsMut, Env, Response};

use super::position::Request;
use crate::{collateral_type::CollateralType, ContractError};

/// Burns what came: a type's bad debt first, the rest to its surplus. Refuses no amount but zero.
pub fn settle(
    deps: DepsMut,
    env: &Env,
    request: &Request,
    collateral_type: CollateralTypeId,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, collateral_type, now)?;
    let params = &collateral_type.params;
    let amount = request
        .received
        .as_stablecoin(deps.api, params, "a settlement")?;
    let stablecoin = params.contracts.stablecoin(deps.api)?;

    let settled = collateral_type.books.settle(amount)?;
    collateral_type.save(deps.storage)?;

    let event = Settled {
        collateral_type: collateral_type.id,
        payer: request.actor.to_string(),
        bad_debt: units::debt_amount(settled.bad_debt),
        surplus: units::debt_amount(settled.surplus),
    };
    Ok(Response::new()
        .add_message(stablecoin.burn(units::debt_amount(amount))?)
        .add_event(event))
}

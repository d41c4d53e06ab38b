//! What is in reserve beside a position with an order: added to, and used.

use ballast_math::{Debt, Reserve, TopUp};
use ballast_types::{
    units,
    vault::{ReserveAdded, ReserveUsed},
    PositionId,
};
use cosmwasm_std::{Api, CosmosMsg, DepsMut, Env, Event, Response, StdResult};

use super::position::{snapshot, Request};
use crate::{
    collateral_type::CollateralType,
    order::{self, ensure_triggered, market_now},
    params::Params,
    positions::Held,
    state::PARAMS,
    ContractError,
};

/// Puts what came in reserve.
pub fn add(
    deps: DepsMut,
    request: &Request,
    position: PositionId,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    let mut order = order::of(&held)?;
    let params = PARAMS.load(deps.storage, position.collateral_type())?;
    let received = &request.received;
    let more = if received.is_stablecoin(deps.api, &params)? {
        Reserve {
            stablecoin: received.as_stablecoin(deps.api, &params, "a reserve")?,
            ..Reserve::default()
        }
    } else {
        Reserve {
            collateral: received.as_collateral(&params)?,
            ..Reserve::default()
        }
    };
    order.reserve = order.reserve.plus(more)?;
    held.order = Some(order);
    held.save(deps.storage, params.decimals)?;
    Ok(Response::new().add_event(ReserveAdded {
        position,
        actor: request.actor.to_string(),
        collateral: units::collateral_amount(more.collateral),
        stablecoin: units::debt_amount(more.stablecoin),
    }))
}

/// Moves what is in reserve into a position under its trigger.
pub fn use_all(deps: DepsMut, env: &Env, position: PositionId) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, position.collateral_type(), now)?;
    let reserve = order::of(&held)?.reserve;
    let market = market_now(deps.as_ref(), env, &collateral_type)?;
    ensure_triggered(&collateral_type, &held, (held.stored.position, market))?;

    let (index, floor) = (
        collateral_type.books.index,
        collateral_type.params.risk.floor,
    );
    let debt = held.stored.position.debt_up(index);
    let (top_up, _) =
        held.topped_up(index, floor)?
            .ok_or_else(|| ContractError::NothingInReserve {
                position,
                collateral: units::collateral_amount(reserve.collateral),
                stablecoin: units::debt_amount(reserve.stablecoin),
                debt: units::debt_amount(debt),
                floor: units::debt_amount(floor),
            })?;
    order::move_in(deps.as_ref(), env, &mut collateral_type, &mut held, top_up)?;
    held.save(deps.storage, collateral_type.params.decimals)?;
    collateral_type.save(deps.storage)?;

    let owner = held.owner(deps.api)?;
    let messages = burned(deps.api, &collateral_type.params, top_up.repaid)?;
    Ok(Response::new()
        .add_messages(messages)
        .add_event(used(position, top_up))
        .add_event(snapshot(
            &collateral_type,
            position,
            &owner,
            held.stored.position,
        )))
}

/// The message that burns what debt was repaid with; none for nothing.
pub fn burned(api: &dyn Api, params: &Params, repaid: Debt) -> StdResult<Vec<CosmosMsg>> {
    if repaid.is_zero() {
        return Ok(vec![]);
    }
    let stablecoin = params.contracts.stablecoin(api)?;
    Ok(vec![stablecoin.burn(units::debt_amount(repaid))?])
}

/// What has moved in from the reserve.
pub fn used(position: PositionId, top_up: TopUp) -> Event {
    ReserveUsed {
        position,
        collateral: units::collateral_amount(top_up.collateral),
        repaid: units::debt_amount(top_up.repaid),
    }
    .into()
}

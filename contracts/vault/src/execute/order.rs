//! Standing orders: placed, and ended.

use ballast_math::{Order, Ratio, Reserve};
use ballast_types::{
    units,
    vault::{OperatorScope, OrderCancelled, OrderPlaced, MAX_ORDER_RATIO},
    Asset, PositionId,
};
use cosmwasm_std::{Addr, Api, CosmosMsg, DepsMut, Env, Response, StdResult};

use super::position::ensure_authorised;
use crate::{
    bounds::{at_least, at_most, more_than},
    order,
    params::Params,
    positions::Held,
    risk::TARGET_MARGIN,
    state::{StoredOrder, PARAMS},
    ContractError,
};

/// What placing and cancelling needs of an operator.
const ORDER: OperatorScope = OperatorScope {
    withdraw: false,
    mint: false,
    order: true,
};

/// Gives a position new terms; what is in reserve stays.
pub fn place(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    position: PositionId,
    order: Order,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    ensure_authorised(deps.as_ref(), &held, sender, (ORDER, "place an order"))?;
    let params = PARAMS.load(deps.storage, position.collateral_type())?;
    ensure_bounds(&params, env.block.time.seconds(), order)?;

    let reserve = held.order.unwrap_or_default().reserve;
    held.order = Some(StoredOrder { order, reserve });
    held.save(deps.storage, params.decimals)?;
    Ok(Response::new().add_event(OrderPlaced {
        position,
        actor: sender.to_string(),
        trigger: units::decimal(order.trigger),
        target: units::decimal(order.target),
        discount: units::decimal(order.discount),
    }))
}

/// L < trigger <= target, also at the end of a running ramp; 1 + discount + 5 points <= target, so that a
/// fill converges; discount <= p, so that an order never costs more than the liquidation it forestalls.
fn ensure_bounds(params: &Params, now: u64, order: Order) -> Result<(), ContractError> {
    let (trigger, target, discount) = (order.trigger, order.target, order.discount);
    let liquidation = params.liquidation_ratio;
    more_than("an order's trigger", trigger, liquidation.at(now))?;
    more_than("an order's trigger", trigger, liquidation.to)?;
    at_most("an order's discount", discount, params.risk.penalty)?;
    at_least("an order's target", target, trigger)?;
    let gain = Ratio::ONE.checked_add(discount)?;
    at_least(
        "an order's target",
        target,
        gain.checked_add(TARGET_MARGIN)?,
    )?;
    at_most("an order's target", target, units::ratio(MAX_ORDER_RATIO))
}

/// Ends an order; what is in reserve goes to the owner.
pub fn cancel(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    ensure_authorised(deps.as_ref(), &held, sender, (ORDER, "cancel its order"))?;
    order::of(&held)?;
    let owner = held.owner(deps.api)?;
    end(deps, &mut held, (&owner, sender))
}

/// Ends the order that a position has, if it has one, and pays out its reserve. Saves the position.
pub fn end(
    deps: DepsMut,
    held: &mut Held,
    (owner, actor): (&Addr, &Addr),
) -> Result<Response, ContractError> {
    let Some(StoredOrder { reserve, .. }) = held.order.take() else {
        return Ok(Response::new());
    };
    let params = PARAMS.load(deps.storage, held.id.collateral_type())?;
    held.save(deps.storage, params.decimals)?;
    let event = OrderCancelled {
        position: held.id,
        actor: actor.to_string(),
        collateral: units::collateral_amount(reserve.collateral),
        stablecoin: units::debt_amount(reserve.stablecoin),
    };
    Ok(Response::new()
        .add_messages(paid_out(deps.api, &params, reserve, owner)?)
        .add_event(event))
}

/// Nothing is sent where the amount is zero.
fn paid_out(
    api: &dyn Api,
    params: &Params,
    reserve: Reserve,
    owner: &Addr,
) -> StdResult<Vec<CosmosMsg>> {
    let mut messages = vec![];
    if !reserve.collateral.is_zero() {
        let amount = units::collateral_amount(reserve.collateral);
        messages.push(Asset::from(params.asset.clone()).transfer(owner, amount)?);
    }
    if !reserve.stablecoin.is_zero() {
        let stablecoin = params.contracts.stablecoin(api)?;
        messages.push(stablecoin.transfer(owner, units::debt_amount(reserve.stablecoin))?);
    }
    Ok(messages)
}

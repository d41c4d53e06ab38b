//! Standing orders: placed, cancelled, put in reserve for, used, and filled.

use ballast_math::{Debt, Order, Quote, Ratio, Reserve, TopUp};
use ballast_types::{
    units,
    vault::{
        OperatorScope, OrderCancelled, OrderFilled, OrderPlaced, ReserveAdded, ReserveUsed,
        MAX_ORDER_RATIO,
    },
    Asset, PositionId,
};
use cosmwasm_std::{
    ensure, Addr, Api, CosmosMsg, DepsMut, Env, Event, Response, StdResult, Uint128,
};

use super::position::{ensure_authorised, snapshot, Request};
use crate::{
    bounds::{at_least, at_most, more_than},
    collateral_type::CollateralType,
    door::{self, Cause},
    order::{self, ensure_triggered, market_now, plan_fill},
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

/// Puts what came in reserve.
pub fn add_reserve(
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
pub fn use_reserve(
    deps: DepsMut,
    env: &Env,
    position: PositionId,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, position.collateral_type(), now)?;
    let reserve = order::of(&held)?.reserve;
    let market = market_now(deps.as_ref(), env, &collateral_type)?;
    ensure_triggered(&collateral_type, &held, (held.stored.position, market))?;

    let debt = held.stored.position.debt_up(collateral_type.books.index);
    let top_up = order::top_up(deps.as_ref(), env, &mut collateral_type, &mut held)?;
    let top_up = top_up.ok_or_else(|| ContractError::NothingInReserve {
        position,
        collateral: units::collateral_amount(reserve.collateral),
        stablecoin: units::debt_amount(reserve.stablecoin),
        debt: units::debt_amount(debt),
        floor: units::debt_amount(collateral_type.params.risk.floor),
    })?;
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

/// Sells collateral of a position under its trigger for the stablecoin that came.
pub fn fill(
    deps: DepsMut,
    env: &Env,
    request: &Request,
    position: PositionId,
    minimum: Uint128,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, position.collateral_type(), now)?;
    let received = &request.received;
    let sent = received.as_stablecoin(deps.api, &collateral_type.params, "a fill")?;
    let market = market_now(deps.as_ref(), env, &collateral_type)?;
    let filling = plan_fill(&collateral_type, &held, (market, sent))?;
    let taken = units::collateral_amount(filling.quote.seized);
    ensure!(
        taken >= minimum,
        ContractError::FilledTooLittle {
            collateral: taken,
            minimum
        }
    );

    order::top_up(deps.as_ref(), env, &mut collateral_type, &mut held)?;
    let change = (filling.quote.change(), Cause::Fill);
    door::pass(deps.as_ref(), env, &mut collateral_type, &mut held, change)?;
    held.save(deps.storage, collateral_type.params.decimals)?;
    collateral_type.save(deps.storage)?;

    let (params, owner) = (&collateral_type.params, held.owner(deps.api)?);
    let Quote { repaid, .. } = filling.quote;
    let refund = sent.checked_sub(repaid)?;
    let event = OrderFilled {
        position,
        filler: request.actor.to_string(),
        price: units::price_decimal(market.price),
        repaid: units::debt_amount(repaid),
        taken,
        refunded: units::debt_amount(refund),
    };
    let reserve = filling.top_up.unwrap_or_default().repaid;
    let mut messages = burned(deps.api, params, repaid.checked_add(reserve)?)?;
    messages.push(Asset::from(params.asset.clone()).transfer(&request.actor, taken)?);
    if !refund.is_zero() {
        let stablecoin = params.contracts.stablecoin(deps.api)?;
        messages.push(stablecoin.transfer(&request.actor, units::debt_amount(refund))?);
    }
    let from_reserve = filling.top_up.map(|top_up| used(position, top_up));
    Ok(Response::new()
        .add_messages(messages)
        .add_events(from_reserve)
        .add_event(event)
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

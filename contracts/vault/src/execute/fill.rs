//! Fill: collateral of a position with an order for stablecoin.

use ballast_math::Quote;
use ballast_types::{units, vault::OrderFilled, Asset, PositionId};
use cosmwasm_std::{ensure, DepsMut, Env, Response, Uint128};

use super::{
    position::{snapshot, Request},
    reserve::{burned, used},
};
use crate::{
    collateral_type::CollateralType,
    door::{self, Cause},
    order::{self, market_now, plan_fill},
    positions::Held,
    ContractError,
};

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

    if let Some(top_up) = filling.top_up {
        order::move_in(deps.as_ref(), env, &mut collateral_type, &mut held, top_up)?;
    }
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

//! Redeem: stablecoin burned at face value for collateral.

use ballast_math::{Debt, Price, Redemption};
use ballast_types::{
    units,
    vault::{PassReason, PositionRedeemed, Redeemed, Settled},
    Asset, CollateralTypeId,
};
use cosmwasm_std::{CosmosMsg, Deps, DepsMut, Env, Event, Response, Uint128};

use super::position::{snapshot, Request};
use crate::{
    collateral_type::CollateralType,
    door::{self, Cause},
    positions::Held,
    redemption::{plan_now, Planned},
    state::BASE_RATES,
    ContractError,
};

/// What a redeemer asks for.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// From how many positions at most.
    pub limit: u32,
    /// The least collateral to accept.
    pub minimum: Uint128,
}

/// Redeems what came. Repaid debt and fee are burned, the collateral goes to the redeemer in one
/// transfer, and what is not used goes back. Nobody else is paid, so nobody else can be in the way.
pub fn redeem(
    mut deps: DepsMut,
    env: &Env,
    request: &Request,
    id: CollateralTypeId,
    wish: Wish,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, id, now)?;
    let received = &request.received;
    let sent = received.as_stablecoin(deps.api, &collateral_type.params, "a redemption")?;
    let mut planned = plan_now(deps.as_ref(), env, &collateral_type, (sent, wish.limit))?;
    ensure_redeemed(&collateral_type, &planned)?;
    ensure_minimum(&planned, wish.minimum)?;

    let mut events = vec![];
    let price = planned.market.price;
    for (held, redemption) in &mut planned.redemptions {
        let at = (&mut deps, env);
        events.extend(take(at, &mut collateral_type, held, (*redemption, price))?);
    }
    events.extend(pay_fee(&mut collateral_type, request, planned.fee)?);
    collateral_type.save(deps.storage)?;
    BASE_RATES.save(deps.storage, id, &planned.left_at(now))?;

    let (deps, refund) = (deps.as_ref(), sent.checked_sub(planned.used()?)?);
    Ok(Response::new()
        .add_messages(payouts(
            deps,
            request,
            &collateral_type,
            (&planned, refund),
        )?)
        .add_events(events)
        .add_event(summary(request, id, &planned, refund)))
}

fn ensure_redeemed(
    collateral_type: &CollateralType,
    planned: &Planned,
) -> Result<(), ContractError> {
    if !planned.redemptions.is_empty() {
        return Ok(());
    }
    let passed_over = &planned.passed_over;
    let count = |reason| {
        let for_it = passed_over.iter().filter(|one| one.reason == reason);
        for_it.count()
    };
    Err(ContractError::NothingRedeemed {
        affordable: units::debt_amount(planned.affordable),
        looked_at: passed_over.len(),
        under_one: count(PassReason::UnderOne),
        too_little: count(PassReason::TooLittle),
        arithmetic: count(PassReason::Arithmetic),
        floor: units::debt_amount(collateral_type.params.risk.floor),
    })
}

fn ensure_minimum(planned: &Planned, minimum: Uint128) -> Result<(), ContractError> {
    let collateral = units::collateral_amount(planned.collateral);
    if collateral < minimum {
        return Err(ContractError::RedeemedTooLittle {
            collateral,
            minimum,
        });
    }
    Ok(())
}

/// Passes one position through the door: its cause and its snapshot.
fn take(
    (deps, env): (&mut DepsMut, &Env),
    collateral_type: &mut CollateralType,
    held: &mut Held,
    (redemption, price): (Redemption, Price),
) -> Result<[Event; 2], ContractError> {
    let owner = held.owner(deps.api)?;
    let change = (redemption.change(), Cause::Redemption);
    door::pass(deps.as_ref(), env, collateral_type, held, change)?;
    held.save(deps.storage, collateral_type.params.decimals)?;
    let cause = PositionRedeemed {
        position: held.id,
        price: units::price_decimal(price),
        repaid: units::debt_amount(redemption.repaid),
        taken: units::collateral_amount(redemption.collateral),
    };
    let position = held.stored.position;
    Ok([
        cause.into(),
        snapshot(collateral_type, held.id, &owner, position),
    ])
}

/// Books the fee as a settlement: bad debt first, the rest to surplus. Nothing of nothing.
fn pay_fee(
    collateral_type: &mut CollateralType,
    request: &Request,
    fee: Debt,
) -> Result<Option<Event>, ContractError> {
    if fee.is_zero() {
        return Ok(None);
    }
    let settled = collateral_type.books.settle(fee)?;
    let event = Settled {
        collateral_type: collateral_type.id,
        payer: request.actor.to_string(),
        bad_debt: units::debt_amount(settled.bad_debt),
        surplus: units::debt_amount(settled.surplus),
    };
    Ok(Some(event.into()))
}

/// Burns what was used; collateral and what is left go to the redeemer.
fn payouts(
    deps: Deps,
    request: &Request,
    collateral_type: &CollateralType,
    (planned, refund): (&Planned, Debt),
) -> Result<Vec<CosmosMsg>, ContractError> {
    let params = &collateral_type.params;
    let stablecoin = params.contracts.stablecoin(deps.api)?;
    let asset = Asset::from(params.asset.clone());
    let collateral = units::collateral_amount(planned.collateral);
    let mut messages = vec![
        stablecoin.burn(units::debt_amount(planned.used()?))?,
        asset.transfer(&request.actor, collateral)?,
    ];
    if !refund.is_zero() {
        messages.push(stablecoin.transfer(&request.actor, units::debt_amount(refund))?);
    }
    Ok(messages)
}

fn summary(request: &Request, id: CollateralTypeId, planned: &Planned, refund: Debt) -> Redeemed {
    Redeemed {
        collateral_type: id,
        redeemer: request.actor.to_string(),
        positions: u32::try_from(planned.redemptions.len()).unwrap_or(u32::MAX),
        repaid: units::debt_amount(planned.redeemed),
        fee: units::debt_amount(planned.fee),
        refunded: units::debt_amount(refund),
        collateral: units::collateral_amount(planned.collateral),
        base_rate: units::decimal(planned.rate_after),
    }
}

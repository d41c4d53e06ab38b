//! Net: surplus against bad debt.

use ballast_math::Debt;
use ballast_types::{units, vault::Netted, CollateralTypeId};
use cosmwasm_std::{Deps, DepsMut, Env, Event, Response};

use crate::{collateral_type::CollateralType, ContractError};

/// A type's surplus against its own bad debt, then what is above its buffer against another's. Both
/// wait for what buyers have paid, and leave to takers what is under auction: netting a debt that others pay
/// would use up fees that are not needed.
pub fn net(
    deps: DepsMut,
    env: &Env,
    collateral_type: CollateralTypeId,
    other: Option<CollateralTypeId>,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut payer = CollateralType::load(deps.storage, collateral_type, now)?;
    let auctioned = ensure_settled(deps.as_ref(), &payer)?;
    let before = payer.books;
    let mut events = net_own(&mut payer, auctioned);
    payer.save(deps.storage)?;

    if let Some(other) = other {
        events.extend(net_other(deps, now, &mut payer, other)?);
    }
    if events.is_empty() {
        return Err(ContractError::NothingToNet {
            surplus: units::debt_amount(before.surplus),
            bad_debt: units::debt_amount(before.bad_debt),
            auctioned: units::debt_amount(auctioned),
            buffer: units::debt_amount(payer.params.risk.buffer),
        });
    }
    Ok(Response::new().add_events(events))
}

/// Surplus of a type against its own bad debt but for what is auctioned, in memory; an event if there was
/// any.
pub fn net_own(collateral_type: &mut CollateralType, auctioned: Debt) -> Vec<Event> {
    let amount = collateral_type.books.net(auctioned);
    event(collateral_type.id, collateral_type.id, amount)
}

fn net_other(
    deps: DepsMut,
    now: u64,
    payer: &mut CollateralType,
    other: CollateralTypeId,
) -> Result<Vec<Event>, ContractError> {
    if other == payer.id {
        return Err(ContractError::NetWithItself {
            collateral_type: other,
        });
    }
    // Saved in between: the two may share a group, whose total each save moves.
    let mut owing = CollateralType::load(deps.storage, other, now)?;
    let auctioned = ensure_settled(deps.as_ref(), &owing)?;
    let mut events = net_own(&mut owing, auctioned);
    owing.save(deps.storage)?;
    let amount = payer
        .books
        .net_other(&mut owing.books, auctioned, payer.params.risk.buffer);
    payer.save(deps.storage)?;
    owing.save(deps.storage)?;
    events.extend(event(payer.id, other, amount));
    Ok(events)
}

/// Refuses while buyers' payments for the type wait in liquidation: its bad debt is overstated. Returns
/// what its auctions are still to raise: so much of it is to be paid by takers.
pub fn ensure_settled(deps: Deps, collateral_type: &CollateralType) -> Result<Debt, ContractError> {
    let liquidation = collateral_type.params.contracts.liquidation(deps.api)?;
    let amount = liquidation.set_aside(&deps.querier, collateral_type.id)?;
    if !amount.is_zero() {
        return Err(ContractError::Unsettled {
            collateral_type: collateral_type.id,
            amount,
        });
    }
    let book = liquidation.auction_book(&deps.querier, collateral_type.id)?;
    Ok(book.unwrap_or_default().tabs)
}

fn event(collateral_type: CollateralTypeId, other: CollateralTypeId, amount: Debt) -> Vec<Event> {
    if amount.is_zero() {
        return vec![];
    }
    let amount = units::debt_amount(amount);
    vec![Netted {
        collateral_type,
        other,
        amount,
    }
    .into()]
}

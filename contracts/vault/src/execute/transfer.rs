//! A position changes hands in two steps: offered by one, accepted by the other.

use ballast_types::{
    vault::{PositionTransferred, TransferCancelled, TransferOffered},
    PositionId,
};
use cosmwasm_std::{Addr, Deps, DepsMut, Response};

use super::order;
use crate::{
    contracts::{canonical, human},
    positions::Held,
    state::{IS_OFFERED, OFFERS},
    ContractError,
};

/// Offers a position; replaces an earlier offer.
pub fn offer(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
    to: &str,
) -> Result<Response, ContractError> {
    let to = deps.api.addr_validate(to)?;
    let mut held = load_own(deps.as_ref(), sender, position, "offer it")?;
    if to == *sender {
        return Err(ContractError::AlreadyOwner {
            position,
            owner: to.into_string(),
        });
    }
    OFFERS.save(deps.storage, position.raw(), &canonical(deps.api, &to)?)?;
    held.set_flag(deps.storage, IS_OFFERED, true)?;
    let (owner, to) = (sender.to_string(), to.into_string());
    Ok(Response::new().add_event(TransferOffered {
        position,
        owner,
        to,
    }))
}

/// Takes an offered position over. Its order ends: what is in reserve is the old owner's.
pub fn accept(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
) -> Result<Response, ContractError> {
    let mut held = Held::load(deps.storage, position)?;
    let offered_to = OFFERS
        .may_load(deps.storage, position.raw())?
        .ok_or(ContractError::NotOffered { position })?;
    let to = canonical(deps.api, sender)?;
    if offered_to != to {
        let offered_to = human(deps.api, &offered_to)?.into_string();
        let sender = sender.to_string();
        return Err(ContractError::NotOfferedTo {
            position,
            offered_to,
            sender,
        });
    }
    let from = held.owner(deps.api)?;
    held.transfer(deps.storage, to)?;
    let response = order::end(deps, &mut held, (&from, sender))?;
    let (from, to) = (from.into_string(), sender.to_string());
    Ok(response.add_event(PositionTransferred { position, from, to }))
}

/// Withdraws an offer.
pub fn cancel(
    deps: DepsMut,
    sender: &Addr,
    position: PositionId,
) -> Result<Response, ContractError> {
    let mut held = load_own(deps.as_ref(), sender, position, "withdraw its offer")?;
    if !held.has_flag(IS_OFFERED) {
        return Err(ContractError::NotOffered { position });
    }
    OFFERS.remove(deps.storage, position.raw());
    held.set_flag(deps.storage, IS_OFFERED, false)?;
    let owner = sender.to_string();
    Ok(Response::new().add_event(TransferCancelled { position, owner }))
}

/// A position, for its owner alone.
pub fn load_own(
    deps: Deps,
    sender: &Addr,
    position: PositionId,
    action: &'static str,
) -> Result<Held, ContractError> {
    let held = Held::load(deps.storage, position)?;
    let owner = held.owner(deps.api)?;
    if owner == *sender {
        return Ok(held);
    }
    let (owner, sender) = (owner.into_string(), sender.to_string());
    Err(ContractError::NotAuthorised {
        position,
        owner,
        sender,
        action,
    })
}

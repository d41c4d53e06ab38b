//! Ownership that changes hands in two steps, over cw-ownable. It cannot be given up: a contract
//! without an owner could never be mended.

use ballast_types::vault::OwnershipChanged;
use cosmwasm_std::{Addr, Api, DepsMut, Env, Event, MessageInfo, StdResult, Storage, Timestamp};
use cw_ownable::{Action, Expiration, Ownership, OwnershipStore, OWNERSHIP_KEY};

use crate::GuardError;

const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// Names the first owner. The event belongs in the answer to the message that creates the contract.
pub fn initialize(storage: &mut dyn Storage, api: &dyn Api, owner: &str) -> StdResult<Event> {
    let ownership = cw_ownable::initialize_owner(storage, api, Some(owner))?;
    Ok(changed(&ownership))
}

/// Refuses everybody but the owner.
pub fn ensure_owner(storage: &dyn Storage, sender: &Addr) -> Result<(), GuardError> {
    let owner = cw_ownable::get_ownership(storage)?.owner;
    if owner.as_ref() == Some(sender) {
        return Ok(());
    }
    Err(GuardError::NotOwner {
        sender: sender.to_string(),
        owner: owner.map(Addr::into_string).unwrap_or_default(),
    })
}

/// Offers the contract to `new_owner`, until `expires` (unix seconds) if given. Only the owner.
pub fn offer(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    new_owner: String,
    expires: Option<u64>,
) -> Result<Event, GuardError> {
    ensure_owner(deps.storage, &info.sender)?;
    let now = env.block.time.seconds();
    if let Some(expires) = expires.filter(|expires| *expires <= now) {
        return Err(GuardError::OfferExpired { expires, now });
    }
    let latest = u64::MAX / NANOS_PER_SECOND;
    if let Some(expires) = expires.filter(|expires| *expires > latest) {
        return Err(GuardError::OfferTooLate { expires, latest });
    }
    let expiry = expires.map(|expires| Expiration::AtTime(Timestamp::from_seconds(expires)));
    update(
        deps,
        env,
        info,
        Action::TransferOwnership { new_owner, expiry },
    )
}

/// Takes the offer up. Only the one it was made to, in time.
pub fn accept(deps: DepsMut, env: &Env, info: &MessageInfo) -> Result<Event, GuardError> {
    update(deps, env, info, Action::AcceptOwnership)
}

/// Withdraws the offer. Only the owner.
pub fn cancel(deps: DepsMut, info: &MessageInfo) -> Result<Event, GuardError> {
    ensure_owner(deps.storage, &info.sender)?;
    let offered = get(deps.storage)?;
    if offered.pending_owner.is_none() {
        return Err(GuardError::NothingOffered);
    }
    let ownership = Ownership {
        pending_owner: None,
        pending_expiry: None,
        ..offered
    };
    // The library has no such action, so its record is written here.
    let store = OwnershipStore::new(OWNERSHIP_KEY);
    store.item.save(deps.storage, &ownership)?;
    Ok(changed(&ownership))
}

/// The owner and the offer.
pub fn get(storage: &dyn Storage) -> StdResult<Ownership<Addr>> {
    cw_ownable::get_ownership(storage)
}

fn update(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    action: Action,
) -> Result<Event, GuardError> {
    let ownership = cw_ownable::update_ownership(deps, &env.block, &info.sender, action)?;
    Ok(changed(&ownership))
}

fn changed(ownership: &Ownership<Addr>) -> Event {
    let text = |address: &Option<Addr>| address.as_ref().map(Addr::to_string).unwrap_or_default();
    OwnershipChanged {
        owner: text(&ownership.owner),
        pending_owner: text(&ownership.pending_owner),
    }
    .into()
}

#[cfg(test)]
mod tests;

//! The contract's owner: an offer, which the other side must accept.

use ballast_types::vault::OwnershipChanged;
use cosmwasm_std::{Addr, DepsMut, Env, MessageInfo, Response, Timestamp};
use cw_ownable::{Action, Expiration, Ownership, OwnershipError};

use crate::{error::ContractError, state::OWNERSHIP};

/// A block time counts nanoseconds in 64 bits.
const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// Offers the contract; a standing offer is replaced.
pub fn transfer_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    new_owner: String,
    expires: Option<u64>,
) -> Result<Response, ContractError> {
    OWNERSHIP.assert_owner(deps.storage, &info.sender)?;
    let expiry = expires.map(expiration).transpose()?;
    let action = Action::TransferOwnership { new_owner, expiry };
    Ok(changed(OWNERSHIP.update_ownership(
        deps,
        &env.block,
        &info.sender,
        action,
    )?))
}

/// Takes the contract over.
pub fn accept_ownership(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
) -> Result<Response, ContractError> {
    let action = Action::AcceptOwnership;
    Ok(changed(OWNERSHIP.update_ownership(
        deps,
        &env.block,
        &info.sender,
        action,
    )?))
}

/// Withdraws the offer; refuses if there is none.
pub fn cancel_ownership_transfer(
    deps: DepsMut,
    info: MessageInfo,
) -> Result<Response, ContractError> {
    OWNERSHIP.assert_owner(deps.storage, &info.sender)?;
    let mut ownership = OWNERSHIP.get_ownership(deps.storage)?;
    ownership
        .pending_owner
        .take()
        .ok_or(OwnershipError::TransferNotFound)?;
    ownership.pending_expiry = None;
    OWNERSHIP.item.save(deps.storage, &ownership)?;
    Ok(changed(ownership))
}

fn expiration(expires: u64) -> Result<Expiration, ContractError> {
    let nanos = expires
        .checked_mul(NANOS_PER_SECOND)
        .ok_or(ContractError::ExpiryTooLate {
            expires,
            latest: u64::MAX / NANOS_PER_SECOND,
        })?;
    Ok(Expiration::AtTime(Timestamp::from_nanos(nanos)))
}

/// The answer to a change of ownership.
pub fn changed(ownership: Ownership<Addr>) -> Response {
    let text = |account: Option<Addr>| account.map_or_else(String::new, Addr::into_string);
    Response::new().add_event(OwnershipChanged {
        owner: text(ownership.owner),
        pending_owner: text(ownership.pending_owner),
    })
}

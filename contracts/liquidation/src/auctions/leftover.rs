//! What is left of a lot whose debt is raised goes back to its owner.

use ballast_math::Collateral;
use ballast_types::{
    liquidation::LeftoverCredited, units::collateral_amount, Asset, CollateralTypeId, PositionId,
};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, CanonicalAddr, Deps, DepsMut, Event, Response,
    StdResult, Storage, SubMsg,
};
use serde::{Deserialize, Serialize};

use super::{add_surplus, Live};
use crate::{
    state::{LEFTOVERS, VAULT},
    ContractError,
};

/// The reply to a deposit that failed.
pub const RETURN_FAILED: u64 = 2;

/// What travels with a deposit, for the case that it fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Returned {
    collateral_type: CollateralTypeId,
    owner: Addr,
    amount: cosmwasm_std::Uint128,
}

/// Gives the rest of a lot back: into its position while that is open under the same owner, else, or
/// if the deposit fails, as a credit that the owner claims. Surplus collateral stays what it is.
///
/// Never an error because of who the owner is: a lot must not be in the way of its buyer.
pub fn give_back(deps: DepsMut, live: &Live, rest: Collateral) -> Result<Response, ContractError> {
    if rest.is_zero() {
        return Ok(Response::new());
    }
    let collateral_type = live.id.collateral_type();
    let Some(owner) = live.stored.seller.owner() else {
        add_surplus(deps.storage, collateral_type, rest)?;
        return Ok(Response::new());
    };
    let position = live.stored.seller.position(collateral_type);
    let owner = CanonicalAddr::from(owner);
    let returned = Returned {
        collateral_type,
        owner: deps.api.addr_humanize(&owner)?,
        amount: collateral_amount(rest),
    };
    if is_open(deps.as_ref(), position, &owner) {
        return into_position(deps.as_ref(), &live.listed.asset, position, &returned);
    }
    let event = credit_owner(deps.storage, &owner, &returned)?;
    Ok(Response::new().add_event(event))
}

/// Whether the position exists under this owner. A vault that cannot be read counts as no.
fn is_open(deps: Deps, position: PositionId, owner: &CanonicalAddr) -> bool {
    let vault = VAULT.load(deps.storage);
    let holder = vault.and_then(|vault| vault.owner_of(&deps.querier, position));
    matches!(holder, Ok(Some(holder)) if holder == *owner)
}

fn into_position(
    deps: Deps,
    asset: &Asset,
    position: PositionId,
    returned: &Returned,
) -> Result<Response, ContractError> {
    let deposit = VAULT
        .load(deps.storage)?
        .deposit(asset, position, returned.amount)?;
    let deposit =
        SubMsg::reply_on_error(deposit, RETURN_FAILED).with_payload(to_json_binary(returned)?);
    Ok(Response::new().add_submessage(deposit))
}

/// The deposit of a rest has failed: it is credited instead.
pub fn credit(deps: DepsMut, payload: &Binary) -> Result<Response, ContractError> {
    let returned: Returned = from_json(payload)?;
    let owner = deps.api.addr_canonicalize(returned.owner.as_str())?;
    let event = credit_owner(deps.storage, &owner, &returned)?;
    Ok(Response::new().add_event(event))
}

fn credit_owner(
    storage: &mut dyn Storage,
    owner: &CanonicalAddr,
    returned: &Returned,
) -> StdResult<Event> {
    let key = (returned.collateral_type, owner.as_slice());
    let before = LEFTOVERS.may_load(storage, key)?.unwrap_or_default();
    let after = returned.amount.checked_add(before.into())?;
    LEFTOVERS.save(storage, key, &after.u128())?;
    let credited = LeftoverCredited {
        collateral_type: returned.collateral_type,
        owner: returned.owner.to_string(),
        amount: returned.amount,
    };
    Ok(credited.into())
}

//! What was left of lots is paid out.

use ballast_types::{liquidation::LeftoverClaimed, CollateralTypeId};
use cosmwasm_std::{Addr, DepsMut, Response};

use crate::{
    auctions::{Auctions, ListedTerms},
    state::LEFTOVERS,
    ContractError,
};

/// Pays out all that the sender can claim of a type.
pub fn claim_leftover(
    deps: DepsMut,
    sender: &Addr,
    collateral_type: CollateralTypeId,
) -> Result<Response, ContractError> {
    let owner = deps.api.addr_canonicalize(sender.as_str())?;
    let key = (collateral_type, owner.as_slice());
    let amount =
        LEFTOVERS
            .may_load(deps.storage, key)?
            .ok_or_else(|| ContractError::NoLeftover {
                collateral_type,
                owner: sender.clone(),
            })?;
    LEFTOVERS.remove(deps.storage, key);
    let terms = Auctions::load(deps.storage, collateral_type)?.book.terms;
    let listed = ListedTerms::load(deps.storage, collateral_type, terms)?;
    Ok(Response::new()
        .add_message(listed.asset.transfer(sender, amount.into())?)
        .add_event(LeftoverClaimed {
            collateral_type,
            owner: sender.to_string(),
            amount: amount.into(),
        }))
}

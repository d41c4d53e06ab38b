//! First step of a liquidation: what the buyers can take on, and the order to seize.

use ballast_types::{vault::Selection, CollateralTypeId};
use cosmwasm_std::{Addr, Deps, Response, SubMsg, Uint128};

use crate::{payload::Liquidation, pools, state::VAULT, ContractError};

/// The reply to an order to seize.
pub const SEIZED: u64 = 1;

/// Has the vault seize for the pool, for the caller with the stablecoin it sent, and for auctions. Writes nothing:
/// what the second step needs goes with the submessage, and an error anywhere reverts everything.
pub fn liquidate(
    deps: Deps,
    keeper: Addr,
    collateral_type: CollateralTypeId,
    selection: Selection,
    paid_in: Uint128,
) -> Result<Response, ContractError> {
    let rooms = pools::rooms(deps.storage, collateral_type, paid_in)?;
    let seize = VAULT
        .load(deps.storage)?
        .seize(collateral_type, selection, rooms)?;
    let payload = Liquidation { keeper, rooms }.encode()?;
    Ok(Response::new()
        .add_submessage(SubMsg::reply_on_success(seize, SEIZED).with_payload(payload)))
}

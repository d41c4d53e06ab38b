//! Sends what buyers have paid to the vault.

use ballast_types::{liquidation::SettlementSent, CollateralTypeId};
use cosmwasm_std::{DepsMut, Event, Response, Uint128};

use crate::{
    state::{SET_ASIDE, STABLECOIN, VAULT},
    ContractError,
};

/// Sends all that is set aside for a type to the vault, which burns it against the type's bad debt.
pub fn settle(deps: DepsMut, collateral_type: CollateralTypeId) -> Result<Response, ContractError> {
    let amount = SET_ASIDE
        .may_load(deps.storage, collateral_type)?
        .map(Uint128::new)
        .ok_or(ContractError::NothingSetAside { collateral_type })?;
    SET_ASIDE.remove(deps.storage, collateral_type);
    let stablecoin = STABLECOIN.load(deps.storage)?;
    let message = VAULT
        .load(deps.storage)?
        .settle(&stablecoin, collateral_type, amount)?;
    Ok(Response::new()
        .add_message(message)
        .add_event(Event::from(SettlementSent {
            collateral_type,
            amount,
        })))
}

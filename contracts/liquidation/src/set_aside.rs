//! Stablecoin that buyers have paid and that the vault has not burned yet.

use ballast_types::CollateralTypeId;
use cosmwasm_std::{Storage, Uint128};

use crate::{state::SET_ASIDE, ContractError};

/// What is set aside for a type.
pub fn of(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
) -> Result<Uint128, ContractError> {
    let units = SET_ASIDE.may_load(storage, collateral_type)?;
    Ok(units.unwrap_or_default().into())
}

/// Sets more aside. Nothing is written for nothing.
pub fn add(
    storage: &mut dyn Storage,
    collateral_type: CollateralTypeId,
    paid: Uint128,
) -> Result<(), ContractError> {
    if paid.is_zero() {
        return Ok(());
    }
    let after = paid.checked_add(of(storage, collateral_type)?)?;
    Ok(SET_ASIDE.save(storage, collateral_type, &after.u128())?)
}

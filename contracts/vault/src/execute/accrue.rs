//! Accrue: a type's debt index is brought to now.

use ballast_types::{units, vault::Accrued, CollateralTypeId};
use cosmwasm_std::{DepsMut, Env, Response, Uint128};

use crate::{collateral_type::CollateralType, ContractError};

/// Books the fees up to now. Twice in a second changes nothing.
pub fn accrue(
    deps: DepsMut,
    env: &Env,
    collateral_type: CollateralTypeId,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, collateral_type, now)?;
    collateral_type.save(deps.storage)?;
    let books = &collateral_type.books;
    Ok(Response::new().add_event(Accrued {
        collateral_type: collateral_type.id,
        index: Uint128::new(books.index.u128()),
        booked: units::debt_amount(books.booked),
        surplus: units::debt_amount(books.surplus),
    }))
}

//! Open: a new position with collateral and, if wanted, debt, in one message.

use ballast_math::Debt;
use ballast_types::{CollateralTypeId, PositionId};
use cosmwasm_std::{DepsMut, Env, Response};

use super::position::{run, Request};
use crate::{
    collateral_type::CollateralType, contracts::canonical, intent::Intent, positions::Held,
    ContractError,
};

/// Opens a position of the actor with what came as collateral.
pub fn open(
    deps: DepsMut,
    env: &Env,
    request: Request,
    collateral_type: CollateralTypeId,
    mint: Debt,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let mut collateral_type = CollateralType::load(deps.storage, collateral_type, now)?;
    let deposit = request.received.as_collateral(&collateral_type.params)?;

    collateral_type.books.open_position()?;
    let id = PositionId::new(collateral_type.id, collateral_type.books.positions_opened);
    let mut held = Held::open(id, canonical(deps.api, &request.actor)?);

    let intent = Intent {
        deposit,
        mint,
        ..Intent::default()
    };
    run(
        deps,
        env,
        &request,
        (&mut collateral_type, &mut held),
        intent,
    )
}

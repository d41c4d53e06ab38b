//! Fees arrive as yield for a pool.

use ballast_math::Pool;
use ballast_types::{liquidation::YieldReceived, units::debt, CollateralTypeId};
use cosmwasm_std::{Addr, DepsMut, Env, Event, Response, Uint128};

use crate::{
    pools,
    state::{POOLS, STABLECOIN},
    ContractError,
};

/// Stablecoin that the vault shares with a type's pool.
pub struct Fees {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// How much came.
    pub amount: Uint128,
    /// Who gets it while the pool holds less than one whole stablecoin.
    pub otherwise: Addr,
}

/// Lets the pool's depositors earn the fees over the next day, or sends them on where there are
/// none to speak of.
pub fn share(deps: DepsMut, env: &Env, fees: Fees) -> Result<Response, ContractError> {
    let Fees {
        collateral_type,
        amount,
        otherwise,
    } = fees;
    let now = env.block.time.seconds();
    let pool = pools::may_load(deps.storage, collateral_type, now)?;
    let received = |to_pool| {
        Event::from(YieldReceived {
            collateral_type,
            amount,
            to_pool,
        })
    };
    if let Some(mut pool) = pool.filter(Pool::takes_yield) {
        pool.add_yield(debt(amount), now)?;
        POOLS.save(deps.storage, collateral_type, &pool)?;
        return Ok(Response::new().add_event(received(true)));
    }
    let onward = STABLECOIN.load(deps.storage)?.transfer(otherwise, amount)?;
    Ok(Response::new()
        .add_message(onward)
        .add_event(received(false)))
}

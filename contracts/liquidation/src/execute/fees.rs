//! Fees arrive as yield for a pool.

use ballast_math::Pool;
use ballast_types::{
    liquidation::YieldReceived,
    units::{debt, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

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
    /// Who gets what is too much for the pool.
    pub otherwise: Addr,
}

/// Lets the pool's depositors earn the fees over the next day, up to 1% of what the pool can take
/// on, and sends the rest on at once.
pub fn share(deps: DepsMut, env: &Env, fees: Fees) -> Result<Response, ContractError> {
    let Fees {
        collateral_type,
        amount,
        otherwise,
    } = fees;
    let now = env.block.time.seconds();
    let pool = pools::may_load(deps.storage, collateral_type, now)?;
    let limit = pool.as_ref().map(Pool::yield_room).unwrap_or_default();
    let kept = debt(amount).min(limit);
    let received = YieldReceived {
        collateral_type,
        amount: debt_amount(kept),
        passed_on: debt_amount(debt(amount).saturating_sub(kept)),
    };
    if let Some(mut pool) = pool.filter(|_| !kept.is_zero()) {
        pool.add_yield(kept, now)?;
        POOLS.save(deps.storage, collateral_type, &pool)?;
    }
    let mut response = Response::new();
    if !received.passed_on.is_zero() {
        let stablecoin = STABLECOIN.load(deps.storage)?;
        response = response.add_message(stablecoin.transfer(otherwise, received.passed_on)?);
    }
    Ok(response.add_event(received))
}

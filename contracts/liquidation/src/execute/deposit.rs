//! Adds to a deposit.

use ballast_math::Pool;
use ballast_types::{
    liquidation::PoolDeposited,
    units::{debt, debt_amount},
    CollateralTypeId,
};
use cosmwasm_std::{Addr, DepsMut, Env, Event, Response, Uint128};

use crate::{
    account::{no_past, Account},
    pools,
    state::{ASSETS, POOLS},
    ContractError,
};

/// Adds `amount` to the depositor's part of a pool. Its rest starts again, and what it gained so far
/// is credited beside it.
pub fn deposit(
    mut deps: DepsMut,
    env: &Env,
    depositor: Addr,
    collateral_type: CollateralTypeId,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let now = env.block.time.seconds();
    let account = Account::new(deps.api, collateral_type, &depositor)?;
    let mut pool = match pools::may_load(deps.storage, collateral_type, now)? {
        Some(pool) => pool,
        None => create(deps.branch(), collateral_type, now)?,
    };
    let before = account.may_load(deps.storage, &pool)?.unwrap_or_default();
    let after = before.add(&mut pool, &no_past(), debt(amount), now)?;
    POOLS.save(deps.storage, collateral_type, &pool)?;
    account.save(deps.storage, &after)?;
    Ok(Response::new().add_event(Event::from(PoolDeposited {
        collateral_type,
        depositor: depositor.into(),
        amount,
        deposit: debt_amount(after.amount),
    })))
}

/// A pool for a type that the vault knows. Its asset is kept, so that claims need no query.
fn create(
    deps: DepsMut,
    collateral_type: CollateralTypeId,
    now: u64,
) -> Result<Pool, ContractError> {
    let asset = pools::query_asset(deps.as_ref(), collateral_type)?;
    ASSETS.save(deps.storage, collateral_type, &asset)?;
    Ok(Pool::new(now))
}

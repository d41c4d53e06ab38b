//! The pools as they are stored.

use ballast_math::{Pool, Sums};
use ballast_types::{
    units::{collateral, debt, debt_amount},
    vault::{Purchase, Rooms},
    Asset, CollateralTypeId,
};
use cosmwasm_std::{Deps, Storage, Uint128};

use crate::{
    state::{PAST_SUMS, POOLS, VAULT},
    ContractError,
};

/// A type's pool with the yield that has vested by `now`, if anyone has ever deposited.
pub fn may_load(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    now: u64,
) -> Result<Option<Pool>, ContractError> {
    POOLS
        .may_load(storage, collateral_type)?
        .map(|pool| vested(pool, now))
        .transpose()
}

/// A type's pool with the yield that has vested by `now`.
pub fn load(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    now: u64,
) -> Result<Pool, ContractError> {
    may_load(storage, collateral_type, now)?.ok_or(ContractError::NoPool { collateral_type })
}

/// The pool as of `now`.
pub fn vested(mut pool: Pool, now: u64) -> Result<Pool, ContractError> {
    pool.vest(now)?;
    Ok(pool)
}

/// The asset that a type's pool gains, from the vault. Refuses a type that the vault does not know.
pub fn query_asset(deps: Deps, collateral_type: CollateralTypeId) -> Result<Asset, ContractError> {
    let vault = VAULT.load(deps.storage)?;
    vault
        .asset(&deps.querier, collateral_type)
        .map_err(|error| ContractError::UnknownCollateralType {
            collateral_type,
            reason: error.to_string(),
        })
}

/// What the buyers that pay at once can take on, the caller with `caller` of its own stablecoin. Vesting
/// moves no room.
pub fn rooms(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    caller: Uint128,
) -> Result<Rooms, ContractError> {
    let pool = POOLS.may_load(storage, collateral_type)?;
    let pool = pool.map_or(Uint128::zero(), |pool| debt_amount(pool.room()));
    Ok(Rooms { pool, caller })
}

/// The pool pays and receives: one update for all depositors, however many positions it bought.
pub fn absorb(
    storage: &mut dyn Storage,
    collateral_type: CollateralTypeId,
    now: u64,
    purchase: &Purchase,
) -> Result<(), ContractError> {
    if purchase.pays.is_zero() && purchase.collateral.is_zero() {
        return Ok(());
    }
    let mut pool = load(storage, collateral_type, now)?;
    let past = pool.absorb(debt(purchase.pays), collateral(purchase.collateral))?;
    for (scale, sums) in past {
        PAST_SUMS.save(storage, (collateral_type, scale), &sums)?;
    }
    Ok(POOLS.save(storage, collateral_type, &pool)?)
}

/// The sums that a deposit of scale `from` gains from and that the pool has left behind: those of
/// `from` and the two scales after it, zero where nothing was gained or the pool has not gone yet.
pub fn past_sums(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    from: u32,
    pool: &Pool,
) -> Result<[Sums; 3], ContractError> {
    let mut past = [Sums::default(); 3];
    for (scale, sums) in (from..pool.scale).zip(past.iter_mut()) {
        *sums = PAST_SUMS
            .may_load(storage, (collateral_type, scale))?
            .unwrap_or_default();
    }
    Ok(past)
}

//! A depositor's deposit in a type's pool as it is stored.

use ballast_math::{Debt, Gains, Pool, PoolDeposit, Sums};
use ballast_types::{liquidation::MINIMUM_REST, CollateralTypeId};
use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Storage};

use crate::{pools, state::DEPOSITS, ContractError};

/// Whose deposit, in which pool.
pub struct Account {
    /// The pool's type.
    pub collateral_type: CollateralTypeId,
    depositor: Addr,
    key: CanonicalAddr,
}

impl Account {
    /// The account of a validated address.
    pub fn new(
        api: &dyn Api,
        collateral_type: CollateralTypeId,
        depositor: &Addr,
    ) -> Result<Self, ContractError> {
        let key = api.addr_canonicalize(depositor.as_str())?;
        Ok(Self {
            collateral_type,
            depositor: depositor.clone(),
            key,
        })
    }

    /// The deposit as of the pool: what it has become, all gains credited. `None` if there is none.
    pub fn may_load(
        &self,
        storage: &dyn Storage,
        pool: &Pool,
    ) -> Result<Option<PoolDeposit>, ContractError> {
        let stored = DEPOSITS.may_load(storage, (self.collateral_type, self.key.as_slice()))?;
        stored
            .map(|deposit| as_of(storage, self.collateral_type, &deposit, pool))
            .transpose()
    }

    /// The deposit as of the pool: what it has become, all gains credited.
    pub fn load(&self, storage: &dyn Storage, pool: &Pool) -> Result<PoolDeposit, ContractError> {
        self.may_load(storage, pool)?
            .ok_or_else(|| ContractError::NoDeposit {
                collateral_type: self.collateral_type,
                depositor: self.depositor.clone(),
            })
    }

    /// Stores the deposit, or removes it where neither stablecoin nor gains are left.
    pub fn save(
        &self,
        storage: &mut dyn Storage,
        deposit: &PoolDeposit,
    ) -> Result<(), ContractError> {
        let key = (self.collateral_type, self.key.as_slice());
        if deposit.amount == Debt::ZERO && deposit.credited == Gains::default() {
            DEPOSITS.remove(storage, key);
            return Ok(());
        }
        Ok(DEPOSITS.save(storage, key, deposit)?)
    }
}

/// A stored deposit as of the pool: what it has become, all gains credited.
pub fn as_of(
    storage: &dyn Storage,
    collateral_type: CollateralTypeId,
    deposit: &PoolDeposit,
    pool: &Pool,
) -> Result<PoolDeposit, ContractError> {
    let past = pools::past_sums(storage, collateral_type, deposit.scale, pool)?;
    Ok(deposit.restart(pool, &past)?)
}

/// What a deposit that is as of the pool needs of past sums: nothing, it has left no scale behind.
pub fn no_past() -> [Sums; 3] {
    [Sums::default(); 3]
}

/// From when on a deposit and its gains may leave.
pub fn free_from(deposit: &PoolDeposit) -> u64 {
    deposit.since.saturating_add(MINIMUM_REST)
}

/// Refuses while the deposit rests.
pub fn ensure_rested(deposit: &PoolDeposit, now: u64) -> Result<(), ContractError> {
    ensure!(
        !deposit.is_resting(MINIMUM_REST, now),
        ContractError::StillResting {
            free_from: free_from(deposit),
            now
        }
    );
    Ok(())
}

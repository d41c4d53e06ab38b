//! A collateral type in the hands of one message: loaded, brought to now, changed, saved.

use ballast_math::{Books, Debt, Market};
use ballast_types::{
    oracle::{PriceError, PriceRecord},
    CollateralTypeId,
};
use cosmwasm_std::{Deps, Env, Storage};

use crate::{
    params::Params,
    state::{Group, BOOKS, GROUPS, PARAMS},
    ContractError,
};

/// Parameters and books of one type as of now.
pub struct CollateralType {
    /// Its number.
    pub id: CollateralTypeId,
    /// Parameters.
    pub params: Params,
    /// Books, accrued.
    pub books: Books,
    /// What of the booked debt the group's total knows of.
    debt_in_group: Debt,
}

impl CollateralType {
    /// A type that has just been listed.
    pub fn new(id: CollateralTypeId, params: Params, books: Books) -> Self {
        Self {
            id,
            params,
            books,
            debt_in_group: Debt::ZERO,
        }
    }

    /// Loads a type and accrues its fees up to now. Nothing is written.
    pub fn load(
        storage: &dyn Storage,
        id: CollateralTypeId,
        now: u64,
    ) -> Result<Self, ContractError> {
        let unknown = ContractError::UnknownCollateralType {
            collateral_type: id,
        };
        let params = PARAMS.may_load(storage, id)?.ok_or(unknown)?;
        let mut books = BOOKS.load(storage, id)?;
        let debt_in_group = books.booked;
        books.accrue(params.risk.fee, now)?;
        Ok(Self {
            id,
            params,
            books,
            debt_in_group,
        })
    }

    /// The accepted price, if there is a valid one.
    pub fn price(&self, deps: Deps, env: &Env) -> Result<PriceRecord, ContractError> {
        let oracle = self.params.contracts.oracle(deps.api)?;
        match oracle.price(&deps.querier, &self.params.feed, env.block.time.seconds()) {
            Err(PriceError::Unreadable(error)) => Err(error.into()),
            price => Ok(price?),
        }
    }

    /// A price with the unit it is for.
    pub fn market(&self, price: ballast_math::Price) -> Market {
        Market {
            price,
            decimals: self.params.decimals,
        }
    }

    /// The group with this type's booked debt as it is now.
    pub fn group(&self, storage: &dyn Storage) -> Result<Group, ContractError> {
        let mut group = GROUPS.load(storage, self.params.group)?;
        let others = group.debt.checked_sub(self.debt_in_group)?;
        group.debt = others.checked_add(self.books.booked)?;
        Ok(group)
    }

    /// Writes the books, and the group's total if booked debt has moved.
    pub fn save(&mut self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        if self.books.booked != self.debt_in_group {
            let group = self.group(storage)?;
            GROUPS.save(storage, self.params.group, &group)?;
            self.debt_in_group = self.books.booked;
        }
        Ok(BOOKS.save(storage, self.id, &self.books)?)
    }
}

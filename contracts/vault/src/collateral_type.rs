//! A collateral type in the hands of one message: loaded, brought to now, changed, saved.

use ballast_math::{margin, Books, Margin, Market};
use ballast_types::{
    oracle::{FeedPrice, PriceError},
    CollateralTypeId,
};
use cosmwasm_std::{Deps, Env, Storage};

use crate::{
    margin::conditions,
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
    /// Books as they are stored: their booked debt is what the group's total knows of.
    stored: Books,
    /// The group as it is stored, if a check has read it: a message that mints changes no other type.
    group: Option<Group>,
}

impl CollateralType {
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
        let stored = BOOKS.load(storage, id)?;
        let mut books = stored;
        books.accrue(params.risk.fee, now)?;
        Ok(Self {
            id,
            params,
            books,
            stored,
            group: None,
        })
    }

    /// The accepted price, if there is a valid one.
    pub fn price(&self, deps: Deps, env: &Env) -> Result<FeedPrice, ContractError> {
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
    pub fn group(&mut self, storage: &dyn Storage) -> Result<Group, ContractError> {
        let mut group = match self.group {
            Some(group) => group,
            None => GROUPS.load(storage, self.params.group)?,
        };
        self.group = Some(group);
        let others = group.debt.checked_sub(self.stored.booked)?;
        group.debt = others.checked_add(self.books.booked)?;
        Ok(group)
    }

    /// The mint ratio at a price, with debts as they are now: after a change, as the change leaves them.
    /// Reads the group, unless a check has.
    pub fn margin(
        &mut self,
        storage: &dyn Storage,
        price: &FeedPrice,
    ) -> Result<Margin, ContractError> {
        let group = self.group(storage)?;
        Ok(self.margin_in(group, price))
    }

    /// The mint ratio at a price with the group as it is given.
    pub fn margin_in(&self, group: Group, price: &FeedPrice) -> Margin {
        let terms = self.params.risk.margin_terms();
        margin(&terms, &conditions(price, group))
    }

    /// Writes the books, and the group's total if booked debt has moved.
    pub fn save(&mut self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        if self.books.booked != self.stored.booked {
            let group = self.group(storage)?;
            GROUPS.save(storage, self.params.group, &group)?;
        }
        self.group = None;
        self.stored = self.books;
        Ok(BOOKS.save(storage, self.id, &self.books)?)
    }

    /// Writes what a change without debt moves: the total of collateral and the count of positions.
    /// Fees accrued for its checks stay unwritten, for whatever moves debt next: this spares the
    /// group's record.
    pub fn save_collateral(&mut self, storage: &mut dyn Storage) -> Result<(), ContractError> {
        self.stored.total_collateral = self.books.total_collateral;
        self.stored.positions_opened = self.books.positions_opened;
        Ok(BOOKS.save(storage, self.id, &self.stored)?)
    }
}

//! Positions in storage together with the two indexes that must never disagree with them.

use ballast_math::{Decimals, Position, RiskKey};
use ballast_types::{CollateralTypeId, PositionId};
use cosmwasm_std::{Addr, Api, StdResult, Storage};

use crate::{
    contracts::human,
    state::{
        StoredPosition, BY_OWNER, HAS_OPERATORS, IS_OFFERED, OFFERS, OPERATORS, POSITIONS,
        RISK_INDEX,
    },
    ContractError,
};

/// A position in the hands of one message.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: PositionId,
    /// What is stored, as changed so far.
    pub stored: StoredPosition,
    /// Collateral and debt as they are in the index.
    indexed: Position,
}

impl Held {
    /// A new position, empty and not stored yet.
    pub fn open(id: PositionId, owner: Vec<u8>) -> Self {
        let stored = StoredPosition {
            owner,
            position: Position::EMPTY,
            flags: 0,
        };
        Self {
            id,
            stored,
            indexed: Position::EMPTY,
        }
    }

    /// Loads a position; refuses an id that names none.
    pub fn load(storage: &dyn Storage, id: PositionId) -> Result<Self, ContractError> {
        Self::may_load(storage, id)?.ok_or(ContractError::UnknownPosition { position: id })
    }

    /// Loads a position, if the id names one.
    pub fn may_load(storage: &dyn Storage, id: PositionId) -> StdResult<Option<Self>> {
        let stored = POSITIONS.may_load(storage, id.raw())?;
        Ok(stored.map(|stored| {
            let indexed = stored.position;
            Self {
                id,
                stored,
                indexed,
            }
        }))
    }

    /// The owner's address.
    pub fn owner(&self, api: &dyn Api) -> StdResult<Addr> {
        human(api, &self.stored.owner)
    }

    /// Writes the position and its place in the order of risk; removes it with all that belongs to
    /// it once it is empty.
    pub fn save(&mut self, storage: &mut dyn Storage, decimals: Decimals) -> StdResult<()> {
        let place = |position| risk_place(self.id, position, decimals);
        let (old, new) = (place(self.indexed), place(self.stored.position));
        if old != new {
            if let Some(old) = old {
                RISK_INDEX.remove(storage, old);
            }
            if let Some(new) = new {
                RISK_INDEX.save(storage, new);
            }
        }
        if self.indexed.is_empty() {
            // Stored positions are never empty: this one is new.
            BY_OWNER.save(storage, (&self.stored.owner, self.id.raw()));
        }
        self.indexed = self.stored.position;
        if self.stored.position.is_empty() {
            return self.remove(storage);
        }
        POSITIONS.save(storage, self.id.raw(), &self.stored)
    }

    /// Hands the position to another owner; operators and the offer end.
    pub fn transfer(&mut self, storage: &mut dyn Storage, to: Vec<u8>) -> StdResult<()> {
        self.clear_rights(storage)?;
        BY_OWNER.remove(storage, (&self.stored.owner, self.id.raw()));
        BY_OWNER.save(storage, (&to, self.id.raw()));
        self.stored.owner = to;
        self.save_flags(storage)
    }

    /// Raises or lowers a flag and writes the position.
    pub fn set_flag(&mut self, storage: &mut dyn Storage, flag: u8, raised: bool) -> StdResult<()> {
        self.stored.flags = if raised {
            self.stored.flags | flag
        } else {
            self.stored.flags & !flag
        };
        self.save_flags(storage)
    }

    /// Whether a flag is raised.
    pub fn has_flag(&self, flag: u8) -> bool {
        self.stored.flags & flag != 0
    }

    fn save_flags(&self, storage: &mut dyn Storage) -> StdResult<()> {
        POSITIONS.save(storage, self.id.raw(), &self.stored)
    }

    fn remove(&mut self, storage: &mut dyn Storage) -> StdResult<()> {
        self.clear_rights(storage)?;
        BY_OWNER.remove(storage, (&self.stored.owner, self.id.raw()));
        POSITIONS.remove(storage, self.id.raw());
        Ok(())
    }

    fn clear_rights(&mut self, storage: &mut dyn Storage) -> StdResult<()> {
        if self.has_flag(IS_OFFERED) {
            OFFERS.remove(storage, self.id.raw());
        }
        if self.has_flag(HAS_OPERATORS) {
            let operators: Vec<Vec<u8>> = OPERATORS
                .prefix(self.id.raw())
                .keys(storage, None, None, cosmwasm_std::Order::Ascending)
                .collect::<StdResult<_>>()?;
            for operator in operators {
                OPERATORS.remove(storage, (self.id.raw(), &operator));
            }
        }
        self.stored.flags &= !(IS_OFFERED | HAS_OPERATORS);
        Ok(())
    }
}

/// Where a position stands in the order of risk; nowhere without debt.
pub fn risk_place(
    id: PositionId,
    position: Position,
    decimals: Decimals,
) -> Option<(CollateralTypeId, u128, u32)> {
    let key = position.risk_key(decimals)?;
    Some((id.collateral_type(), risk_number(key), id.number()))
}

/// A risk key as the number that stands in the index.
pub fn risk_number(key: RiskKey) -> u128 {
    u128::from_be_bytes(key.to_bytes())
}

//! Positions and their orders in storage, together with the indexes that must never disagree with them.

use ballast_math::{DebtIndex, Decimals, MathError, OrderKey, Position, RiskKey, TopUp};
use ballast_storage::Marks;
use ballast_types::{CollateralTypeId, PositionId};
use cosmwasm_std::{ensure, Addr, Api, StdResult, Storage};

use crate::{
    contracts::human,
    state::{
        StoredOrder, StoredPosition, BY_OWNER, HAS_OPERATORS, HAS_ORDER, IS_OFFERED, OFFERS,
        OPERATORS, ORDERS, ORDER_INDEX, POSITIONS, RISK_INDEX,
    },
    ContractError,
};

/// A place in an index: collateral type, key, number.
pub type Place = (CollateralTypeId, u128, u32);

/// A position in the hands of one message.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: PositionId,
    /// What is stored, as changed so far.
    pub stored: StoredPosition,
    /// Its standing order, as changed so far.
    pub order: Option<StoredOrder>,
    /// Both as they are in storage; nothing of a new one.
    saved: Option<(Position, Option<StoredOrder>)>,
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
            order: None,
            saved: None,
        }
    }

    /// Loads a position; refuses an id that names none.
    pub fn load(storage: &dyn Storage, id: PositionId) -> Result<Self, ContractError> {
        Self::may_load(storage, id)?.ok_or(ContractError::UnknownPosition { position: id })
    }

    /// Loads a position, if the id names one. Only one with an order pays for reading it.
    pub fn may_load(storage: &dyn Storage, id: PositionId) -> StdResult<Option<Self>> {
        let Some(stored) = POSITIONS.may_load(storage, id.raw())? else {
            return Ok(None);
        };
        let mut held = Self::open(id, vec![]);
        held.stored = stored;
        if held.has_flag(HAS_ORDER) {
            held.order = Some(ORDERS.load(storage, id.raw())?);
        }
        held.saved = Some((held.stored.position, held.order));
        Ok(Some(held))
    }

    /// The owner's address.
    pub fn owner(&self, api: &dyn Api) -> StdResult<Addr> {
        human(api, &self.stored.owner)
    }

    /// What moves in from the reserve, and the position with it; nothing without one.
    pub fn topped_up(
        &self,
        index: DebtIndex,
        floor: ballast_math::Debt,
    ) -> Result<Option<(TopUp, Position)>, MathError> {
        let position = self.stored.position;
        let Some(order) = self.order else {
            return Ok(None);
        };
        let Some(top_up) = order.reserve.top_up(position.debt_up(index), floor) else {
            return Ok(None);
        };
        Ok(Some((top_up, position.apply(top_up.change(), index)?)))
    }

    /// Writes the position, its order and their places in the indexes; removes it with all that belongs
    /// to it once nothing is left in it and beside it.
    pub fn save(&mut self, storage: &mut dyn Storage, decimals: Decimals) -> StdResult<()> {
        let (position, order) = self.saved.unwrap_or_default();
        let (now, id) = (self.stored.position, self.id);
        let risk = |position| risk_place(id, position, decimals);
        replace(storage, &RISK_INDEX, risk(position), risk(now));
        let trigger = |position, order| order_place(id, (position, order), decimals);
        let (old, new) = (trigger(position, order), trigger(now, self.order));
        replace(storage, &ORDER_INDEX, old, new);
        if self.order != order {
            self.save_order(storage)?;
        }
        if self.saved.is_none() {
            BY_OWNER.save(storage, (&self.stored.owner, id.raw()));
        }
        self.saved = Some((now, self.order));
        if self.is_empty() {
            return self.remove(storage);
        }
        POSITIONS.save(storage, id.raw(), &self.stored)
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
        self.raise(flag, raised);
        self.save_flags(storage)
    }

    /// Whether a flag is raised.
    pub fn has_flag(&self, flag: u8) -> bool {
        self.stored.flags & flag != 0
    }

    /// Whether nothing is left in it and in its reserve.
    fn is_empty(&self) -> bool {
        let reserve = self.order.unwrap_or_default().reserve;
        self.stored.position.is_empty() && reserve.is_empty()
    }

    fn raise(&mut self, flag: u8, raised: bool) {
        self.stored.flags = if raised {
            self.stored.flags | flag
        } else {
            self.stored.flags & !flag
        };
    }

    fn save_order(&mut self, storage: &mut dyn Storage) -> StdResult<()> {
        self.raise(HAS_ORDER, self.order.is_some());
        if let Some(order) = &self.order {
            return ORDERS.save(storage, self.id.raw(), order);
        }
        ORDERS.remove(storage, self.id.raw());
        Ok(())
    }

    fn save_flags(&self, storage: &mut dyn Storage) -> StdResult<()> {
        POSITIONS.save(storage, self.id.raw(), &self.stored)
    }

    fn remove(&mut self, storage: &mut dyn Storage) -> StdResult<()> {
        self.clear_rights(storage)?;
        if self.has_flag(HAS_ORDER) {
            ORDERS.remove(storage, self.id.raw());
        }
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

/// Moves an entry of an index, if it has another place.
fn replace(
    storage: &mut dyn Storage,
    index: &Marks<Place>,
    old: Option<Place>,
    new: Option<Place>,
) {
    if old == new {
        return;
    }
    if let Some(old) = old {
        index.remove(storage, old);
    }
    if let Some(new) = new {
        index.save(storage, new);
    }
}

/// Refuses a position of another type than the message names.
pub fn ensure_of_type(position: PositionId, named: CollateralTypeId) -> Result<(), ContractError> {
    let actual = position.collateral_type();
    ensure!(
        actual == named,
        ContractError::PositionOfOtherType {
            position,
            actual,
            named
        }
    );
    Ok(())
}

/// Where a position stands in the order of risk; nowhere without debt.
pub fn risk_place(id: PositionId, position: Position, decimals: Decimals) -> Option<Place> {
    let key = position.risk_key(decimals)?;
    Some((id.collateral_type(), risk_number(key), id.number()))
}

/// Where an order stands among those of its type; nowhere without debt or collateral.
pub fn order_place(
    id: PositionId,
    (position, order): (Position, Option<StoredOrder>),
    decimals: Decimals,
) -> Option<Place> {
    let key = OrderKey::of(position, order?.order.trigger, decimals)?;
    Some((id.collateral_type(), key.u128(), id.number()))
}

/// A risk key as the number that stands in the index.
pub fn risk_number(key: RiskKey) -> u128 {
    u128::from_be_bytes(key.to_bytes())
}

//! What the buyers can still take on while one message liquidates: pool, caller, and auctions.

use ballast_math::{
    auction_room_down, plan, AuctionBook, Debt, Lot, Market, MathError, Plan, Position, Rooms,
    Terms, Value,
};
use ballast_types::{oracle::FeedPrice, units, vault};
use cosmwasm_std::Deps;

use crate::{collateral_type::CollateralType, ContractError};

/// The buyers of one message.
pub struct Buyers {
    pool: Debt,
    caller: Debt,
    auctions: Auctions,
}

/// The room for auctions is read when the first position needs it: who does not pays nothing for it.
enum Auctions {
    Unread,
    None,
    Room { book: AuctionBook, left: Value },
}

impl Buyers {
    /// What liquidation says that pool and caller can take on. While a lower price is pending the pool
    /// has no room: its depositors cannot be made to buy at a price that is known to be stale.
    pub fn new(given: &vault::Rooms, price: &FeedPrice) -> Self {
        let pool = if price.is_lower_pending {
            Debt::ZERO
        } else {
            units::debt(given.pool)
        };
        Self {
            pool,
            caller: units::debt(given.caller),
            auctions: Auctions::Unread,
        }
    }

    /// What each can take on of one position with `debt`. The auctions' room is read and counted only
    /// where pool and caller cannot take all of it.
    pub fn rooms_for(
        &mut self,
        deps: Deps,
        collateral_type: &CollateralType,
        (position, debt): (Position, Debt),
        (terms, market): (&Terms, &Market),
    ) -> Result<Rooms, ContractError> {
        let mut rooms = Rooms {
            pool: self.pool,
            caller: self.caller,
            auction: Debt::ZERO,
        };
        if rooms.cap() >= debt {
            return Ok(rooms);
        }
        let room = self.auctions(deps, collateral_type, market)?;
        if room > Value::ZERO {
            rooms.auction = auction_room_down(room, position.collateral, debt, terms, market)?;
        }
        Ok(rooms)
    }

    fn auctions(
        &mut self,
        deps: Deps,
        collateral_type: &CollateralType,
        market: &Market,
    ) -> Result<Value, ContractError> {
        if let Auctions::Unread = self.auctions {
            let liquidation = collateral_type.params.contracts.liquidation(deps.api)?;
            self.auctions = match liquidation.auction_book(&deps.querier, collateral_type.id)? {
                Some(book) => Auctions::Room {
                    book,
                    left: book.room(collateral_type.books.booked, market)?,
                },
                None => Auctions::None,
            };
        }
        Ok(self.auction_room())
    }

    /// Plans what these rooms take of a position. A lot too small for an auction would be written off. So where
    /// pool and caller take the larger part, they take what they can alone, and the rest waits; else the lot
    /// goes without the cushion, which would be lost to the owner. (A small part alone would not do: who
    /// keeps a unit of room open could hold up the rest for good.)
    pub fn plan(
        &self,
        (position, debt): (Position, Debt),
        (terms, market): (&Terms, &Market),
        rooms: &Rooms,
    ) -> Result<Option<Plan>, MathError> {
        let planned = plan(position.collateral, debt, terms, market, rooms)?;
        let Some(planned) = planned else {
            return Ok(None);
        };
        let Some(lot) = self.dust_of(&planned, market)? else {
            return Ok(Some(planned));
        };
        if lot.debt > planned.pool.debt.max(planned.caller.debt) {
            return Ok(Some(planned.without_cushion()));
        }
        let at_once = Rooms {
            auction: Debt::ZERO,
            ..*rooms
        };
        let smaller = plan(position.collateral, debt, terms, market, &at_once)?;
        Ok(Some(smaller.unwrap_or_else(|| planned.without_cushion())))
    }

    /// A plan's lot, if it would be written off.
    fn dust_of(&self, planned: &Plan, market: &Market) -> Result<Option<Lot>, MathError> {
        let (Auctions::Room { book, .. }, Some(lot)) = (&self.auctions, planned.auction) else {
            return Ok(None);
        };
        let whole = lot.collateral.checked_add(lot.cushion)?;
        Ok(book.is_dust(whole, market).then_some(lot))
    }

    /// Takes out of the rooms what a plan uses.
    pub fn buy(&mut self, plan: &Plan, market: &Market) -> Result<(), ContractError> {
        self.pool = self.pool.saturating_sub(plan.pool.pays);
        self.caller = self.caller.saturating_sub(plan.caller.pays);
        if let (Auctions::Room { book, left }, Some(lot)) = (&mut self.auctions, plan.auction) {
            let collateral = lot.collateral.checked_add(lot.cushion)?;
            *left = book.room_after(*left, collateral, market);
        }
        Ok(())
    }

    /// Whether nobody can take on anything any more.
    pub fn are_full(&self) -> bool {
        let is_read = !matches!(self.auctions, Auctions::Unread);
        self.pays_at_once().is_zero() && is_read && self.auction_room() == Value::ZERO
    }

    /// What pool and caller together can take on.
    pub fn pays_at_once(&self) -> Debt {
        self.pool.saturating_add(self.caller)
    }

    /// What may still go under auction, as far as anybody has asked.
    pub fn auction_room(&self) -> Value {
        match self.auctions {
            Auctions::Room { left, .. } => left,
            Auctions::None | Auctions::Unread => Value::ZERO,
        }
    }
}

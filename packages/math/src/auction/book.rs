//! A type's auctions in sum, and how much more may go under auction.

use super::lot::is_worth_less;
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::{Market, Value};
use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// What is known of a collateral type's auctions without looking at any: one record, which the
/// vault reads when it needs room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuctionBook {
    /// Collateral in all live auctions, base units.
    pub lots: Collateral,
    /// What they are still to raise.
    pub tabs: Debt,
    /// Number of the auction started last.
    pub last: u32,
    /// Number of the terms in force.
    pub terms: u32,
    /// What may be under auction, as a share of the type's booked debt.
    pub cap_share: Ratio,
    /// What may be under auction however small the type's debt is.
    pub cap_minimum: Debt,
    /// Worth under which a lot is not auctioned, of the terms in force.
    pub dust: Debt,
}

impl AuctionBook {
    /// How much more may go under auction: max(floor(share x booked), minimum) less the worth of all
    /// lots now (rounded up). Nothing where that is less than dust: a room that only takes dust would
    /// cut positions into lots that are never auctioned. Priced at today's spot: worthless lots must
    /// not fill the cap.
    ///
    /// Errors: overflow, only with a share above 1.
    pub fn room(&self, booked: Debt, market: &Market) -> Result<Value, MathError> {
        let share = Debt::new(self.cap_share.of_amount_down(booked.u128())?);
        let cap = Value::of_debt(share.max(self.cap_minimum));
        let taken = Value::of_collateral_up(self.lots, market.price, market.decimals);
        Ok(self.at_least_dust(cap.saturating_sub(taken)))
    }

    /// What is left of a room after a lot.
    pub fn room_after(&self, room: Value, lot: Collateral, market: &Market) -> Value {
        let taken = Value::of_collateral_up(lot, market.price, market.decimals);
        self.at_least_dust(room.saturating_sub(taken))
    }

    /// Whether a lot is worth less than the dust of the terms in force: it would not be auctioned.
    pub fn is_dust(&self, lot: Collateral, market: &Market) -> bool {
        is_worth_less(lot, self.dust, market)
    }

    fn at_least_dust(&self, room: Value) -> Value {
        if room < Value::of_debt(self.dust) {
            return Value::ZERO;
        }
        room
    }

    /// An auction begins; the result is its number.
    ///
    /// Errors: overflow.
    pub fn begin(&mut self, lot: Collateral, tab: Debt) -> Result<u32, MathError> {
        let operation = "number of an auction";
        let last = self
            .last
            .checked_add(1)
            .ok_or(MathError::Overflow { operation })?;
        self.lots = self.lots.checked_add(lot)?;
        self.tabs = self.tabs.checked_add(tab)?;
        self.last = last;
        Ok(last)
    }

    /// So much leaves a live auction, sold or given back, and so much of its tab with it.
    ///
    /// Errors: more than is there.
    pub fn leave(&mut self, lot: Collateral, tab: Debt) -> Result<(), MathError> {
        self.lots = self.lots.checked_sub(lot)?;
        self.tabs = self.tabs.checked_sub(tab)?;
        Ok(())
    }
}

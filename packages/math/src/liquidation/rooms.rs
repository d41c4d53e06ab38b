//! How much debt each buyer can take.

use super::plan::Plan;
use super::scaled::Scaled;
use super::Terms;
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::{Market, Value};
use crate::ratio::Ratio;
use crate::wide::{div_down, mul, to_u128};
use bnum::types::U512;
use serde::{Deserialize, Serialize};

/// Debt that each buyer can take, in the order in which they buy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rooms {
    /// The stability pool's.
    pub pool: Debt,
    /// What the caller sent along.
    pub caller: Debt,
    /// What may still go under auction.
    pub auction: Debt,
}

impl Rooms {
    /// Sum of the rooms, saturating: it bounds a debt.
    pub fn cap(&self) -> Debt {
        self.pool
            .saturating_add(self.caller)
            .saturating_add(self.auction)
    }

    /// What is left after a plan: pool and caller less what they pay, the auctions less the debt
    /// of the lot.
    #[must_use]
    pub fn after(&self, plan: &Plan) -> Self {
        let lot = plan.auction.map_or(Debt::ZERO, |lot| lot.debt);
        Self {
            pool: self.pool.saturating_sub(plan.pool.pays),
            caller: self.caller.saturating_sub(plan.caller.pays),
            auction: self.auction.saturating_sub(lot),
        }
    }
}

/// A room under the auctions' cap on value, as debt of one position, so that the lot with its
/// cushion is worth no more than the room: floor(room / (1.02 L)); where collateral is scarce
/// (V <= D (1 + p), no cushion) floor(room x D / V), without limit for worthless collateral.
/// Saturating, since it only bounds a debt.
///
/// Errors: division by zero for a liquidation ratio of zero.
pub fn auction_room_down(
    room: Value,
    collateral: Collateral,
    debt: Debt,
    terms: &Terms,
    market: &Market,
) -> Result<Debt, MathError> {
    let operation = "room for an auction";
    let scale = Scaled::new(market);
    let (room, worth) = (scale.value(room), scale.worth(collateral));
    let factor = Ratio::ONE.checked_add(terms.penalty)?;
    if worth > scale.claim(debt, factor) {
        let room = mul(room, U512::from(100u8), operation)?;
        let room = div_down(room, U512::from(102u8), operation)?;
        return scale.debt_down(room, terms.liquidation_ratio);
    }
    let units = mul(room, U512::from(debt.u128()), operation)?.checked_div(worth);
    let units = units.and_then(|units| to_u128(units, operation).ok());
    Ok(Debt::new(units.unwrap_or(u128::MAX)))
}

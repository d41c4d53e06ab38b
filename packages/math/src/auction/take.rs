//! What a take takes.

use super::Auction;
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::{Market, Price, Value};
use thiserror::Error;

/// What a taker asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Most collateral.
    pub collateral: Collateral,
    /// Most stablecoin.
    pub budget: Debt,
}

/// What a take changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Take {
    /// The taker's.
    pub collateral: Collateral,
    /// What it pays.
    pub cost: Debt,
    /// What the auction is still to raise; zero where it has raised all.
    pub tab: Debt,
    /// What is left of the lot: the owner's where the tab is zero, else still for sale.
    pub lot: Collateral,
}

/// Why nothing can be taken that way. Amounts are in base units.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TakeError {
    /// No answer to the arithmetic.
    #[error(transparent)]
    Math(#[from] MathError),
    /// The budget pays for no unit of collateral, or none is wanted.
    #[error("{budget} buys no unit of collateral at {price} (18 digits), or none is wanted")]
    Nothing {
        /// What may be spent.
        budget: Debt,
        /// What a whole unit costs.
        price: Price,
    },
    /// Too little would be left to raise.
    #[error("of {tab} to be raised, paying {cost} would leave less than {dust}: take all of it")]
    DustTab {
        /// Still to be raised.
        tab: Debt,
        /// What the take would cost.
        cost: Debt,
        /// Least that may be left.
        dust: Debt,
    },
    /// Too little of the lot would be left.
    #[error(
        "of a lot of {lot}, taking {collateral} would leave a worth under {dust}: take all of it"
    )]
    DustLot {
        /// The lot.
        lot: Collateral,
        /// What would be taken.
        collateral: Collateral,
        /// Least worth that may be left.
        dust: Debt,
    },
}

impl Take {
    /// Whether the auction ends with it: all raised, or nothing left to sell.
    pub fn ends_auction(&self) -> bool {
        self.tab.is_zero() || self.lot.is_zero()
    }
}

impl Auction {
    /// What a taker gets at a price, of c = min(wanted, lot, floor(budget / price)):
    ///
    /// - cost = ceil(c x price). At or above the tab, cost = tab and c = floor(tab / price), but at
    ///   least one unit: where a unit costs more than the tab, nothing else could ever be sold. The
    ///   rest of the lot is the owner's.
    /// - The whole lot may always be taken. What it does not raise is lost.
    /// - Otherwise both sides must leave nothing or at least `dust`: a cost that leaves less of the tab
    ///   is lowered to tab - dust, if there is so much; else the taker is told to take all.
    ///
    /// The cost is rounded up, what it buys down: for the owner.
    ///
    /// Errors: see [`TakeError`]; nothing wanted or paid for, dust left.
    pub fn take(&self, wanted: &Wanted, market: &Market, dust: Debt) -> Result<Take, TakeError> {
        let (price, nothing) = (market.price, || TakeError::Nothing {
            budget: wanted.budget,
            price: market.price,
        });
        let closing = self.closing(market)?;
        if self.covers(wanted, &closing) {
            return Ok(closing);
        }
        let most = units_for(wanted.budget, market);
        let collateral = wanted.collateral.min(self.lot).min(most);
        if collateral.is_zero() {
            return Err(nothing());
        }
        let part = self.part(self.without_dust_tab(collateral, market, dust)?, market)?;
        if part.collateral.is_zero() {
            return Err(nothing());
        }
        let left = Value::of_collateral_down(part.lot, price, market.decimals);
        if !part.tab.is_zero() && left < Value::of_debt(dust) {
            return Err(TakeError::DustLot {
                lot: self.lot,
                collateral: part.collateral,
                dust,
            });
        }
        Ok(part)
    }

    /// The take that ends the auction: all of the tab, or all of the lot.
    pub fn closing(&self, market: &Market) -> Result<Take, MathError> {
        let whole = cost_up(self.lot, market)?;
        if whole < self.tab {
            return self.part(self.lot, market);
        }
        let collateral = units_for(self.tab, market)
            .max(Collateral::new(1))
            .min(self.lot);
        Ok(Take {
            collateral,
            cost: self.tab,
            tab: Debt::ZERO,
            lot: self.lot.checked_sub(collateral)?,
        })
    }

    fn covers(&self, wanted: &Wanted, closing: &Take) -> bool {
        !self.lot.is_zero()
            && wanted.collateral >= closing.collateral
            && wanted.budget >= closing.cost
    }

    /// Units that leave of the tab nothing or at least dust; they are fewer than would end it.
    fn without_dust_tab(
        &self,
        collateral: Collateral,
        market: &Market,
        dust: Debt,
    ) -> Result<Collateral, TakeError> {
        let cost = cost_up(collateral, market)?;
        let rest = self.tab.saturating_sub(cost);
        if rest.is_zero() || rest >= dust {
            return Ok(collateral);
        }
        if self.tab > dust {
            let most = units_for(self.tab.saturating_sub(dust), market);
            return Ok(collateral.min(most));
        }
        let tab = self.tab;
        Err(TakeError::DustTab { tab, cost, dust })
    }

    /// So many units for what they cost, which is less than the tab.
    fn part(&self, collateral: Collateral, market: &Market) -> Result<Take, MathError> {
        let cost = cost_up(collateral, market)?;
        Ok(Take {
            collateral,
            cost,
            tab: self.tab.checked_sub(cost)?,
            lot: self.lot.checked_sub(collateral)?,
        })
    }
}

/// ceil(collateral x price) in stablecoin.
fn cost_up(collateral: Collateral, market: &Market) -> Result<Debt, MathError> {
    Value::of_collateral_up(collateral, market.price, market.decimals).to_debt_up()
}

/// floor(debt / price) in units, without limit where that is more than can be counted.
fn units_for(debt: Debt, market: &Market) -> Collateral {
    Collateral::worth_down(Value::of_debt(debt), market.price, market.decimals)
        .unwrap_or(Collateral::new(u128::MAX))
}

//! The ledger of one collateral type: exact to the base unit.
//!
//! At all times booked = floor(total normalized x index), and
//!
//! booked + bad debt - surplus = minted - burned
//!
//! changes by exactly what an operation mints or burns. The rest of every change of booked is
//! growth: fees, and the fractions of a unit by which debts round up. It cannot be negative,
//! because minting rounds normalized debt up and repaying rounds it down.

mod surplus;
#[cfg(test)]
mod tests;

use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::position::{DebtChange, Position};
use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// Books of one collateral type. Every method that fails leaves them as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Books {
    /// Debt index at `accrued_at`.
    pub index: DebtIndex,
    /// When fees were last accrued, unix seconds.
    pub accrued_at: u64,
    /// Sum of the positions' normalized debt, exactly.
    pub total_normalized: NormalizedDebt,
    /// Sum of the positions' collateral, exactly.
    pub total_collateral: Collateral,
    /// floor(total normalized x index): debt owed to the type.
    pub booked: Debt,
    /// Debt up to which minting is open now; see [`Books::raise_line`].
    pub line: Debt,
    /// When the line was last raised, unix seconds.
    pub line_raised_at: u64,
    /// Growth since the last collect: fees, and the fractions by which debts round up.
    pub revenue: Debt,
    /// Earned and not yet minted.
    pub surplus: Debt,
    /// Debt without a position, not yet paid for.
    pub bad_debt: Debt,
    /// Positions ever opened; numbers the next one.
    pub positions_opened: u32,
}

/// Where a settlement went; the parts add up to the amount settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Cancelled bad debt.
    pub bad_debt: Debt,
    /// Added to the surplus.
    pub surplus: Debt,
}

impl Books {
    /// Empty books at an index of one.
    pub fn new(now: u64) -> Self {
        Self {
            accrued_at: now,
            ..Self::default()
        }
    }

    /// Brings index and booked debt to `now` at a nominal yearly `fee`; the growth goes to surplus
    /// and counts as revenue, and is returned. Twice in a second changes nothing. Accrue before
    /// every change of the fee.
    ///
    /// An index that comes to [`DebtIndex::MAX`] stands still there: fees end, repaying does not.
    ///
    /// Errors: time running backwards, overflow of the surplus.
    pub fn accrue(&mut self, fee: Ratio, now: u64) -> Result<Debt, MathError> {
        let then = self.accrued_at;
        let seconds = now
            .checked_sub(then)
            .ok_or(MathError::TimeRunsBackwards { now, then })?;
        let mut books = *self;
        books.index = match self.index.accrue_up(fee, seconds) {
            Err(MathError::Overflow { .. }) => DebtIndex::MAX,
            index => index?,
        };
        books.accrued_at = now;
        let growth = books.rebook(DebtChange::None)?;
        *self = books;
        Ok(growth)
    }

    /// Moves the totals along with one position, from `before` to `after`, and books the debt
    /// again. `change` is what was minted (created) or repaid (burned) with it; the difference to
    /// the new booked debt, a fraction of a unit that rounding favours the protocol with, goes to
    /// surplus and revenue like every growth.
    ///
    /// Errors: the position is not in these books, overflow.
    pub fn record(
        &mut self,
        before: Position,
        after: Position,
        change: DebtChange,
    ) -> Result<(), MathError> {
        let mut books = *self;
        books.move_totals(before, after)?;
        books.rebook(change)?;
        *self = books;
        Ok(())
    }

    /// Like [`Books::record`] for a seizure: `repaid` leaves the position unpaid, so it is booked
    /// as bad debt until [`Books::settle`] burns what the buyers paid.
    ///
    /// Errors: as [`Books::record`].
    pub fn seize(
        &mut self,
        before: Position,
        after: Position,
        repaid: Debt,
    ) -> Result<(), MathError> {
        let mut books = *self;
        books.bad_debt = books.bad_debt.checked_add(repaid)?;
        books.record(before, after, DebtChange::Repay(repaid))?;
        *self = books;
        Ok(())
    }

    /// Numbers a new position, from zero.
    ///
    /// Errors: overflow after 2^32 - 1 positions.
    pub fn open_position(&mut self) -> Result<u32, MathError> {
        let number = self.positions_opened;
        self.positions_opened = number.checked_add(1).ok_or(MathError::Overflow {
            operation: "numbering positions",
        })?;
        Ok(number)
    }

    fn move_totals(&mut self, before: Position, after: Position) -> Result<(), MathError> {
        self.total_normalized = self
            .total_normalized
            .checked_sub(before.normalized)
            .map_err(|_| MathError::BooksUnderflow {
                total: "normalized debt",
                held: self.total_normalized.u128(),
                taken: before.normalized.u128(),
            })?
            .checked_add(after.normalized)?;
        self.total_collateral = self
            .total_collateral
            .checked_sub(before.collateral)
            .map_err(|_| MathError::BooksUnderflow {
                total: "collateral",
                held: self.total_collateral.u128(),
                taken: before.collateral.u128(),
            })?
            .checked_add(after.collateral)?;
        Ok(())
    }

    /// Books floor(total normalized x index); growth = booked' + repaid - booked - minted.
    fn rebook(&mut self, change: DebtChange) -> Result<Debt, MathError> {
        let (minted, repaid) = match change {
            DebtChange::None => (Debt::ZERO, Debt::ZERO),
            DebtChange::Mint(amount) => (amount, Debt::ZERO),
            DebtChange::Repay(amount) => (Debt::ZERO, amount),
        };
        let booked = self.total_normalized.to_debt_down(self.index);
        let have = booked.checked_add(repaid)?;
        let explained = self.booked.checked_add(minted)?;
        let growth = have
            .checked_sub(explained)
            .map_err(|_| MathError::BooksUnderflow {
                total: "booked debt",
                held: have.u128(),
                taken: explained.u128(),
            })?;
        self.booked = booked;
        self.surplus = self.surplus.checked_add(growth)?;
        self.revenue = self.revenue.checked_add(growth)?;
        Ok(growth)
    }
}

//! What becomes of surplus and bad debt, and how much may be minted.

use super::{Books, Settled};
use crate::amount::Debt;
use crate::error::MathError;

impl Books {
    /// Books `amount` of stablecoin burned for the type: bad debt first, the rest to surplus, so
    /// that it never refuses for want of bad debt. What goes to surplus is no revenue: proceeds of
    /// auctions build the buffer, fees are shared.
    ///
    /// Errors: overflow.
    pub fn settle(&mut self, amount: Debt) -> Result<Settled, MathError> {
        let bad_debt = amount.min(self.bad_debt);
        let surplus = amount.saturating_sub(bad_debt);
        self.surplus = self.surplus.checked_add(surplus)?;
        self.bad_debt = self.bad_debt.saturating_sub(bad_debt);
        Ok(Settled { bad_debt, surplus })
    }

    /// Cancels own surplus against own bad debt, but for what auctions are still to raise (`auctioned`):
    /// netting that would spend fees on a debt that takers pay. Returns how much.
    pub fn net(&mut self, auctioned: Debt) -> Debt {
        let netted = self.surplus.min(self.bad_debt.saturating_sub(auctioned));
        self.spend(netted);
        self.bad_debt = self.bad_debt.saturating_sub(netted);
        netted
    }

    /// Cancels surplus of this type, above its `buffer` and its own bad debt, against bad debt of
    /// another type that neither its own surplus nor its auctions (`auctioned`) cover; returns how much.
    /// Net both first.
    pub fn net_other(&mut self, other: &mut Books, auctioned: Debt, buffer: Debt) -> Debt {
        let uncovered = other.bad_debt.saturating_sub(auctioned);
        let uncovered = uncovered.saturating_sub(other.surplus);
        let netted = self.spare(buffer).min(uncovered);
        self.spend(netted);
        other.bad_debt = other.bad_debt.saturating_sub(netted);
        netted
    }

    /// What [`Books::collect`] would yield: min(revenue, surplus - bad debt - buffer).
    pub fn collectable(&self, buffer: Debt) -> Debt {
        self.revenue.min(self.spare(buffer))
    }

    /// Takes what is collectable out of the surplus, to be minted by the caller. Without bad debt revenue
    /// starts again at zero: what the buffer held back stays surplus for good. What bad debt held back
    /// stays revenue: takers may pay for that debt yet, and nobody shall be able to reset fees by
    /// collecting a moment before.
    pub fn collect(&mut self, buffer: Debt) -> Debt {
        let collected = self.collectable(buffer);
        self.surplus = self.surplus.saturating_sub(collected);
        self.revenue = if self.bad_debt.is_zero() {
            Debt::ZERO
        } else {
            self.revenue.saturating_sub(collected)
        };
        collected
    }

    /// At a mint: if `interval` seconds have passed since the last time, opens the line to
    /// min(booked + gap, ceiling). Debt can then grow by at most `gap` between two raises, and so by
    /// at most two gaps around one. Returns whether it was raised.
    pub fn raise_line(&mut self, ceiling: Debt, gap: Debt, interval: u64, now: u64) -> bool {
        if now < self.line_raised_at.saturating_add(interval) {
            return false;
        }
        self.line = self.booked.saturating_add(gap).min(ceiling);
        self.line_raised_at = now;
        true
    }

    /// At every reduction of debt: line = min(line, booked + gap), so that the room which repayments
    /// leave is never more than one gap.
    pub fn lower_line(&mut self, gap: Debt) {
        self.line = self.line.min(self.booked.saturating_add(gap));
    }

    /// What may be minted now: min(line, ceiling) - booked, or zero.
    pub fn mintable(&self, ceiling: Debt) -> Debt {
        self.line.min(ceiling).saturating_sub(self.booked)
    }

    /// Surplus that covers a loss is gone, and revenue with it that it was: what is settled later is
    /// not paid out in its place.
    fn spend(&mut self, netted: Debt) {
        self.surplus = self.surplus.saturating_sub(netted);
        self.revenue = self.revenue.min(self.surplus);
    }

    /// Surplus that neither own bad debt nor the buffer needs.
    fn spare(&self, buffer: Debt) -> Debt {
        self.surplus
            .saturating_sub(self.bad_debt)
            .saturating_sub(buffer)
    }
}

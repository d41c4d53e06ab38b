//! What an owner holds in reserve beside a position.

use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::position::{Change, CollateralChange, DebtChange};
use serde::{Deserialize, Serialize};

/// Collateral and stablecoin held beside a position: part of neither its ratio nor its type's books
/// until they are moved in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reserve {
    /// Would be deposited.
    pub collateral: Collateral,
    /// Would repay debt.
    pub stablecoin: Debt,
}

/// What moves from a reserve into its position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TopUp {
    /// Deposited.
    pub collateral: Collateral,
    /// Repaid.
    pub repaid: Debt,
}

impl Reserve {
    /// Is there nothing in it?
    pub const fn is_empty(self) -> bool {
        self.collateral.is_zero() && self.stablecoin.is_zero()
    }

    /// With more in it. Errors: overflow.
    pub fn plus(self, more: Self) -> Result<Self, MathError> {
        Ok(Self {
            collateral: self.collateral.checked_add(more.collateral)?,
            stablecoin: self.stablecoin.checked_add(more.stablecoin)?,
        })
    }

    /// What of it moves into a position with `debt`: all collateral, and as much stablecoin as leaves no
    /// debt or at least `floor`. `None` if that is nothing.
    pub fn top_up(self, debt: Debt, floor: Debt) -> Option<TopUp> {
        let left = debt.saturating_sub(self.stablecoin);
        let repaid = if left.is_zero() || left >= floor {
            self.stablecoin.min(debt)
        } else {
            debt.saturating_sub(floor)
        };
        let top_up = TopUp {
            collateral: self.collateral,
            repaid,
        };
        (top_up != TopUp::default()).then_some(top_up)
    }

    /// What stays in it.
    #[must_use]
    pub const fn without(self, top_up: TopUp) -> Self {
        Self {
            collateral: self.collateral.saturating_sub(top_up.collateral),
            stablecoin: self.stablecoin.saturating_sub(top_up.repaid),
        }
    }
}

impl TopUp {
    /// What happens to the position.
    pub const fn change(self) -> Change {
        let collateral = if self.collateral.is_zero() {
            CollateralChange::None
        } else {
            CollateralChange::Deposit(self.collateral)
        };
        let debt = if self.repaid.is_zero() {
            DebtChange::None
        } else {
            DebtChange::Repay(self.repaid)
        };
        Change { collateral, debt }
    }
}

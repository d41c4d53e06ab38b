//! A position and the only changes that it can go through.

use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::price::Decimals;
use crate::risk_key::RiskKey;
use crate::wide::mul128;
use serde::{Deserialize, Serialize};

/// Locked collateral and normalized debt of one position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Locked, base units.
    pub collateral: Collateral,
    /// Owed, before the index.
    pub normalized: NormalizedDebt,
}

/// What happens to a position's collateral.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CollateralChange {
    /// Nothing.
    #[default]
    None,
    /// Added.
    Deposit(Collateral),
    /// Taken out.
    Withdraw(Collateral),
}

/// What happens to a position's debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DebtChange {
    /// Nothing.
    #[default]
    None,
    /// Newly owed, and created.
    Mint(Debt),
    /// No longer owed.
    Repay(Debt),
}

/// A signed change of both sides of a position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Of the collateral.
    pub collateral: CollateralChange,
    /// Of the debt.
    pub debt: DebtChange,
}

impl Position {
    /// Without collateral and debt.
    pub const EMPTY: Self = Self {
        collateral: Collateral::ZERO,
        normalized: NormalizedDebt::ZERO,
    };

    /// The position after a change at an index; the position itself stays as it is.
    ///
    /// Minting adds normalized debt rounded up, repaying removes it rounded down: both favour the
    /// protocol, by less than 10^-18 stablecoin at an index of one. Repaying exactly
    /// [`Position::debt_up`] leaves no debt at all.
    ///
    /// Errors: withdrawing more than is there, repaying more than is owed, overflow.
    pub fn apply(self, change: Change, index: DebtIndex) -> Result<Self, MathError> {
        Ok(Self {
            collateral: self.collateral_after(change.collateral)?,
            normalized: self.normalized_after(change.debt, index)?,
        })
    }

    /// What is owed at an index, in whole base units, rounded up: favours the protocol.
    pub fn debt_up(self, index: DebtIndex) -> Debt {
        self.normalized.to_debt_up(index)
    }

    /// Has it neither collateral nor debt?
    pub const fn is_empty(self) -> bool {
        self.collateral.is_zero() && self.normalized.is_zero()
    }

    /// Its place in the order of risk; `None` without debt. See [`RiskKey`].
    pub fn risk_key(self, decimals: Decimals) -> Option<RiskKey> {
        RiskKey::of(self, decimals)
    }

    fn collateral_after(self, change: CollateralChange) -> Result<Collateral, MathError> {
        match change {
            CollateralChange::None => Ok(self.collateral),
            CollateralChange::Deposit(amount) => self.collateral.checked_add(amount),
            CollateralChange::Withdraw(withdraw) => {
                self.collateral.checked_sub(withdraw).map_err(|_| {
                    MathError::WithdrawExceedsCollateral {
                        withdraw,
                        collateral: self.collateral,
                    }
                })
            }
        }
    }

    fn normalized_after(
        self,
        change: DebtChange,
        index: DebtIndex,
    ) -> Result<NormalizedDebt, MathError> {
        match change {
            DebtChange::None => Ok(self.normalized),
            DebtChange::Mint(amount) => {
                let added = NormalizedDebt::from_debt_up(amount, index)?;
                self.normalized.checked_add(added)
            }
            DebtChange::Repay(repay) => self.normalized_less(repay, index),
        }
    }

    /// Less than the rounded-up debt is also less than the exact debt, so what is left of a partial
    /// repayment is never nothing.
    fn normalized_less(self, repay: Debt, index: DebtIndex) -> Result<NormalizedDebt, MathError> {
        let debt = self.debt_up(index);
        if repay > debt {
            return Err(MathError::RepayExceedsDebt { repay, debt });
        }
        if repay == debt {
            return Ok(NormalizedDebt::ZERO);
        }
        let removed = NormalizedDebt::from_debt_down(repay, index)?;
        self.normalized.checked_sub(removed)
    }
}

/// Does `after` need a price check? Only if debt is left, and there is more of it, or less
/// collateral for each unit of it:
///
/// normalized' > normalized, or collateral' x normalized < collateral x normalized'.
///
/// Exact, and free of price and index: both are the same on either side.
pub fn is_riskier(before: Position, after: Position) -> bool {
    if after.normalized.is_zero() {
        return false;
    }
    let had = mul128(before.collateral.u128(), after.normalized.u128());
    let has = mul128(after.collateral.u128(), before.normalized.u128());
    after.normalized > before.normalized || has < had
}

/// How a payment splits into what cancels debt and what goes back to the payer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repayment {
    /// Cancels debt: min(owed, sent).
    pub repaid: Debt,
    /// Returned to the payer.
    pub excess: Debt,
}

/// Splits a payment of `sent` against `owed`; repaid + excess = sent.
pub const fn repayment(owed: Debt, sent: Debt) -> Repayment {
    Repayment {
        repaid: owed.min(sent),
        excess: sent.saturating_sub(owed),
    }
}

#[cfg(test)]
mod tests;

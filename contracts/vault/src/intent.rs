//! What a message wants of a position. The verbs differ in nothing else.

use ballast_math::{repayment, Change, Collateral, CollateralChange, Debt, DebtChange, Position};
use ballast_types::{units, vault::OperatorScope, PositionId};

use crate::ContractError;

/// How much collateral is to leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Withdrawal {
    /// Nothing.
    #[default]
    None,
    /// So many base units.
    Amount(Collateral),
    /// Whatever is there, once the debt is paid: the position is closed.
    All,
}

/// A wish, as the message states it: the debt that a repayment meets is known only after accrual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Intent {
    /// Collateral that came with the message.
    pub deposit: Collateral,
    /// Collateral to take out.
    pub withdraw: Withdrawal,
    /// Stablecoin to mint.
    pub mint: Debt,
    /// Stablecoin that came to repay debt.
    pub tendered: Debt,
}

/// A wish made exact against a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What happens to the position.
    pub change: Change,
    /// Stablecoin that no debt was left for; goes back to the payer.
    pub excess: Debt,
}

impl Intent {
    /// What an operator must be allowed to do; nothing for what anybody may.
    pub fn scope(&self) -> OperatorScope {
        OperatorScope {
            withdraw: self.withdraw != Withdrawal::None,
            mint: !self.mint.is_zero(),
            order: false,
        }
    }

    /// Makes the wish exact. `debt` is what the position owes now.
    ///
    /// Refused: nothing wanted, a zero withdrawal, both directions of one side, a repayment where
    /// there is no debt, closing with less than the debt.
    pub fn resolve(
        self,
        id: PositionId,
        position: Position,
        debt: Debt,
    ) -> Result<Resolved, ContractError> {
        if self == Self::default() {
            return Err(ContractError::NothingToDo {});
        }
        if !self.tendered.is_zero() && debt.is_zero() {
            return Err(ContractError::NoDebt { position: id });
        }
        let payment = repayment(debt, self.tendered);
        if self.withdraw == Withdrawal::All && payment.repaid < debt {
            return Err(ContractError::RepaymentTooSmall {
                debt: units::debt_amount(debt),
                sent: units::debt_amount(self.tendered),
            });
        }
        let change = Change {
            collateral: self.collateral_change(position)?,
            debt: self.debt_change(payment.repaid)?,
        };
        Ok(Resolved {
            change,
            excess: payment.excess,
        })
    }

    fn collateral_change(&self, position: Position) -> Result<CollateralChange, ContractError> {
        let (one, other) = ("deposit", "withdraw");
        match (self.deposit.is_zero(), self.withdraw) {
            (true, Withdrawal::None) => Ok(CollateralChange::None),
            (true, Withdrawal::Amount(Collateral::ZERO)) => Err(ContractError::ZeroAmount {
                what: "a withdrawal",
            }),
            (true, Withdrawal::Amount(amount)) => Ok(CollateralChange::Withdraw(amount)),
            (true, Withdrawal::All) => Ok(CollateralChange::Withdraw(position.collateral)),
            (false, Withdrawal::None) => Ok(CollateralChange::Deposit(self.deposit)),
            (false, _) => Err(ContractError::Contradiction { one, other }),
        }
    }

    fn debt_change(&self, repaid: Debt) -> Result<DebtChange, ContractError> {
        match (self.mint.is_zero(), repaid.is_zero()) {
            (true, true) => Ok(DebtChange::None),
            (false, true) => Ok(DebtChange::Mint(self.mint)),
            (true, false) => Ok(DebtChange::Repay(repaid)),
            (false, false) => Err(ContractError::Contradiction {
                one: "repay",
                other: "mint",
            }),
        }
    }
}

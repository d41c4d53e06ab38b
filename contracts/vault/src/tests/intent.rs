use ballast_math::{
    Change, Collateral, CollateralChange, Debt, DebtChange, NormalizedDebt, Position,
};
use ballast_types::{vault::OperatorScope, PositionId};

use crate::{
    intent::{Intent, Resolved, Withdrawal},
    ContractError,
};

const ID: PositionId = PositionId::new(1, 1);

fn resolve(intent: Intent, debt: u128) -> Result<Resolved, ContractError> {
    let position = Position {
        collateral: Collateral::new(500),
        normalized: NormalizedDebt::new(debt),
    };
    intent.resolve(ID, position, Debt::new(debt))
}

fn deposit(amount: u128) -> Intent {
    Intent {
        deposit: Collateral::new(amount),
        ..Intent::default()
    }
}

fn withdraw(amount: u128) -> Intent {
    Intent {
        withdraw: Withdrawal::Amount(Collateral::new(amount)),
        ..Intent::default()
    }
}

fn tender(amount: u128) -> Intent {
    Intent {
        tendered: Debt::new(amount),
        ..Intent::default()
    }
}

#[test]
fn nothing_to_do_is_refused() {
    assert_eq!(
        resolve(Intent::default(), 9),
        Err(ContractError::NothingToDo {})
    );
}

#[test]
fn a_withdrawal_of_zero_is_refused() {
    let zero = ContractError::ZeroAmount {
        what: "a withdrawal",
    };
    assert_eq!(resolve(withdraw(0), 0), Err(zero));
}

#[test]
fn both_directions_of_one_side_are_refused() {
    let both = Intent {
        withdraw: Withdrawal::Amount(Collateral::new(1)),
        ..deposit(1)
    };
    let error = ContractError::Contradiction {
        one: "deposit",
        other: "withdraw",
    };
    assert_eq!(resolve(both, 0), Err(error));

    let both = Intent {
        mint: Debt::new(1),
        ..tender(1)
    };
    let error = ContractError::Contradiction {
        one: "repay",
        other: "mint",
    };
    assert_eq!(resolve(both, 5), Err(error));
}

#[test]
fn repaying_where_nothing_is_owed_is_refused() {
    assert_eq!(
        resolve(tender(5), 0),
        Err(ContractError::NoDebt { position: ID })
    );
}

#[test]
fn closing_with_less_than_the_debt_is_refused() {
    let close = Intent {
        withdraw: Withdrawal::All,
        ..tender(8)
    };
    let error = ContractError::RepaymentTooSmall {
        debt: 9u128.into(),
        sent: 8u128.into(),
    };
    assert_eq!(resolve(close, 9), Err(error));
    let close = Intent {
        withdraw: Withdrawal::All,
        ..Intent::default()
    };
    let error = ContractError::RepaymentTooSmall {
        debt: 9u128.into(),
        sent: 0u128.into(),
    };
    assert_eq!(resolve(close, 9), Err(error));
}

#[test]
fn h10_excess_of_a_repayment_is_named() {
    let resolved = resolve(tender(12), 9).unwrap();
    assert_eq!(resolved.excess, Debt::new(3));
    assert_eq!(resolved.change.debt, DebtChange::Repay(Debt::new(9)));
}

#[test]
fn closing_takes_all_collateral() {
    let close = Intent {
        withdraw: Withdrawal::All,
        ..tender(9)
    };
    let change = Change {
        collateral: CollateralChange::Withdraw(Collateral::new(500)),
        debt: DebtChange::Repay(Debt::new(9)),
    };
    assert_eq!(
        resolve(close, 9).unwrap(),
        Resolved {
            change,
            excess: Debt::ZERO
        }
    );
}

#[test]
fn i14_only_what_takes_something_out_needs_a_scope() {
    assert_eq!(deposit(1).scope(), OperatorScope::default());
    assert_eq!(tender(1).scope(), OperatorScope::default());
    assert!(withdraw(1).scope().withdraw && !withdraw(1).scope().mint);
    let mint = Intent {
        mint: Debt::new(1),
        ..Intent::default()
    };
    assert!(mint.scope().mint && !mint.scope().withdraw);
    let close = Intent {
        withdraw: Withdrawal::All,
        ..Intent::default()
    };
    assert!(close.scope().withdraw);
}

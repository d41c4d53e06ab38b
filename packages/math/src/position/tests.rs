#![allow(clippy::arithmetic_side_effects)]

use super::*;
use rstest::rstest;

const COIN: u128 = 1_000_000_000_000_000_000;
const THREE_HALVES: DebtIndex = DebtIndex::new(DebtIndex::ONE.u128() / 2 * 3);

fn position(collateral: u128, normalized: u128) -> Position {
    Position {
        collateral: Collateral::new(collateral),
        normalized: NormalizedDebt::new(normalized),
    }
}

fn of_debt(debt: DebtChange) -> Change {
    Change {
        debt,
        ..Change::default()
    }
}

fn of_collateral(collateral: CollateralChange) -> Change {
    Change {
        collateral,
        ..Change::default()
    }
}

#[rstest]
#[case::nothing(Change::default(), position(10, COIN))]
#[case::deposit(
    of_collateral(CollateralChange::Deposit(Collateral::new(5))),
    position(15, COIN)
)]
#[case::withdraw(
    of_collateral(CollateralChange::Withdraw(Collateral::new(10))),
    position(0, COIN)
)]
#[case::mint_rounds_up(of_debt(DebtChange::Mint(Debt::new(1))), position(10, COIN + 666_666_666_667))]
#[case::repay_rounds_down(of_debt(DebtChange::Repay(Debt::new(1))), position(10, COIN - 666_666_666_666))]
#[case::repay_all(of_debt(DebtChange::Repay(Debt::new(1_500_000))), position(10, 0))]
fn apply_at_three_halves(#[case] change: Change, #[case] expected: Position) {
    assert_eq!(position(10, COIN).apply(change, THREE_HALVES), Ok(expected));
}

#[test]
fn i16_the_last_fraction_of_a_unit_is_repaid_too() {
    let dust = position(0, 1);
    assert_eq!(dust.debt_up(DebtIndex::ONE), Debt::new(1));
    let after = dust.apply(of_debt(DebtChange::Repay(Debt::new(1))), DebtIndex::ONE);
    assert_eq!(after, Ok(Position::EMPTY));
    assert!(Position::EMPTY.is_empty() && !dust.is_empty());
}

#[rstest]
#[case::withdraw_too_much(
    of_collateral(CollateralChange::Withdraw(Collateral::new(11))),
    MathError::WithdrawExceedsCollateral { withdraw: Collateral::new(11), collateral: Collateral::new(10) }
)]
#[case::repay_too_much(
    of_debt(DebtChange::Repay(Debt::new(1_000_001))),
    MathError::RepayExceedsDebt { repay: Debt::new(1_000_001), debt: Debt::new(1_000_000) }
)]
#[case::deposit_overflows(
    of_collateral(CollateralChange::Deposit(Collateral::new(u128::MAX))),
    MathError::Overflow { operation: "adding collateral" }
)]
#[case::mint_overflows(
    of_debt(DebtChange::Mint(Debt::new(u128::MAX))),
    MathError::Overflow { operation: "normalizing debt" }
)]
fn refusals(#[case] change: Change, #[case] error: MathError) {
    assert_eq!(position(10, COIN).apply(change, DebtIndex::ONE), Err(error));
}

#[rstest]
#[case::same(position(10, 5), position(10, 5), false)]
#[case::i09_more_debt(position(10, 5), position(10, 6), true)]
#[case::i09_mint_in_step_with_deposit(position(10, 5), position(20, 10), true)]
#[case::i09_first_mint(position(10, 0), position(10, 1), true)]
#[case::less_collateral(position(10, 5), position(9, 5), true)]
#[case::less_of_both_in_step(position(10, 6), position(5, 3), false)]
#[case::less_of_both_out_of_step(position(10, 6), position(4, 3), true)]
#[case::deposit(position(10, 5), position(11, 5), false)]
#[case::repay(position(10, 5), position(10, 4), false)]
#[case::i17_no_debt_left(position(10, 5), position(0, 0), false)]
#[case::largest(position(u128::MAX, u128::MAX), position(u128::MAX - 1, u128::MAX), true)]
fn i09_riskier(#[case] before: Position, #[case] after: Position, #[case] expected: bool) {
    assert_eq!(is_riskier(before, after), expected);
}

#[rstest]
#[case(5, 3, 3, 0)]
#[case(5, 5, 5, 0)]
#[case(5, 8, 5, 3)]
#[case(0, 8, 0, 8)]
fn h10_overpayment_is_split(
    #[case] owed: u128,
    #[case] sent: u128,
    #[case] repaid: u128,
    #[case] excess: u128,
) {
    let expected = Repayment {
        repaid: Debt::new(repaid),
        excess: Debt::new(excess),
    };
    assert_eq!(repayment(Debt::new(owed), Debt::new(sent)), expected);
}

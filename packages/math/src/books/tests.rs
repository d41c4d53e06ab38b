#![allow(clippy::arithmetic_side_effects)]

use super::*;
use crate::position::{Change, CollateralChange};
use rstest::rstest;

const YEAR: u64 = crate::index::SECONDS_PER_YEAR;

fn debt(raw: u128) -> Debt {
    Debt::new(raw)
}

/// Books with one position of 100 collateral and 1,000,000 debt.
fn one_position() -> (Books, Position) {
    let mut books = Books::new(0);
    let change = Change {
        collateral: CollateralChange::Deposit(Collateral::new(100)),
        debt: DebtChange::Mint(debt(1_000_000)),
    };
    let after = Position::EMPTY.apply(change, books.index).unwrap();
    books.record(Position::EMPTY, after, change.debt).unwrap();
    (books, after)
}

#[test]
fn fees_become_surplus_and_revenue() {
    let (mut books, _) = one_position();
    let growth = books.accrue(Ratio::from_percent(5), YEAR).unwrap();
    assert_eq!(growth, debt(51_271));
    assert_eq!(
        (books.booked, books.surplus, books.revenue),
        (debt(1_051_271), growth, growth)
    );
}

#[test]
fn i20_twice_in_a_second_is_once() {
    let (mut books, _) = one_position();
    books.accrue(Ratio::from_percent(5), 100).unwrap();
    let once = books;
    assert_eq!(books.accrue(Ratio::from_percent(5), 100), Ok(Debt::ZERO));
    assert_eq!(books, once);
}

#[test]
fn h20_time_does_not_run_backwards() {
    let mut books = Books::new(10);
    let error = Err(MathError::TimeRunsBackwards { now: 9, then: 10 });
    assert_eq!(books.accrue(Ratio::ONE, 9), error);
}

#[test]
fn i24_failed_accrual_changes_nothing() {
    let (mut books, _) = one_position();
    books.surplus = Debt::new(u128::MAX);
    let before = books;
    assert!(books.accrue(Ratio::ONE, u64::MAX).is_err());
    assert_eq!(books, before);
}

#[test]
fn i20_h20_an_index_at_its_end_stands_still_however_it_came_there() {
    let (mut at_once, _) = one_position();
    at_once.accrue(Ratio::ONE, 30 * YEAR).unwrap();
    assert_eq!(at_once.index, DebtIndex::MAX);
    let (mut often, position) = one_position();
    let mut last = often.index;
    for year in 1..=30 {
        often.accrue(Ratio::ONE, year * YEAR).unwrap();
        assert!(often.index >= last);
        last = often.index;
    }
    assert_eq!(often, at_once);
    assert_eq!(often.accrue(Ratio::ONE, u64::MAX), Ok(Debt::ZERO));
    let owed = position.debt_up(often.index);
    assert!(often
        .record(position, Position::EMPTY, DebtChange::Repay(owed))
        .is_ok());
}

#[test]
fn i03_accruing_every_second_books_what_accruing_once_does() {
    let (mut often, _) = one_position();
    let (mut once, _) = one_position();
    for now in 1..=1_000 {
        often.accrue(Ratio::from_percent(5), now).unwrap();
    }
    once.accrue(Ratio::from_percent(5), 1_000).unwrap();
    assert_eq!((often.booked, often.surplus), (once.booked, once.surplus));
    assert!(often.surplus > Debt::ZERO);
}

#[test]
fn strangers_position_is_refused() {
    let (mut books, position) = one_position();
    let twice = Position {
        collateral: Collateral::new(101),
        ..position
    };
    let before = books;
    let error = MathError::BooksUnderflow {
        total: "collateral",
        held: 100,
        taken: 101,
    };
    assert_eq!(
        books.record(twice, Position::EMPTY, DebtChange::None),
        Err(error)
    );
    assert_eq!(books, before);
}

#[test]
fn debt_cannot_vanish_unpaid() {
    let (mut books, position) = one_position();
    let error = books
        .record(position, Position::EMPTY, DebtChange::None)
        .unwrap_err();
    assert!(matches!(
        error,
        MathError::BooksUnderflow {
            total: "booked debt",
            ..
        }
    ));
}

#[test]
fn i05_seizing_books_bad_debt() {
    let (mut books, position) = one_position();
    books
        .seize(position, Position::EMPTY, debt(1_000_000))
        .unwrap();
    assert_eq!(
        (books.booked, books.bad_debt),
        (Debt::ZERO, debt(1_000_000))
    );
    assert_eq!(
        (books.total_normalized, books.surplus),
        (NormalizedDebt::ZERO, Debt::ZERO)
    );
}

#[rstest]
#[case::part_of_the_bad_debt(5, 3, 3, 0)]
#[case::all_of_it(5, 5, 5, 0)]
#[case::more_than_it(5, 9, 5, 4)]
#[case::none_there(0, 9, 0, 9)]
fn settling(#[case] owed: u128, #[case] amount: u128, #[case] bad: u128, #[case] rest: u128) {
    let mut books = Books {
        bad_debt: debt(owed),
        ..Books::default()
    };
    let settled = books.settle(debt(amount));
    assert_eq!(
        settled,
        Ok(Settled {
            bad_debt: debt(bad),
            surplus: debt(rest)
        })
    );
    assert_eq!(
        (books.bad_debt, books.surplus),
        (debt(owed - bad), debt(rest))
    );
    assert_eq!(books.revenue, Debt::ZERO);
}

#[rstest]
#[case(5, 3, 3)]
#[case(3, 5, 3)]
#[case(0, 5, 0)]
fn netting(#[case] surplus: u128, #[case] bad: u128, #[case] netted: u128) {
    assert_netted(surplus, (bad, 0), netted);
}

#[rstest]
#[case::the_rest(9, 5, 3, 2)]
#[case::all_is_to_be_raised(9, 5, 5, 0)]
#[case::more_than_all(9, 5, 7, 0)]
fn what_auctions_are_to_raise_is_not_netted(
    #[case] surplus: u128,
    #[case] bad: u128,
    #[case] auctioned: u128,
    #[case] netted: u128,
) {
    assert_netted(surplus, (bad, auctioned), netted);
    let mut own = Books {
        surplus: debt(surplus),
        ..Books::default()
    };
    let mut other = Books {
        bad_debt: debt(bad),
        ..Books::default()
    };
    let given = own.net_other(&mut other, debt(auctioned), Debt::ZERO);
    assert_eq!(given, debt(netted));
}

fn assert_netted(surplus: u128, (bad, auctioned): (u128, u128), netted: u128) {
    let mut books = Books {
        surplus: debt(surplus),
        bad_debt: debt(bad),
        ..Books::default()
    };
    assert_eq!(books.net(debt(auctioned)), debt(netted));
    assert_eq!(
        (books.surplus, books.bad_debt),
        (debt(surplus - netted), debt(bad - netted))
    );
}

#[rstest]
#[case::above_the_buffer(10, 0, 3, 20, 7)]
#[case::all_that_is_needed(10, 0, 3, 4, 4)]
#[case::own_bad_debt_first(10, 6, 3, 20, 1)]
#[case::under_the_buffer(10, 0, 11, 20, 0)]
fn netting_another_type(
    #[case] surplus: u128,
    #[case] own_bad: u128,
    #[case] buffer: u128,
    #[case] other_bad: u128,
    #[case] netted: u128,
) {
    let mut own = Books {
        surplus: debt(surplus),
        bad_debt: debt(own_bad),
        ..Books::default()
    };
    let mut other = Books {
        bad_debt: debt(other_bad),
        ..Books::default()
    };
    assert_eq!(
        own.net_other(&mut other, Debt::ZERO, debt(buffer)),
        debt(netted)
    );
    assert_eq!(
        (own.surplus, own.bad_debt),
        (debt(surplus - netted), debt(own_bad))
    );
    assert_eq!(other.bad_debt, debt(other_bad - netted));
}

#[test]
fn another_types_own_surplus_is_spent_first() {
    let mut own = Books {
        surplus: debt(10),
        ..Books::default()
    };
    let mut other = Books {
        surplus: debt(4),
        bad_debt: debt(6),
        ..Books::default()
    };
    assert_eq!(own.net_other(&mut other, Debt::ZERO, Debt::ZERO), debt(2));
}

#[rstest]
#[case::all_revenue(10, 4, 0, 0, 4)]
#[case::only_above_the_buffer(10, 9, 0, 8, 2)]
#[case::nothing_above_the_buffer(10, 9, 0, 10, 0)]
#[case::own_bad_debt_first(10, 9, 8, 0, 2)]
fn collecting(
    #[case] surplus: u128,
    #[case] revenue: u128,
    #[case] bad: u128,
    #[case] buffer: u128,
    #[case] expected: u128,
) {
    let mut books = Books {
        surplus: debt(surplus),
        revenue: debt(revenue),
        bad_debt: debt(bad),
        ..Books::default()
    };
    assert_eq!(books.collectable(debt(buffer)), debt(expected));
    assert_eq!(books.collect(debt(buffer)), debt(expected));
    // What the buffer holds back is no revenue any more; what bad debt holds back still is.
    let left = if bad == 0 { 0 } else { revenue - expected };
    assert_eq!(
        (books.surplus, books.revenue),
        (debt(surplus - expected), debt(left))
    );
    assert_eq!(books.collect(debt(buffer)), Debt::ZERO);
}

#[test]
fn i05_collecting_while_takers_are_yet_to_pay_resets_no_revenue() {
    let mut books = Books {
        surplus: debt(202),
        revenue: debt(202),
        bad_debt: debt(201),
        ..Books::default()
    };
    assert_eq!(books.net(debt(201)), Debt::ZERO);
    assert_eq!(books.collect(Debt::ZERO), debt(1));
    books.settle(debt(201)).unwrap();
    assert_eq!(books.collect(Debt::ZERO), debt(201));
    assert_eq!((books.surplus, books.revenue), (Debt::ZERO, Debt::ZERO));
}

#[test]
fn the_line_opens_step_by_step() {
    let mut books = Books {
        booked: debt(100),
        ..Books::default()
    };
    assert!(books.raise_line(debt(1_000), debt(50), 10, 10));
    assert_eq!((books.line, books.line_raised_at), (debt(150), 10));
    assert_eq!(books.mintable(debt(1_000)), debt(50));
    books.booked = debt(150);
    assert!(!books.raise_line(debt(1_000), debt(50), 10, 19));
    assert_eq!(books.mintable(debt(1_000)), Debt::ZERO);
    assert!(books.raise_line(debt(170), debt(50), 10, 20));
    assert_eq!(books.line, debt(170));
    assert_eq!(books.mintable(debt(160)), debt(10));
    books.booked = debt(30);
    books.lower_line(debt(50));
    assert_eq!(books.line, debt(80));
    books.lower_line(debt(500));
    assert_eq!(books.line, debt(80));
}

#[test]
fn positions_are_numbered_from_zero() {
    let mut books = Books::new(0);
    assert_eq!(
        (books.open_position(), books.open_position()),
        (Ok(0), Ok(1))
    );
    books.positions_opened = u32::MAX;
    assert!(books.open_position().is_err());
    assert_eq!(books.positions_opened, u32::MAX);
}

#[test]
fn books_are_stored_compactly() {
    let (books, _) = one_position();
    let bytes = postcard::to_allocvec(&books).unwrap();
    assert!(bytes.len() < 64);
    assert_eq!(postcard::from_bytes::<Books>(&bytes), Ok(books));
}

#[test]
fn revenue_that_covered_a_loss_is_not_paid_out_of_a_later_settlement() {
    let mut books = Books {
        surplus: Debt::new(100),
        revenue: Debt::new(100),
        bad_debt: Debt::new(30),
        ..Books::default()
    };
    assert_eq!(books.net(Debt::ZERO), Debt::new(30));
    books.settle(Debt::new(50)).unwrap();
    assert_eq!(books.collectable(Debt::ZERO), Debt::new(70));

    let mut other = Books {
        bad_debt: Debt::new(60),
        ..Books::default()
    };
    assert_eq!(
        books.net_other(&mut other, Debt::ZERO, Debt::new(10)),
        Debt::new(60)
    );
    assert_eq!(books.revenue, Debt::new(60));
}

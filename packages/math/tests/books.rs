//! Random histories of one type's books: the ledger is exact at every step.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used
)]

mod common;

use ballast_math::*;
use common::*;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Wait(u64),
    Mint(usize, u128),
    Repay(usize, u128),
    RepayAll(usize),
    Seize(usize, u128),
    Settle(u128),
    Net,
    Collect(u128),
}

fn step() -> impl Strategy<Value = Step> {
    let amount = || magnitude(0, 10u128.pow(15));
    prop_oneof![
        3 => (0u64..10_000_000).prop_map(Step::Wait),
        4 => (0usize..4, amount()).prop_map(|(who, amount)| Step::Mint(who, amount)),
        3 => (0usize..4, amount()).prop_map(|(who, amount)| Step::Repay(who, amount)),
        1 => (0usize..4).prop_map(Step::RepayAll),
        2 => (0usize..4, amount()).prop_map(|(who, amount)| Step::Seize(who, amount)),
        2 => amount().prop_map(Step::Settle),
        1 => Just(Step::Net),
        1 => amount().prop_map(Step::Collect),
    ]
}

/// Books, their positions, and what was minted and burned.
struct World {
    books: Books,
    positions: [Position; 4],
    now: u64,
    minted: u128,
    burned: u128,
    fee: Ratio,
}

impl World {
    fn apply(&mut self, who: usize, debt: DebtChange) -> (Position, Position) {
        let before = self.positions[who];
        let collateral = CollateralChange::Deposit(Collateral::new(7));
        let after = before
            .apply(Change { collateral, debt }, self.books.index)
            .unwrap();
        self.positions[who] = after;
        (before, after)
    }

    fn record(&mut self, who: usize, debt: DebtChange) {
        let (before, after) = self.apply(who, debt);
        self.books.record(before, after, debt).unwrap();
    }

    fn owed(&self, who: usize) -> Debt {
        self.positions[who].debt_up(self.books.index)
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Wait(seconds) => {
                self.now += seconds;
                self.books.accrue(self.fee, self.now).unwrap();
            }
            Step::Mint(who, amount) => {
                self.record(who, DebtChange::Mint(Debt::new(amount)));
                self.minted += amount;
            }
            Step::Repay(who, amount) => {
                let amount = Debt::new(amount).min(self.owed(who));
                self.record(who, DebtChange::Repay(amount));
                self.burned += amount.u128();
            }
            Step::RepayAll(who) => {
                let amount = self.owed(who);
                self.record(who, DebtChange::Repay(amount));
                self.burned += amount.u128();
            }
            Step::Seize(who, amount) => {
                let amount = Debt::new(amount).min(self.owed(who));
                let (before, after) = self.apply(who, DebtChange::Repay(amount));
                self.books.seize(before, after, amount).unwrap();
            }
            Step::Settle(amount) => {
                self.books.settle(Debt::new(amount)).unwrap();
                self.burned += amount;
            }
            Step::Net => {
                self.books.net(Debt::ZERO);
            }
            Step::Collect(buffer) => {
                self.minted += self.books.collect(Debt::new(buffer)).u128();
            }
        }
    }

    fn check(&self) -> Result<(), TestCaseError> {
        let books = &self.books;
        let signed = |raw: u128| i128::try_from(raw).unwrap();
        prop_assert_eq!(
            signed(books.booked.u128()) + signed(books.bad_debt.u128())
                - signed(books.surplus.u128()),
            signed(self.minted) - signed(self.burned)
        );
        let normalized: u128 = self.positions.iter().map(|p| p.normalized.u128()).sum();
        let collateral: u128 = self.positions.iter().map(|p| p.collateral.u128()).sum();
        prop_assert_eq!(books.total_normalized.u128(), normalized);
        prop_assert_eq!(books.total_collateral.u128(), collateral);
        prop_assert_eq!(
            books.booked,
            books.total_normalized.to_debt_down(books.index)
        );
        let debts: u128 = (0..4).map(|who| self.owed(who).u128()).sum();
        let indebted = self
            .positions
            .iter()
            .filter(|p| !p.normalized.is_zero())
            .count() as u128;
        prop_assert!(books.booked.u128() <= debts);
        prop_assert!(debts <= books.booked.u128() + indebted);
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i03_ledger_is_exact_in_every_history(
        fee in magnitude(0, Ratio::ONE.u128() / 2),
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let mut world = World {
            books: Books::new(0),
            positions: [Position::EMPTY; 4],
            now: 0,
            minted: 0,
            burned: 0,
            fee: Ratio::new(fee),
        };
        for step in steps {
            world.step(step);
            world.check()?;
        }
    }

    #[test]
    fn i24_what_fails_changes_nothing(
        booked in any::<(u128, u128)>(),
        before in position(),
        after in position(),
        amount in any::<u128>(),
        now in any::<u64>(),
    ) {
        let mut books = Books {
            total_normalized: NormalizedDebt::new(booked.0),
            total_collateral: Collateral::new(booked.1),
            surplus: Debt::new(booked.0),
            accrued_at: 1_000,
            ..Books::default()
        };
        let untouched = books;
        let amount = Debt::new(amount);
        if books.record(before, after, DebtChange::Mint(amount)).is_err() {
            prop_assert_eq!(books, untouched);
        }
        books = untouched;
        if books.seize(before, after, amount).is_err() {
            prop_assert_eq!(books, untouched);
        }
        books = untouched;
        if books.accrue(Ratio::ONE, now).is_err() {
            prop_assert_eq!(books, untouched);
        }
        books = untouched;
        if books.settle(amount).is_err() {
            prop_assert_eq!(books, untouched);
        }
    }

    #[test]
    fn netting_neither_creates_nor_loses(
        own in (0u128..1_000, 0u128..1_000),
        other in (0u128..1_000, 0u128..1_000),
        buffer in 0u128..1_000,
    ) {
        let books = |(surplus, bad): (u128, u128)| Books {
            surplus: Debt::new(surplus),
            bad_debt: Debt::new(bad),
            ..Books::default()
        };
        let net = |books: &Books| books.bad_debt.u128().wrapping_sub(books.surplus.u128());
        let (mut own, mut other) = (books(own), books(other));
        let before = net(&own).wrapping_add(net(&other));
        own.net(Debt::ZERO);
        other.net(Debt::ZERO);
        let given = own.net_other(&mut other, Debt::ZERO, Debt::new(buffer));
        prop_assert_eq!(net(&own).wrapping_add(net(&other)), before);
        prop_assert!(given.is_zero() || own.surplus >= Debt::new(buffer));
        prop_assert!(own.surplus.is_zero() || own.bad_debt.is_zero());
    }
}

//! The pool against a naive one that loops over its depositors.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used
)]

mod common;

use ballast_math::*;
use bnum::types::U512;
use common::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const DEPOSITORS: usize = 4;

#[derive(Clone, Debug)]
enum Step {
    Deposit(usize, u128),
    Withdraw(usize, u32),
    Claim(usize),
    Absorb(u32, u128),
    AbsorbAlmostAll(u128),
    Yield(u128),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..DEPOSITORS, magnitude(0, 10u128.pow(17))).prop_map(|(who, a)| Step::Deposit(who, a)),
        2 => (0..DEPOSITORS, 0u32..=1_000).prop_map(|(who, part)| Step::Withdraw(who, part)),
        2 => (0..DEPOSITORS).prop_map(Step::Claim),
        4 => (0u32..=1_000, magnitude(0, 10u128.pow(24))).prop_map(|(part, c)| Step::Absorb(part, c)),
        1 => magnitude(0, 10u128.pow(24)).prop_map(Step::AbsorbAlmostAll),
        1 => magnitude(0, 10u128.pow(15)).prop_map(Step::Yield),
        2 => (0u64..100_000).prop_map(Step::Wait),
    ]
}

/// Digits that the naive pool keeps below a base unit.
fn one() -> U512 {
    U512::from(10u8).pow(40)
}

fn exact(raw: u128) -> U512 {
    U512::from(raw) * one()
}

/// A depositor as the naive pool sees it: stake and gains with 40 more digits.
#[derive(Clone, Copy, Debug, Default)]
struct Stake {
    left: U512,
    collateral: U512,
    stablecoin: U512,
    scale: u32,
}

#[derive(Default)]
struct World {
    pool: Pool,
    archive: BTreeMap<u32, Sums>,
    deposits: [PoolDeposit; DEPOSITORS],
    stakes: [Stake; DEPOSITORS],
    now: u64,
    collateral: u128,
    paid_out: u128,
    stablecoin: u128,
    operations: u128,
}

impl World {
    fn archived(&self, who: usize) -> [Sums; 3] {
        let scale = self.deposits[who].scale;
        [0, 1, 2].map(|ahead| {
            self.archive
                .get(&(scale + ahead))
                .copied()
                .unwrap_or_default()
        })
    }

    fn compounded(&self, who: usize) -> Debt {
        self.deposits[who].compounded(&self.pool).unwrap()
    }

    fn gains(&self, who: usize) -> Gains {
        self.deposits[who]
            .gains(&self.pool, &self.archived(who))
            .unwrap()
    }

    /// Shares `amount` over the stakes that can still see it.
    fn share(&mut self, amount: u128, total: u128, pick: fn(&mut Stake) -> &mut U512) {
        for stake in &mut self.stakes {
            if self.pool.scale - stake.scale <= 2 {
                let share = U512::from(amount) * stake.left / U512::from(total);
                *pick(stake) += share;
            }
        }
    }

    fn vest(&mut self) {
        let (before, total) = (self.pool.unvested, self.pool.total);
        self.pool.vest(self.now).unwrap();
        let due = before.u128() - self.pool.unvested.u128();
        if due > 0 {
            self.share(due, total.u128(), |stake| &mut stake.stablecoin);
        }
    }

    /// The naive depositor goes on from what the pool says it has: the difference was checked.
    fn resume(&mut self, who: usize) {
        let gains = self.deposits[who].credited;
        self.stakes[who] = Stake {
            left: exact(self.deposits[who].amount.u128()),
            collateral: exact(gains.collateral.u128()),
            stablecoin: exact(gains.stablecoin.u128()),
            scale: self.pool.scale,
        };
    }

    fn change(&mut self, who: usize, deposit: PoolDeposit) {
        self.deposits[who] = deposit;
        self.resume(who);
    }

    fn absorb(&mut self, pays: Debt, collateral: u128) {
        if self.pool.room().is_zero() {
            return;
        }
        let total = self.pool.total.u128();
        self.share(collateral, total, |stake| &mut stake.collateral);
        for stake in &mut self.stakes {
            stake.left = stake.left * U512::from(total - pays.u128()) / U512::from(total);
        }
        self.archive
            .extend(self.pool.absorb(pays, Collateral::new(collateral)).unwrap());
        self.collateral += collateral;
        self.stablecoin -= pays.u128();
    }

    fn step(&mut self, step: Step) {
        self.operations += 1;
        self.vest();
        match step {
            Step::Deposit(who, amount) => {
                let archived = self.archived(who);
                let deposit = self.deposits[who]
                    .add(&mut self.pool, &archived, Debt::new(amount), self.now)
                    .unwrap();
                self.stablecoin += amount;
                self.change(who, deposit);
            }
            Step::Withdraw(who, part) => {
                let amount = self.compounded(who).u128() * u128::from(part) / 1_000;
                let archived = self.archived(who);
                let deposit = self.deposits[who]
                    .remove(&mut self.pool, &archived, Debt::new(amount), self.now)
                    .unwrap();
                self.stablecoin -= amount;
                self.change(who, deposit);
            }
            Step::Claim(who) => {
                let mut deposit = self.deposits[who]
                    .restart(&self.pool, &self.archived(who))
                    .unwrap();
                self.paid_out += deposit.credited.collateral.u128();
                self.stablecoin -= deposit.credited.stablecoin.u128();
                deposit.credited = Gains::default();
                self.change(who, deposit);
            }
            Step::Absorb(part, collateral) => {
                let pays = self.pool.room().u128() * u128::from(part) / 1_000;
                self.absorb(Debt::new(pays), collateral);
            }
            Step::AbsorbAlmostAll(collateral) => self.absorb(self.pool.room(), collateral),
            Step::Yield(amount) => {
                if self.pool.takes_yield() {
                    self.pool.add_yield(Debt::new(amount), self.now).unwrap();
                    self.stablecoin += amount;
                }
            }
            Step::Wait(seconds) => {
                self.now += seconds;
                self.vest();
            }
        }
    }

    /// I6: what is owed is there.
    fn check_backed(&self) -> Result<(), TestCaseError> {
        let deposits: u128 = (0..DEPOSITORS).map(|who| self.compounded(who).u128()).sum();
        let gains: Vec<Gains> = (0..DEPOSITORS).map(|who| self.gains(who)).collect();
        let collateral: u128 = gains.iter().map(|gains| gains.collateral.u128()).sum();
        let stablecoin: u128 = gains.iter().map(|gains| gains.stablecoin.u128()).sum();
        prop_assert!(deposits <= self.pool.total.u128());
        prop_assert!(collateral + self.paid_out <= self.collateral);
        let owed = self.pool.total.u128() + stablecoin + self.pool.unvested.u128();
        prop_assert!(owed <= self.stablecoin);
        prop_assert!(self.pool.product.u256() >= bnum::types::U256::from(10u8).pow(27));
        Ok(())
    }

    /// Each depositor has what the naive pool says, less at most rounding.
    fn check_against_naive(&self) -> Result<(), TestCaseError> {
        let unit = one() * U512::from(2u8);
        for (who, naive) in self.stakes.iter().enumerate() {
            let (stake, gains) = (exact(self.compounded(who).u128()), self.gains(who));
            // The naive pool rounds too, by 10^-40 at each step.
            let slack = U512::from(self.operations * 10u128.pow(20));
            prop_assert!(stake <= naive.left + slack);
            prop_assert!(naive.left < stake + unit, "{who}: {} {stake}", naive.left);
            for (has, should) in [
                (gains.collateral.u128(), naive.collateral),
                (gains.stablecoin.u128(), naive.stablecoin),
            ] {
                // A product of 27 digits is exact to 10^-27 of the gain at each step.
                let lost = should / U512::from(10u128.pow(24));
                prop_assert!(exact(has) <= should + slack);
                prop_assert!(should <= exact(has) + unit + lost, "{who}: {should} {has}");
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn i06_pool_agrees_with_a_naive_one_in_every_history(
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut world = World::default();
        for step in steps {
            world.step(step);
            world.check_backed()?;
            world.check_against_naive()?;
        }
    }

    #[test]
    fn h38_scales_pass_without_losing_history(
        amounts in prop::collection::vec(magnitude(1_000_000, 10u128.pow(17)), 5..40),
    ) {
        let mut world = World::default();
        for (turn, amount) in amounts.into_iter().enumerate() {
            world.step(Step::Deposit(turn % DEPOSITORS, amount));
            world.step(Step::AbsorbAlmostAll(amount));
            world.check_backed()?;
            world.check_against_naive()?;
        }
    }

    #[test]
    fn vesting_in_parts_is_vesting_at_once(
        amount in magnitude(1, 10u128.pow(15)),
        times in prop::collection::vec(0u64..=100_000, 1..20),
    ) {
        let mut times = times;
        times.sort_unstable();
        let mut pool = Pool::new(0);
        pool.deposit(Debt::new(10u128.pow(12)), 0).unwrap();
        pool.add_yield(Debt::new(amount), 0).unwrap();
        let mut once = pool;
        for now in &times {
            pool.vest(*now).unwrap();
        }
        once.vest(*times.last().unwrap()).unwrap();
        // In parts each part rounds down, and the next one makes up for it.
        prop_assert!(pool.unvested >= once.unvested);
        prop_assert!(pool.unvested.u128() - once.unvested.u128() <= times.len() as u128);
    }

    #[test]
    fn h16_any_pool_has_an_answer(raw in any::<[u128; 6]>(), times in any::<[u64; 3]>()) {
        let [total, unvested, pays, collateral, product, amount] = raw;
        let wide = bnum::types::U256::from(product);
        let mut pool = Pool {
            total: Debt::new(total),
            product: Product::new(wide),
            unvested: Debt::new(unvested),
            vested_at: times[0],
            vests_until: times[1],
            ..Pool::default()
        };
        let deposit = PoolDeposit { amount: Debt::new(amount), ..PoolDeposit::default() };
        let _ = pool.vest(times[2]);
        let _ = pool.add_yield(Debt::new(amount), times[2]);
        let _ = pool.absorb(Debt::new(pays), Collateral::new(collateral));
        let _ = deposit.compounded(&pool);
        let _ = deposit.gains(&pool, &[Sums::default(); 3]);
    }
}

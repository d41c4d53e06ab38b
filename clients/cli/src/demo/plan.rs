//! Who takes part: drawn from a seed before anything runs.

use cosmwasm_std::{Decimal, Uint128};

use super::random::Random;

/// The least and the highest ratio at which a borrower opens, hundredths of a per cent.
const RATIOS: (u64, u64) = (16_200, 50_000);

/// Ratios of those who lend: ether may fall by four fifths before they are unsafe.
const SAFE_RATIOS: (u64, u64) = (70_000, 90_000);

/// Sizes of debts in whole stablecoins, each with its weight: many small, few large.
const SIZES: [(u64, (u64, u64)); 4] = [
    (30, (150, 600)),
    (40, (600, 2_500)),
    (22, (2_500, 10_000)),
    (8, (10_000, 40_000)),
];

/// Depositors of the stability pool.
const DEPOSITORS: u64 = 12;

/// What the pool begins with, in per cent of what the borrowers owe.
const POOL_SHARE: u64 = 50;

/// What the keeper has to buy with, the same.
const KEEPER_SHARE: u64 = 15;

/// One stablecoin in base units.
const WHOLE: u128 = 1_000_000;

/// The least that a depositor and the keeper begin with, so that a small demo stays above the debt
/// floor.
const LEAST: u128 = 1_000 * WHOLE;

/// Name of the account that liquidates.
pub const KEEPER: &str = "keeper";

/// An account that opens a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Its name.
    pub name: String,
    /// What it mints, base units.
    pub debt: u128,
    /// Its ratio at the opening price, hundredths of a per cent.
    pub ratio: u64,
}

/// Everyone who opens a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Those who use what they mint.
    pub borrowers: Vec<Holder>,
    /// Those who deposit what they mint in the stability pool.
    pub depositors: Vec<Holder>,
    /// The one who liquidates, and keeps what it mints to buy where the pool cannot.
    pub keeper: Holder,
}

impl Plan {
    /// A plan with so many borrowers.
    pub fn draw(positions: u32, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let digits = positions.to_string().len();
        let borrower = |number: u32| Holder {
            name: format!("borrower-{number:0>digits$}"),
            debt: size(&mut random),
            // The smaller of two draws: most open nearer to the mint ratio.
            ratio: random
                .between(RATIOS.0, RATIOS.1)
                .min(random.between(RATIOS.0, RATIOS.1)),
        };
        let borrowers: Vec<_> = (1..=positions).map(borrower).collect();
        let owed: u128 = borrowers.iter().map(|holder| holder.debt).sum();
        let share = |per_cent: u64| owed * u128::from(per_cent) / 100;
        let each = share(POOL_SHARE) / u128::from(DEPOSITORS);
        let depositors = (1..=DEPOSITORS).map(|number| Holder {
            name: format!("depositor-{number:02}"),
            debt: (each * u128::from(random.between(50, 150)) / 100).max(LEAST),
            ratio: random.between(SAFE_RATIOS.0, SAFE_RATIOS.1),
        });
        let depositors = depositors.collect();
        let keeper = Holder {
            name: KEEPER.to_owned(),
            debt: share(KEEPER_SHARE).max(LEAST),
            ratio: SAFE_RATIOS.1,
        };
        Self {
            borrowers,
            depositors,
            keeper,
        }
    }

    /// All of them, in the order in which they open.
    pub fn holders(&self) -> impl Iterator<Item = &Holder> {
        self.depositors
            .iter()
            .chain([&self.keeper])
            .chain(&self.borrowers)
    }

    /// How many they are.
    pub fn accounts(&self) -> u64 {
        u64::try_from(self.holders().count()).unwrap_or(u64::MAX)
    }
}

impl Holder {
    /// Base units of ether (18 decimals) that give the ratio at a price, rounded up.
    pub fn collateral(&self, price: Decimal) -> u128 {
        let value = Uint128::new(self.debt) * Uint128::new(10u128.pow(12));
        let needed = value.multiply_ratio(self.ratio, 10_000u64);
        needed
            .multiply_ratio(10u128.pow(18), price.atomics())
            .u128()
            + 1
    }
}

/// A debt in base units, to the cent.
fn size(random: &mut Random) -> u128 {
    let total: u64 = SIZES.iter().map(|(weight, _)| weight).sum();
    let mut draw = random.between(0, total);
    for (weight, (low, high)) in SIZES {
        if draw < weight {
            return u128::from(random.between(low * 100, high * 100)) * (WHOLE / 100);
        }
        draw -= weight;
    }
    LEAST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_plan() {
        assert_eq!(Plan::draw(50, 7), Plan::draw(50, 7));
        assert_ne!(Plan::draw(50, 7), Plan::draw(50, 8));
    }

    #[test]
    fn everyone_can_open() {
        let plan = Plan::draw(300, 1);
        assert_eq!(plan.accounts(), 313);
        for holder in plan.holders() {
            assert!(holder.ratio >= 16_200, "{holder:?}");
            assert!(holder.debt >= 100 * WHOLE, "{holder:?}");
        }
    }

    #[test]
    fn collateral_gives_the_ratio() {
        let holder = Holder {
            name: "a".into(),
            debt: 1_000 * WHOLE,
            ratio: 20_000,
        };
        let ten_ether = 10 * 10u128.pow(18);
        assert_eq!(holder.collateral(Decimal::percent(20_000)), ten_ether + 1);
    }
}

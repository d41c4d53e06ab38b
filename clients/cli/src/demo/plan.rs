//! Who takes part: drawn from a seed before anything runs.

use cosmwasm_std::{Decimal, Uint128};

use super::{
    random::Random,
    scenario::{Collateral, Scenario},
};

/// Sizes of debts in whole stablecoins, each with its weight: many small, few large.
const SIZES: [(u64, (u64, u64)); 4] = [
    (30, (150, 600)),
    (40, (600, 2_500)),
    (22, (2_500, 10_000)),
    (8, (10_000, 40_000)),
];

/// Depositors of a stability pool that is to hold something.
const DEPOSITORS: u64 = 12;

/// One stablecoin in base units.
const WHOLE: u128 = 1_000_000;

/// The least that a depositor and a buyer with money begin with, so that a small demo stays above the debt
/// floor.
const LEAST: u128 = 1_000 * WHOLE;

/// Name of the account that liquidates: the first of a scenario's buyers.
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
    /// Those who keep what they mint to buy collateral with.
    pub buyers: Vec<Holder>,
}

impl Plan {
    /// A scenario's plan with so many borrowers.
    pub fn draw(scenario: &Scenario, positions: u32, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let digits = positions.to_string().len();
        let borrower = |number: u32| Holder {
            name: format!("borrower-{number:0>digits$}"),
            debt: size(&mut random),
            // The smaller of two draws: most open nearer to the mint ratio.
            ratio: random
                .between(scenario.ratios.0, scenario.ratios.1)
                .min(random.between(scenario.ratios.0, scenario.ratios.1)),
        };
        let borrowers: Vec<_> = (1..=positions).map(borrower).collect();
        let each = share_of(&borrowers, scenario.pool) / u128::from(DEPOSITORS);
        let safe_ratios = scenario.safe_ratios;
        let depositors = (1..=DEPOSITORS).map(|number| Holder {
            name: format!("depositor-{number:02}"),
            debt: (each * u128::from(random.between(50, 150)) / 100).max(LEAST),
            ratio: random.between(safe_ratios.0, safe_ratios.1),
        });
        let depositors = depositors.filter(|_| scenario.pool > 0).collect();
        let with_money = scenario.buyers.iter().filter(|buyer| buyer.capital > 0);
        let buyers = with_money.map(|buyer| Holder {
            name: buyer.name.to_owned(),
            debt: share_of(&borrowers, buyer.capital).max(LEAST),
            ratio: safe_ratios.1,
        });
        let buyers = buyers.collect();
        Self {
            borrowers,
            depositors,
            buyers,
        }
    }

    /// So many per cent of what the borrowers owe at first, base units.
    pub fn share(&self, per_cent: u64) -> u128 {
        share_of(&self.borrowers, per_cent)
    }

    /// All of them, in the order in which they open.
    pub fn holders(&self) -> impl Iterator<Item = &Holder> {
        self.depositors
            .iter()
            .chain(&self.buyers)
            .chain(&self.borrowers)
    }

    /// How many they are.
    pub fn accounts(&self) -> u64 {
        u64::try_from(self.holders().count()).unwrap_or(u64::MAX)
    }
}

impl Holder {
    /// Base units of a collateral that give the ratio at a price, rounded up.
    pub fn collateral(&self, collateral: &Collateral, price: Decimal) -> u128 {
        let value = Uint128::new(self.debt) * Uint128::new(10u128.pow(12));
        let needed = value.multiply_ratio(self.ratio, 10_000u64);
        needed
            .multiply_ratio(collateral.whole(), price.atomics())
            .u128()
            + 1
    }
}

fn share_of(borrowers: &[Holder], per_cent: u64) -> u128 {
    let owed: u128 = borrowers.iter().map(|holder| holder.debt).sum();
    owed * u128::from(per_cent) / 100
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
    use crate::demo::scenario::SCENARIOS;

    #[test]
    fn the_same_seed_draws_the_same_plan() {
        for scenario in SCENARIOS {
            let draw = |seed| Plan::draw(scenario, 50, seed);
            assert_eq!(draw(7), draw(7));
            assert_ne!(draw(7), draw(8));
        }
    }

    #[test]
    fn everyone_can_open() {
        for scenario in SCENARIOS {
            let plan = Plan::draw(scenario, 300, 1);
            for holder in plan.holders() {
                assert!(holder.ratio >= scenario.ratios.0, "{holder:?}");
                assert!(holder.debt >= 100 * WHOLE, "{holder:?}");
            }
        }
    }

    #[test]
    fn there_are_as_many_lenders_and_buyers_as_the_scenario_says() {
        let others = |name| {
            let plan = Plan::draw(Scenario::named(name).unwrap(), 300, 1);
            assert_eq!(plan.borrowers.len(), 300);
            (plan.depositors.len(), plan.buyers.len())
        };
        assert_eq!(others("half-pool"), (12, 1));
        assert_eq!(others("full-pool"), (12, 3));
        assert_eq!(others("empty-pool"), (0, 3));
        assert_eq!(others("few-takers"), (0, 2));
    }

    #[test]
    fn collateral_gives_the_ratio() {
        let holder = Holder {
            name: "a".into(),
            debt: 1_000 * WHOLE,
            ratio: 20_000,
        };
        let collateral = |name, per_cent| {
            let collateral = &Scenario::named(name).unwrap().collateral;
            holder.collateral(collateral, Decimal::percent(per_cent))
        };
        assert_eq!(collateral("half-pool", 20_000), 10 * 10u128.pow(18) + 1);
        assert_eq!(collateral("usdc", 80), 2_500 * 10u128.pow(6) + 1);
    }
}

//! A pool as it would be with time and space: a loop over its depositors at every purchase.

use std::collections::BTreeMap;

use ballast_tests::Suite;
use ballast_types::{liquidation::Liquidated, CollateralTypeId};
use cosmwasm_std::Uint256;

use crate::support::deposit_of;

/// Digits that the model keeps beyond a base unit.
const DIGITS: u128 = 1_000_000_000_000_000_000;

/// What each depositor has, in 18 digits of a base unit.
#[derive(Default)]
pub struct Model {
    parts: BTreeMap<String, (Uint256, Uint256)>,
    steps: u128,
    /// What rounding of deposits may have cost in gains: a unit of a deposit that rounding has kept
    /// back gains nothing at later purchases.
    missed: Uint256,
}

fn exact(amount: u128) -> Uint256 {
    Uint256::from(amount) * Uint256::from(DIGITS)
}

impl Model {
    /// Somebody has deposited.
    pub fn deposit(&mut self, who: &str, amount: u128) {
        self.steps += 1;
        self.parts.entry(who.to_owned()).or_default().0 += exact(amount);
    }

    /// Somebody has withdrawn; what rounding has kept back of it stays in the model.
    pub fn withdraw(&mut self, who: &str, amount: u128) {
        self.steps += 1;
        self.parts.get_mut(who).unwrap().0 -= exact(amount);
    }

    /// Somebody has claimed collateral.
    pub fn claim(&mut self, who: &str, collateral: u128) {
        self.steps += 1;
        self.parts.get_mut(who).unwrap().1 -= exact(collateral);
    }

    /// A pool of `total` has bought.
    pub fn absorb(&mut self, total: u128, told: &Liquidated) {
        self.steps += 1;
        let total = Uint256::from(total);
        let share = exact(2 * self.steps) * Uint256::from(told.pool_collateral) / total;
        self.missed += share + exact(2);
        for (deposit, gain) in self.parts.values_mut() {
            *gain += *deposit * Uint256::from(told.pool_collateral) / total;
            *deposit -= *deposit * Uint256::from(told.pool_pays) / total;
        }
    }

    /// Nobody has more than the model says, and nobody less than rounding explains: two units a
    /// step, and what these would have gained.
    pub fn assert_agrees(&self, suite: &Suite, id: CollateralTypeId) {
        for (who, (deposit, gain)) in &self.parts {
            let [has, gained, _] = deposit_of(suite, id, who);
            let kept = exact(2 * self.steps);
            for (is, should, kept) in [(has, *deposit, kept), (gained, *gain, kept + self.missed)] {
                let most = should + Uint256::from(self.steps);
                assert!(exact(is) <= most, "{who} has {is}, the model {should}");
                let missing = should.saturating_sub(exact(is));
                assert!(missing <= kept, "{who} has {is}, the model {should}");
            }
        }
    }
}

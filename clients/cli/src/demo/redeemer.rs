//! Holders who redeem while it pays.

use ballast_devchain::{Devchain, STABLECOIN, VAULT};
use ballast_types::vault::{Redeemed, MAX_REDEEMED};
use cosmwasm_std::{Decimal, Uint128};
use serde::Serialize;

use super::{
    opening::{COLLATERAL, MARKET},
    plan::Plan,
    scenario::{Redeemer, Scenario},
};
use crate::error::CliResult;

/// What was redeemed, base units.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Redemptions {
    /// How often.
    pub count: u32,
    /// Debt that left positions.
    pub redeemed: Uint128,
    /// Paid on top, by the base rate.
    pub fees: Uint128,
    /// Collateral that redeemers got.
    pub collateral: Uint128,
}

/// Redeems what holders redeem in an hour, if it pays.
pub fn redeem(
    chain: &mut Devchain,
    (scenario, plan): (&Scenario, &Plan),
    totals: &mut Redemptions,
) -> CliResult<()> {
    let Some(redeemer) = &scenario.redeemer else {
        return Ok(());
    };
    let held = chain.balance(MARKET, STABLECOIN)?.u128();
    let amount = plan.share(redeemer.hourly).min(held);
    if amount == 0 {
        return Ok(());
    }
    let offer = chain.redemption(COLLATERAL, amount, MAX_REDEEMED)?;
    // The collateral at a dollar for a whole unit.
    let at_par = scenario.collateral.worth(offer.collateral, Decimal::one());
    if !redeemer.pays(offer.used, at_par) {
        return Ok(());
    }
    let minimum = offer.collateral.u128();
    let done = chain
        .vault()
        .redeem(MARKET, (COLLATERAL, amount), MAX_REDEEMED, minimum)?;
    let vault = chain.address(VAULT)?;
    for event in done.all::<Redeemed>(vault.as_str())? {
        totals.count += 1;
        totals.redeemed += event.repaid;
        totals.fees += event.fee;
        totals.collateral += event.collateral;
    }
    Ok(())
}

impl Redeemer {
    /// Whether collateral that is worth so much at a dollar is gain enough for what is spent.
    fn pays(&self, spent: Uint128, at_par: Uint128) -> bool {
        !spent.is_zero() && at_par >= spent.mul_ceil(Decimal::percent(100 + self.gain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_redeems_for_less_than_the_gain() {
        let redeemer = Redeemer { hourly: 1, gain: 3 };
        let pays = |spent: u128, at_par: u128| redeemer.pays(spent.into(), at_par.into());
        assert!(pays(1_000, 1_030));
        assert!(!pays(1_000, 1_029));
        assert!(!pays(0, 0));
    }
}

//! Setting the scene, in the hour before the market opens: everyone opens, depositors deposit, and borrowers
//! sell what they minted where there are others to buy it.

use ballast_devchain::{paths::Hour, Devchain};
use ballast_types::CollateralTypeId;
use indicatif::ProgressBar;

use super::{
    feeders::{Feeders, BEAT},
    plan::Plan,
    record::Record,
    scenario::Scenario,
};
use crate::error::{CliError, CliResult};

/// The only collateral type of a demo.
pub const COLLATERAL: CollateralTypeId = 1;

/// Name of the account that stands for all who hold the stablecoin without owing it: borrowers have sold it to
/// them, and buyers of collateral sell to them.
pub const MARKET: &str = "market";

/// Seconds before the first hour at which the chain begins.
const LEAD: u64 = 3_600;
/// Seconds within which everyone opens.
const OPENING: u64 = 3_000;

/// A chain on which everyone has opened, and the record so far.
pub fn open(
    (scenario, plan): (&Scenario, &Plan),
    hours: &[Hour],
    feeders: &mut Feeders,
    progress: &ProgressBar,
) -> CliResult<(Devchain, Record)> {
    let first = hours
        .first()
        .ok_or_else(|| CliError::Invariant("no hours".to_owned()))?;
    let start = first.time.saturating_sub(LEAD);
    let collateral =
        |holder: &super::plan::Holder| holder.collateral(&scenario.collateral, first.open);
    let accounts = plan
        .holders()
        .map(|holder| (holder.name.clone(), collateral(holder)))
        // Listed, so that a replay knows whom the name means.
        .chain(scenario.has_market().then(|| (MARKET.to_owned(), 0)));
    let mut chain = Devchain::deploy(&scenario.deployment(start, accounts))?;
    chain.record();
    // A feed accepts what is published after it was added.
    chain.advance(BEAT);
    feeders.publish(&mut chain, first.open)?;
    let depositors = plan.depositors.len();
    let lenders = depositors + plan.buyers.len();
    for (place, holder) in plan.holders().enumerate() {
        progress.set_message(format!("{} opens", holder.name));
        let passed = OPENING * u64::try_from(place).unwrap_or_default() / plan.accounts();
        chain.advance((start + passed).saturating_sub(chain.now()));
        chain
            .vault()
            .open(&holder.name, COLLATERAL, collateral(holder), holder.debt)?;
        if place < depositors {
            chain
                .liquidation()
                .deposit(&holder.name, COLLATERAL, holder.debt)?;
        } else if place >= lenders && scenario.has_market() {
            chain
                .stablecoin()
                .transfer(&holder.name, MARKET, holder.debt)?;
        }
        progress.inc(1);
    }
    let record = Record::new(&chain, plan)?;
    Ok((chain, record))
}

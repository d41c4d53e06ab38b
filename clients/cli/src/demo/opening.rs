//! Setting the scene, in the hour before the market opens: everyone opens, depositors deposit.

use ballast_devchain::{
    feeders::{publish, Jitter, Quote},
    paths::Hour,
    Account, Deployment, Devchain,
};
use cosmwasm_std::{Decimal, Uint128};
use indicatif::ProgressBar;

use super::{plan::Plan, record::Record};
use crate::error::{CliError, CliResult};

/// The collateral type of the demo.
pub const ETH: u16 = 1;
/// Its asset.
const ASSET: &str = "eth";
/// Its feed.
pub const FEED: &str = "ETH";

/// Seconds before the first hour at which the chain begins.
const LEAD: u64 = 3_600;
/// Seconds from the beginning to the first price.
const BEAT: u64 = 60;
/// Seconds within which everyone opens.
const OPENING: u64 = 3_000;

/// A chain on which everyone has opened, and the record so far.
pub fn open(plan: &Plan, hours: &[Hour], progress: &ProgressBar) -> CliResult<(Devchain, Record)> {
    let first = hours
        .first()
        .ok_or_else(|| CliError::Invariant("no hours".to_owned()))?;
    let start = first.time.saturating_sub(LEAD);
    let mut chain = Devchain::deploy(&deployment(plan, start, first.open))?;
    chain.record();
    // A feed accepts what is published after it was added.
    chain.advance(BEAT);
    publish(
        &mut chain,
        &[Quote::new(FEED, first.open)],
        Jitter::default(),
    )?;
    let depositors = plan.depositors.len();
    for (place, holder) in (0..).zip(plan.holders()) {
        progress.set_message(format!("{} opens", holder.name));
        chain.advance((start + OPENING * place / plan.accounts()).saturating_sub(chain.now()));
        let collateral = holder.collateral(first.open);
        chain
            .vault()
            .open(&holder.name, ETH, collateral, holder.debt)?;
        if usize::try_from(place).is_ok_and(|place| place < depositors) {
            chain
                .liquidation()
                .deposit(&holder.name, ETH, holder.debt)?;
        }
        progress.inc(1);
    }
    let record = Record::new(&chain, plan)?;
    Ok((chain, record))
}

/// The standard deployment with ether alone, and with these accounts in place of its own.
fn deployment(plan: &Plan, start_time: u64, price: Decimal) -> Deployment {
    let mut deployment = Deployment::standard();
    deployment.start_time = start_time;
    deployment.feeds.retain(|spec| spec.feed == FEED);
    deployment
        .collateral_types
        .retain(|spec| spec.asset == ASSET);
    deployment.assets.retain(|spec| spec.name == ASSET);
    deployment.accounts = plan
        .holders()
        .map(|holder| Account {
            name: holder.name.clone(),
            balances: [(ASSET.to_owned(), Uint128::new(holder.collateral(price)))].into(),
        })
        .collect();
    deployment
}

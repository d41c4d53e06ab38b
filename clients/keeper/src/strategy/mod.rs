//! What to do: pure functions from a [`Snapshot`] to [`Action`]s, one file for each kind of action.
//!
//! A new kind is a file with the action's data and a [`Strategy`], a variant of [`Action`], and a line in
//! the table of the task that it belongs to.

pub mod accrue;
mod action;
mod auctions;
pub mod choice;
pub mod collect;
pub mod fill;
pub mod gas;
mod kind;
pub mod liquidate;
pub mod net;
mod orders;
pub mod outlook;
pub mod relay;
pub mod report;
pub mod restart;
pub mod round;
pub mod settle;
mod snapshot;
pub mod take;
pub mod unfit;
pub mod upkeep;

use std::collections::BTreeSet;

pub use action::{Action, Target};
pub use auctions::{LiveAuctions, Offer, Payer, SpotPrice};
pub use kind::Kind;
pub use orders::{FillOffer, OpenOrders};
pub use snapshot::{
    dollars, worth_down, FeedState, GasTerms, Plan, Purse, Quote, Snapshot, TypeState,
};

use crate::config::Config;

/// Decides about one kind of action.
pub trait Strategy {
    /// What is worth doing now, the most urgent first.
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action>;
}

/// Strategies of one task, the most urgent first.
pub type Table = Vec<Box<dyn Strategy>>;

/// The price task's strategies.
pub fn prices(config: &Config) -> Table {
    vec![Box::new(report::Reporting::new(&config.prices))]
}

/// The relay task's strategies.
pub fn relays(config: &Config) -> Table {
    vec![Box::new(relay::Relaying::new(config))]
}

/// The liquidation task's strategies.
pub fn liquidation(config: &Config) -> Table {
    vec![Box::new(liquidate::Liquidating::new(&config.liquidation))]
}

/// The auctions task's strategies.
pub fn auctions(config: &Config) -> Table {
    vec![
        Box::new(take::Taking::new(&config.auctions)),
        Box::new(restart::Restarting::new(&config.auctions)),
    ]
}

/// The orders task's strategies.
pub fn orders(config: &Config) -> Table {
    vec![Box::new(fill::Filling::new(&config.orders))]
}

/// The housekeeping task's strategies. Settling stands first: netting and collecting wait for it.
pub fn housekeeping(config: &Config) -> Table {
    let rules = &config.housekeeping;
    vec![
        Box::new(settle::Settling::new(rules)),
        Box::new(net::Netting::new(rules)),
        Box::new(collect::Collecting::new(rules)),
        Box::new(accrue::Accruing::new(rules)),
    ]
}

/// Everything that a table proposes for a snapshot, in its order. Nothing is acted on twice: what an
/// earlier strategy has taken up, a later one leaves alone.
pub fn decide(table: &[Box<dyn Strategy>], snapshot: &Snapshot) -> Vec<Action> {
    let mut taken: BTreeSet<Target> = BTreeSet::new();
    let mut actions = vec![];
    for action in table.iter().flat_map(|one| one.propose(snapshot)) {
        let targets = action.targets();
        if targets.iter().any(|target| taken.contains(target)) {
            continue;
        }
        taken.extend(targets);
        actions.push(action);
    }
    actions
}

#[cfg(test)]
mod tests;

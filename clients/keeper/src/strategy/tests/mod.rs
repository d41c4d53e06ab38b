//! Strategies on made-up snapshots.

mod fixtures;
mod housekeeping;
mod liquidations;
mod properties;
mod reports;

//! Strategies on made-up snapshots.

mod auctions;
mod choice;
mod fixtures;
mod housekeeping;
mod liquidations;
mod properties;
mod reports;

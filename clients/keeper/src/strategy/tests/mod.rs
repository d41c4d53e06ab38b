//! Strategies on made-up snapshots.

mod auctions;
mod choice;
mod fixtures;
mod housekeeping;
mod liquidations;
mod orders;
mod properties;
mod relayed;
mod relays;
mod reports;
mod rounds;
mod unfit;

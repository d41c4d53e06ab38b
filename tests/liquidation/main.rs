//! Liquidations and stability pools, from the message to the books: what is refused first, then
//! what happens, then what an attacker tries.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod access;
mod auctions;
mod buyers;
mod deposits;
mod dust;
mod evil;
mod extremes;
mod hostile;
mod insolvent;
mod model;
mod partial;
mod peg;
mod pending;
mod profit;
mod random;
mod refusals;
mod rest;
mod scales;
mod selection;
mod strangers;
mod support;
mod yields;

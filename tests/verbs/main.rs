//! One file for each thing that the vault does: what it refuses first, then what it does.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod accrue;
mod adjust;
mod breaker;
mod ceilings;
mod close;
mod collect;
mod deposit;
mod groups;
mod guardian;
mod list;
mod margin;
mod migrate;
mod mint;
mod net;
mod no_price;
mod open;
mod operators;
mod order;
mod ownership;
mod params;
mod profit;
mod ramps;
mod redeem;
mod repay;
mod riskiest;
mod seize;
mod settle;
mod support;
mod transfer;
mod wire;
mod withdraw;

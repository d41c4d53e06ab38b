//! Prices from the feeder's signature to the position: signed reports in the transaction that acts on them,
//! staking derivatives, claims, dollar tokens and foreign oracles as collateral, freezes.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod choice;
mod claims;
mod foreign;
mod freeze;
mod relay;
mod silence;
mod staking;
mod support;
mod waiting;

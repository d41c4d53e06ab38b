//! The built command as people use it.
// In a test whatever is not as expected is to panic, in its helpers too.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod auctions;
mod chain;
mod demo;
mod errors;
mod freeze;
mod gov;
mod oracle;
mod orders;
mod place;
mod prices;
mod redeem;
mod relay;
mod replay;
mod reserves;
mod sandbox;
mod scenarios;
mod sign;

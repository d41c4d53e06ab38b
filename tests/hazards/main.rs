//! What must fail, and what must never fail, over all contracts: matrices of messages against roles,
//! funds, misspellings and addresses, and the edges of time, size and emptiness.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod addresses;
mod donations;
mod empty;
mod fields;
mod foreign;
mod funds;
mod json;
mod messages;
mod migrations;
mod ownership;
mod pages;
mod queries;
mod repeats;
mod roles;
mod stage;
mod storage;
mod time;

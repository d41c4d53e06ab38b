//! The whole life of the system with real messages only, and what must survive a restart, a replay
//! and a migration.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod migrate;
mod ramp;
mod replay;
mod silence;
mod whole;

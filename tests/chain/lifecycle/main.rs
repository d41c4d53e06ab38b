//! From nothing to a deployment, and a position from its opening to its end, on a real chain.

// A helper of a test fails as the test does, and its amounts are its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod deployment;
mod errors;
mod life;

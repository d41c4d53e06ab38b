//! The compiled contracts in the virtual machine, held against the code as compiled in.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic
)]
#![allow(clippy::unwrap_used, clippy::expect_used)] // tests say so by panicking

mod bombs;
mod limits;
mod lives;
mod messages_once;

// Every message that there is, and a system in which each has something to do.
#[allow(dead_code)]
#[path = "../../../hazards/messages/mod.rs"]
mod messages;
#[allow(dead_code)]
#[path = "../../../hazards/stage/mod.rs"]
mod stage;

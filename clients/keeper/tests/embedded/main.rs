//! The whole keeper on the embedded chain, in virtual time: what it does in a crash, beside rivals, with a
//! node that is away, behind or restarted, and after its own death.

// Nothing here leaves its thread.
#![allow(clippy::arc_with_non_send_sync, clippy::large_futures)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

mod account;
mod ahead;
mod auction_troubles;
mod auctions;
mod crash;
mod death;
mod dust;
mod fees;
mod node;
mod node_faults;
mod once;
mod order_troubles;
mod orders;
mod prices;
mod refusals;
mod relay;
mod relay_troubles;
mod rivals;
mod supervisor;
mod system;
mod types;
mod venue;
mod world;

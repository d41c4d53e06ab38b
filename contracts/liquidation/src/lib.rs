//! Liquidation: the buyers of seized collateral. A stability pool per collateral type, the caller's own
//! stablecoin, and Dutch auctions for what those two cannot take on.
//!
//! A liquidation is two steps. `execute` adds up what the buyers can take on and has the vault
//! seize, without writing anything; `reply` shares what came out of it between pool, caller and
//! keeper. What travels from the one to the other is the submessage's payload. The stablecoin that
//! buyers paid is set aside per type until anyone has it sent to the vault.
//!
//! # What the stablecoin balance is for
//!
//! balance >= sum over types of (pool total + unvested yield + vested yield that nobody claimed +
//! set aside). What exceeds it was donated or lost to rounding, and no share depends on it.
//!
//! # What the collateral is for
//!
//! balance >= what depositors have gained + lots under auction + leftovers to claim + surplus
//! collateral, for each type.
#![deny(missing_docs)]

mod account;
mod auctions;
pub mod contract;
mod error;
mod execute;
mod payload;
mod pools;
mod query;
mod received;
mod reply;
mod set_aside;
mod state;
#[cfg(test)]
mod tests;

pub use auctions::ensure_bounds;
pub use error::ContractError;
pub use state::{NAME, VERSION};

//! Liquidation: the buyers of seized collateral. A stability pool per collateral type, and the
//! caller's own stablecoin.
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
#![deny(missing_docs)]

mod account;
pub mod contract;
mod error;
mod execute;
mod payload;
mod pools;
mod query;
mod reply;
mod state;
#[cfg(test)]
mod tests;

pub use error::ContractError;
pub use state::{NAME, VERSION};

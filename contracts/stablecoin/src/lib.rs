//! The stablecoin: entry points over the `cw20-base` library, nothing of our own.
//!
//! What this crate adds is what a token contract of a stablecoin must not leave to chance: six
//! decimals, a minter, no coins kept by accident, a name and version in storage, and a migration that
//! only goes forward.
//!
//! # Who may mint
//!
//! The minter named at instantiation, which is the vault. `cw20-base` lets the minter hand minting
//! over or give it up (`UpdateMinter`). The vault never sends that message and has no way to be made
//! to, so the minter changes only if the vault is migrated to code that sends it. Every holder may
//! burn its own tokens: the supply is then smaller than what the vault minted, never larger.
#![deny(missing_docs)]

pub mod contract;
mod error;
#[cfg(test)]
mod tests;

pub use error::ContractError;

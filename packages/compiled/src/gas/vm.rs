//! Prices of the virtual machine, in its own unit.

use super::store::length;

/// Units of the machine in one of the chain's gas.
pub const MULTIPLIER: u64 = 140_000;

/// Checking an address.
pub const VALIDATE: u64 = 9 * MULTIPLIER;
/// The bytes of an address.
pub const CANONICALIZE: u64 = 4 * MULTIPLIER;
/// The text of an address.
pub const HUMANIZE: u64 = 5 * MULTIPLIER;

/// What the chain takes for reading so many bytes of a contract's answer.
pub fn answer(bytes: usize) -> u64 {
    MULTIPLIER * length(bytes)
}

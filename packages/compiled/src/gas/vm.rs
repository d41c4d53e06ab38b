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

/// What the chain's machine (3.0) takes for writing so many bytes into a contract's memory. The
/// machine that runs here (2.3) does not take it by itself; all else is priced alike.
pub fn write_region(bytes: usize) -> u64 {
    230_000 + 570 * length(bytes)
}

/// What the chain takes for reading so many bytes of a contract's answer.
pub fn answer(bytes: usize) -> u64 {
    MULTIPLIER * length(bytes)
}

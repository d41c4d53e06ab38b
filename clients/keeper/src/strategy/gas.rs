//! What actions cost in gas, about: enough to tell what is worth a simulation, which then says it exactly.
//! Measured figures stand in docs/performance.md.

/// A liquidation, without its positions.
pub const LIQUIDATION: u64 = 260_000;

/// One position more in a liquidation.
pub const POSITION: u64 = 15_000;

/// A liquidation in which the keeper sends stablecoin along, beside the rest.
pub const OWN_STABLECOIN: u64 = 70_000;

/// Sending what is set aside to the vault, and burning it.
pub const SETTLE: u64 = 306_000;

/// Netting.
pub const NET: u64 = 180_000;

/// Paying out fees to pool and treasury.
pub const COLLECT: u64 = 350_000;

/// Bringing an index to now.
pub const ACCRUE: u64 = 120_000;

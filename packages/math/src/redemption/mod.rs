//! What a redemption takes from one position, and what it costs beyond that. Pure: whose turn it is
//! and whether the position's ratio is at least 1 is decided before.
//!
//! A holder gives x stablecoin for collateral worth x less the flat fee, which stays where it is: so
//! the position's ratio never falls. On top of x a share of x is paid in stablecoin, the base rate:
//! it rises with what is redeemed and halves with time. It goes to the ledger and not to the
//! position: left in the position, it would let the owner of the lowest one redeem himself for
//! nothing and close redemption to everybody else by it.

mod decay;
mod fees;
mod take;
#[cfg(test)]
mod tests;

pub use decay::HALF_LIFE;
pub use fees::{BaseRate, RedemptionFees, MAX_BASE_RATE, VOLUME_DIVISOR};
pub use take::{redeem, Redemption, FLAT_FEE};

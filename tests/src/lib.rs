//! What the tests over the embedded chain share: a [`Suite`] that holds every successful operation
//! against all invariants, and every refused one against "nothing has changed".
#![deny(missing_docs)]
// A test that cannot go on says so by panicking, and its amounts are its own.
#![allow(clippy::arithmetic_side_effects, clippy::panic, clippy::unwrap_used)]
#![allow(clippy::expect_used, clippy::missing_panics_doc)]

mod amounts;
mod bombs;
mod builder;
mod suite;

pub use amounts::{btc, eth, price, units, usd};
pub use bombs::bombs;
pub use builder::SuiteBuilder;
pub use suite::Suite;

use ballast_types::CollateralTypeId;

/// Ether's number in the standard deployment: a native coin of 18 decimals.
pub const ETH: CollateralTypeId = 1;
/// Bitcoin's number in the standard deployment: a cw20 token of 8 decimals.
pub const BTC: CollateralTypeId = 2;

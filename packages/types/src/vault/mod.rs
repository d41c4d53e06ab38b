//! The vault: escrow and accounting core. Collateral types, positions, the debt index, seizing of
//! unsafe positions, and the ledger of what was minted and burned.

mod event;
mod execute;
mod handle;
mod margin;
mod order;
mod params;
mod query;
mod redeem;
mod seize;

pub use event::*;
pub use execute::*;
pub use handle::{Listing, VaultHandle, POSITIONS_NAMESPACE};
pub use margin::*;
pub use order::*;
pub use params::*;
pub use query::*;
pub use redeem::*;
pub use seize::*;

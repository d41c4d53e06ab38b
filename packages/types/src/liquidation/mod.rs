//! Liquidation: the buyers of seized collateral. A stability pool per collateral type, and the
//! caller's own stablecoin.

mod event;
mod handle;
mod msg;

pub use event::*;
pub use handle::{LiquidationHandle, SET_ASIDE_NAMESPACE};
pub use msg::*;

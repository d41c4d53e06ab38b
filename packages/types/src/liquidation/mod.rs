//! Liquidation: the buyers of seized collateral. A stability pool per collateral type, the caller's
//! own stablecoin, and takers of Dutch auctions.

mod auction;
mod event;
mod handle;
mod msg;
mod taker;

pub use auction::*;
pub use event::*;
pub use handle::{LiquidationHandle, AUCTION_BOOK_NAMESPACE, SET_ASIDE_NAMESPACE};
pub use msg::*;
pub use taker::*;

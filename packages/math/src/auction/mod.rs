//! Dutch auctions of seized collateral: what a lot costs at a time, what a take takes out of it, and
//! how much may be under auction. Pure: who may take, and who is paid, is decided elsewhere.

mod book;
mod curve;
mod lot;
mod take;
#[cfg(test)]
mod tests;

pub use book::AuctionBook;
pub use curve::{auction_price, AUCTION_DURATION};
pub use lot::{Auction, Restarted, RESTARTS_WITH_FLOOR};
pub use take::{Take, TakeError, Wanted};

use crate::amount::Debt;
use crate::price::Value;
use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// What an auction goes by: the terms in force when it was started, also for its restarts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuctionTerms {
    /// First price / spot.
    pub start: Ratio,
    /// Lowest price / spot of the start: under it the auction is over, until its third restart.
    pub floor: Ratio,
    /// What the owner gives up above the debt to be raised: tab = ceil(debt x (1 + penalty)).
    pub penalty: Ratio,
    /// A take leaves nothing or at least this of the tab, and of the lot's worth. Lots worth less
    /// are not auctioned.
    pub dust: Debt,
    /// The part of a lot that goes to whoever restarts it.
    pub restart_share: Ratio,
    /// Most that the reward for a restart may be worth.
    pub restart_cap: Value,
}

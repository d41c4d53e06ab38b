//! What a liquidation takes from one position, and how its buyers share it. Pure: who may
//! liquidate, and whether the position is unsafe, is decided before.

mod plan;
mod quote;
mod rooms;
pub(crate) mod scaled;
#[cfg(test)]
mod tests;

pub use plan::{plan, Bought, Lot, Plan};
pub use quote::{quote, Offer, Quote};
pub use rooms::{auction_room_down, Rooms};

use crate::amount::Debt;
use crate::price::Value;
use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// The numbers of a collateral type that a liquidation depends on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// L: under it anyone may liquidate. Here it bounds an auction's cushion.
    pub liquidation_ratio: Ratio,
    /// R: what a liquidation brings a position back to; at least 1 + penalty + 0.05.
    pub target_ratio: Ratio,
    /// p: what the owner gives up above the debt that is repaid.
    pub penalty: Ratio,
    /// Least debt of a position.
    pub floor: Debt,
    /// The keeper's share of the seized collateral.
    pub reward_share: Ratio,
    /// Most that a reward may be worth, per position.
    pub reward_cap: Value,
    /// m: least discount of every buyer; (1 + p)(1 - reward share) >= 1 + m.
    pub minimum_discount: Ratio,
}

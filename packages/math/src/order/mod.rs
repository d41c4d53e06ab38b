//! Standing orders: a position that sells a part of itself, on its owner's terms, before anyone may
//! liquidate it. Pure: who may place and fill one is decided elsewhere.
//!
//! Under the trigger anyone may buy collateral at the price less the discount, until the position is
//! back at the target. What the owner holds in reserve beside the position goes in first.

mod fill;
mod key;
mod reserve;
#[cfg(test)]
mod tests;

pub use fill::{fill, Unfillable};
pub use key::OrderKey;
pub use reserve::{Reserve, TopUp};

use crate::ratio::Ratio;
use serde::{Deserialize, Serialize};

/// On which terms a position sells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Under this ratio it may be filled.
    pub trigger: Ratio,
    /// Ratio that a fill brings the position back to.
    pub target: Ratio,
    /// What a buyer gets above what it repays.
    pub discount: Ratio,
}

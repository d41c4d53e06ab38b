//! How an auction's price falls.

use crate::price::Price;

/// Seconds after which an auction is over, whatever its price.
pub const AUCTION_DURATION: u64 = 21_600;

/// Seconds of a step.
const STEP: u64 = 900;

/// The price of an auction so many seconds after it began at `start`: 0.904 of the last step's every
/// 15 minutes, each step rounded up. Never zero for a positive start.
pub fn auction_price(start: Price, elapsed: u64) -> Price {
    let steps = elapsed.min(AUCTION_DURATION).checked_div(STEP).unwrap_or(0);
    let mut price = start.u128();
    for _ in 0..steps {
        price = price.saturating_mul(904).div_ceil(1_000);
    }
    Price::new(price.min(start.u128()))
}

//! The order of standing orders by how far the price is under their trigger, as an index key.

use crate::index::DebtIndex;
use crate::position::Position;
use crate::price::{Decimals, Price};
use crate::ratio::Ratio;
use crate::wide::{mul128, pow10, wide};
use bnum::types::U512;

/// floor(trigger x normalized x 10^decimals / (10^9 x collateral)) of a position with an order,
/// saturating: the larger, the higher the price under which it may be filled. Accrual and prices move
/// all orders of a type alike, so a key changes only with its own position or order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey(u128);

impl OrderKey {
    /// As a number, for an index.
    pub const fn u128(self) -> u128 {
        self.0
    }

    /// Key of a position; `None` without debt, which no price puts under a trigger, and without
    /// collateral, of which nothing can be sold.
    pub fn of(position: Position, trigger: Ratio, decimals: Decimals) -> Option<Self> {
        if position.normalized.is_zero() || position.collateral.is_zero() {
            return None;
        }
        let needed = wide(mul128(trigger.u128(), position.normalized.u128()));
        let needed = needed.saturating_mul(pow10(u32::from(decimals.get())));
        let had = wide(mul128(position.collateral.u128(), 1_000_000_000));
        Some(Self::saturating(needed.checked_div(had)))
    }

    /// floor(price x 10^36 / index), saturating: every position strictly under its trigger has a key at
    /// or above this one. (Under the trigger means price x 10^36 / index < trigger x normalized x
    /// 10^decimals / (10^9 x collateral), and floor keeps the order.) Positions at the bound itself may
    /// stand at their trigger: ask [`crate::is_below`].
    pub fn bound(index: DebtIndex, price: Price) -> Self {
        let worth = U512::from(price.u128()).saturating_mul(pow10(36));
        Self::saturating(worth.checked_div(U512::from(index.u128())))
    }

    /// `None` is a division by zero: beyond every key.
    fn saturating(raw: Option<U512>) -> Self {
        let raw = raw.and_then(|raw| u128::try_from(raw).ok());
        Self(raw.unwrap_or(u128::MAX))
    }
}

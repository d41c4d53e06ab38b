//! The order of positions by risk, as an index key.

use crate::index::DebtIndex;
use crate::position::Position;
use crate::price::{Decimals, Price};
use crate::ratio::Ratio;
use crate::wide::{mul128, pow10, to_u128};
use bnum::types::U256;
use serde::{Deserialize, Serialize};

/// floor(collateral x 10^(36 - decimals) / normalized) of a position, in 16 big-endian bytes,
/// saturating: the smaller, the riskier. Accrual and prices move all positions of a type alike, so
/// a key changes only with its own position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RiskKey([u8; 16]);

impl RiskKey {
    /// From stored bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Bytes whose order as bytes is the order of risk.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    /// floor(liquidation x index / (10^9 x price)), saturating: every position strictly below
    /// `liquidation` has a key at or below this one. (unsafe means collateral x 10^(36 - decimals)
    /// / normalized < liquidation x index / (10^9 x price), and floor keeps the order.) Positions
    /// at the bound itself may be safe: ask [`crate::is_below`].
    pub fn bound(liquidation: Ratio, index: DebtIndex, price: Price) -> Self {
        let needed = mul128(liquidation.u128(), index.u128());
        let price = mul128(price.u128(), 1_000_000_000);
        Self::saturating(needed.checked_div(price))
    }

    /// Key of a position; `None` without debt, since nothing can then be unsafe.
    pub(crate) fn of(position: Position, decimals: Decimals) -> Option<Self> {
        if position.normalized.is_zero() {
            return None;
        }
        let places = 36u32.saturating_sub(u32::from(decimals.get()));
        let scaled = U256::from(position.collateral.u128()).saturating_mul(pow10(places));
        let normalized = U256::from(position.normalized.u128());
        Some(Self::saturating(scaled.checked_div(normalized)))
    }

    /// `None` is a division by zero: beyond every key.
    fn saturating(raw: Option<U256>) -> Self {
        let raw = raw.and_then(|raw| to_u128(raw, "risk key").ok());
        Self(raw.unwrap_or(u128::MAX).to_be_bytes())
    }
}

#[cfg(test)]
mod tests;

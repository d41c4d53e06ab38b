//! Ratios, and the one exact test of safety.

use crate::amount::{Collateral, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::position::Position;
use crate::price::{Market, Value};
use crate::wide::{mul128, pow10, to_u128, wide};
use bnum::types::{U256, U512};
use core::cmp::Ordering;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A fraction with 18 digits: a collateral ratio, a penalty, a yearly fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ratio(u128);

impl Ratio {
    /// 0%.
    pub const ZERO: Self = Self(0);
    /// 100%.
    pub const ONE: Self = Self(1_000_000_000_000_000_000);
    /// The largest; as a displayed ratio it means "or more".
    pub const MAX: Self = Self(u128::MAX);

    /// From raw 18-digit units.
    pub const fn new(raw: u128) -> Self {
        Self(raw)
    }

    /// Raw 18-digit units.
    pub const fn u128(self) -> u128 {
        self.0
    }

    /// From per cent; exact for every `u32`.
    pub const fn from_percent(percent: u32) -> Self {
        Self((percent as u128).saturating_mul(10_000_000_000_000_000))
    }

    /// From hundredths of a per cent; exact for every `u32`.
    pub const fn from_bps(bps: u32) -> Self {
        Self((bps as u128).saturating_mul(100_000_000_000_000))
    }

    /// Is it zero?
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Sum; [`MathError::Overflow`] above 2^128 - 1.
    pub const fn checked_add(self, other: Self) -> Result<Self, MathError> {
        match self.0.checked_add(other.0) {
            Some(sum) => Ok(Self(sum)),
            None => Err(MathError::Overflow {
                operation: "adding ratios",
            }),
        }
    }

    /// Difference; [`MathError::Underflow`] below zero.
    pub const fn checked_sub(self, other: Self) -> Result<Self, MathError> {
        match self.0.checked_sub(other.0) {
            Some(rest) => Ok(Self(rest)),
            None => Err(MathError::Underflow {
                quantity: "ratio",
                from: self.0,
                taken: other.0,
            }),
        }
    }

    /// floor(self x amount).
    ///
    /// Errors: overflow above 2^128 - 1.
    pub fn of_amount_down(self, amount: u128) -> Result<u128, MathError> {
        let exact = mul128(self.0, amount);
        let whole = exact
            .checked_div(U256::from(Self::ONE.0))
            .unwrap_or(U256::MAX);
        to_u128(whole, "share of an amount")
    }

    /// floor(collateral value / debt value), saturating at [`Ratio::MAX`]; `None` without debt.
    /// For display only: what is decided is decided by [`is_below`], which never divides.
    pub fn of_down(collateral: Value, debt: Value) -> Option<Self> {
        let scaled = wide(collateral.u256()).checked_mul(U512::from(Self::ONE.0))?;
        let ratio = scaled.checked_div(wide(debt.u256()))?;
        Some(Self(to_u128(ratio, "ratio").unwrap_or(u128::MAX)))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Is the position's ratio strictly below `ratio`? Exact, by cross-multiplication on the unrounded
/// normalized x index:
///
/// collateral x price x 10^45 < ratio x normalized x index x 10^decimals
///
/// (45 = 18 digits of the ratio + 27 of the index; both sides fit 512 bits for every input.) A
/// position without debt is never below.
pub fn is_below(position: Position, market: Market, index: DebtIndex, ratio: Ratio) -> bool {
    compare(position, market, index, ratio) == Ordering::Less
}

/// Where the position's ratio stands to `ratio`; see [`is_below`].
fn compare(position: Position, market: Market, index: DebtIndex, ratio: Ratio) -> Ordering {
    let have = backing(position.collateral, market);
    have.cmp(&needed(position.normalized, market, index, ratio))
}

/// collateral x price x 10^45, below 2^406.
pub(crate) fn backing(collateral: Collateral, market: Market) -> U512 {
    let value = mul128(collateral.u128(), market.price.u128());
    wide(value).saturating_mul(pow10(45))
}

/// ratio x normalized x index x 10^decimals, below 2^444.
pub(crate) fn needed(
    normalized: NormalizedDebt,
    market: Market,
    index: DebtIndex,
    ratio: Ratio,
) -> U512 {
    let debt = mul128(normalized.u128(), index.u128());
    let scale = mul128(ratio.u128(), market.decimals.unit());
    wide(debt).saturating_mul(wide(scale))
}

#[cfg(test)]
mod tests;

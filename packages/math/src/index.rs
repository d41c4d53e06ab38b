//! The debt index: how stability fees reach every debt of a type at once.

use crate::error::MathError;
use crate::ratio::Ratio;
use crate::wide::{div_up, mul128, to_u128};
use bnum::types::U256;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Seconds in the year that a nominal yearly fee is spread over (365 days).
pub const SECONDS_PER_YEAR: u64 = 31_536_000;

/// Factor between normalized debt and debt, 27 fractional digits. Starts at one, never falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DebtIndex(u128);

impl Default for DebtIndex {
    /// One, where every index starts: zero would make all debts vanish.
    fn default() -> Self {
        Self::ONE
    }
}

impl DebtIndex {
    /// 1.0.
    pub const ONE: Self = Self(1_000_000_000_000_000_000_000_000_000);

    /// The end of its digits, some 3.4 x 10^11: where an index that would grow further stands still.
    pub const MAX: Self = Self(u128::MAX);

    /// From raw 27-digit units.
    pub const fn new(raw: u128) -> Self {
        Self(raw)
    }

    /// Raw 27-digit units.
    pub const fn u128(self) -> u128 {
        self.0
    }

    /// index x (1 + fee / 31,536,000)^seconds, by squaring. `fee` is a nominal yearly rate
    /// compounded every second; the rate of a second and every product are rounded up at 27
    /// digits, which favours the protocol. Without a fee it is exact, whatever the time.
    ///
    /// Error bound: with the rate of a second r as rounded and u = 10^-27, the result lies between
    /// index x r^seconds and that times (1 + u)^(seconds + 1), plus one unit. (Every power is at
    /// least one, so a rounding up multiplies it by at most 1 + u, and squaring doubles the number
    /// of such factors.) Hence splitting an interval of s seconds into m parts changes the index by
    /// at most index' x 2 (s + m) u, plus one unit: under 10^-17 of it in 100 years.
    ///
    /// Errors: overflow above 3.4 x 10^11, some 26 years at a nominal 100% a year.
    pub fn accrue_up(self, fee: Ratio, seconds: u64) -> Result<Self, MathError> {
        if fee.is_zero() || seconds == 0 {
            return Ok(self);
        }
        let factor = power_up(second_rate_up(fee)?, seconds)?;
        mul_up(self.0, factor).map(Self)
    }
}

impl fmt::Display for DebtIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

const OPERATION: &str = "accruing the debt index";

/// 1 + ceil(fee / seconds of a year), 27 digits.
fn second_rate_up(fee: Ratio) -> Result<u128, MathError> {
    let yearly = mul128(fee.u128(), 1_000_000_000);
    let rate = div_up(yearly, U256::from(SECONDS_PER_YEAR), OPERATION)?;
    to_u128(rate, OPERATION)?
        .checked_add(DebtIndex::ONE.0)
        .ok_or(MathError::Overflow {
            operation: OPERATION,
        })
}

/// ceil(a x b), all of 27 digits.
fn mul_up(a: u128, b: u128) -> Result<u128, MathError> {
    let raw = div_up(mul128(a, b), U256::from(DebtIndex::ONE.0), OPERATION)?;
    to_u128(raw, OPERATION)
}

/// base^exponent by squaring, rounded up at every step. The base is not squared beyond the last
/// bit, so that only a result too large overflows.
fn power_up(mut base: u128, mut exponent: u64) -> Result<u128, MathError> {
    let mut power = DebtIndex::ONE.0;
    loop {
        if exponent & 1 == 1 {
            power = mul_up(power, base)?;
        }
        exponent >>= 1;
        if exponent == 0 {
            return Ok(power);
        }
        base = mul_up(base, base)?;
    }
}

#[cfg(test)]
mod tests;

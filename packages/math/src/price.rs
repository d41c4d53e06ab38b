//! Prices, decimals and values.

use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::wide::{bytes32, div_down, div_up, mul, mul128, pow10, to_u128, wide};
use bnum::types::{U256, U512};
use core::fmt;
use serde::{Deserialize, Serialize};

/// Fractional decimal digits of an asset, 0 to 18: 10^decimals base units make a whole unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Decimals(u8);

impl Decimals {
    /// Most decimals supported.
    pub const MAX: u8 = 18;

    /// Refuses more than [`Decimals::MAX`] with [`MathError::DecimalsTooLarge`].
    pub const fn new(decimals: u8) -> Result<Self, MathError> {
        if decimals > Self::MAX {
            return Err(MathError::DecimalsTooLarge {
                decimals,
                max: Self::MAX,
            });
        }
        Ok(Self(decimals))
    }

    /// The number of digits.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// Base units of a whole unit, 10^decimals.
    pub fn unit(self) -> u128 {
        10u128.saturating_pow(u32::from(self.0))
    }
}

impl TryFrom<u8> for Decimals {
    type Error = MathError;

    fn try_from(decimals: u8) -> Result<Self, MathError> {
        Self::new(decimals)
    }
}

impl From<Decimals> for u8 {
    fn from(decimals: Decimals) -> Self {
        decimals.0
    }
}

/// USD for a whole unit of collateral, 18 fractional digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Price(u128);

impl Price {
    /// Smallest price in use: 1e-18 USD.
    pub const MIN: Self = Self(1);
    /// Largest price in use: 1e9 USD.
    pub const MAX: Self = Self(1_000_000_000_000_000_000_000_000_000);

    /// From raw 18-digit USD, unchecked: for constants and prices that were accepted before.
    pub const fn new(raw: u128) -> Self {
        Self(raw)
    }

    /// From raw 18-digit USD; [`MathError::PriceOutOfBounds`] outside [`Price::MIN`] to
    /// [`Price::MAX`]. Prices that come from outside enter through here.
    pub const fn checked(raw: u128) -> Result<Self, MathError> {
        if raw < Self::MIN.0 || raw > Self::MAX.0 {
            return Err(MathError::PriceOutOfBounds {
                price: raw,
                min: Self::MIN.0,
                max: Self::MAX.0,
            });
        }
        Ok(Self(raw))
    }

    /// Raw 18-digit USD.
    pub const fn u128(self) -> u128 {
        self.0
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What a collateral trades at and how it is counted: always used together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Market {
    /// USD for a whole unit.
    pub price: Price,
    /// Digits of a whole unit.
    pub decimals: Decimals,
}

/// USD with 18 fractional digits, 256 bits wide: no collateral at any price overflows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value(#[serde(with = "bytes32")] U256);

impl Value {
    /// Worth nothing.
    pub const ZERO: Self = Self(U256::ZERO);

    /// From raw 18-digit USD.
    pub const fn new(raw: U256) -> Self {
        Self(raw)
    }

    /// From raw 18-digit USD that fits 128 bits.
    pub fn from_u128(raw: u128) -> Self {
        Self(U256::from(raw))
    }

    /// From whole US dollars.
    pub fn from_usd(dollars: u64) -> Self {
        Self(mul128(u128::from(dollars), 1_000_000_000_000_000_000))
    }

    /// Raw 18-digit USD.
    pub const fn u256(self) -> U256 {
        self.0
    }

    /// Raw 18-digit USD; [`MathError::Overflow`] if wider than 128 bits.
    pub fn to_u128(self) -> Result<u128, MathError> {
        to_u128(self.0, "value")
    }

    /// Difference, or nothing where `other` is more. For bounds only.
    #[must_use]
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// floor(amount x price / 10^decimals): collateral counted in, favours the protocol.
    pub fn of_collateral_down(amount: Collateral, price: Price, decimals: Decimals) -> Self {
        let exact = mul128(amount.u128(), price.0);
        Self(div_down(exact, scale(decimals), "value").unwrap_or(U256::ZERO))
    }

    /// ceil(amount x price / 10^decimals): collateral counted out, favours the protocol.
    pub fn of_collateral_up(amount: Collateral, price: Price, decimals: Decimals) -> Self {
        let exact = mul128(amount.u128(), price.0);
        Self(div_up(exact, scale(decimals), "value").unwrap_or(U256::MAX))
    }

    /// debt x 10^12: exact, at the target of 1 USD for a whole stablecoin.
    pub fn of_debt(debt: Debt) -> Self {
        Self(mul128(debt.u128(), DEBT_TO_VALUE))
    }

    /// ceil(normalized x index / 10^27): debt at full precision, favours the protocol.
    pub fn of_normalized_up(normalized: NormalizedDebt, index: DebtIndex) -> Self {
        let exact = mul128(normalized.u128(), index.u128());
        Self(div_up(exact, U256::from(DebtIndex::ONE.u128()), "value").unwrap_or(U256::MAX))
    }

    /// floor(value / 10^12), in stablecoin base units: what is paid out or recognised.
    pub fn to_debt_down(self) -> Result<Debt, MathError> {
        let raw = div_down(self.0, U256::from(DEBT_TO_VALUE), "value in debt")?;
        to_u128(raw, "value in debt").map(Debt::new)
    }

    /// ceil(value / 10^12), in stablecoin base units: what is asked for.
    pub fn to_debt_up(self) -> Result<Debt, MathError> {
        let raw = div_up(self.0, U256::from(DEBT_TO_VALUE), "value in debt")?;
        to_u128(raw, "value in debt").map(Debt::new)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Collateral {
    /// floor(value x 10^decimals / price): the most units that cost no more than `value`.
    ///
    /// Errors: division by zero for a price of zero; overflow.
    pub fn worth_down(value: Value, price: Price, decimals: Decimals) -> Result<Self, MathError> {
        let (value, price) = units(value, price, decimals)?;
        let raw = div_down(value, price, "collateral for a value")?;
        to_u128(raw, "collateral for a value").map(Self::new)
    }

    /// ceil(value x 10^decimals / price): the fewest units that are worth `value`.
    ///
    /// Errors: division by zero for a price of zero; overflow.
    pub fn worth_up(value: Value, price: Price, decimals: Decimals) -> Result<Self, MathError> {
        let (value, price) = units(value, price, decimals)?;
        let raw = div_up(value, price, "collateral for a value")?;
        to_u128(raw, "collateral for a value").map(Self::new)
    }
}

/// 18 digits of a value less the 6 of the stablecoin.
const DEBT_TO_VALUE: u128 = 1_000_000_000_000;

fn scale(decimals: Decimals) -> U256 {
    pow10(u32::from(decimals.0))
}

/// Dividend and divisor of a value in units of collateral.
fn units(value: Value, price: Price, decimals: Decimals) -> Result<(U512, U512), MathError> {
    let dividend = mul(
        wide(value.0),
        wide(scale(decimals)),
        "collateral for a value",
    )?;
    Ok((dividend, U512::from(price.0)))
}

#[cfg(test)]
mod tests;

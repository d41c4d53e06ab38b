//! Amounts as people write them, and back: `1.5eth` is exactly 1,500,000,000,000,000,000 base units.
//!
//! Reading needs no chain; only turning an amount into base units needs to know the asset.

use std::{fmt, str::FromStr};

/// A text that is no amount of anything.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Not a number followed by a unit.
    #[error("'{given}' is no amount: expected a number and an asset, as 1.5eth or 1200usd")]
    Malformed {
        /// What was given.
        given: String,
    },
    /// A number alone.
    #[error("'{given}' has no asset: write {given}usd or {given}eth")]
    NoUnit {
        /// What was given.
        given: String,
    },
    /// Less than nothing.
    #[error("'{given}' is negative: amounts are greater than zero")]
    Negative {
        /// What was given.
        given: String,
    },
    /// Nothing.
    #[error("'{given}' is zero: amounts are greater than zero")]
    Zero {
        /// What was given.
        given: String,
    },
    /// Digits that the asset does not have.
    #[error("'{given}' has {found} decimals, {asset} has {decimals}")]
    TooManyDecimals {
        /// What was given.
        given: String,
        /// How many digits stand after the point.
        found: usize,
        /// The asset.
        asset: String,
        /// How many it has.
        decimals: u8,
    },
    /// More than any chain can hold.
    #[error("'{given}' is too large: the most is {most}{asset}")]
    TooLarge {
        /// What was given.
        given: String,
        /// The largest amount.
        most: String,
        /// The asset.
        asset: String,
    },
}

/// An amount as typed: a positive decimal number and the name of an asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedAmount {
    given: String,
    whole: String,
    fraction: String,
    unit: String,
}

impl TypedAmount {
    /// An amount that may also be nothing.
    pub fn or_zero(text: &str) -> Result<Self, AmountError> {
        let given = text.trim().to_owned();
        let malformed = || AmountError::Malformed {
            given: given.clone(),
        };
        if given
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Err(AmountError::Negative { given });
        }
        let end = given
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(given.len());
        let (number, unit) = given.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() || fraction.contains('.') || number.ends_with('.') {
            return Err(malformed());
        }
        let unit = unit.trim().to_lowercase();
        if unit.is_empty() {
            return Err(AmountError::NoUnit { given });
        }
        if !unit.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Err(malformed());
        }
        let fraction = fraction.trim_end_matches('0').to_owned();
        let whole = whole.trim_start_matches('0').to_owned();
        Ok(Self {
            given,
            whole,
            fraction,
            unit,
        })
    }

    /// What the amount is of, in small letters.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The amount in base units of an asset with so many decimals, exactly.
    pub fn base_units(&self, decimals: u8) -> Result<u128, AmountError> {
        let places = usize::from(decimals);
        let found = self.fraction.len();
        if found > places {
            return Err(AmountError::TooManyDecimals {
                given: self.given.clone(),
                found,
                asset: self.unit.clone(),
                decimals,
            });
        }
        let digits = format!("0{}{:0<places$}", self.whole, self.fraction);
        digits.parse().map_err(|_| AmountError::TooLarge {
            given: self.given.clone(),
            most: exact(u128::MAX, decimals),
            asset: self.unit.clone(),
        })
    }
}

impl fmt::Display for TypedAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.given)
    }
}

impl FromStr for TypedAmount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let amount = Self::or_zero(text)?;
        if amount.whole.is_empty() && amount.fraction.is_empty() {
            return Err(AmountError::Zero {
                given: amount.given,
            });
        }
        Ok(amount)
    }
}

/// Base units as a decimal number with all its digits, as it can be typed: `1234.5`.
pub fn exact(amount: u128, decimals: u8) -> String {
    let (whole, fraction) = split(amount, decimals);
    match fraction.trim_end_matches('0') {
        "" => whole,
        fraction => format!("{whole}.{fraction}"),
    }
}

/// Base units as a decimal number to read: thousands apart, `places` digits after the point, the
/// rest cut off.
pub fn grouped(amount: u128, decimals: u8, places: usize) -> String {
    let (whole, fraction) = split(amount, decimals);
    let whole = thousands(&whole);
    match fraction.get(..places.min(fraction.len())) {
        Some(shown) if !shown.is_empty() => format!("{whole}.{shown:0<places$}"),
        _ => whole,
    }
}

/// Digits with a comma between thousands.
pub fn thousands(digits: &str) -> String {
    let count = digits.len();
    let mut text = String::with_capacity(count + count / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (count - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The digits before and after the point.
fn split(amount: u128, decimals: u8) -> (String, String) {
    let places = usize::from(decimals);
    let digits = format!("{amount:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    (whole.to_owned(), fraction.to_owned())
}

#[cfg(test)]
mod tests;

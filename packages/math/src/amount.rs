//! Integer amounts: collateral, debt, normalized debt.

use crate::error::MathError;
use crate::index::DebtIndex;
use crate::wide::{div_down, div_up, mul128, pow10, to_u128};
use bnum::types::U256;
use core::fmt;
use serde::{Deserialize, Serialize};

/// What every integer amount can do. Kept to operations between amounts of the same unit.
macro_rules! amount {
    ($(#[$doc:meta])* $name:ident, $quantity:literal) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
        )]
        pub struct $name(u128);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);

            /// From raw base units.
            pub const fn new(raw: u128) -> Self {
                Self(raw)
            }

            /// Raw base units.
            pub const fn u128(self) -> u128 {
                self.0
            }

            /// Is it nothing?
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }

            /// Sum; [`MathError::Overflow`] above 2^128 - 1.
            pub const fn checked_add(self, other: Self) -> Result<Self, MathError> {
                match self.0.checked_add(other.0) {
                    Some(sum) => Ok(Self(sum)),
                    None => Err(MathError::Overflow { operation: concat!("adding ", $quantity) }),
                }
            }

            /// Difference; [`MathError::Underflow`] below zero.
            pub const fn checked_sub(self, other: Self) -> Result<Self, MathError> {
                match self.0.checked_sub(other.0) {
                    Some(rest) => Ok(Self(rest)),
                    None => Err(MathError::Underflow {
                        quantity: $quantity,
                        from: self.0,
                        taken: other.0,
                    }),
                }
            }

            /// Difference, or zero where `other` is larger.
            #[must_use]
            pub const fn saturating_sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }

            /// Sum, or the largest amount. For bounds only, never for balances.
            #[must_use]
            pub const fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// The smaller of two.
            #[must_use]
            pub const fn min(self, other: Self) -> Self {
                if self.0 < other.0 { self } else { other }
            }

            /// The larger of two.
            #[must_use]
            pub const fn max(self, other: Self) -> Self {
                if self.0 > other.0 { self } else { other }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
    };
}

amount! {
    /// Collateral in base units of its asset; how many make a whole unit is [`crate::Decimals`].
    Collateral, "collateral"
}

amount! {
    /// Stablecoin in base units, of which [`Debt::WHOLE`] are meant to be worth 1 USD: owed, paid
    /// or held.
    Debt, "debt"
}

amount! {
    /// Debt divided by the debt index, with 18 fractional digits of a whole stablecoin: what is
    /// stored, since accrual does not change it. debt = normalized x index / 10^39.
    NormalizedDebt, "normalized debt"
}

/// Digits between normalized x index (18 + 27) and debt (6).
const NORMALIZED_TO_DEBT: u32 = 39;

impl Debt {
    /// Fractional digits of the stablecoin.
    pub const DECIMALS: u32 = 6;
    /// One whole stablecoin.
    pub const WHOLE: Self = Self(1_000_000);
}

impl NormalizedDebt {
    /// ceil(debt x 10^39 / index): used for minting, favours the protocol.
    ///
    /// Errors: overflow; division by zero for an index of zero.
    pub fn from_debt_up(debt: Debt, index: DebtIndex) -> Result<Self, MathError> {
        let operation = "normalizing debt";
        let scaled = scale(debt, operation)?;
        let raw = div_up(scaled, U256::from(index.u128()), operation)?;
        to_u128(raw, operation).map(Self)
    }

    /// floor(debt x 10^39 / index): used for repaying, favours the protocol.
    ///
    /// Errors: overflow; division by zero for an index of zero.
    pub fn from_debt_down(debt: Debt, index: DebtIndex) -> Result<Self, MathError> {
        let operation = "normalizing debt";
        let scaled = scale(debt, operation)?;
        let raw = div_down(scaled, U256::from(index.u128()), operation)?;
        to_u128(raw, operation).map(Self)
    }

    /// ceil(normalized x index / 10^39): what is owed, favours the protocol. Never fails: the
    /// largest product is under 1.2 x 10^38 base units.
    pub fn to_debt_up(self, index: DebtIndex) -> Debt {
        let exact = mul128(self.0, index.u128());
        debt_or_max(div_up(exact, pow10(NORMALIZED_TO_DEBT), "debt"))
    }

    /// floor(normalized x index / 10^39): what is booked, never more than is owed. Never fails.
    pub fn to_debt_down(self, index: DebtIndex) -> Debt {
        let exact = mul128(self.0, index.u128());
        debt_or_max(div_down(exact, pow10(NORMALIZED_TO_DEBT), "debt"))
    }
}

/// debt x 10^39.
fn scale(debt: Debt, operation: &'static str) -> Result<U256, MathError> {
    U256::from(debt.0)
        .checked_mul(pow10(NORMALIZED_TO_DEBT))
        .ok_or(MathError::Overflow { operation })
}

/// (2^128)^2 / 10^39 is below 2^128, so the largest amount is never reached.
fn debt_or_max(raw: Result<U256, MathError>) -> Debt {
    let narrowed = raw.and_then(|raw| to_u128(raw, "debt"));
    Debt(narrowed.unwrap_or(u128::MAX))
}

#[cfg(test)]
mod tests;

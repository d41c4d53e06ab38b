//! Debt and collateral on one exact integer scale, so that they compare without dividing.
//!
//! A value v USD is counted as v x 10^(36 + decimals). Then one base unit of collateral is
//! price x 10^18, and one base unit of debt times a ratio is ratio x 10^(12 + decimals). Amounts,
//! prices and ratios of 128 bits stay below 2^356, so products fit 512 bits.

use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::{Market, Value};
use crate::ratio::Ratio;
use crate::wide::{div_down, div_up, mul128, pow10, to_u128, wide};
use bnum::types::U512;

/// The scale of one market.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scaled {
    /// One base unit of collateral.
    unit: U512,
    /// One base unit of debt at a ratio of 10^-18.
    debt_unit: U512,
    /// One USD at 18 digits.
    value_unit: U512,
}

impl Scaled {
    pub(crate) fn new(market: &Market) -> Self {
        let decimals = u32::from(market.decimals.get());
        Self {
            unit: wide(mul128(market.price.u128(), Ratio::ONE.u128())),
            debt_unit: pow10(decimals.saturating_add(12)),
            value_unit: pow10(decimals.saturating_add(18)),
        }
    }

    /// What collateral is worth; below 2^316.
    pub(crate) fn worth(&self, collateral: Collateral) -> U512 {
        self.unit.saturating_mul(U512::from(collateral.u128()))
    }

    /// debt x ratio; below 2^356.
    pub(crate) fn claim(&self, debt: Debt, ratio: Ratio) -> U512 {
        let product = mul128(debt.u128(), ratio.u128());
        self.debt_unit.saturating_mul(wide(product))
    }

    /// A value; below 2^376.
    pub(crate) fn value(&self, value: Value) -> U512 {
        self.value_unit.saturating_mul(wide(value.u256()))
    }

    /// floor of a worth in units of collateral.
    pub(crate) fn collateral_down(&self, worth: U512) -> Result<Collateral, MathError> {
        let units = div_down(worth, self.unit, "collateral to seize")?;
        to_u128(units, "collateral to seize").map(Collateral::new)
    }

    /// ceil of a worth in units of collateral.
    pub(crate) fn collateral_up(&self, worth: U512) -> Result<Collateral, MathError> {
        let units = div_up(worth, self.unit, "collateral to seize")?;
        to_u128(units, "collateral to seize").map(Collateral::new)
    }

    /// floor(worth / ratio), in units of debt, saturating: callers bound it by a debt.
    pub(crate) fn debt_down(&self, worth: U512, ratio: Ratio) -> Result<Debt, MathError> {
        let divisor = self.debt_unit.saturating_mul(U512::from(ratio.u128()));
        let units = div_down(worth, divisor, "debt for collateral")?;
        Ok(Debt::new(
            to_u128(units, "debt for collateral").unwrap_or(u128::MAX),
        ))
    }

    /// ceil(worth / ratio), in units of debt, saturating: callers bound it by a debt.
    pub(crate) fn debt_up(&self, worth: U512, ratio: Ratio) -> Result<Debt, MathError> {
        let divisor = self.debt_unit.saturating_mul(U512::from(ratio.u128()));
        let units = div_up(worth, divisor, "debt for collateral")?;
        Ok(Debt::new(
            to_u128(units, "debt for collateral").unwrap_or(u128::MAX),
        ))
    }
}

/// floor(amount x part / whole); at most `amount` where part <= whole.
pub(crate) fn pro_rata_down(
    amount: Collateral,
    part: Debt,
    whole: Debt,
) -> Result<Collateral, MathError> {
    let product = mul128(amount.u128(), part.u128());
    let share = div_down(product, whole.u128().into(), "share of collateral")?;
    to_u128(share, "share of collateral").map(Collateral::new)
}

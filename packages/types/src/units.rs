//! Between the wire's numbers and the math crate's quantities. All but [`usd`] are exact: both sides
//! are integers with the same scale.

use ballast_math::{Collateral, Debt, Price, Ratio, Value};
use cosmwasm_std::{Decimal, Uint128};

/// A decimal fraction (18 digits) as a ratio.
pub fn ratio(decimal: Decimal) -> Ratio {
    Ratio::new(decimal.atomics().u128())
}

/// A ratio as a decimal fraction (18 digits).
pub fn decimal(ratio: Ratio) -> Decimal {
    Decimal::new(Uint128::new(ratio.u128()))
}

/// A decimal number of USD per whole unit as a price.
pub fn price(decimal: Decimal) -> Price {
    Price::new(decimal.atomics().u128())
}

/// A price as a decimal number of USD per whole unit.
pub fn price_decimal(price: Price) -> Decimal {
    Decimal::new(Uint128::new(price.u128()))
}

/// Base units of the stablecoin as debt.
pub fn debt(amount: Uint128) -> Debt {
    Debt::new(amount.u128())
}

/// Debt as base units of the stablecoin.
pub fn debt_amount(debt: Debt) -> Uint128 {
    Uint128::new(debt.u128())
}

/// Base units of an asset as collateral.
pub fn collateral(amount: Uint128) -> Collateral {
    Collateral::new(amount.u128())
}

/// Collateral as base units of its asset.
pub fn collateral_amount(collateral: Collateral) -> Uint128 {
    Uint128::new(collateral.u128())
}

/// A decimal number of USD as a value.
pub fn value(decimal: Decimal) -> Value {
    Value::from_u128(decimal.atomics().u128())
}

/// A value as a decimal number of USD; the largest decimal where it is more.
pub fn usd(value: Value) -> Decimal {
    Decimal::new(Uint128::new(value.to_u128().unwrap_or(u128::MAX)))
}

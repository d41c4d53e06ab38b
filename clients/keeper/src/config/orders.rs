//! The section about standing orders.

use ballast_types::CollateralTypeId;
use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;

use super::is_named;

/// The orders task: fills of standing orders.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OrdersConfig {
    /// Whether it runs. Without stablecoin to spend it has nothing to do.
    pub enabled: bool,
    /// Most of the keeper's own stablecoin, in base units, that one fill may cost. Zero: nothing is filled.
    pub own_stablecoin: Uint128,
    /// How far under the accepted price collateral must be had.
    pub minimum_discount: Decimal,
    /// A message must bring this much more than its gas costs, in US dollars.
    pub minimum_profit_usd: Decimal,
    /// Numbers of the collateral types to look after; empty is all.
    pub types: Vec<CollateralTypeId>,
}

impl Default for OrdersConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            own_stablecoin: Uint128::zero(),
            minimum_discount: Decimal::percent(2),
            minimum_profit_usd: Decimal::percent(10),
            types: vec![],
        }
    }
}

impl OrdersConfig {
    /// Whether the task has anything to do.
    pub fn is_on(&self) -> bool {
        self.enabled && !self.own_stablecoin.is_zero()
    }

    /// Whether a type is looked after.
    pub fn looks_after(&self, id: CollateralTypeId) -> bool {
        is_named(&self.types, id)
    }
}

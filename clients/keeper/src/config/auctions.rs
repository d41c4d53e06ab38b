//! The section about auctions.

use ballast_types::CollateralTypeId;
use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;

use super::is_named;

/// The auctions task: takes and restarts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuctionsConfig {
    /// Whether it runs.
    pub enabled: bool,
    /// The address of a taker's contract, which takes without capital; without one nothing is taken so.
    pub taker: Option<String>,
    /// Numbers of the collateral types that it sells; empty is all.
    pub taker_types: Vec<CollateralTypeId>,
    /// Most of the keeper's own stablecoin, in base units, that one take may cost. Zero: none is spent.
    pub own_stablecoin: Uint128,
    /// How far under the accepted price an auction must be for the keeper to spend its own stablecoin.
    pub minimum_discount: Decimal,
    /// A message must bring this much more than its gas costs, in US dollars.
    pub minimum_profit_usd: Decimal,
    /// Numbers of the collateral types to look after; empty is all.
    pub types: Vec<CollateralTypeId>,
}

impl Default for AuctionsConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            taker: None,
            taker_types: vec![],
            own_stablecoin: Uint128::zero(),
            minimum_discount: Decimal::percent(5),
            minimum_profit_usd: Decimal::percent(10),
            types: vec![],
        }
    }
}

impl AuctionsConfig {
    /// The taker's contract for a type, if there is one.
    pub fn taker_of(&self, id: CollateralTypeId) -> Option<&str> {
        let sells = is_named(&self.taker_types, id);
        self.taker.as_deref().filter(|_| sells)
    }

    /// Whether a type is looked after.
    pub fn looks_after(&self, id: CollateralTypeId) -> bool {
        is_named(&self.types, id)
    }
}

//! Settling: what buyers paid is burned against bad debt.

use std::fmt;

use ballast_types::{liquidation::ExecuteMsg, CollateralTypeId};
use cosmwasm_std::{Decimal, Uint128};

use super::{action::call, gas, upkeep::affordable, Action, Snapshot, Strategy};
use crate::{
    config::HousekeepingConfig,
    node::{Call, Contracts},
};

/// A type to settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Settle {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// What is set aside, stablecoin base units.
    pub amount: Uint128,
    /// What its gas may cost at most, in US dollars.
    pub most_cost: Decimal,
}

/// When to settle.
#[derive(Clone, Debug)]
pub struct Settling {
    minimum: Uint128,
    most_cost: Decimal,
}

impl Settling {
    /// By the configuration.
    pub fn new(config: &HousekeepingConfig) -> Self {
        Self {
            minimum: config.settle_minimum,
            most_cost: config.maximum_cost_usd,
        }
    }
}

impl Strategy for Settling {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        if !affordable(snapshot, gas::SETTLE, self.most_cost) {
            return vec![];
        }
        let is_due = |amount: Uint128| !amount.is_zero() && amount >= self.minimum;
        let due = snapshot
            .types
            .iter()
            .filter(|state| is_due(state.set_aside));
        due.map(|state| {
            Action::Settle(Settle {
                collateral_type: state.info.collateral_type,
                amount: state.set_aside,
                most_cost: self.most_cost,
            })
        })
        .collect()
    }
}

impl Settle {
    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let collateral_type = self.collateral_type;
        call(
            &contracts.liquidation,
            &ExecuteMsg::Settle { collateral_type },
        )
    }
}

impl fmt::Display for Settle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "settle {} for type {}",
            self.amount, self.collateral_type
        )
    }
}

//! Collecting: fees are paid out to pool and treasury.

use std::fmt;

use ballast_types::{units, vault::ExecuteMsg, CollateralTypeId};
use cosmwasm_std::{Decimal, Uint128};

use super::{
    action::call,
    gas,
    upkeep::{affordable, is_settled},
    Action, Snapshot, Strategy, TypeState,
};
use crate::{
    config::HousekeepingConfig,
    node::{Call, Contracts},
};

/// A type whose fees are paid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Collect {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// How much, stablecoin base units.
    pub amount: Uint128,
    /// What its gas may cost at most, in US dollars.
    pub most_cost: Decimal,
}

/// When to collect.
#[derive(Clone, Debug)]
pub struct Collecting {
    minimum: Uint128,
    most_cost: Decimal,
}

impl Collecting {
    /// By the configuration.
    pub fn new(config: &HousekeepingConfig) -> Self {
        Self {
            minimum: config.collect_minimum.max(Uint128::one()),
            most_cost: config.maximum_cost_usd,
        }
    }

    fn of_type(&self, state: &TypeState) -> Option<Action> {
        let mut books = state.books();
        books.net(state.auctioned());
        let amount = units::debt_amount(books.collectable(state.buffer()));
        (amount >= self.minimum && is_settled(state)).then_some(Action::Collect(Collect {
            collateral_type: state.info.collateral_type,
            amount,
            most_cost: self.most_cost,
        }))
    }
}

impl Strategy for Collecting {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        if !affordable(snapshot, gas::COLLECT, self.most_cost) {
            return vec![];
        }
        let types = snapshot.types.iter();
        types.filter_map(|state| self.of_type(state)).collect()
    }
}

impl Collect {
    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let collateral_type = self.collateral_type;
        call(&contracts.vault, &ExecuteMsg::Collect { collateral_type })
    }
}

impl fmt::Display for Collect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "collect {} of type {}",
            self.amount, self.collateral_type
        )
    }
}

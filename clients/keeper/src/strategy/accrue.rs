//! Accruing: a debt index that has stood still for long is brought to now.

use std::fmt;

use ballast_types::{vault::ExecuteMsg, CollateralTypeId};
use cosmwasm_std::Decimal;

use super::{action::call, gas, upkeep::affordable, Action, Snapshot, Strategy, TypeState};
use crate::{
    config::HousekeepingConfig,
    node::{Call, Contracts},
};

/// A type whose index is brought to now.
#[derive(Clone, Debug, PartialEq)]
pub struct Accrue {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// How long it has stood still, seconds.
    pub seconds: u64,
    /// What its gas may cost at most, in US dollars.
    pub most_cost: Decimal,
}

/// When to accrue.
#[derive(Clone, Debug)]
pub struct Accruing {
    seconds: u64,
    most_cost: Decimal,
}

impl Accruing {
    /// By the configuration.
    pub fn new(config: &HousekeepingConfig) -> Self {
        Self {
            seconds: config.accrue_seconds,
            most_cost: config.maximum_cost_usd,
        }
    }

    fn of_type(&self, state: &TypeState, now: u64) -> Option<Action> {
        let books = &state.info.books;
        let seconds = now.saturating_sub(books.accrued_at);
        let grows = !books.total_normalized.is_zero() && !state.info.risk.stability_fee.is_zero();
        (grows && seconds >= self.seconds).then_some(Action::Accrue(Accrue {
            collateral_type: state.info.collateral_type,
            seconds,
            most_cost: self.most_cost,
        }))
    }
}

impl Strategy for Accruing {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        if !affordable(snapshot, gas::ACCRUE, self.most_cost) {
            return vec![];
        }
        let (types, now) = (snapshot.types.iter(), snapshot.block.time);
        types.filter_map(|state| self.of_type(state, now)).collect()
    }
}

impl Accrue {
    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let collateral_type = self.collateral_type;
        call(&contracts.vault, &ExecuteMsg::Accrue { collateral_type })
    }
}

impl fmt::Display for Accrue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "accrue type {} after {} s",
            self.collateral_type, self.seconds
        )
    }
}

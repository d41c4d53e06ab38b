//! What has happened to orders and reserves on the way, as the events of any message tell.

use ballast_types::{
    vault::{OrderCancelled, ReserveUsed},
    PositionId,
};
use cosmwasm_std::{Event, Uint128};
use serde_json::{json, Value};

use super::view::amounts;
use crate::{
    chain::{parsed, Contract},
    error::CliResult,
    session::{Session, TypeInfo},
};

/// Reserves that moved into their positions.
pub struct Used(Vec<ReserveUsed>);

impl Used {
    /// As the events tell.
    pub fn of(events: &[Event]) -> CliResult<Self> {
        Ok(Self(parsed(events, Contract::Vault)?))
    }

    /// Whose reserves they were.
    pub fn positions(&self) -> impl Iterator<Item = PositionId> + '_ {
        self.0.iter().map(|used| used.position)
    }

    /// What has moved into one position.
    pub fn told(&self, session: &Session, info: &TypeInfo, position: PositionId) -> Vec<String> {
        let used = self.0.iter().filter(|used| used.position == position);
        used.map(|used| amounts(session, info, [used.collateral, used.repaid]))
            .collect()
    }

    /// For programs.
    pub fn json(&self) -> Value {
        json!(self.0)
    }
}

/// Orders that have ended.
pub struct Ended(Vec<OrderCancelled>);

impl Ended {
    /// As the events tell.
    pub fn of(events: &[Event]) -> CliResult<Self> {
        Ok(Self(parsed(events, Contract::Vault)?))
    }

    /// A sentence for the position of an owner; none where no order has ended.
    pub fn told(&self, session: &Session, info: &TypeInfo, owner: &str) -> Option<String> {
        let ended = self.0.first()?;
        let name = session.position_name(ended.position);
        let back = [ended.collateral, ended.stablecoin];
        if back == [Uint128::zero(); 2] {
            return Some(format!("the order of {name} has ended"));
        }
        let back = amounts(session, info, back);
        Some(format!(
            "the order of {name} has ended: {back} of its reserve went to {owner}"
        ))
    }

    /// For programs.
    pub fn json(&self) -> Value {
        json!(self.0)
    }
}

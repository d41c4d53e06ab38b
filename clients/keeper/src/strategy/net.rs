//! Netting: a type's surplus against its own bad debt, then against another type's.

use std::fmt;

use ballast_math::Debt;
use ballast_types::{units, vault::ExecuteMsg, CollateralTypeId};
use cosmwasm_std::{Decimal, Uint128};

use super::{
    action::call,
    gas,
    upkeep::{affordable, is_settled},
    Action, Snapshot, Strategy, Target, TypeState,
};
use crate::{
    config::HousekeepingConfig,
    node::{Call, Contracts},
};

/// A type whose surplus pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// A second type whose bad debt is paid.
    pub other: Option<CollateralTypeId>,
    /// Bad debt that goes, stablecoin base units.
    pub amount: Uint128,
    /// What its gas may cost at most, in US dollars.
    pub most_cost: Decimal,
}

/// When to net.
#[derive(Clone, Debug)]
pub struct Netting {
    minimum: Uint128,
    most_cost: Decimal,
}

impl Netting {
    /// By the configuration.
    pub fn new(config: &HousekeepingConfig) -> Self {
        Self {
            minimum: config.net_minimum.max(Uint128::one()),
            most_cost: config.maximum_cost_usd,
        }
    }

    /// The partner with which the most bad debt goes; alone where none adds to it.
    fn best(&self, payer: &TypeState, snapshot: &Snapshot) -> Option<Net> {
        let alone = (None, netted(payer, None));
        let others = snapshot.types.iter().filter(|other| {
            let is_another = other.info.collateral_type != payer.info.collateral_type;
            is_another && is_settled(other)
        });
        let pairs = others.map(|other| {
            let id = Some(other.info.collateral_type);
            (id, netted(payer, Some(other)))
        });
        let (other, amount) = pairs.fold(
            alone,
            |best, pair| if pair.1 > best.1 { pair } else { best },
        );
        let amount = units::debt_amount(amount);
        (amount >= self.minimum).then_some(Net {
            collateral_type: payer.info.collateral_type,
            other,
            amount,
            most_cost: self.most_cost,
        })
    }
}

impl Strategy for Netting {
    fn propose(&self, snapshot: &Snapshot) -> Vec<Action> {
        if !affordable(snapshot, gas::NET, self.most_cost) {
            return vec![];
        }
        let payers = snapshot.types.iter().filter(|state| is_settled(state));
        payers
            .filter_map(|payer| self.best(payer, snapshot))
            .map(Action::Net)
            .collect()
    }
}

/// The bad debt that goes, by the vault's own arithmetic.
fn netted(payer: &TypeState, other: Option<&TypeState>) -> Debt {
    let mut books = payer.books();
    let own = books.net(payer.auctioned());
    let Some(other) = other else {
        return own;
    };
    let mut owing = other.books();
    let others_own = owing.net(other.auctioned());
    let paid = books.net_other(&mut owing, other.auctioned(), payer.buffer());
    // Without a payment the pair is no better than each alone.
    if paid.is_zero() {
        return own;
    }
    own.saturating_add(others_own).saturating_add(paid)
}

impl Net {
    pub(super) fn targets(&self) -> Vec<Target> {
        let types = [Some(self.collateral_type), self.other].into_iter();
        types.flatten().map(Target::Ledger).collect()
    }

    pub(super) fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        let msg = ExecuteMsg::Net {
            collateral_type: self.collateral_type,
            other: self.other,
        };
        call(&contracts.vault, &msg)
    }
}

impl fmt::Display for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "net {} of type {}", self.amount, self.collateral_type)?;
        match self.other {
            Some(other) => write!(f, " with type {other}"),
            None => Ok(()),
        }
    }
}

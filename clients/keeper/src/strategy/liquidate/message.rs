//! A message that liquidates.

use std::fmt;

use ballast_types::{
    liquidation::{ExecuteMsg, ReceiveMsg},
    vault::Selection,
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use crate::{
    node::{Call, Contracts},
    strategy::{
        action::{call, send},
        Target,
    },
};

/// Positions of one type to liquidate in one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Liquidate {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// The positions, the riskiest first.
    pub positions: Vec<PositionId>,
    /// Stablecoin that the keeper sends along; what is not needed comes back.
    pub spend: Uint128,
    /// The accepted price that the plan was made at.
    pub price: Decimal,
    /// Decimals of the collateral.
    pub decimals: u8,
    /// What it should bring: rewards, and what bought collateral is worth above its price; US dollars.
    pub income: Decimal,
    /// What its gas may cost at most: the income less the profit asked for.
    pub most_cost: Decimal,
}

impl Liquidate {
    pub(in crate::strategy) fn targets(&self) -> Vec<Target> {
        self.positions
            .iter()
            .copied()
            .map(Target::Position)
            .collect()
    }

    pub(in crate::strategy) fn call(
        &self,
        contracts: &Contracts,
    ) -> Result<Call, serde_json::Error> {
        let collateral_type = self.collateral_type;
        let ids = self.positions.clone();
        let selection = Selection::Positions { ids };
        if self.spend.is_zero() {
            let msg = ExecuteMsg::Liquidate {
                collateral_type,
                selection,
            };
            return call(&contracts.liquidation, &msg);
        }
        let hook = ReceiveMsg::Liquidate {
            collateral_type,
            selection,
        };
        send(contracts, &contracts.liquidation, (self.spend, &hook))
    }
}

impl fmt::Display for Liquidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, of, income) = (self.positions.len(), self.collateral_type, self.income);
        write!(f, "liquidate {count} of type {of}, for {income} USD:")?;
        for position in &self.positions {
            write!(f, " {position}")?;
        }
        if !self.spend.is_zero() {
            write!(f, ", with {} of own stablecoin", self.spend)?;
        }
        Ok(())
    }
}

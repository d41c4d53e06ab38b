//! A message that liquidates, alone or after the reports that make it possible.

use std::fmt;

use ballast_types::{
    event::BallastEvent,
    liquidation::{ExecuteMsg, Liquidated, ReceiveMsg},
    oracle::SignedReport,
    vault::{PositionSeized, Selection},
    CollateralTypeId, PositionId,
};
use cosmwasm_std::{Decimal, Event, Uint128};

use crate::{
    node::{Call, Contracts},
    strategy::{
        action::{call, send},
        dollars, relay, worth_down, Target,
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
    /// Signed reports that are brought before it in the same transaction; with any, income and price are those
    /// that they should make, and the simulation says what it really brings.
    pub after: Vec<SignedReport>,
}

impl Liquidate {
    /// What was planned is held against nothing else. What reports should make possible has been planned by the
    /// keeper itself, and the chain's own word counts: what the simulation of reports and liquidation gave.
    pub(in crate::strategy) fn most_cost(
        &self,
        simulated: &[Event],
        contracts: &Contracts,
    ) -> Decimal {
        if self.after.is_empty() {
            return self.most_cost;
        }
        let profit = self.income.saturating_sub(self.most_cost);
        self.gave(simulated, contracts).saturating_sub(profit)
    }

    /// What a liquidation gave by its events, US dollars: reward and bought collateral at the price it was seized
    /// at, less what the keeper paid.
    fn gave(&self, events: &[Event], contracts: &Contracts) -> Decimal {
        let seized = PositionSeized::parse_all(events, &contracts.vault).unwrap_or_default();
        let price = seized.first().map_or(Decimal::zero(), |it| it.price);
        let liquidated = Liquidated::parse_all(events, &contracts.liquidation);
        let gains = liquidated.unwrap_or_default().into_iter().map(|it| {
            let received = it.reward.saturating_add(it.caller_collateral);
            let worth = worth_down(received, price, self.decimals);
            worth.saturating_sub(dollars(it.caller_pays))
        });
        gains.fold(Decimal::zero(), Decimal::saturating_add)
    }

    /// With reports it is one of several ways for the same positions, of which the first that pays is gone.
    pub(in crate::strategy) fn targets(&self) -> Vec<Target> {
        if !self.after.is_empty() {
            return vec![];
        }
        self.positions
            .iter()
            .copied()
            .map(Target::Position)
            .collect()
    }

    pub(in crate::strategy) fn calls(
        &self,
        contracts: &Contracts,
    ) -> Result<Vec<Call>, serde_json::Error> {
        let mut calls = relay::calls(&self.after, contracts)?;
        calls.push(self.call(contracts)?);
        Ok(calls)
    }

    fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
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
        if !self.after.is_empty() {
            relay::tell(&self.after, f)?;
            f.write_str(", then ")?;
        }
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

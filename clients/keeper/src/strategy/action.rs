//! Everything that the keeper can do.

use std::fmt;

use ballast_types::{oracle::SignedReport, AuctionId, CollateralTypeId, PositionId};
use cosmwasm_std::{to_json_binary, Decimal, Event, Uint128};
use cw20::Cw20ExecuteMsg;

use super::{accrue::Accrue, collect::Collect, fill::Fill, liquidate::Liquidate, net::Net, Kind};
use super::{
    relay::{self, Relay},
    report::Reports,
    restart::Restart,
    settle::Settle,
    take::Take,
};
use crate::node::{Call, Contracts};

/// One transaction to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Reports prices.
    Report(Reports),
    /// Brings feeders' signed reports.
    Relay(Relay),
    /// Liquidates unsafe positions, some of them after bringing the reports that make them unsafe.
    Liquidate(Liquidate),
    /// Takes from an auction.
    Take(Take),
    /// Begins an auction again.
    Restart(Restart),
    /// Fills a standing order.
    Fill(Fill),
    /// Has burned what buyers paid.
    Settle(Settle),
    /// Sets surplus against bad debt.
    Net(Net),
    /// Pays out fees.
    Collect(Collect),
    /// Brings a debt index to now.
    Accrue(Accrue),
}

/// What an action changes; two actions of one snapshot never share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A feed's report.
    Feed(String),
    /// A position.
    Position(PositionId),
    /// An auction.
    Auction(AuctionId),
    /// A type's ledger.
    Ledger(CollateralTypeId),
}

impl Action {
    /// What it is.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Report(_) => Kind::Report,
            Self::Relay(_) => Kind::Relay,
            Self::Liquidate(_) => Kind::Liquidate,
            Self::Take(it) => it.kind(),
            Self::Restart(_) => Kind::Restart,
            Self::Fill(_) => Kind::Fill,
            Self::Settle(_) => Kind::Settle,
            Self::Net(_) => Kind::Net,
            Self::Collect(_) => Kind::Collect,
            Self::Accrue(_) => Kind::Accrue,
        }
    }

    /// The collateral type that it is about; none for reports.
    pub const fn collateral_type(&self) -> Option<CollateralTypeId> {
        match self {
            Self::Report(_) | Self::Relay(_) => None,
            Self::Liquidate(it) => Some(it.collateral_type),
            Self::Take(it) => Some(it.collateral_type),
            Self::Restart(it) => Some(it.collateral_type),
            Self::Fill(it) => Some(it.collateral_type),
            Self::Settle(it) => Some(it.collateral_type),
            Self::Net(it) => Some(it.collateral_type),
            Self::Collect(it) => Some(it.collateral_type),
            Self::Accrue(it) => Some(it.collateral_type),
        }
    }

    /// Its kind and type; none for reports.
    pub fn errand(&self) -> Option<(Kind, CollateralTypeId)> {
        Some((self.kind(), self.collateral_type()?))
    }

    /// What it changes.
    pub fn targets(&self) -> Vec<Target> {
        let ledger = |id: CollateralTypeId| vec![Target::Ledger(id)];
        match self {
            Self::Report(it) => it.targets(),
            Self::Liquidate(it) => it.targets(),
            // What the oracle has by then it ignores; and the keeper may take where a contract failed to.
            Self::Relay(_) | Self::Take(_) => vec![],
            Self::Restart(it) => it.targets(),
            Self::Fill(it) => it.targets(),
            Self::Settle(it) => ledger(it.collateral_type),
            Self::Net(it) => it.targets(),
            Self::Collect(it) => ledger(it.collateral_type),
            Self::Accrue(it) => ledger(it.collateral_type),
        }
    }

    /// The calls that do it, in one transaction.
    pub fn calls(&self, contracts: &Contracts) -> Result<Vec<Call>, serde_json::Error> {
        let call = match self {
            Self::Relay(it) => return it.calls(contracts),
            Self::Liquidate(it) => return it.calls(contracts),
            Self::Report(it) => it.call(contracts),
            Self::Take(it) => it.call(contracts),
            Self::Restart(it) => it.call(contracts),
            Self::Fill(it) => it.call(contracts),
            Self::Settle(it) => it.call(contracts),
            Self::Net(it) => it.call(contracts),
            Self::Collect(it) => it.call(contracts),
            Self::Accrue(it) => it.call(contracts),
        };
        Ok(vec![call?])
    }

    /// The signed reports that it brings.
    pub fn relayed(&self) -> &[SignedReport] {
        match self {
            Self::Relay(it) => &it.reports,
            Self::Liquidate(it) => &it.after,
            _ => &[],
        }
    }

    /// Whether a simulation with these events shows that it would do nothing.
    pub fn is_idle(&self, simulated: &[Event], contracts: &Contracts) -> bool {
        match self {
            Self::Relay(_) => relay::is_idle(simulated, contracts),
            _ => false,
        }
    }

    /// The most that its gas may cost after a simulation with these events, in US dollars; none if only the bound on
    /// the gas price holds. Reports of one's own are owed, whatever they cost.
    pub fn most_cost(&self, simulated: &[Event], contracts: &Contracts) -> Option<Decimal> {
        match self {
            Self::Report(_) => None,
            Self::Relay(it) => Some(it.most_cost),
            Self::Liquidate(it) => Some(it.most_cost(simulated, contracts)),
            Self::Take(it) => Some(it.most_cost),
            Self::Restart(it) => Some(it.most_cost),
            Self::Fill(it) => Some(it.most_cost),
            Self::Settle(it) => Some(it.most_cost),
            Self::Net(it) => Some(it.most_cost),
            Self::Collect(it) => Some(it.most_cost),
            Self::Accrue(it) => Some(it.most_cost),
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Report(it) => it.fmt(f),
            Self::Relay(it) => it.fmt(f),
            Self::Liquidate(it) => it.fmt(f),
            Self::Take(it) => it.fmt(f),
            Self::Restart(it) => it.fmt(f),
            Self::Fill(it) => it.fmt(f),
            Self::Settle(it) => it.fmt(f),
            Self::Net(it) => it.fmt(f),
            Self::Collect(it) => it.fmt(f),
            Self::Accrue(it) => it.fmt(f),
        }
    }
}

/// A call with a typed message.
pub(super) fn call(contract: &str, msg: &impl serde::Serialize) -> Result<Call, serde_json::Error> {
    Ok(Call {
        contract: contract.to_owned(),
        msg: serde_json::to_value(msg)?,
    })
}

/// A call that sends so much stablecoin to a contract, with a typed message to go with it.
pub(super) fn send(
    contracts: &Contracts,
    to: &str,
    (amount, hook): (Uint128, &impl serde::Serialize),
) -> Result<Call, serde_json::Error> {
    let send = Cw20ExecuteMsg::Send {
        contract: to.to_owned(),
        amount,
        msg: to_json_binary(hook).map_err(serde::ser::Error::custom)?,
    };
    call(&contracts.stablecoin, &send)
}

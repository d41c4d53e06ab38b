//! Everything that the keeper can do.

use std::fmt;

use ballast_types::{AuctionId, CollateralTypeId, PositionId};
use cosmwasm_std::{to_json_binary, Decimal, Uint128};
use cw20::Cw20ExecuteMsg;

use super::{accrue::Accrue, collect::Collect, fill::Fill, liquidate::Liquidate, net::Net};
use super::{report::Reports, restart::Restart, settle::Settle, take::Take};
use crate::node::{Call, Contracts};

/// One transaction to be sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Reports prices.
    Report(Reports),
    /// Liquidates unsafe positions.
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

/// What an action is, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// [`Action::Report`]
    Report,
    /// [`Action::Liquidate`]
    Liquidate,
    /// [`Action::Take`] by a taker's contract.
    TakeByContract,
    /// [`Action::Take`] with own stablecoin.
    Take,
    /// [`Action::Restart`]
    Restart,
    /// [`Action::Fill`]
    Fill,
    /// [`Action::Settle`]
    Settle,
    /// [`Action::Net`]
    Net,
    /// [`Action::Collect`]
    Collect,
    /// [`Action::Accrue`]
    Accrue,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Report,
        Self::Liquidate,
        Self::TakeByContract,
        Self::Take,
        Self::Restart,
        Self::Fill,
        Self::Settle,
        Self::Net,
        Self::Collect,
        Self::Accrue,
    ];

    /// Its name in logs and metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Liquidate => "liquidate",
            Self::TakeByContract => "take_by_contract",
            Self::Take => "take",
            Self::Restart => "restart",
            Self::Fill => "fill",
            Self::Settle => "settle",
            Self::Net => "net",
            Self::Collect => "collect",
            Self::Accrue => "accrue",
        }
    }
}

/// Somebody took what was left, or restarted the auction under another number.
const NOT_LIVE: &str = "is not live";
/// Its time came between reading and sending.
const OVER: &str = "is over: its time ends at";
/// The auction costs more than when it was read.
const DEARER: &str = "the worst accepted is";
/// Somebody took so much that this take would leave dust.
const DUST: &str = "take all of it";

/// What a contract says when somebody else was first: the first words of each refusal, by kind.
const OVERTAKEN: &[(Kind, &str)] = &[
    (Kind::Liquidate, "nothing to seize"),
    (Kind::Liquidate, "no buyer has room"),
    (Kind::TakeByContract, NOT_LIVE),
    (Kind::TakeByContract, OVER),
    (Kind::TakeByContract, DEARER),
    (Kind::TakeByContract, DUST),
    (Kind::Take, NOT_LIVE),
    (Kind::Take, OVER),
    (Kind::Take, DEARER),
    (Kind::Take, DUST),
    (Kind::Restart, NOT_LIVE),
    (Kind::Restart, "is not over: it ends at"),
    (Kind::Fill, "there is no position"),
    (Kind::Fill, "has no order"),
    (Kind::Fill, "has no debt to repay"),
    (Kind::Fill, "its order's trigger is"),
    (Kind::Fill, "its order sells above"),
    (Kind::Fill, "is too little to fill the order"),
    (Kind::Fill, "the fill gives"),
    (Kind::Settle, "nothing is set aside"),
    (Kind::Net, "nothing to net"),
    (Kind::Net, "is set aside for type"),
    (Kind::Collect, "nothing to collect"),
    (Kind::Collect, "is set aside for type"),
];

impl Kind {
    /// Whether a refusal means that another keeper, or the position's owner, was first.
    pub fn is_overtaken(self, refusal: &str) -> bool {
        let words = OVERTAKEN.iter().filter(|(kind, _)| *kind == self);
        words.into_iter().any(|(_, words)| refusal.contains(words))
    }
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
            Self::Report(_) => None,
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
            // The keeper may take where a contract failed to.
            Self::Take(_) => vec![],
            Self::Restart(it) => it.targets(),
            Self::Fill(it) => it.targets(),
            Self::Settle(it) => ledger(it.collateral_type),
            Self::Net(it) => it.targets(),
            Self::Collect(it) => ledger(it.collateral_type),
            Self::Accrue(it) => ledger(it.collateral_type),
        }
    }

    /// The call that does it.
    pub fn call(&self, contracts: &Contracts) -> Result<Call, serde_json::Error> {
        match self {
            Self::Report(it) => it.call(contracts),
            Self::Liquidate(it) => it.call(contracts),
            Self::Take(it) => it.call(contracts),
            Self::Restart(it) => it.call(contracts),
            Self::Fill(it) => it.call(contracts),
            Self::Settle(it) => it.call(contracts),
            Self::Net(it) => it.call(contracts),
            Self::Collect(it) => it.call(contracts),
            Self::Accrue(it) => it.call(contracts),
        }
    }

    /// The most that its gas may cost, in US dollars; none if only the bound on the gas price holds. Reports
    /// are owed, whatever they cost.
    pub const fn most_cost(&self) -> Option<Decimal> {
        match self {
            Self::Report(_) => None,
            Self::Liquidate(it) => Some(it.most_cost),
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

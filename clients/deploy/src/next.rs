//! Which step comes next, from what is on the chain: no input but the plan and the chain's answers.

use std::fmt;

use ballast_types::oracle::NewFeed;

use crate::{
    found::Found, plan::Addresses, Artifacts, DeployError, Plan, LIQUIDATION, ORACLE, STABLECOIN,
    TOKEN, VAULT,
};

/// One transaction of a deployment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Stores a code.
    Store(&'static str),
    /// Creates a contract.
    Create(String),
    /// Adds a feed with its feeders.
    Feed(String),
    /// Tells the vault its other contracts.
    Wire,
    /// Creates a group.
    Group(String),
    /// Lists a collateral type.
    List(String),
    /// Sets what a type's auctions go by.
    Auctions(String),
    /// Offers a contract to its owner to be.
    Offer(&'static str),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(code) => write!(f, "store the code of {code}"),
            Self::Create(contract) => write!(f, "create {contract}"),
            Self::Feed(feed) => write!(f, "add feed {feed}"),
            Self::Wire => write!(f, "wire the contracts"),
            Self::Group(group) => write!(f, "create group {group}"),
            Self::List(asset) => write!(f, "list collateral type {asset}"),
            Self::Auctions(asset) => write!(f, "set up auctions of {asset}"),
            Self::Offer(contract) => write!(f, "offer {contract} to its owner"),
        }
    }
}

/// A created token's contract name.
pub(crate) fn token_name(asset: &str) -> String {
    format!("token-{asset}")
}

/// The code that a contract runs.
pub(crate) fn code_of(contract: &str) -> &'static str {
    match contract {
        VAULT => VAULT,
        ORACLE => ORACLE,
        STABLECOIN => STABLECOIN,
        LIQUIDATION => LIQUIDATION,
        _ => TOKEN,
    }
}

/// A step that is missing on the chain, and who takes it.
pub(crate) struct Missing {
    pub(crate) step: Step,
    /// The contract whose owner takes it, if it is not anybody's.
    by_owner_of: Option<&'static str>,
}

/// All steps that are missing on the chain, in order.
pub(crate) fn missing(
    plan: &Plan,
    addresses: &Addresses,
    artifacts: &Artifacts,
    found: &Found,
) -> Vec<Missing> {
    let mut steps = vec![];
    let anybody = |step| Missing {
        step,
        by_owner_of: None,
    };
    for (code, _) in artifacts.codes() {
        if !found.codes.contains_key(code) {
            steps.push(anybody(Step::Store(code)));
        }
    }
    let tokens = plan.tokens().map(|(asset, _)| token_name(asset));
    let four = crate::CONTRACTS.map(str::to_owned).into_iter();
    for contract in four.chain(tokens) {
        if !found.contracts.contains_key(&contract) {
            steps.push(anybody(Step::Create(contract)));
        }
    }
    let of = |contract, step| Missing {
        step,
        by_owner_of: Some(contract),
    };
    let is_fed = |feed: &NewFeed| found.feeds.iter().any(|(there, _)| there.feed == feed.feed);
    let feeds = plan.feeds.iter().filter(|feed| !is_fed(feed));
    steps.extend(feeds.map(|feed| of(ORACLE, Step::Feed(feed.feed.clone()))));
    if found
        .vault
        .as_ref()
        .is_none_or(|config| config.contracts.is_none())
    {
        steps.push(of(VAULT, Step::Wire));
    }
    for (number, name, _) in &plan.groups {
        if !found.groups.iter().any(|group| group.group == *number) {
            steps.push(of(VAULT, Step::Group(name.clone())));
        }
    }
    let unlisted = plan.collateral_types.iter().skip(found.types.len());
    steps.extend(unlisted.map(|planned| of(VAULT, Step::List(planned.asset.clone()))));
    for (number, planned) in plan.numbered_types() {
        if planned.auctions.is_some() && !found.auctions.contains_key(&number) {
            steps.push(of(LIQUIDATION, Step::Auctions(planned.asset.clone())));
        }
    }
    for contract in [VAULT, ORACLE, LIQUIDATION] {
        let is_offered = found
            .ownership(contract)
            .is_some_and(|(owner, pending)| owner == plan.owner || pending == Some(&plan.owner));
        if !is_offered && plan.owner != addresses.deployer {
            steps.push(of(contract, Step::Offer(contract)));
        }
    }
    steps
}

impl Missing {
    /// Refuses a step that the deployer may not take any more.
    pub(crate) fn ensure_possible(&self, found: &Found, deployer: &str) -> Result<(), DeployError> {
        let Some(contract) = self.by_owner_of else {
            return Ok(());
        };
        match found.ownership(contract) {
            Some((owner, _)) if owner != deployer => Err(DeployError::NotOwner {
                step: self.step.to_string(),
                contract,
                owner: owner.to_owned(),
                deployer: deployer.to_owned(),
            }),
            _ => Ok(()),
        }
    }
}

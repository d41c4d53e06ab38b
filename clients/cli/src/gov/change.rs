//! One change that a proposal makes, as it stands in the proposal's file.

use std::fmt;

use ballast_types::GroupId;
use serde::{Deserialize, Serialize};

use super::{
    feed::FeedChange,
    risk::RiskChange,
    value::{Limit, Ratio},
};
use crate::time::Duration;

/// A change; names of types, feeds and accounts are as people write them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Moves liquidation and target ratio in a straight line. A ratio that is not named stays.
    Ramp {
        /// As `eth`.
        #[serde(rename = "type")]
        collateral_type: String,
        /// L at the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        liquidation_ratio: Option<Ratio>,
        /// R at the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target_ratio: Option<Ratio>,
        /// How long it takes.
        over: Duration,
    },
    /// Sets other parameters of a type at once.
    Risk(Box<RiskChange>),
    /// Sets a group's ceiling, or makes the group.
    Group {
        /// Its number.
        group: GroupId,
        /// Largest debt of its types together.
        debt_ceiling: Limit,
    },
    /// Adds a feed.
    AddFeed(Box<FeedChange>),
    /// Changes how a feed's number comes in, and who reports it.
    UpdateFeed(Box<FeedChange>),
    /// Removes a feed.
    RemoveFeed {
        /// As `ETH`.
        feed: String,
    },
    /// Lets an account report a feed's price.
    AddFeeder {
        /// As `ETH`.
        feed: String,
        /// A name or an address.
        feeder: String,
    },
    /// Lets an account report a feed's price no more.
    RemoveFeeder {
        /// As `ETH`.
        feed: String,
        /// A name or an address.
        feeder: String,
    },
    /// Names another guardian.
    Guardian {
        /// A name or an address.
        guardian: String,
        /// Of which contracts.
        #[serde(default)]
        of: GuardianOf,
    },
    /// Keeps codes in memory.
    Pin {
        /// Which.
        codes: Vec<CodeName>,
    },
    /// Keeps codes in memory no longer.
    Unpin {
        /// Which.
        codes: Vec<CodeName>,
    },
}

/// The contracts that have a guardian: the vault's may pause minting, the oracle's may freeze a feed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum GuardianOf {
    /// Who may pause minting.
    Vault,
    /// Who may freeze a feed.
    Oracle,
    /// One account for both.
    #[default]
    Both,
}

/// A code by its number on the chain or by its name in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CodeName {
    /// The number.
    Number(u64),
    /// The name.
    Named(String),
}

impl From<&str> for CodeName {
    fn from(text: &str) -> Self {
        text.parse()
            .map_or_else(|_| Self::Named(text.to_owned()), Self::Number)
    }
}

impl fmt::Display for CodeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Named(name) => name.fmt(f),
        }
    }
}

//! Names, versions and layouts in storage.
//!
//! | namespace | key | value |
//! |---|---|---|
//! | `feeds` | feed | [`Feed`] |
//! | `feeders` | feed, canonical address | the feeder's latest [`Report`], or none |
//! | `price` | feed | what it says, as `ballast_types::oracle::FeedRecord` writes it |
//! | `guardian` | | who may freeze a feed |
//! | `ownership` | | cw-ownable's |
//! | `contract_info` | | cw2's |

use ballast_math::{feed::Report, Ratio};
use ballast_storage::Records;
use ballast_types::oracle::Panel;
use cosmwasm_std::Addr;
use cw_storage_plus::Item;
use serde::{Deserialize, Serialize};

/// The name under which cw2 finds the contract.
pub const NAME: &str = "ballast-oracle";

/// The version under which cw2 finds the contract.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Feeds by name.
pub const FEEDS: Records<&str, Feed> = Records::new("feeds");

/// Feeders of a feed, by feed and canonical address, each with its latest report. That there is an
/// entry makes an account a feeder; removing the entry removes feeder and report at once.
pub const FEEDERS: Records<(&str, &[u8]), Option<Report>> = Records::new("feeders");

/// Who may freeze a feed.
pub const GUARDIAN: Item<Addr> = Item::new("guardian");

/// A feed: what its number means and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// What it is.
    pub kind: Kind,
    /// When it was added or its intake changed, unix seconds. Until a newer round has agreed with what was
    /// accepted before, none that disagrees is confirmed.
    pub changed_at: u64,
    /// Feeds between it and a price.
    pub depth: u8,
    /// Feeds that stand on it.
    pub dependents: u16,
}

/// What a feed's number means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// USD for a whole unit.
    Price(Intake),
    /// Units of the base feed's asset for a whole unit.
    RedemptionRate {
        /// The base feed.
        base: String,
        /// The most that it grows in a year.
        maximum_growth: Ratio,
        /// Where it comes from.
        intake: Intake,
    },
    /// A claim on a unit of the base feed's asset.
    FixedMaturity {
        /// The base feed.
        base: String,
        /// Discount in a year.
        discount: Ratio,
        /// When it falls due, unix seconds.
        maturity: u64,
    },
}

/// Where a number comes from and what makes it accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Who says it.
    pub source: Source,
    /// Seconds an accepted number stays valid after its publication.
    pub maximum_age: u64,
    /// How far from the last number the next is accepted at once, as a share of it.
    pub maximum_step: Ratio,
    /// Seconds by which the reports must be newer that confirm what waits.
    pub confirmation_gap: u64,
}

/// Who says a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Feeders of this contract's own.
    Feeders(Panel),
    /// A contract that answers as Pyth's does.
    Pyth {
        /// The contract.
        contract: Addr,
        /// Which of its feeds.
        price_id: [u8; 32],
        /// The widest confidence interval, as a share of the price.
        maximum_confidence: Ratio,
    },
}

impl Kind {
    /// The feed that it stands on.
    pub fn base(&self) -> Option<&str> {
        match self {
            Self::Price(_) => None,
            Self::RedemptionRate { base, .. } | Self::FixedMaturity { base, .. } => Some(base),
        }
    }

    /// Where its number comes from, unless it is computed.
    pub const fn intake(&self) -> Option<&Intake> {
        match self {
            Self::Price(intake) | Self::RedemptionRate { intake, .. } => Some(intake),
            Self::FixedMaturity { .. } => None,
        }
    }

    /// Its name in events.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Price(_) => "price",
            Self::RedemptionRate { .. } => "redemption_rate",
            Self::FixedMaturity { .. } => "fixed_maturity",
        }
    }
}

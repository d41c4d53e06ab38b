//! Names, versions and layouts in storage.
//!
//! | namespace | key | value |
//! |---|---|---|
//! | `feeds` | feed | [`Feed`] |
//! | `feeders` | feed, canonical address | the feeder's latest [`Report`], or none |
//! | `price` | feed | the accepted price as `ballast_types::oracle::PriceRecord` writes it |
//! | `ownership` | | cw-ownable's |
//! | `contract_info` | | cw2's |

use ballast_storage::Records;
use serde::{Deserialize, Serialize};

use crate::round::Report;

/// The name under which cw2 finds the contract.
pub const NAME: &str = "ballast-oracle";

/// The version under which cw2 finds the contract.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Feeds by name.
pub const FEEDS: Records<&str, Feed> = Records::new("feeds");

/// Feeders of a feed, by feed and canonical address, each with its latest report. That there is an
/// entry makes an account a feeder; removing the entry removes feeder and report at once.
pub const FEEDERS: Records<(&str, &[u8]), Option<Report>> = Records::new("feeders");

/// A price series: what makes a round and how long its price lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// How many feeders may lie or be silent without harm.
    pub liars: u8,
    /// Fresh reports that make a round.
    pub quorum: u8,
    /// Feeders publish at unix times divisible by this many seconds.
    pub beat: u64,
    /// Seconds an accepted price stays valid after its publication.
    pub maximum_age: u64,
    /// When the feed was added, unix seconds. Its first price must be newer: a feed of the same
    /// name may have had a price up to then, and a price never goes back in time.
    pub added_at: u64,
}

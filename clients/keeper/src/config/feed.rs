//! A feed that the keeper reports to, and where its prices come from.

use std::path::PathBuf;

use ballast_client::Endpoint;
use serde::Deserialize;

/// Greatest age of a price that is reported, unless a feed says otherwise: seconds.
pub const FEED_MAXIMUM_AGE: u64 = 30;

/// A feed and its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedConfig {
    /// The oracle's name of it, as `ETH`.
    pub feed: String,
    /// A price older than this is not reported; seconds by the chain's clock.
    #[serde(default = "feed_maximum_age")]
    pub maximum_age_seconds: u64,
    /// Where prices come from.
    pub source: SourceConfig,
}

/// Where prices come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SourceConfig {
    /// A file that something else writes.
    File(FileSource),
    /// A program that prints a price.
    Command(CommandSource),
    /// A JSON document that a server gives.
    Http(HttpSource),
}

/// A file with a line for each price: `TIME,PRICE`, or JSON with `time` and `price`. The newest line
/// whose time has come counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSource {
    /// The file; relative to the configuration's folder.
    pub path: PathBuf,
    /// What its times count, since 1970.
    #[serde(default)]
    pub time_unit: TimeUnit,
    /// A larger file is not read.
    #[serde(default = "file_maximum_bytes")]
    pub maximum_bytes: u64,
}

/// A program whose last line of output is a price, or a line as in a file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandSource {
    /// The program; looked up in PATH.
    pub program: String,
    /// Its arguments.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// It is ended when it takes longer.
    #[serde(default = "source_timeout")]
    pub timeout_seconds: u64,
    /// Longer output is an error.
    #[serde(default = "source_maximum_bytes")]
    pub maximum_bytes: u64,
    /// What a time in its output counts, since 1970.
    #[serde(default)]
    pub time_unit: TimeUnit,
}

/// A JSON document from a server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSource {
    /// Its address.
    pub url: Endpoint,
    /// Where the price stands in it: a JSON pointer, as `/data/0/price`; empty is the whole document.
    #[serde(default)]
    pub price: String,
    /// Where the time of the price stands; without it, the price counts as of now.
    #[serde(default)]
    pub time: Option<String>,
    /// What that time counts, since 1970.
    #[serde(default)]
    pub time_unit: TimeUnit,
    /// For the whole request.
    #[serde(default = "source_timeout")]
    pub timeout_seconds: u64,
    /// A longer document is an error.
    #[serde(default = "source_maximum_bytes")]
    pub maximum_bytes: u64,
}

/// What a time counts since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Seconds.
    #[default]
    Seconds,
    /// Thousandths of a second.
    Milliseconds,
    /// Thousandths of those.
    Microseconds,
    /// Thousandths of those.
    Nanoseconds,
}

impl TimeUnit {
    /// So many of a time's whole seconds.
    pub fn seconds(self, time: u64) -> u64 {
        match self {
            Self::Seconds => time,
            Self::Milliseconds => time / 1_000,
            Self::Microseconds => time / 1_000_000,
            Self::Nanoseconds => time / 1_000_000_000,
        }
    }
}

fn feed_maximum_age() -> u64 {
    FEED_MAXIMUM_AGE
}

pub(super) fn source_timeout() -> u64 {
    5
}

pub(super) fn source_maximum_bytes() -> u64 {
    65_536
}

fn file_maximum_bytes() -> u64 {
    16_777_216
}

//! The section about relaying feeders' signed reports.

use std::{fmt, path::PathBuf};

use ballast_client::Endpoint;
use cosmwasm_std::Decimal;
use serde::Deserialize;

use super::feed::{source_maximum_bytes, source_timeout};

/// The relay task: brings signed reports, alone or with what they make possible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelayConfig {
    /// Whether it runs. Without sources it has nothing to do.
    pub enabled: bool,
    /// The oracle's names of the feeds that are relayed; empty is all that the sources have reports of.
    pub feeds: Vec<String>,
    /// Whether every beat's round is brought that nobody else has brought.
    pub beats: bool,
    /// Whether a round is brought that moves the price by `deviation`.
    pub moves: bool,
    /// A part of the accepted price.
    pub deviation: Decimal,
    /// What a message that brings reports alone may cost in gas, in US dollars.
    pub maximum_cost_usd: Decimal,
    /// Where signed reports come from.
    pub sources: Vec<ReportSource>,
}

/// Where signed reports come from: JSON of one, or of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ReportSource {
    /// A file that something else writes; it is read anew each time.
    File(ReportFile),
    /// A server that gives it.
    Http(ReportServer),
}

/// A file with signed reports.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFile {
    /// The file; relative to the configuration's folder.
    pub path: PathBuf,
    /// A larger file is not read.
    #[serde(default = "source_maximum_bytes")]
    pub maximum_bytes: u64,
}

/// A server with signed reports.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportServer {
    /// Its address.
    pub url: Endpoint,
    /// For the whole request.
    #[serde(default = "source_timeout")]
    pub timeout_seconds: u64,
    /// A longer document is an error.
    #[serde(default = "source_maximum_bytes")]
    pub maximum_bytes: u64,
}

impl Default for RelayConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            feeds: vec![],
            beats: false,
            moves: false,
            deviation: Decimal::permille(5),
            maximum_cost_usd: Decimal::one(),
            sources: vec![],
        }
    }
}

impl RelayConfig {
    /// Whether the task has anything to do.
    pub fn is_on(&self) -> bool {
        self.enabled && !self.sources.is_empty()
    }

    /// Whether a feed is relayed.
    pub fn relays(&self, feed: &str) -> bool {
        self.feeds.is_empty() || self.feeds.iter().any(|named| named == feed)
    }
}

/// A path, or of an address scheme, host and port.
impl fmt::Display for ReportSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.path.display().fmt(f),
            Self::Http(server) => server.url.fmt(f),
        }
    }
}

//! What the keeper is told, as TOML. Every key but the manifest's path has a default; keys that the
//! keeper does not know are refused. `keeper.example.toml` shows them all with their defaults.

mod auctions;
mod check;
mod error;
mod feed;
mod orders;
mod relay;
mod sections;

use std::path::{Path, PathBuf};

use ballast_client::from_toml;
use ballast_types::CollateralTypeId;
use serde::Deserialize;

pub use auctions::AuctionsConfig;
pub use error::ConfigError;
pub use feed::{
    CommandSource, FeedConfig, FileSource, HttpSource, SourceConfig, TimeUnit, FEED_MAXIMUM_AGE,
};
pub use orders::OrdersConfig;
pub use relay::{RelayConfig, ReportFile, ReportServer, ReportSource};
pub use sections::{
    GasCoinConfig, HousekeepingConfig, LiquidationConfig, LogConfig, LogFormat, NodeConfig,
    PricesConfig, ServerConfig, TasksConfig, TransactionsConfig,
};

/// The environment variable that holds the key where no file does: a mnemonic or 64 hex digits.
pub const KEY_VARIABLE: &str = "BALLAST_KEY";

/// The keeper's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The deployment's manifest. Has no default; the command line may give it instead.
    pub manifest: Option<PathBuf>,
    /// The file with the key that signs; without one, [`KEY_VARIABLE`] holds it.
    pub key_file: Option<PathBuf>,
    /// The node, and how far behind it may be.
    pub node: NodeConfig,
    /// When tasks run, and what follows when they fail.
    pub tasks: TasksConfig,
    /// Gas, fees and inclusion.
    pub transactions: TransactionsConfig,
    /// What the coin that pays for gas is worth.
    pub gas_coin: GasCoinConfig,
    /// The price task.
    pub prices: PricesConfig,
    /// The relay task.
    pub relay: RelayConfig,
    /// The liquidation task.
    pub liquidation: LiquidationConfig,
    /// The auctions task.
    pub auctions: AuctionsConfig,
    /// The orders task.
    pub orders: OrdersConfig,
    /// The housekeeping task.
    pub housekeeping: HousekeepingConfig,
    /// Metrics and health.
    pub server: ServerConfig,
    /// Logs.
    pub log: LogConfig,
}

impl Config {
    /// Reads and checks a file. Relative paths in it are taken from the file's own folder.
    pub fn load(file: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(file).map_err(|error| ConfigError::Unreadable {
            file: file.to_owned(),
            reason: error.to_string(),
        })?;
        let mut config = Self::from_toml(&text).map_err(|error| error.within(file))?;
        config.resolve(file.parent().unwrap_or(Path::new("")));
        Ok(config)
    }

    /// Reads and checks a text.
    pub fn from_toml(text: &str) -> Result<Self, ConfigError> {
        let config: Self = from_toml(text).map_err(|reason| ConfigError::Malformed { reason })?;
        config.check()?;
        Ok(config)
    }

    fn resolve(&mut self, folder: &Path) {
        let files = [
            &mut self.manifest,
            &mut self.key_file,
            &mut self.prices.key_file,
        ];
        for file in files.into_iter().flatten() {
            *file = folder.join(&file);
        }
        for feed in &mut self.prices.feeds {
            if let SourceConfig::File(source) = &mut feed.source {
                source.path = folder.join(&source.path);
            }
        }
        for source in &mut self.relay.sources {
            if let ReportSource::File(file) = source {
                file.path = folder.join(&file.path);
            }
        }
    }
}

/// Whether a list names a collateral type; an empty one names all.
fn is_named(types: &[CollateralTypeId], id: CollateralTypeId) -> bool {
    types.is_empty() || types.contains(&id)
}

#[cfg(test)]
mod tests;

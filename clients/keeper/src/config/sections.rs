//! The configuration's sections and their defaults.

use std::{net::SocketAddr, path::PathBuf};

use ballast_types::CollateralTypeId;
use cosmwasm_std::{Decimal, Uint128};
use serde::Deserialize;

use super::{feed::FeedConfig, is_named};

/// The node, and how far behind it may be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NodeConfig {
    /// Nothing is done while the newest block is older than this by the machine's clock.
    pub maximum_lag_seconds: u64,
}

impl Default for NodeConfig {
    fn default() -> Self {
        Self {
            maximum_lag_seconds: 30,
        }
    }
}

/// When tasks run, and what follows when they fail.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TasksConfig {
    /// The price and the liquidation task run at every block, and at least this often.
    pub interval_seconds: u64,
    /// A run that takes longer is broken off and counts as failed.
    pub deadline_seconds: u64,
    /// The pause after a first failure; it doubles with each further one.
    pub backoff_first_seconds: u64,
    /// The longest pause.
    pub backoff_last_seconds: u64,
    /// How long a run in progress may go on when the keeper is told to stop.
    pub shutdown_seconds: u64,
}

impl Default for TasksConfig {
    fn default() -> Self {
        Self {
            interval_seconds: 10,
            deadline_seconds: 120,
            backoff_first_seconds: 1,
            backoff_last_seconds: 60,
            shutdown_seconds: 20,
        }
    }
}

/// Gas, fees and inclusion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TransactionsConfig {
    /// The gas limit is what the simulation used times this.
    pub gas_margin: Decimal,
    /// What the gas price is multiplied by after a transaction was not included or paid too little.
    pub fee_factor: Decimal,
    /// The gas price never exceeds the manifest's times this.
    pub maximum_fee_multiple: Decimal,
    /// A transaction that is not included within so many blocks never is.
    pub timeout_blocks: u64,
    /// So many blocks pass after a start before the first transaction: what an earlier run of the keeper
    /// sent is then included or never will be. Not less than `timeout_blocks`.
    pub wait_blocks_after_start: u64,
}

impl Default for TransactionsConfig {
    fn default() -> Self {
        Self {
            gas_margin: Decimal::percent(130),
            fee_factor: Decimal::percent(150),
            maximum_fee_multiple: Decimal::percent(1_000),
            timeout_blocks: 10,
            wait_blocks_after_start: 10,
        }
    }
}

/// What the coin that pays for gas is worth, so that gas can be set against rewards.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GasCoinConfig {
    /// Decimals of a whole coin.
    pub decimals: u8,
    /// US dollars for a whole coin.
    pub usd: Decimal,
    /// A feed of the oracle to take the price from instead, while it has a valid one.
    pub feed: String,
}

impl Default for GasCoinConfig {
    fn default() -> Self {
        Self {
            decimals: 6,
            usd: Decimal::one(),
            feed: String::new(),
        }
    }
}

/// The price task.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PricesConfig {
    /// Whether it runs. Without feeds it has nothing to do.
    pub enabled: bool,
    /// Another key for reports; without one, the keeper's.
    pub key_file: Option<PathBuf>,
    /// Between beats a price is reported when it has moved by more than this part of the last report.
    pub deviation: Decimal,
    /// Feeds and their sources.
    pub feeds: Vec<FeedConfig>,
}

impl Default for PricesConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            key_file: None,
            deviation: Decimal::permille(5),
            feeds: vec![],
        }
    }
}

/// The liquidation task.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LiquidationConfig {
    /// Whether it runs.
    pub enabled: bool,
    /// Most positions in one message, 1 to 100.
    pub batch: u32,
    /// A message must bring this much more than its gas costs, in US dollars.
    pub minimum_profit_usd: Decimal,
    /// Most of the keeper's own stablecoin, in base units, that may buy collateral which the pool has no
    /// room for. Zero: the pool alone buys.
    pub own_stablecoin: Uint128,
    /// Numbers of the collateral types to look after; empty is all.
    pub types: Vec<CollateralTypeId>,
}

impl Default for LiquidationConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            batch: 25,
            minimum_profit_usd: Decimal::percent(10),
            own_stablecoin: Uint128::zero(),
            types: vec![],
        }
    }
}

impl LiquidationConfig {
    /// Whether a type is looked after.
    pub fn looks_after(&self, id: CollateralTypeId) -> bool {
        is_named(&self.types, id)
    }
}

/// The housekeeping task: settle, net, collect, accrue. They bring no reward.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HousekeepingConfig {
    /// Whether it runs.
    pub enabled: bool,
    /// How often.
    pub interval_seconds: u64,
    /// Least amount set aside that is settled, stablecoin base units.
    pub settle_minimum: Uint128,
    /// Least surplus that is set against bad debt, stablecoin base units.
    pub net_minimum: Uint128,
    /// Least fees that are paid out, stablecoin base units.
    pub collect_minimum: Uint128,
    /// A debt index that has stood still for so long is brought to now.
    pub accrue_seconds: u64,
    /// What one message may cost in gas, in US dollars.
    pub maximum_cost_usd: Decimal,
}

impl Default for HousekeepingConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            interval_seconds: 60,
            settle_minimum: Uint128::new(1_000_000),
            net_minimum: Uint128::new(1_000_000),
            collect_minimum: Uint128::new(10_000_000),
            accrue_seconds: 86_400,
            maximum_cost_usd: Decimal::one(),
        }
    }
}

/// Metrics and health.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerConfig {
    /// Whether there is one.
    pub enabled: bool,
    /// Where it listens; a loopback address. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// A task without a successful run for this long is stalled.
    pub stalled_seconds: u64,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            enabled: true,
            listen: SocketAddr::from(([127, 0, 0, 1], 9464)),
            stalled_seconds: 180,
        }
    }
}

/// Logs, written to the standard error output.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    /// How.
    pub format: LogFormat,
    /// Which: a level (`error`, `warn`, `info`, `debug`, `trace`), or a filter as `info,hyper=warn`.
    pub level: String,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            format: LogFormat::Text,
            level: "info".to_owned(),
        }
    }
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For programs, an object on each line.
    Json,
}

//! How a chain is reached.

use std::time::Duration;

use cosmwasm_std::Decimal;

use crate::{Endpoint, GasPrice, Manifest};

/// How a chain is reached and paid. Made of a [`Manifest`], or by [`ChainConfig::new`].
#[derive(Debug, Clone)]
pub struct ChainConfig {
    /// The chain's name.
    pub chain_id: String,
    /// RPC endpoints, asked in this order.
    pub rpc: Vec<Endpoint>,
    /// What addresses begin with.
    pub bech32_prefix: String,
    /// What is paid for gas.
    pub gas_price: GasPrice,
    /// The gas limit is what the simulation used, times this.
    pub gas_margin: Decimal,
    /// Greatest age of a node's latest block, in seconds of this machine's clock; nor may it be dated later
    /// than this clock by more.
    pub max_lag: u64,
    /// How long one request may take.
    pub request_timeout: Duration,
    /// A transaction can be included in so many blocks after the latest, and in none thereafter.
    pub timeout_blocks: u64,
    /// How long to follow a transaction while no node can be asked.
    pub patience: Duration,
}

impl ChainConfig {
    /// With a gas margin of 1.3, blocks up to 60 s old, requests up to 10 s, transactions that can be
    /// included within 20 blocks, and a minute's patience.
    pub fn new(
        chain_id: &str,
        rpc: impl IntoIterator<Item = impl Into<Endpoint>>,
        bech32_prefix: &str,
        gas_price: GasPrice,
    ) -> Self {
        Self {
            chain_id: chain_id.to_owned(),
            rpc: rpc.into_iter().map(Into::into).collect(),
            bech32_prefix: bech32_prefix.to_owned(),
            gas_price,
            gas_margin: Decimal::percent(130),
            max_lag: 60,
            request_timeout: Duration::from_secs(10),
            timeout_blocks: 20,
            patience: Duration::from_mins(1),
        }
    }
}

impl From<&Manifest> for ChainConfig {
    fn from(manifest: &Manifest) -> Self {
        Self::new(
            &manifest.chain_id,
            manifest.rpc.clone(),
            &manifest.bech32_prefix,
            manifest.gas_price.clone(),
        )
    }
}

impl From<&ChainConfig> for ChainConfig {
    fn from(config: &ChainConfig) -> Self {
        config.clone()
    }
}

//! One node.

use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tendermint_rpc::{client::CompatMode, Client as _, HttpClient, HttpClientUrl};

use super::{
    super::Block,
    failure::{one_line, unreachable},
};
use crate::{Endpoint, Error, Result};

pub(super) struct Node {
    pub(super) endpoint: Endpoint,
    pub(super) http: HttpClient,
    /// Whether it has shown that it serves this chain.
    is_known: AtomicBool,
}

impl fmt::Debug for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Node({})", self.endpoint)
    }
}

impl Node {
    pub(super) fn new(endpoint: &Endpoint, request_timeout: Duration) -> Result<Self> {
        let unusable = |reason: String| Error::Unusable {
            what: format!("RPC endpoint '{endpoint}'"),
            reason: format!("{reason}; expected http://HOST:PORT"),
        };
        let parsed: HttpClientUrl = endpoint
            .whole()
            .parse()
            .map_err(|error| unusable(one_line(endpoint, &error)))?;
        let mut http = reqwest::Client::builder()
            .timeout(request_timeout)
            .connect_timeout(request_timeout);
        if endpoint.is_loopback() {
            http = http.no_proxy();
        }
        let http = http
            .build()
            .map_err(|error| unusable(endpoint.hide_in(&error.to_string())))?;
        let http = HttpClient::builder(parsed)
            .client(http)
            .compat_mode(CompatMode::V0_38)
            .build()
            .map_err(|error| unusable(one_line(endpoint, &error)))?;
        Ok(Self {
            endpoint: endpoint.clone(),
            http,
            is_known: AtomicBool::new(false),
        })
    }

    pub(super) async fn ensure_known(&self, chain_id: &str, max_lag: u64) -> Result<()> {
        if self.is_known.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.look(chain_id, max_lag).await.map(|_| ())
    }

    /// Its latest block, if it serves this chain and is neither behind nor ahead of this machine's clock. What
    /// is dated in the future would count as young for as long as its time has not come.
    pub(super) async fn look(&self, chain_id: &str, max_lag: u64) -> Result<Block> {
        let status = self.http.status().await;
        let status = status.map_err(|error| unreachable(&self.endpoint, &error))?;
        let found = status.node_info.network.as_str();
        if found != chain_id {
            return Err(Error::WrongChain {
                endpoint: self.endpoint.to_string(),
                expected: chain_id.to_owned(),
                found: found.to_owned(),
            });
        }
        let time = unix_seconds(status.sync_info.latest_block_time);
        let now = now();
        let ahead = time.saturating_sub(now);
        if ahead > max_lag {
            return Err(Error::Ahead {
                endpoint: self.endpoint.to_string(),
                ahead,
                allowed: max_lag,
            });
        }
        let behind = now.saturating_sub(time);
        if behind > max_lag {
            return Err(Error::Lagging {
                endpoint: self.endpoint.to_string(),
                behind,
                allowed: max_lag,
            });
        }
        self.is_known.store(true, Ordering::Relaxed);
        Ok(Block {
            height: status.sync_info.latest_block_height.value(),
            time,
        })
    }
}

pub(crate) fn unix_seconds(time: cosmrs::tendermint::Time) -> u64 {
    u64::try_from(time.unix_timestamp()).unwrap_or(0)
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

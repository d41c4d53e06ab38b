//! The chain: which nodes are asked, what they answer, blocks as they come.

mod account;
mod blocks;
mod config;
mod gov;
mod nodes;
mod query;
#[cfg(test)]
mod tests;
mod tx;
mod wasm;

use std::{fmt, sync::Arc};

pub use account::Account;
pub use blocks::{BlockEvent, Blocks};
pub use config::ChainConfig;
pub use gov::{GovParams, ProposalInfo, ProposalStatus, Tally, VoteInfo};
pub use wasm::{CodeInfo, ContractInfo};

use crate::{Endpoint, Key, Result, Signer};
use nodes::Nodes;

pub(crate) use nodes::{Failure, Offer, Reason, Refusal, Verdict};

/// A block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Block {
    /// Its number.
    pub height: u64,
    /// Its time, unix seconds.
    pub time: u64,
}

impl Block {
    /// Whether it comes after another one: it is higher or dated later. On one chain times grow with heights, so
    /// that of two blocks the one that is lower and dated later shows that the other is of another chain of the
    /// same name.
    pub const fn is_after(self, other: Self) -> bool {
        self.height > other.height || self.time > other.time
    }
}

/// Asks a chain's nodes. Cheap to clone; clones share connections and know which node answered last.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
    /// The block that questions are asked as of; none is the latest.
    at: Option<u64>,
}

#[derive(Debug)]
struct Inner {
    config: ChainConfig,
    nodes: Nodes,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Client({} at {})",
            self.config().chain_id,
            self.endpoint()
        )
    }
}

impl Client {
    /// Connects to a chain. The first node that answers, serves this chain and is not behind is asked from
    /// then on; the others stand by. A node of another chain is refused at once: the configuration is
    /// wrong.
    pub async fn connect(config: impl Into<ChainConfig>) -> Result<Self> {
        let config = config.into();
        let nodes = Nodes::new(&config)?;
        let client = Self {
            inner: Arc::new(Inner { config, nodes }),
            at: None,
        };
        client.latest_block().await?;
        Ok(client)
    }

    /// How it was connected.
    pub fn config(&self) -> &ChainConfig {
        &self.inner.config
    }

    /// The endpoint that is asked at present.
    pub fn endpoint(&self) -> &Endpoint {
        self.inner.nodes.current()
    }

    /// The latest block of a node that is not behind. If the node asked so far has fallen behind or
    /// silent, another one is asked from here on.
    pub async fn latest_block(&self) -> Result<Block> {
        self.latest_block_from(0).await
    }

    /// The latest block of a node that has come to block `least`; the nodes are asked in turn, and the one
    /// that has is asked from here on. If none has, it is the highest that any of them shows: what was told
    /// of `least` may be wrong, and the caller knows how far back it may go.
    pub async fn latest_block_from(&self, least: u64) -> Result<Block> {
        self.inner.nodes.latest_block(least).await
    }

    /// The same client with every question asked as of one block, so that several answers fit together.
    /// Nodes keep the state of recent blocks only.
    #[must_use]
    pub fn at(&self, height: u64) -> Self {
        Self {
            inner: Arc::clone(&self.inner),
            at: Some(height),
        }
    }

    /// One who signs with a key. All who sign with one key in one process should be clones of one signer:
    /// they number their transactions together.
    pub fn signer(&self, key: Key) -> Signer {
        Signer::new(self.clone(), key)
    }

    /// Blocks as they come, from the next one on.
    pub fn blocks(&self) -> Blocks {
        Blocks::new(self.clone())
    }

    pub(crate) fn nodes(&self) -> &Nodes {
        &self.inner.nodes
    }
}

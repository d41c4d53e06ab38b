//! The nodes that are asked: in turn, each only once it has shown that it serves this chain.

mod failure;
mod node;
mod offer;
#[cfg(test)]
mod tests;

use std::{
    future::Future,
    sync::atomic::{AtomicUsize, Ordering},
};

use tendermint_rpc::{Error as RpcError, HttpClient};

use super::{Block, ChainConfig};
use crate::{Endpoint, Error, Result};
use failure::{more_telling, nobody, told, unreachable};
use node::Node;

pub(super) use failure::one_line;
pub(super) use node::unix_seconds;
pub(crate) use offer::{Failure, Offer, Reason, Verdict};

/// What is asked where no endpoint is given: never, as [`Nodes::new`] refuses that.
static NOBODY: Endpoint = Endpoint::NONE;

#[derive(Debug)]
pub(crate) struct Nodes {
    chain_id: String,
    max_lag: u64,
    all: Vec<Node>,
    current: AtomicUsize,
}

/// Why a request came to nothing.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A node answered that it will not.
    Answer(String),
    /// No node answered, or none that may be asked.
    Silence(Error),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Silence(error) => error,
            Refusal::Answer(reason) => Self::Malformed {
                what: "a node".to_owned(),
                reason,
            },
        }
    }
}

impl Nodes {
    pub(super) fn new(config: &ChainConfig) -> Result<Self> {
        if config.rpc.is_empty() {
            return Err(Error::Unusable {
                what: format!("chain '{}'", config.chain_id),
                reason: "no RPC endpoint is given".to_owned(),
            });
        }
        let nodes = config.rpc.iter();
        let nodes = nodes.map(|endpoint| Node::new(endpoint, config.request_timeout));
        Ok(Self {
            chain_id: config.chain_id.clone(),
            max_lag: config.max_lag,
            all: nodes.collect::<Result<_>>()?,
            current: AtomicUsize::new(0),
        })
    }

    /// The endpoint that is asked at present.
    pub(super) fn current(&self) -> &Endpoint {
        let at = self.current.load(Ordering::Relaxed);
        self.all.get(at).map_or(&NOBODY, |node| &node.endpoint)
    }

    /// The nodes with their places, the one asked at present first.
    fn in_turn(&self) -> impl Iterator<Item = (usize, &Node)> {
        let first = self.current.load(Ordering::Relaxed);
        let places = (first..self.all.len()).chain(0..first);
        places.filter_map(|at| Some((at, self.all.get(at)?)))
    }

    /// Asks the present node; while there is silence, the next.
    pub(crate) async fn call<T, F, A>(&self, ask: F) -> std::result::Result<T, Refusal>
    where
        F: Fn(HttpClient) -> A,
        A: Future<Output = std::result::Result<T, RpcError>>,
    {
        let mut silence = None;
        for (at, node) in self.in_turn() {
            if let Err(error) = node.ensure_known(&self.chain_id, self.max_lag).await {
                silence = Some(more_telling(silence, error));
                continue;
            }
            let answer = ask(node.http.clone()).await;
            let answer = match answer {
                Ok(answer) => Ok(answer),
                Err(error) => {
                    let Some(text) = told(&node.endpoint, &error) else {
                        let error = unreachable(&node.endpoint, &error);
                        silence = Some(more_telling(silence, error));
                        continue;
                    };
                    Err(Refusal::Answer(text))
                }
            };
            self.current.store(at, Ordering::Relaxed);
            return answer;
        }
        Err(Refusal::Silence(
            silence.unwrap_or_else(|| nobody(&self.chain_id)),
        ))
    }

    /// The latest block of the first node that is not behind and has come to `least`; if there is none, the
    /// highest of those that are not behind.
    pub(super) async fn latest_block(&self, least: u64) -> Result<Block> {
        let mut failure = None;
        let mut highest: Option<(usize, Block)> = None;
        for (at, node) in self.in_turn() {
            match node.look(&self.chain_id, self.max_lag).await {
                Ok(block) => {
                    if highest.is_none_or(|(_, known)| known.height < block.height) {
                        highest = Some((at, block));
                    }
                    if block.height >= least {
                        break;
                    }
                }
                Err(error @ Error::WrongChain { .. }) => return Err(error),
                Err(error) => failure = Some(more_telling(failure, error)),
            }
        }
        let Some((at, block)) = highest else {
            return Err(failure.unwrap_or_else(|| nobody(&self.chain_id)));
        };
        if self.current.swap(at, Ordering::Relaxed) != at {
            let endpoint = self.current();
            tracing::warn!(%endpoint, "another node is asked from here on");
        }
        Ok(block)
    }
}

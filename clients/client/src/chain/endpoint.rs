//! The nodes that are asked: in turn, each only once it has shown that it serves this chain.

use std::{
    future::Future,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use reqwest::StatusCode;
use tendermint_rpc::{
    client::CompatMode, error::ErrorDetail, Client as _, Error as RpcError, HttpClient,
    HttpClientUrl,
};

use super::{Block, ChainConfig};
use crate::{Error, Result};

#[derive(Debug)]
pub(crate) struct Endpoints {
    chain_id: String,
    max_lag: u64,
    nodes: Vec<Node>,
    current: AtomicUsize,
}

#[derive(Debug)]
struct Node {
    url: String,
    http: HttpClient,
    is_known: AtomicBool,
}

/// Why a request came to nothing.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// A node answered that it will not.
    Answer(String),
    /// No node answered, or none that may be asked.
    Silence(Error),
}

/// What came of a question that several nodes may have been asked.
#[derive(Debug)]
pub(crate) struct Asked<T> {
    pub(crate) answer: std::result::Result<T, Refusal>,
    pub(crate) was_silent: bool,
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

impl Endpoints {
    pub(super) fn new(config: &ChainConfig) -> Result<Self> {
        if config.rpc.is_empty() {
            return Err(Error::Unusable {
                what: format!("chain '{}'", config.chain_id),
                reason: "no RPC endpoint is given".to_owned(),
            });
        }
        let nodes = config.rpc.iter().map(|url| Node::new(url, config));
        Ok(Self {
            chain_id: config.chain_id.clone(),
            max_lag: config.max_lag,
            nodes: nodes.collect::<Result<_>>()?,
            current: AtomicUsize::new(0),
        })
    }

    /// The endpoint that is asked at present.
    pub(super) fn current(&self) -> &str {
        let at = self.current.load(Ordering::Relaxed);
        self.nodes.get(at).map_or("", |node| &node.url)
    }

    /// The nodes with their places, the one asked at present first.
    fn in_turn(&self) -> impl Iterator<Item = (usize, &Node)> {
        let first = self.current.load(Ordering::Relaxed);
        let places = (first..self.nodes.len()).chain(0..first);
        places.filter_map(|at| Some((at, self.nodes.get(at)?)))
    }

    /// Asks the present node; while there is silence, the next.
    pub(crate) async fn call<T, F, A>(&self, ask: F) -> std::result::Result<T, Refusal>
    where
        F: Fn(HttpClient) -> A,
        A: Future<Output = std::result::Result<T, RpcError>>,
    {
        self.call_noting_silence(ask).await.answer
    }

    /// The same, telling whether a node was asked that did not answer: it may have understood.
    pub(crate) async fn call_noting_silence<T, F, A>(&self, ask: F) -> Asked<T>
    where
        F: Fn(HttpClient) -> A,
        A: Future<Output = std::result::Result<T, RpcError>>,
    {
        let mut silence = None;
        let mut was_silent = false;
        for (at, node) in self.in_turn() {
            if let Err(error) = self.ensure_known(node).await {
                silence = Some(more_telling(silence, error));
                continue;
            }
            let answer = ask(node.http.clone()).await;
            let answer = match answer {
                Ok(answer) => Ok(answer),
                Err(error) => {
                    let Some(text) = told(&error) else {
                        was_silent = true;
                        silence = Some(more_telling(silence, unreachable(&node.url, &error)));
                        continue;
                    };
                    Err(Refusal::Answer(text))
                }
            };
            self.current.store(at, Ordering::Relaxed);
            return Asked { answer, was_silent };
        }
        let silence = silence.unwrap_or_else(|| nobody(&self.chain_id));
        Asked {
            answer: Err(Refusal::Silence(silence)),
            was_silent,
        }
    }

    /// The latest block of the first node that is not behind.
    pub(super) async fn latest_block(&self) -> Result<Block> {
        let mut failure = None;
        for (at, node) in self.in_turn() {
            match self.look(node).await {
                Ok(block) => {
                    if self.current.swap(at, Ordering::Relaxed) != at {
                        tracing::warn!(endpoint = node.url, "another node is asked from here on");
                    }
                    return Ok(block);
                }
                Err(error @ Error::WrongChain { .. }) => return Err(error),
                Err(error) => failure = Some(more_telling(failure, error)),
            }
        }
        Err(failure.unwrap_or_else(|| nobody(&self.chain_id)))
    }

    async fn ensure_known(&self, node: &Node) -> Result<()> {
        if node.is_known.load(Ordering::Relaxed) {
            return Ok(());
        }
        self.look(node).await.map(|_| ())
    }

    /// A node's latest block, if it serves this chain and is not behind.
    async fn look(&self, node: &Node) -> Result<Block> {
        let status = node.http.status().await;
        let status = status.map_err(|error| unreachable(&node.url, &error))?;
        let found = status.node_info.network.as_str();
        if found != self.chain_id {
            return Err(Error::WrongChain {
                endpoint: node.url.clone(),
                expected: self.chain_id.clone(),
                found: found.to_owned(),
            });
        }
        let time = unix_seconds(status.sync_info.latest_block_time);
        let behind = now().saturating_sub(time);
        if behind > self.max_lag {
            return Err(Error::Lagging {
                endpoint: node.url.clone(),
                behind,
                allowed: self.max_lag,
            });
        }
        node.is_known.store(true, Ordering::Relaxed);
        Ok(Block {
            height: status.sync_info.latest_block_height.value(),
            time,
        })
    }
}

impl Node {
    fn new(url: &str, config: &ChainConfig) -> Result<Self> {
        let unusable = |reason: String| Error::Unusable {
            what: format!("RPC endpoint '{url}'"),
            reason,
        };
        let parsed: HttpClientUrl = url
            .parse()
            .map_err(|error: RpcError| unusable(one_line(&error)))?;
        let mut http = reqwest::Client::builder()
            .timeout(config.request_timeout)
            .connect_timeout(config.request_timeout);
        if is_loopback(url) {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| unusable(error.to_string()))?;
        let http = HttpClient::builder(parsed)
            .client(http)
            .compat_mode(CompatMode::V0_38)
            .build()
            .map_err(|error| unusable(one_line(&error)))?;
        Ok(Self {
            url: url.to_owned(),
            http,
            is_known: AtomicBool::new(false),
        })
    }
}

/// A proxy named in the environment has no way to this machine itself.
fn is_loopback(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    ["127.", "localhost", "[::1]"]
        .iter()
        .any(|own| host.starts_with(own))
}

/// What a node said, if the error is an answer and not silence.
fn told(error: &RpcError) -> Option<String> {
    match error.detail() {
        ErrorDetail::Response(response) => {
            let source = &response.source;
            Some(source.data().unwrap_or_else(|| source.message()).to_owned())
        }
        ErrorDetail::HttpRequestFailed(failed) if is_final(failed.status) => Some(one_line(error)),
        ErrorDetail::Serde(_) | ErrorDetail::Parse(_) | ErrorDetail::Tendermint(_) => {
            Some(one_line(error))
        }
        _ => None,
    }
}

/// Whether another attempt, or another node, would be told the same.
fn is_final(status: StatusCode) -> bool {
    status.is_client_error()
        && status != StatusCode::TOO_MANY_REQUESTS
        && status != StatusCode::REQUEST_TIMEOUT
}

/// Of several failures the one that says most: a node that is behind rather than one that is silent.
fn more_telling(known: Option<Error>, new: Error) -> Error {
    match (known, new) {
        (
            Some(Error::Unreachable { endpoint, reason }),
            Error::Unreachable {
                endpoint: other, ..
            },
        ) => Error::Unreachable {
            endpoint: format!("{endpoint}, {other}"),
            reason,
        },
        (Some(known @ Error::Lagging { .. }), Error::Unreachable { .. }) => known,
        (
            Some(Error::Lagging {
                behind: known,
                endpoint,
                allowed,
            }),
            Error::Lagging { behind, .. },
        ) if known <= behind => Error::Lagging {
            behind: known,
            endpoint,
            allowed,
        },
        (_, new) => new,
    }
}

fn nobody(chain_id: &str) -> Error {
    Error::Unreachable {
        endpoint: format!("chain '{chain_id}'"),
        reason: "no endpoint".to_owned(),
    }
}

fn unreachable(url: &str, error: &RpcError) -> Error {
    Error::Unreachable {
        endpoint: url.to_owned(),
        reason: one_line(error),
    }
}

/// An error of the RPC library with its cause, in one line. The address that it repeats is left out.
pub(super) fn one_line(error: &RpcError) -> String {
    let text = format!("{:#}", error.trace());
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let cause = text
        .split_once("for url (")
        .and_then(|(_, rest)| rest.split_once("): "));
    cause.map_or(text.clone(), |(_, cause)| cause.to_owned())
}

pub(super) fn unix_seconds(time: cosmrs::tendermint::Time) -> u64 {
    u64::try_from(time.unix_timestamp()).unwrap_or(0)
}

fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

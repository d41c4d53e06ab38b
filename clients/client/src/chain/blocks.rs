//! Blocks as they come: over a websocket that is opened again when it breaks.

use std::{collections::VecDeque, time::Duration};

use futures_util::StreamExt;
use tendermint_rpc::{
    client::CompatMode,
    event::EventData,
    query::{EventType, Query},
    Subscription, SubscriptionClient, WebSocketClient, WebSocketClientUrl,
};
use tokio::task::JoinHandle;

use super::{nodes, Block, Client};
use crate::{Endpoint, Error, Result};

/// Blocks that are fetched one by one after a break; of more only the last ones.
const MOST_FILLED: u64 = 200;

/// How long to wait before the first attempt to connect again; doubled up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How long opening a websocket may take.
const OPENING: Duration = Duration::from_secs(10);

/// What [`Blocks::next`] tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockEvent {
    /// The next block.
    Block(Block),
    /// Blocks that will not be told one by one, as there were too many during a break.
    Skipped {
        /// The first of them.
        from: u64,
        /// The last of them.
        to: u64,
    },
    /// The connection broke, or cannot be made. Told once per break; connecting goes on.
    Disconnected {
        /// Why.
        reason: String,
    },
}

/// An endless series of blocks, each once and in order.
#[derive(Debug)]
pub struct Blocks {
    client: Client,
    open: Option<Open>,
    ready: VecDeque<BlockEvent>,
    last: Option<u64>,
    wait: Duration,
    is_broken: bool,
}

/// An open websocket. Dropping it ends the task that drives it.
#[derive(Debug)]
struct Open {
    endpoint: Endpoint,
    blocks: Subscription,
    socket: WebSocketClient,
    driver: JoinHandle<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        let _ = self.socket.clone().close();
        self.driver.abort();
    }
}

impl Blocks {
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            open: None,
            ready: VecDeque::new(),
            last: None,
            wait: FIRST_WAIT,
            is_broken: false,
        }
    }

    /// The next block, or what came between. Waits as long as it takes. May be dropped and called
    /// again: nothing is lost.
    pub async fn next(&mut self) -> BlockEvent {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return ready;
            }
            let Some(open) = &mut self.open else {
                self.reconnect().await;
                continue;
            };
            let reason = match open.blocks.next().await {
                Some(Ok(event)) => match height_of(event.data) {
                    Some(block) => {
                        self.arrived(block).await;
                        continue;
                    }
                    None => continue,
                },
                Some(Err(error)) => nodes::one_line(&open.endpoint, &error),
                None => "the node closed the connection".to_owned(),
            };
            self.open = None;
            self.broke(reason);
        }
    }

    /// Connects, or notes why not and waits.
    async fn reconnect(&mut self) {
        match self.connect().await {
            Ok((open, latest)) => {
                self.open = Some(open);
                self.wait = FIRST_WAIT;
                self.is_broken = false;
                if self.last.is_some() {
                    self.arrived(latest).await;
                } else {
                    self.last = Some(latest.height);
                }
            }
            Err(error) => {
                if self.broke(error.to_string()) {
                    return;
                }
                tokio::time::sleep(self.wait).await;
                self.wait = (self.wait * 2).min(LONGEST_WAIT);
            }
        }
    }

    async fn connect(&self) -> Result<(Open, Block)> {
        self.client.latest_block().await?;
        let endpoint = self.client.endpoint();
        let failed = |reason: String| Error::Unreachable {
            endpoint: endpoint.to_string(),
            reason,
        };
        let opening = tokio::time::timeout(OPENING, subscribe(endpoint));
        let open = opening
            .await
            .map_err(|_| failed("it takes too long to answer".to_owned()))?;
        let open = open.map_err(|error| failed(nodes::one_line(endpoint, &error)))?;
        let latest = self.client.latest_block().await?;
        Ok((open, latest))
    }

    /// Whether this is the first that is told of the break.
    fn broke(&mut self, reason: String) -> bool {
        let is_news = !self.is_broken;
        self.is_broken = true;
        if is_news {
            self.ready.push_back(BlockEvent::Disconnected { reason });
        }
        is_news
    }

    /// Puts a block into the series, with those that came before it and were missed.
    async fn arrived(&mut self, block: Block) {
        let last = self.last.unwrap_or_else(|| block.height.saturating_sub(1));
        if block.height <= last {
            return;
        }
        let first = (last + 1).max(block.height.saturating_sub(MOST_FILLED));
        if first > last + 1 {
            self.skip(last + 1, first - 1);
        }
        for height in first..block.height {
            match self.client.block(height).await {
                Ok(missed) => self.tell(missed),
                Err(_) => self.skip(height, height),
            }
        }
        self.tell(block);
    }

    fn skip(&mut self, from: u64, to: u64) {
        self.last = Some(to);
        self.ready.push_back(BlockEvent::Skipped { from, to });
    }

    fn tell(&mut self, block: Block) {
        self.last = Some(block.height);
        self.ready.push_back(BlockEvent::Block(block));
    }
}

async fn subscribe(endpoint: &Endpoint) -> std::result::Result<Open, tendermint_rpc::Error> {
    let address = websocket_of(endpoint.whole());
    let address: WebSocketClientUrl = address.parse()?;
    let builder = WebSocketClient::builder(address).compat_mode(CompatMode::V0_38);
    let (socket, driver) = builder.build().await?;
    let asked = endpoint.clone();
    let driver = tokio::spawn(async move {
        if let Err(error) = driver.run().await {
            let error = nodes::one_line(&asked, &error);
            tracing::debug!(error, "the websocket has ended");
        }
    });
    let blocks = match socket.subscribe(Query::from(EventType::NewBlock)).await {
        Ok(blocks) => blocks,
        Err(error) => {
            driver.abort();
            return Err(error);
        }
    };
    Ok(Open {
        endpoint: endpoint.clone(),
        blocks,
        socket,
        driver,
    })
}

/// `http://host:port/path?query` has its websocket at `ws://host:port/path/websocket?query`.
fn websocket_of(url: &str) -> String {
    let (url, query) = url.split_at(url.find('?').unwrap_or(url.len()));
    let url = url.trim_end_matches('/');
    let url = match url.split_once("://") {
        Some(("https", rest)) => format!("wss://{rest}"),
        Some((_, rest)) => format!("ws://{rest}"),
        None => format!("ws://{url}"),
    };
    format!("{url}/websocket{query}")
}

fn height_of(data: EventData) -> Option<Block> {
    match data {
        EventData::NewBlock { block, .. } | EventData::LegacyNewBlock { block, .. } => {
            let header = block?.header;
            Some(Block {
                height: header.height.value(),
                time: nodes::unix_seconds(header.time),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::websocket_of;

    #[test]
    fn the_websocket_is_below_the_path_and_keeps_the_query() {
        for (http, websocket) in [
            ("http://127.0.0.1:26657", "ws://127.0.0.1:26657/websocket"),
            ("https://a.example/", "wss://a.example/websocket"),
            (
                "https://a.example/v1/?key=k/",
                "wss://a.example/v1/websocket?key=k/",
            ),
        ] {
            assert_eq!(websocket_of(http), websocket);
        }
    }
}

//! Blocks as they come: over a websocket that is opened again when it breaks.

mod socket;
#[cfg(test)]
mod tests;

use std::{collections::VecDeque, time::Duration};

use tokio::time::{timeout, Instant};

use super::{nodes, Block, Client};
use crate::{Error, Result};
use socket::Socket;

/// Blocks that are fetched one by one after a break; of more only the last ones.
const MOST_FILLED: u64 = 200;

/// How long to wait before the first attempt to connect again; doubled up to [`LONGEST_WAIT`].
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// How long opening a websocket may take.
const OPENING: Duration = Duration::from_secs(10);

/// How often to look whether the client asks another node by now.
const LOOK: Duration = Duration::from_secs(1);

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

/// An endless series of blocks, each once and in order, of the node that the client asks at present. A block
/// that is lower than the last one and dated later proves that one of the two is of another chain of the same
/// name: the series goes on from it.
#[derive(Debug)]
pub struct Blocks {
    client: Client,
    open: Option<Socket>,
    ready: VecDeque<BlockEvent>,
    /// The last block told of, or skipped up to; the time is that of the last one told of.
    last: Option<Block>,
    wait: Duration,
    is_broken: bool,
    /// Until when the present node is kept although the client asks another one, whose websocket could not be
    /// opened.
    keeps_until: Option<Instant>,
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
            keeps_until: None,
        }
    }

    /// The next block, or what came between. Waits as long as it takes. May be dropped and called
    /// again: nothing is lost.
    pub async fn next(&mut self) -> BlockEvent {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return ready;
            }
            if self.is_elsewhere() {
                self.move_over().await;
                continue;
            }
            let Some(open) = &mut self.open else {
                self.reconnect().await;
                continue;
            };
            match timeout(LOOK, open.next()).await {
                Ok(Ok(block)) => self.arrived(block).await,
                Ok(Err(reason)) => {
                    self.open = None;
                    self.broke(reason);
                }
                Err(_) => {}
            }
        }
    }

    /// Whether the client asks another node than the one whose blocks are told, and it is time to move there.
    fn is_elsewhere(&self) -> bool {
        let open = self.open.as_ref();
        let is_kept = self.keeps_until.is_some_and(|until| Instant::now() < until);
        !is_kept && open.is_some_and(|open| open.endpoint != *self.client.endpoint())
    }

    /// Moves to the node that the client asks. The present one is kept if that has no websocket.
    async fn move_over(&mut self) {
        match self.connect().await {
            Ok((open, latest)) => {
                tracing::info!(endpoint = %open.endpoint, "blocks come from another node");
                self.open = Some(open);
                self.keeps_until = None;
                self.arrived(latest).await;
            }
            Err(error) => {
                tracing::debug!(%error, "blocks still come from the node before");
                self.keeps_until = Some(Instant::now() + LONGEST_WAIT);
            }
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
                    self.last = Some(latest);
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

    async fn connect(&self) -> Result<(Socket, Block)> {
        self.client.latest_block().await?;
        let endpoint = self.client.endpoint();
        let failed = |reason: String| Error::Unreachable {
            endpoint: endpoint.to_string(),
            reason,
        };
        let opening = timeout(OPENING, Socket::open(endpoint));
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
        let last = match self.last {
            Some(last) if !block.is_after(last) => return,
            Some(last) if block.height <= last.height => {
                let (height, told) = (block.height, last.height);
                tracing::warn!(
                    height,
                    told,
                    "block {told} was of another chain of this name"
                );
                self.tell(block);
                return;
            }
            Some(last) => last.height,
            None => block.height.saturating_sub(1),
        };
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
        let time = self.last.map_or(0, |last| last.time);
        self.last = Some(Block { height: to, time });
        self.ready.push_back(BlockEvent::Skipped { from, to });
    }

    fn tell(&mut self, block: Block) {
        self.last = Some(block);
        self.ready.push_back(BlockEvent::Block(block));
    }
}

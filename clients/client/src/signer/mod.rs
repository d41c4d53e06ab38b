//! Transactions: numbered, signed, sent once and followed to their end.

mod broadcast;
mod classify;
mod follow;
mod included;
mod sign;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::{Client, Error, GasPrice, Key, Msg, Result};

pub(crate) use classify::{classify, clean};
pub use included::{Ended, Included, Simulated};

/// Signs and sends with one key. Clones number their transactions together, so that several tasks may
/// send at the same time.
#[derive(Debug, Clone)]
pub struct Signer {
    client: Client,
    key: Key,
    numbers: Arc<Mutex<Numbers>>,
}

/// What is known of the account; what is not is asked of the chain.
#[derive(Debug, Default)]
struct Numbers {
    account: Option<u64>,
    next: Option<u64>,
}

/// How a transaction is sent. The default simulates for the gas limit and takes the rest from the
/// client's configuration.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Most gas; none takes what a simulation used, times the margin.
    pub gas_limit: Option<u64>,
    /// What is paid for gas.
    pub gas_price: Option<GasPrice>,
    /// In how many blocks it can be included.
    pub timeout_blocks: Option<u64>,
    /// A text that goes with it.
    pub memo: String,
}

/// A transaction that has been sent. The chain can include it up to block `until`, and never after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its hash, upper-case hexadecimal.
    pub hash: String,
    /// The first block that can include it.
    pub from: u64,
    /// The last one.
    pub until: u64,
    /// Its gas limit.
    pub gas_wanted: u64,
    bytes: Vec<u8>,
}

/// Attempts to number a transaction before giving up, when others use the same key.
const ATTEMPTS: u32 = 6;

impl Signer {
    pub(crate) fn new(client: Client, key: Key) -> Self {
        Self {
            client,
            key,
            numbers: Arc::default(),
        }
    }

    /// The account that it signs for.
    pub fn address(&self) -> &str {
        self.key.address()
    }

    /// The chain that it sends to.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// What the messages would do now in one transaction.
    pub async fn simulate(&self, msgs: &[Msg]) -> Result<Simulated> {
        let msgs = self.pack(msgs)?;
        let mut numbers = self.numbers.lock().await;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let (_, sequence) = self.number(&mut numbers).await?;
            let body = sign::body(&msgs, "", 0)?;
            let price = &self.client.config().gas_price;
            match self.simulated(body, price, sequence).await {
                Err(Error::Sequence { expected, .. }) if attempts < ATTEMPTS => {
                    numbers.next = Some(expected);
                }
                other => return other,
            }
        }
    }

    /// Sends messages in one transaction, all or nothing, and waits until it is on the chain.
    pub async fn send(&self, msgs: &[Msg]) -> Result<Included> {
        self.send_with(msgs, &Options::default()).await
    }

    /// The same with options.
    pub async fn send_with(&self, msgs: &[Msg], options: &Options) -> Result<Included> {
        let pending = self.submit(msgs, options).await?;
        self.follow(&pending).await
    }

    /// Sends messages without waiting for their inclusion: a node has taken the transaction, or may have.
    /// An error means that it is on no node.
    pub async fn submit(&self, msgs: &[Msg], options: &Options) -> Result<Pending> {
        let msgs = self.pack(msgs)?;
        let mut numbers = self.numbers.lock().await;
        let latest = self.client.latest_block().await?;
        let blocks = options
            .timeout_blocks
            .unwrap_or(self.client.config().timeout_blocks);
        let until = latest.height.saturating_add(blocks.max(1));
        let mut attempts = 0;
        loop {
            attempts += 1;
            let attempt = self.attempt(&msgs, options, until, &mut numbers).await;
            match attempt {
                Err(Error::Sequence { expected, .. }) if attempts < ATTEMPTS => {
                    numbers.next = Some(expected);
                }
                Err(error) => return Err(error),
                Ok((bytes, gas_wanted)) => {
                    return Ok(Pending {
                        hash: sign::hash(&bytes),
                        from: latest.height + 1,
                        until,
                        gas_wanted,
                        bytes,
                    })
                }
            }
        }
    }

    /// Waits until a transaction is on the chain, or can no longer be included. While it waits it sends the
    /// same bytes again now and then: a node that was restarted has forgotten them, and they cannot act
    /// twice.
    pub async fn follow(&self, pending: &Pending) -> Result<Included> {
        self.follow_to_end(pending).await?.result
    }

    /// The same, with the block that it ended in where it was included and failed. The outer error says that
    /// it is in no block, or that nothing is known of it.
    pub async fn follow_to_end(&self, pending: &Pending) -> Result<Ended> {
        follow::follow(&self.client, pending).await
    }
}

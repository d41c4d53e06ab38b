//! What the keeper needs of a chain, as two traits: [`Node`] answers questions, [`Account`] sends. The
//! client implements both ([`ClientNode`], [`ClientAccount`]); the tests do so over the embedded chain.

mod client;

use std::{fmt, future::Future};

use cosmwasm_std::{Decimal, Event};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;

pub use ballast_client::{Block, Contracts};
pub use client::{ClientAccount, ClientBlocks, ClientNode};

/// A call of a contract. None of the keeper's takes coins.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// The contract's address.
    pub contract: String,
    /// Its execute message.
    pub msg: Value,
}

/// What is paid for a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Most gas.
    pub gas_limit: u64,
    /// Base units of the gas coin for one unit of gas.
    pub gas_price: Decimal,
    /// In how many blocks it can be included.
    pub timeout_blocks: u64,
}

/// What a transaction would do now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Simulated {
    /// The gas it would use.
    pub gas_used: u64,
    /// What would happen.
    pub events: Vec<Event>,
}

/// A transaction on the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Included {
    /// Its hash.
    pub hash: String,
    /// Its block.
    pub height: u64,
    /// The gas it used.
    pub gas_used: u64,
    /// What happened.
    pub events: Vec<Event>,
}

/// What a transaction came to, in the block that holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The block.
    pub height: u64,
    /// What it did; the error that it failed with. Its fee is paid either way.
    pub result: Result<Included, SendError>,
}

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NodeError {
    /// No node answers.
    #[error("{0}")]
    Unreachable(String),
    /// The nodes that answer are behind, or ahead of the machine's clock.
    #[error("{0}")]
    Lagging(String),
    /// The contract refuses the question.
    #[error("{0}")]
    Refused(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl NodeError {
    /// Whether a node has answered, and another question may fare better.
    pub const fn is_answer(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Other(_))
    }
}

/// Why a transaction did nothing, or nothing is known of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// A contract refused: simulated, or on the chain.
    #[error("refused: {0}")]
    Refused(String),
    /// The node asks for a higher fee; it has not taken the transaction.
    #[error("the fee is too low: {given} was offered, {needed} is needed")]
    InsufficientFee {
        /// What was offered.
        given: String,
        /// What the node asks for.
        needed: String,
    },
    /// The account cannot pay.
    #[error("{0}")]
    InsufficientFunds(String),
    /// The gas limit was too low.
    #[error("out of gas: {used} gas was needed at least, the limit was {wanted}")]
    OutOfGas {
        /// The limit.
        wanted: u64,
        /// What had been used when it ended.
        used: u64,
    },
    /// It was not included in time and never will be.
    #[error("not included up to block {until}")]
    NotIncluded {
        /// The last block that could have included it.
        until: u64,
    },
    /// It may be included up to a block; nothing more is known.
    #[error("may be included up to block {until}, nothing more is known: {reason}")]
    Unknown {
        /// The last block that can include it.
        until: u64,
        /// Why nothing is known.
        reason: String,
    },
    /// The node cannot be asked, or does not take it, or it failed for another reason.
    #[error("{0}")]
    Other(String),
}

/// Questions to a chain.
#[allow(async_fn_in_trait)] // one thread drives all tasks
pub trait Node {
    /// Its blocks as they come.
    type Blocks: Blocks;

    /// The contracts.
    fn contracts(&self) -> &Contracts;

    /// The chain's name, as signed reports state it.
    fn chain_id(&self) -> String;

    /// What a unit of gas costs as a rule, in base units of the gas coin.
    fn gas_price(&self) -> Decimal;

    /// The latest block of a node that has come to block `least`; if none has, the highest that a node shows.
    async fn head(&self, least: u64) -> Result<Block, NodeError>;

    /// Asks a contract as of a block.
    async fn query<T: DeserializeOwned>(
        &self,
        at: Block,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, NodeError>;

    /// How much of the gas coin an address holds.
    async fn gas_coins(&self, address: &str) -> Result<u128, NodeError>;

    /// Blocks from now on.
    fn blocks(&self) -> Self::Blocks;
}

/// One that signs and sends.
#[allow(async_fn_in_trait)]
pub trait Account {
    /// A transaction on its way.
    type Sent: Sent;

    /// The address that signs.
    fn address(&self) -> &str;

    /// What calls would do now, in one transaction.
    async fn simulate(&self, calls: &[Call]) -> Result<Simulated, SendError>;

    /// Sends calls as one transaction. An error means that it is on no node.
    async fn submit(&self, calls: &[Call], terms: Terms) -> Result<Self::Sent, SendError>;

    /// Waits until it is on the chain or can no longer be. An error means that it is in no block, or that
    /// nothing is known of it.
    async fn follow(&self, sent: &Self::Sent) -> Result<Ended, SendError>;
}

/// A transaction on its way.
pub trait Sent: fmt::Debug {
    /// The last block that can include it.
    fn until(&self) -> u64;
}

/// Blocks as they come.
pub trait Blocks {
    /// The next block; an error tells of a break, after which calling again goes on.
    fn next(&mut self) -> impl Future<Output = Result<Block, NodeError>>;
}

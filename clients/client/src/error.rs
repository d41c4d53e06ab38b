//! What can go wrong between this program and a chain; one line each, and one line for each node.

use crate::{KeyError, ManifestError};

/// Why a question or a transaction failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A node of another chain.
    #[error("{endpoint} is a node of chain '{found}', expected '{expected}'")]
    WrongChain {
        /// The node.
        endpoint: String,
        /// The chain that was meant.
        expected: String,
        /// The chain that it serves.
        found: String,
    },
    /// No node answers.
    #[error("{endpoint} cannot be reached: {reason}")]
    Unreachable {
        /// The node, or all of them.
        endpoint: String,
        /// Why.
        reason: String,
    },
    /// The newest block of every node that answers is too old to act on.
    #[error("{endpoint} is behind: its latest block is {behind} s old, at most {allowed} s are accepted")]
    Lagging {
        /// The node that is least behind.
        endpoint: String,
        /// Age of its latest block, seconds.
        behind: u64,
        /// Greatest age accepted, seconds.
        allowed: u64,
    },
    /// The newest block of every node that answers is dated in the future: the node, or this machine's
    /// clock, is wrong.
    #[error("{endpoint} is ahead: its latest block is dated {ahead} s after this machine's clock, at most {allowed} s are accepted")]
    Ahead {
        /// The node.
        endpoint: String,
        /// How much later than the clock its latest block is dated, seconds.
        ahead: u64,
        /// The most that is accepted, seconds.
        allowed: u64,
    },
    /// The gas limit was too low. Nothing happened but the fee.
    #[error("out of gas: {used} gas was needed at least, the limit was {wanted}")]
    OutOfGas {
        /// The limit.
        wanted: u64,
        /// What had been used when it ended.
        used: u64,
    },
    /// The node asks for more.
    #[error("the fee is too low: {given} was offered, {needed} is needed")]
    InsufficientFee {
        /// What was offered.
        given: String,
        /// What the node asks for.
        needed: String,
    },
    /// An account does not hold what it should pay.
    #[error("not enough funds: {available} is there, {needed} is needed")]
    InsufficientFunds {
        /// What the account holds.
        available: String,
        /// What it should pay.
        needed: String,
    },
    /// The chain does not know the account: it has never received anything.
    #[error("account {address} does not exist on the chain; it must receive coins first")]
    UnknownAccount {
        /// The account.
        address: String,
    },
    /// A contract, or a module of the chain, refused the message. The text is its own.
    #[error("refused: {text}")]
    Refused {
        /// Its reason, without the chain's wrappers.
        text: String,
    },
    /// The transaction's number is not the account's next one: another process signs with the same key.
    #[error("the account's next transaction is number {expected}, this one is number {given}")]
    Sequence {
        /// The account's next number.
        expected: u64,
        /// The number given.
        given: u64,
    },
    /// The transaction is not on the chain and never will be.
    #[error("transaction {hash} was not included up to block {until}, and can no longer be")]
    NotIncluded {
        /// The transaction.
        hash: String,
        /// The last block that could have included it.
        until: u64,
    },
    /// The transaction was sent and may be included up to block `until`; nothing more is known, because
    /// the nodes cannot be asked.
    #[error(
        "transaction {hash} may be included up to block {until}; its outcome is unknown: {reason}"
    )]
    Unconfirmed {
        /// The transaction.
        hash: String,
        /// The last block that can include it.
        until: u64,
        /// Why it is not known.
        reason: String,
    },
    /// The node's list of waiting transactions is full.
    #[error("the node takes no more transactions at present: {text}")]
    Busy {
        /// Its words.
        text: String,
    },
    /// No node took the transaction, each for a reason of its own. It will never be on the chain.
    #[error("no node took the transaction\n  {}", .said.join("\n  "))]
    NotTaken {
        /// The nodes with what they said, one line each.
        said: Vec<String>,
    },
    /// Something else that the chain did not accept.
    #[error("the chain refused: {text} ({codespace} {code})")]
    Rejected {
        /// The module that names the code.
        codespace: String,
        /// The code.
        code: u32,
        /// Its words, without wrappers.
        text: String,
    },
    /// There is no such thing on the chain.
    #[error("{what} does not exist on the chain")]
    Missing {
        /// What was asked for.
        what: String,
    },
    /// An answer that cannot be understood.
    #[error("{what}: the answer cannot be understood: {reason}")]
    Malformed {
        /// What was asked.
        what: String,
        /// Why.
        reason: String,
    },
    /// Something that this program was given cannot be sent.
    #[error("{what} cannot be used: {reason}")]
    Unusable {
        /// What was given.
        what: String,
        /// Why.
        reason: String,
    },
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// A manifest.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// What every call to the chain returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether the same request may work later without anything being changed: the nodes were not to be
    /// reached, behind or busy, or would not take a transaction.
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Lagging { .. }
                | Self::Ahead { .. }
                | Self::Busy { .. }
                | Self::NotTaken { .. }
                | Self::Sequence { .. }
        )
    }
}

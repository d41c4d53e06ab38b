//! Offering a transaction to one node after another, until one takes it or judges it.

use std::sync::atomic::Ordering;

use tendermint_rpc::{endpoint::broadcast::tx_sync::Response, Client as _};

use super::{
    failure::{offered, Taken},
    Nodes,
};
use crate::Error;

/// What came of offering a transaction to the nodes.
#[derive(Debug, Default)]
pub(crate) struct Offer {
    /// What the last node made of it, if one looked at it.
    pub(crate) verdict: Option<Verdict>,
    /// Whether a node before it may have taken it: it was silent, or its words do not tell.
    pub(crate) may_be_taken: bool,
    /// What the other nodes said.
    pub(crate) failures: Vec<Failure>,
}

/// What a node made of a transaction.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// It has it already.
    Known,
    /// It looked at it and says what came of it.
    Checked(Response),
}

/// A node that did not look at a transaction.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The node and what it said, in one line.
    pub(crate) line: String,
    /// What that means.
    pub(crate) reason: Reason,
}

/// Why a node did not look at a transaction.
#[derive(Debug)]
pub(crate) enum Reason {
    /// It was not to be reached, or may not be asked.
    Away(Error),
    /// Its words.
    Said(String),
}

impl Failure {
    pub(super) fn away(error: Error) -> Self {
        Self {
            line: error.to_string(),
            reason: Reason::Away(error),
        }
    }
}

impl Nodes {
    /// Offers the same bytes to each node in turn. They cannot act twice, so that several may have them.
    pub(crate) async fn offer(&self, bytes: &[u8]) -> Offer {
        let mut offer = Offer::default();
        for (at, node) in self.in_turn() {
            if let Err(error) = node.ensure_known(&self.chain_id, self.max_lag).await {
                offer.failures.push(Failure::away(error));
                continue;
            }
            let verdict = match node.http.broadcast_tx_sync(bytes.to_vec()).await {
                Ok(response) => Verdict::Checked(response),
                Err(error) => match offered(&node.endpoint, &error) {
                    (Taken::Yes, _) => Verdict::Known,
                    (taken, failure) => {
                        offer.may_be_taken |= taken == Taken::Perhaps;
                        offer.failures.push(failure);
                        continue;
                    }
                },
            };
            self.current.store(at, Ordering::Relaxed);
            offer.verdict = Some(verdict);
            break;
        }
        offer
    }
}

//! Handing a transaction to a node.

use super::{classify, Numbers, Signer};
use crate::{
    chain::{Failure, Offer, Reason, Verdict},
    Client, Error, Result,
};

/// What came of handing a transaction to a node.
#[derive(Debug)]
pub(super) enum Handed {
    /// A node has it, or may have it.
    Over,
    /// Every node that was asked refused it or was not to be reached: it is nowhere.
    Refused(Error),
}

impl Signer {
    /// Hands a new transaction over and counts it.
    pub(super) async fn broadcast(
        &self,
        bytes: &[u8],
        sequence: u64,
        numbers: &mut Numbers,
    ) -> Result<()> {
        match hand_over(&self.client, bytes).await {
            Handed::Over => {
                numbers.next = Some(sequence + 1);
                Ok(())
            }
            Handed::Refused(error) => Err(error),
        }
    }
}

/// Offers the bytes to the nodes until one takes them. If one may have them, what others say of them tells
/// nothing: only the chain ends the transaction.
pub(super) async fn hand_over(client: &Client, bytes: &[u8]) -> Handed {
    let Offer {
        verdict,
        may_be_taken,
        failures,
    } = client.nodes().offer(bytes).await;
    let refused = match verdict {
        Some(Verdict::Known) => return Handed::Over,
        Some(Verdict::Checked(answer)) if answer.code.is_ok() => return Handed::Over,
        Some(Verdict::Checked(answer)) => {
            classify(&answer.codespace, answer.code.value(), &answer.log)
        }
        None => not_taken(failures),
    };
    if may_be_taken {
        tracing::debug!(%refused, "a node may have taken a transaction, none says so");
        return Handed::Over;
    }
    Handed::Refused(refused)
}

/// Why no node took a transaction. What only one node has to say means what it says.
fn not_taken(failures: Vec<Failure>) -> Error {
    let meaning = match failures.as_slice() {
        [Failure { reason, .. }] => match reason {
            Reason::Away(error) => Some(error.clone()),
            Reason::Said(text) if text.contains("mempool is full") => {
                Some(classify("rpc", 1, text))
            }
            Reason::Said(_) => None,
        },
        _ => None,
    };
    meaning.unwrap_or_else(|| Error::NotTaken {
        said: failures.into_iter().map(|failure| failure.line).collect(),
    })
}

//! Handing a transaction to a node.

use tendermint_rpc::Client as _;

use super::{classify, Numbers, Signer};
use crate::{chain::Refusal, Client, Error, Result};

/// What came of handing a transaction to a node.
#[derive(Debug)]
pub(super) enum Handed {
    /// A node has it, or may have it.
    Over,
    /// The one node that was asked refused it: it is nowhere.
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

/// Gives the bytes to a node. If one was silent it may have them all the same; what others then say of
/// them tells nothing.
pub(super) async fn hand_over(client: &Client, bytes: &[u8]) -> Handed {
    let give = |http: tendermint_rpc::HttpClient| {
        let bytes = bytes.to_vec();
        async move { http.broadcast_tx_sync(bytes).await }
    };
    let asked = client.nodes().call_noting_silence(give).await;
    let refused = match asked.answer {
        Ok(answer) if answer.code.is_ok() => return Handed::Over,
        Ok(answer) => classify(&answer.codespace, answer.code.value(), &answer.log),
        Err(Refusal::Answer(text)) if is_turned_away(&text) => classify("rpc", 1, &text),
        // Whatever else was said, the node may have taken it first.
        Err(_) => return Handed::Over,
    };
    if asked.was_silent {
        return Handed::Over;
    }
    Handed::Refused(refused)
}

/// Whether a node says that it never took a transaction. Its other words, and those of a proxy before it,
/// do not tell.
fn is_turned_away(text: &str) -> bool {
    ["mempool is full", "tx too large", "Tx too large"]
        .iter()
        .any(|words| text.contains(words))
}

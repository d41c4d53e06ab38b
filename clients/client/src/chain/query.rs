//! Questions to the chain's modules, in their protobuf messages.

use std::time::Duration;

use cosmrs::proto::prost::Message;
use tendermint_rpc::Client as _;
use tokio::time::sleep;

use super::Client;
use crate::{signer::classify, Error, Result};

/// How often and after which pause a question is asked again that came too early; see
/// [`QueryRefused::is_too_early`].
const EARLY_RETRIES: u32 = 10;
const EARLY_PAUSE: Duration = Duration::from_millis(100);

/// What a module answered to a question that it refused.
pub(crate) struct QueryRefused {
    pub(crate) codespace: String,
    pub(crate) code: u32,
    pub(crate) text: String,
}

impl Client {
    /// A question by its gRPC path; the inner error is the module's refusal. As of a block ([`Client::at`])
    /// it waits a moment for the node to have that block ready.
    pub(crate) async fn grpc<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
    ) -> Result<std::result::Result<A, QueryRefused>> {
        if self.at.is_some() {
            for _ in 0..EARLY_RETRIES {
                match self.grpc_once(path, question).await? {
                    Err(refused) if refused.is_too_early() => sleep(EARLY_PAUSE).await,
                    answer => return Ok(answer),
                }
            }
        }
        self.grpc_once(path, question).await
    }

    async fn grpc_once<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
    ) -> Result<std::result::Result<A, QueryRefused>> {
        let data = question.encode_to_vec();
        let height = self.at.and_then(|at| at.try_into().ok());
        let ask = |http: tendermint_rpc::HttpClient| {
            let (path, data) = (path.to_owned(), data.clone());
            async move { http.abci_query(Some(path), data, height, false).await }
        };
        let answer = self.nodes().call(ask).await?;
        if answer.code.is_err() {
            return Ok(Err(QueryRefused {
                codespace: answer.codespace,
                code: answer.code.value(),
                text: answer.log,
            }));
        }
        let read = A::decode(answer.value.as_slice()).map_err(|error| Error::Malformed {
            what: path.to_owned(),
            reason: error.to_string(),
        });
        read.map(Ok)
    }

    /// The same where every refusal is an error. `what` is what is missing if the chain has no such thing.
    pub(crate) async fn ask<Q: Message, A: Message + Default>(
        &self,
        path: &str,
        question: &Q,
        what: impl FnOnce() -> String,
    ) -> Result<A> {
        match self.grpc(path, question).await? {
            Ok(answer) => Ok(answer),
            Err(refused) if refused.is_missing() => Err(Error::Missing { what: what() }),
            Err(refused) => Err(refused.meaning()),
        }
    }
}

/// What modules say of something that they do not have; a contract's own words come with "wasm contract
/// failed".
const MISSING: [&str; 4] = [
    "not found",
    "no such contract",
    "no such code",
    "doesn't exist",
];

impl QueryRefused {
    fn is_missing(&self) -> bool {
        let text = &self.text;
        !text.contains("wasm contract failed") && MISSING.iter().any(|mark| text.contains(mark))
    }

    /// Whether the node has told of the block and not yet made it ready for questions.
    fn is_too_early(&self) -> bool {
        self.text.contains("height in the future")
    }

    pub(crate) fn meaning(&self) -> Error {
        classify(&self.codespace, self.code, &self.text)
    }
}

//! Questions to the chain's modules, in their protobuf messages.

use cosmrs::proto::prost::Message;
use tendermint_rpc::Client as _;

use super::Client;
use crate::{signer::classify, Error, Result};

/// What a module answered to a question that it refused.
pub(crate) struct QueryRefused {
    pub(crate) codespace: String,
    pub(crate) code: u32,
    pub(crate) text: String,
}

impl Client {
    /// A question by its gRPC path; the inner error is the module's refusal.
    pub(crate) async fn grpc<Q: Message, A: Message + Default>(
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

    pub(crate) fn meaning(&self) -> Error {
        classify(&self.codespace, self.code, &self.text)
    }
}

//! What an error of the RPC library means. Its texts repeat the address that was asked, with the keys in it:
//! none leaves this file as it is.

use reqwest::StatusCode;
use tendermint_rpc::{error::ErrorDetail, Code, Error as RpcError};

use super::offer::{Failure, Reason};
use crate::{Endpoint, Error};

/// What a node said, if the error is an answer and not silence.
pub(super) fn told(endpoint: &Endpoint, error: &RpcError) -> Option<String> {
    match error.detail() {
        ErrorDetail::Response(response) => {
            let source = &response.source;
            let said = source.data().unwrap_or_else(|| source.message());
            Some(endpoint.hide_in(said))
        }
        ErrorDetail::HttpRequestFailed(failed) if is_final(failed.status) => {
            Some(one_line(endpoint, error))
        }
        ErrorDetail::Serde(_) | ErrorDetail::Parse(_) | ErrorDetail::Tendermint(_) => {
            Some(one_line(endpoint, error))
        }
        _ => None,
    }
}

/// Whether another attempt, or another node, would be told the same.
fn is_final(status: StatusCode) -> bool {
    status.is_client_error()
        && status != StatusCode::TOO_MANY_REQUESTS
        && status != StatusCode::REQUEST_TIMEOUT
}

/// Whether a node has a transaction that it was offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    Yes,
    No,
    Perhaps,
}

/// What an error means for the transaction that a node was offered.
pub(super) fn offered(endpoint: &Endpoint, error: &RpcError) -> (Taken, Failure) {
    let said = told(endpoint, error);
    let taken = match error.detail() {
        ErrorDetail::Response(response) => {
            by_words(response.source.code(), said.as_deref().unwrap_or_default())
        }
        ErrorDetail::HttpRequestFailed(failed) if is_turned_away(failed.status) => Taken::No,
        // No connection was made, so nothing was sent.
        ErrorDetail::Http(_) if one_line(endpoint, error).starts_with(NO_CONNECTION) => Taken::No,
        _ => Taken::Perhaps,
    };
    let is_answer = matches!(error.detail(), ErrorDetail::HttpRequestFailed(_));
    let said = said.or_else(|| is_answer.then(|| one_line(endpoint, error)));
    let failure = said.map_or_else(
        || Failure::away(unreachable(endpoint, error)),
        |text| {
            let line = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
            Failure {
                line: format!("{endpoint}: {line}"),
                reason: Reason::Said(text),
            }
        },
    );
    (taken, failure)
}

/// How the HTTP library begins where it could not connect.
const NO_CONNECTION: &str = "error trying to connect";

/// Whether a status says that a transaction was not let in. A gateway that failed (5xx) may have passed it
/// on first.
fn is_turned_away(status: StatusCode) -> bool {
    let is_late = status == StatusCode::REQUEST_TIMEOUT;
    (status.is_client_error() && !is_late) || status == StatusCode::NOT_IMPLEMENTED
}

fn by_words(code: Code, text: &str) -> Taken {
    let says = |words: &str| text.contains(words);
    let is_misunderstood = matches!(
        code,
        Code::MethodNotFound | Code::InvalidRequest | Code::InvalidParams | Code::ParseError
    );
    if says("tx already exists in cache") {
        Taken::Yes
    } else if is_misunderstood || NO_ROOM.iter().any(|words| says(words)) {
        Taken::No
    } else {
        Taken::Perhaps
    }
}

/// What a node says that did not take a transaction because of its size or number.
const NO_ROOM: [&str; 3] = ["mempool is full", "tx too large", "Tx too large"];

/// Of several failures the one that says most: a node that is behind rather than one that is silent.
pub(super) fn more_telling(known: Option<Error>, new: Error) -> Error {
    match (known, new) {
        (
            Some(Error::Unreachable { endpoint, reason }),
            Error::Unreachable {
                endpoint: other, ..
            },
        ) => Error::Unreachable {
            endpoint: format!("{endpoint}, {other}"),
            reason,
        },
        (
            Some(known @ (Error::Lagging { .. } | Error::Ahead { .. })),
            Error::Unreachable { .. },
        ) => known,
        (
            Some(Error::Lagging {
                behind: known,
                endpoint,
                allowed,
            }),
            Error::Lagging { behind, .. },
        ) if known <= behind => Error::Lagging {
            behind: known,
            endpoint,
            allowed,
        },
        (_, new) => new,
    }
}

pub(super) fn nobody(chain_id: &str) -> Error {
    Error::Unreachable {
        endpoint: format!("chain '{chain_id}'"),
        reason: "no endpoint".to_owned(),
    }
}

pub(super) fn unreachable(endpoint: &Endpoint, error: &RpcError) -> Error {
    Error::Unreachable {
        endpoint: endpoint.to_string(),
        reason: one_line(endpoint, error),
    }
}

/// An error of the RPC library with its cause, in one line. The address that it repeats is left out.
pub(crate) fn one_line(endpoint: &Endpoint, error: &RpcError) -> String {
    let text = format!("{:#}", error.trace());
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let cause = text
        .split_once("for url (")
        .and_then(|(_, rest)| rest.split_once("): "));
    endpoint.hide_in(cause.map_or(&text, |(_, cause)| cause))
}

//! What an error of the RPC library means. Its texts repeat the address that was asked, with the keys in it:
//! none leaves this file as it is.

use reqwest::StatusCode;
use tendermint_rpc::{error::ErrorDetail, Error as RpcError};

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
        (Some(known @ Error::Lagging { .. }), Error::Unreachable { .. }) => known,
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

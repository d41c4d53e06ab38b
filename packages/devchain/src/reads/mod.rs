//! Typed questions, as methods of [`Devchain`]. Lists are read to their end.

mod liquidation;
mod oracle;
mod tokens;
mod vault;

use serde::{de::DeserializeOwned, Serialize};

use crate::{error::QueryFailure, Devchain};

/// Entries asked for at a time: the most that a contract gives.
const PAGE: u32 = ballast_types::MAX_PAGE;

impl Devchain {
    /// Asks a contract.
    pub fn query<T: DeserializeOwned>(
        &self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T, QueryFailure> {
        let address = self.names().contract(contract)?;
        self.app()
            .wrap()
            .query_wasm_smart(address, question)
            .map_err(|error| QueryFailure::Unanswered {
                contract: contract.to_owned(),
                question: serde_json::to_string(question).unwrap_or_default(),
                error,
            })
    }
}

/// Reads a list page by page: `page` gets the last entry of the page before.
fn all<T>(
    mut page: impl FnMut(Option<&T>) -> Result<Vec<T>, QueryFailure>,
) -> Result<Vec<T>, QueryFailure> {
    let mut entries: Vec<T> = vec![];
    loop {
        let next = page(entries.last())?;
        let is_last = u32::try_from(next.len()).is_ok_and(|length| length < PAGE);
        entries.extend(next);
        if is_last {
            return Ok(entries);
        }
    }
}

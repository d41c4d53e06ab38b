//! Typed questions and messages to the contracts of a deployment: a file for each contract's questions, and
//! one for all messages.

mod liquidation;
mod messages;
mod oracle;
mod stablecoin;
#[cfg(test)]
mod tests;
mod vault;

use ballast_types::MAX_PAGE;
use serde::{de::DeserializeOwned, Serialize};

use crate::{Client, Contracts, Result};

/// The contracts of a deployment. Lists are read to their end, page by page.
#[derive(Debug, Clone)]
pub struct System {
    client: Client,
    contracts: Contracts,
}

const PAGE: Option<u32> = Some(MAX_PAGE);

impl System {
    /// The contracts at these addresses.
    pub fn new(client: Client, contracts: Contracts) -> Self {
        Self { client, contracts }
    }

    /// The chain that they are on.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Their addresses.
    pub fn contracts(&self) -> &Contracts {
        &self.contracts
    }

    /// The same contracts, asked as of one block; see [`Client::at`].
    #[must_use]
    pub fn at(&self, height: u64) -> Self {
        Self::new(self.client.at(height), self.contracts.clone())
    }

    /// A list to its end.
    async fn pages<T, Q, F>(&self, contract: &str, question: F) -> Result<Vec<T>>
    where
        T: DeserializeOwned,
        Q: Serialize,
        F: Fn(Option<&T>) -> Q,
    {
        let full = usize::try_from(MAX_PAGE).unwrap_or(usize::MAX);
        let mut all: Vec<T> = vec![];
        loop {
            let page: Vec<T> = self.client.smart(contract, &question(all.last())).await?;
            let is_last = page.len() < full;
            all.extend(page);
            if is_last {
                return Ok(all);
            }
        }
    }
}

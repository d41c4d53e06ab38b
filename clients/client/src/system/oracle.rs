//! Questions to the oracle.

use ballast_types::{
    oracle::{
        ConfigResponse, FeedResponse, FeederResponse, PriceRecord, QueryMsg, RECORD_NAMESPACE,
    },
    raw::map_key,
};
use serde::de::DeserializeOwned;

use super::{System, PAGE};
use crate::{Error, Result};

impl System {
    /// The oracle's owner.
    pub async fn oracle_config(&self) -> Result<ConfigResponse> {
        self.oracle(&QueryMsg::Config {}).await
    }

    /// One feed with its price.
    pub async fn feed(&self, feed: &str) -> Result<FeedResponse> {
        let feed = feed.to_owned();
        self.oracle(&QueryMsg::Feed { feed }).await
    }

    /// All feeds by name.
    pub async fn feeds(&self) -> Result<Vec<FeedResponse>> {
        let question = |after: Option<&FeedResponse>| QueryMsg::Feeds {
            start_after: after.map(|last| last.feed.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.oracle, question).await
    }

    /// All feeders of a feed with their last reports.
    pub async fn feeders(&self, feed: &str) -> Result<Vec<FeederResponse>> {
        let question = |after: Option<&FeederResponse>| QueryMsg::Feeders {
            feed: feed.to_owned(),
            start_after: after.map(|last| last.feeder.clone()),
            limit: PAGE,
        };
        self.pages(&self.contracts.oracle, question).await
    }

    /// A feed's accepted price as it lies in storage: none before the first.
    pub async fn price(&self, feed: &str) -> Result<Option<PriceRecord>> {
        let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
        let Some(bytes) = self.client.raw(&self.contracts.oracle, &key).await? else {
            return Ok(None);
        };
        let read = PriceRecord::decode(&bytes).map_err(|error| Error::Malformed {
            what: format!("feed {feed}"),
            reason: error.to_string(),
        });
        read.map(Some)
    }

    async fn oracle<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T> {
        self.client.smart(&self.contracts.oracle, question).await
    }
}

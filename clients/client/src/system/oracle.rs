//! Questions to the oracle.

use std::{cell::Cell, collections::BTreeMap};

use ballast_types::{
    oracle::{
        chain_of_records, ConfigResponse, FeedPrice, FeedRecord, FeedResponse, FeederResponse,
        PriceError, QueryMsg, StatusResponse, RECORD_NAMESPACE,
    },
    raw::map_key,
};
use serde::de::DeserializeOwned;

use super::{System, PAGE};
use crate::Result;

impl System {
    /// The oracle's owner and guardian.
    pub async fn oracle_config(&self) -> Result<ConfigResponse> {
        self.oracle(&QueryMsg::Config {}).await
    }

    /// One feed with what it accepted last.
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

    /// A feed's health on one screen.
    pub async fn feed_status(&self, feed: &str) -> Result<StatusResponse> {
        let feed = feed.to_owned();
        self.oracle(&QueryMsg::Status { feed }).await
    }

    /// The price of a feed as the contracts use it at `now` (unix seconds), computed here from the records
    /// as they lie in storage; or why they would use none.
    pub async fn price(
        &self,
        feed: &str,
        now: u64,
    ) -> Result<std::result::Result<FeedPrice, PriceError>> {
        let records = self.records(feed).await?;
        Ok(records.and_then(|records| FeedPrice::of(&records, now)))
    }

    /// The records of a feed and of those that it stands on: read one by one, as each names the next.
    async fn records(
        &self,
        feed: &str,
    ) -> Result<std::result::Result<Vec<(String, FeedRecord)>, PriceError>> {
        let mut known = BTreeMap::new();
        loop {
            let wanted = Cell::new(None);
            let records = chain_of_records(feed, |feed| {
                let bytes: Option<&Option<Vec<u8>>> = known.get(feed);
                if bytes.is_none() {
                    wanted.set(Some(feed.to_owned()));
                }
                Ok(bytes.cloned().flatten())
            });
            let Some(feed) = wanted.take() else {
                return Ok(records);
            };
            let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
            let bytes = self.client.raw(&self.contracts.oracle, &key).await?;
            known.insert(feed, bytes);
        }
    }

    async fn oracle<T: DeserializeOwned>(&self, question: &QueryMsg) -> Result<T> {
        self.client.smart(&self.contracts.oracle, question).await
    }
}

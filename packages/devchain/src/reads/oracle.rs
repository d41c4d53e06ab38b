//! Questions to the oracle.

use ballast_types::oracle::{
    ConfigResponse, FeedResponse, FeederResponse, PriceResponse, QueryMsg, StatusResponse,
};

use super::{all, PAGE};
use crate::{error::QueryFailure, Devchain, ORACLE};

impl Devchain {
    /// The oracle's owner.
    pub fn oracle_config(&self) -> Result<ConfigResponse, QueryFailure> {
        self.query(ORACLE, &QueryMsg::Config {})
    }

    /// One feed.
    pub fn feed(&self, feed: &str) -> Result<FeedResponse, QueryFailure> {
        self.query(
            ORACLE,
            &QueryMsg::Feed {
                feed: feed.to_owned(),
            },
        )
    }

    /// A feed's health.
    pub fn feed_status(&self, feed: &str) -> Result<StatusResponse, QueryFailure> {
        let feed = feed.to_owned();
        self.query(ORACLE, &QueryMsg::Status { feed })
    }

    /// A feed's accepted price, valid or not; none before its first round.
    pub fn price(&self, feed: &str) -> Result<Option<PriceResponse>, QueryFailure> {
        Ok(self.feed(feed)?.price)
    }

    /// All feeds.
    pub fn feeds(&self) -> Result<Vec<FeedResponse>, QueryFailure> {
        all(|last: Option<&FeedResponse>| {
            let start_after = last.map(|last| last.feed.clone());
            self.query(
                ORACLE,
                &QueryMsg::Feeds {
                    start_after,
                    limit: Some(PAGE),
                },
            )
        })
    }

    /// The feeders of a feed with their last reports.
    pub fn feeders(&self, feed: &str) -> Result<Vec<FeederResponse>, QueryFailure> {
        all(|last: Option<&FeederResponse>| {
            let start_after = last.map(|last| last.feeder.clone());
            let (feed, limit) = (feed.to_owned(), Some(PAGE));
            self.query(
                ORACLE,
                &QueryMsg::Feeders {
                    feed,
                    start_after,
                    limit,
                },
            )
        })
    }
}

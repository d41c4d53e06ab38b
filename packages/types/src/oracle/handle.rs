//! How programs and other contracts speak to the oracle.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, QuerierWrapper, StdError, StdResult, WasmMsg};

use super::{
    ExecuteMsg, FeedPrice, FeedRecord, FeederResponse, QueryMsg, RecordError, MAX_DEPTH,
    RECORD_NAMESPACE,
};
use crate::raw::map_key;

/// Why there is no price.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum PriceError {
    /// The oracle could not be read.
    #[error("oracle cannot be read: {0}")]
    Unreadable(#[from] StdError),
    /// The feed does not exist or has had no round.
    #[error("feed {feed} has no price")]
    Missing {
        /// The feed.
        feed: String,
    },
    /// The record cannot be understood.
    #[error("feed {feed}: {error}")]
    Record {
        /// The feed.
        feed: String,
        /// What is wrong with it.
        error: RecordError,
    },
    /// It may not be used now.
    #[error("price of feed {feed} is valid from {from} to {until}, now is {now}")]
    NotValid {
        /// The feed.
        feed: String,
        /// Its publication time.
        from: u64,
        /// The last second it may be used.
        until: u64,
        /// The block's time.
        now: u64,
    },
    /// The guardian has frozen it.
    #[error("feed {feed} is frozen until {until}, now is {now}")]
    Frozen {
        /// The feed.
        feed: String,
        /// From then on it may be used again.
        until: u64,
        /// The block's time.
        now: u64,
    },
    /// The feeds that it is made of do not end in a price.
    #[error("no price within {maximum} feeds below this one")]
    TooDeep {
        /// Most feeds below a derived one.
        maximum: u8,
    },
    /// A derived price that is none: a discount of all, too little, or too much.
    #[error("feed {feed}: what it is derived from makes no price")]
    OutOfBounds {
        /// The feed.
        feed: String,
    },
}

/// The oracle's address with what can be said to it.
#[cw_serde]
pub struct OracleHandle(pub Addr);

impl OracleHandle {
    /// An execute message.
    pub fn execute(&self, msg: &ExecuteMsg) -> StdResult<CosmosMsg> {
        let msg = to_json_binary(msg)?;
        Ok(WasmMsg::Execute {
            contract_addr: self.0.to_string(),
            msg,
            funds: vec![],
        }
        .into())
    }

    /// Whether there is a feed of this name, with a price or without. Asked by the shortest answer: that a feed
    /// has feeders or none is an answer, that there is no feed an error.
    pub fn has_feed(&self, querier: &QuerierWrapper, feed: &str) -> StdResult<bool> {
        let feeders = QueryMsg::Feeders {
            feed: feed.to_owned(),
            start_after: None,
            limit: Some(0),
        };
        let answer: StdResult<Vec<FeederResponse>> = querier.query_wasm_smart(&self.0, &feeders);
        Ok(answer.is_ok())
    }

    /// The price of a feed if it may be used at `now`: one raw storage read for each feed that it is made of.
    pub fn price(
        &self,
        querier: &QuerierWrapper,
        feed: &str,
        now: u64,
    ) -> Result<FeedPrice, PriceError> {
        let read = |feed: &str| {
            let key = map_key(RECORD_NAMESPACE, feed.as_bytes());
            querier.query_wasm_raw(&self.0, key)
        };
        FeedPrice::of(&chain_of_records(feed, read)?, now)
    }
}

/// The records of a feed and of those that it stands on, read one by one.
pub fn chain_of_records(
    feed: &str,
    read: impl Fn(&str) -> StdResult<Option<Vec<u8>>>,
) -> Result<Vec<(String, FeedRecord)>, PriceError> {
    let mut chain = vec![];
    let mut next = Some(feed.to_owned());
    while let Some(feed) = next.take() {
        if chain.len() > usize::from(MAX_DEPTH) {
            return Err(PriceError::TooDeep { maximum: MAX_DEPTH });
        }
        let bytes = read(&feed)?.filter(|bytes| !bytes.is_empty());
        let record = match bytes.as_deref().map(FeedRecord::decode) {
            Some(Ok(record)) => record,
            Some(Err(error)) => return Err(PriceError::Record { feed, error }),
            None => return Err(PriceError::Missing { feed }),
        };
        next = record.base().map(str::to_owned);
        chain.push((feed, record));
    }
    Ok(chain)
}

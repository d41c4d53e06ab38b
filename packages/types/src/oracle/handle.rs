//! How programs and other contracts speak to the oracle.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{to_json_binary, Addr, CosmosMsg, QuerierWrapper, StdError, StdResult, WasmMsg};

use super::{ExecuteMsg, FeederResponse, PriceRecord, QueryMsg, RecordError, RECORD_NAMESPACE};
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

    /// Whether there is a feed of this name, with a price or without.
    pub fn has_feed(&self, querier: &QuerierWrapper, feed: &str) -> StdResult<bool> {
        let start_after = None;
        let limit = Some(1);
        let feeders = QueryMsg::Feeders {
            feed: feed.to_owned(),
            start_after,
            limit,
        };
        let answer: StdResult<Vec<FeederResponse>> = querier.query_wasm_smart(&self.0, &feeders);
        Ok(answer.is_ok_and(|feeders| !feeders.is_empty()))
    }

    /// The accepted price of a feed by one raw storage read, if it may be used at `now`.
    pub fn price(
        &self,
        querier: &QuerierWrapper,
        feed: &str,
        now: u64,
    ) -> Result<PriceRecord, PriceError> {
        let feed_name = || feed.to_owned();
        let bytes = querier
            .query_wasm_raw(&self.0, map_key(RECORD_NAMESPACE, feed.as_bytes()))?
            .filter(|bytes| !bytes.is_empty())
            .ok_or_else(|| PriceError::Missing { feed: feed_name() })?;
        let record = PriceRecord::decode(&bytes).map_err(|error| PriceError::Record {
            feed: feed_name(),
            error,
        })?;
        if !record.is_valid(now) {
            return Err(PriceError::NotValid {
                feed: feed_name(),
                from: record.published_at,
                until: record.valid_until,
                now,
            });
        }
        Ok(record)
    }
}

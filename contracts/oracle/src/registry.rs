//! Feeds and feeders as messages name them.

use cosmwasm_std::{Addr, Api, CanonicalAddr, Order, StdResult, Storage};

use crate::{
    error::ContractError,
    state::{Feed, FEEDERS, FEEDS},
};

/// An account that reports or may come to.
pub struct Feeder {
    /// As it signs.
    pub address: Addr,
    /// As it is stored.
    pub canonical: CanonicalAddr,
}

impl Feeder {
    /// The account that a message names; refuses what is no address of this chain.
    pub fn named(api: &dyn Api, address: &str) -> StdResult<Self> {
        Self::signed(api, api.addr_validate(address)?)
    }

    /// The account that signed a message.
    pub fn signed(api: &dyn Api, address: Addr) -> StdResult<Self> {
        let canonical = api.addr_canonicalize(address.as_str())?;
        Ok(Self { address, canonical })
    }

    /// The storage key of this feeder of `feed`, which must exist: a text that is too long for a
    /// feed's name is too long for a key.
    pub fn key<'a>(&'a self, feed: &'a str) -> (&'a str, &'a [u8]) {
        (feed, self.canonical.as_slice())
    }
}

/// A feed's parameters; refuses an unknown one.
pub fn load_feed(storage: &dyn Storage, feed: &str) -> Result<Feed, ContractError> {
    FEEDS
        .may_load(storage, feed)?
        .ok_or_else(|| ContractError::UnknownFeed {
            feed: feed.to_owned(),
        })
}

/// Canonical addresses of a feed's feeders, at most [`ballast_types::oracle::MAX_FEEDERS`].
pub fn feeders(storage: &dyn Storage, feed: &str) -> StdResult<Vec<Vec<u8>>> {
    FEEDERS
        .prefix(feed)
        .keys(storage, None, None, Order::Ascending)
        .collect()
}

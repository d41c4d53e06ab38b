//! Feeds and feeders as messages name them.

use ballast_types::oracle::{Panel, MAX_DEPTH};
use cosmwasm_std::{ensure, Addr, Api, CanonicalAddr, Order, StdResult, Storage};

use crate::{
    error::ContractError,
    state::{Feed, Kind, Source, FEEDERS, FEEDS},
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

    /// The account of a canonical address.
    pub fn stored(api: &dyn Api, canonical: CanonicalAddr) -> StdResult<Self> {
        let address = api.addr_humanize(&canonical)?;
        Ok(Self { address, canonical })
    }

    /// The accounts that a message names; refuses an address that is none and one that comes twice.
    pub fn all_named(
        api: &dyn Api,
        feed: &str,
        addresses: &[String],
    ) -> Result<Vec<Self>, ContractError> {
        let mut feeders: Vec<Self> = vec![];
        for address in addresses {
            let feeder = Self::named(api, address)?;
            let is_new = feeders
                .iter()
                .all(|other| other.canonical != feeder.canonical);
            ensure!(
                is_new,
                ContractError::AlreadyFeeder {
                    feed: feed.to_owned(),
                    feeder: address.clone()
                }
            );
            feeders.push(feeder);
        }
        Ok(feeders)
    }

    /// The storage key of this feeder of `feed`, which must exist: a text that is too long for a
    /// feed's name is too long for a key.
    pub fn key<'a>(&'a self, feed: &'a str) -> (&'a str, &'a [u8]) {
        (feed, self.canonical.as_slice())
    }
}

impl Feed {
    /// What makes feeders' reports a round; none where no feeders report.
    pub fn panel(&self) -> Option<Panel> {
        match self.kind.intake()?.source {
            Source::Feeders(panel) => Some(panel),
            Source::Pyth { .. } => None,
        }
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

/// The base that a kind names, which must exist and leave room for one feed more above it.
pub fn load_base(storage: &dyn Storage, kind: &Kind) -> Result<Option<Feed>, ContractError> {
    let Some(base) = kind.base() else {
        return Ok(None);
    };
    let feed = load_feed(storage, base)?;
    ensure!(
        feed.depth < MAX_DEPTH,
        ContractError::TooManyFeedsBelow {
            base: base.to_owned(),
            below: feed.depth.saturating_add(1),
            maximum: MAX_DEPTH
        }
    );
    Ok(Some(feed))
}

/// Canonical addresses of a feed's feeders, at most [`ballast_types::oracle::MAX_FEEDERS`].
pub fn feeders(storage: &dyn Storage, feed: &str) -> StdResult<Vec<Vec<u8>>> {
    FEEDERS
        .prefix(feed)
        .keys(storage, None, None, Order::Ascending)
        .collect()
}

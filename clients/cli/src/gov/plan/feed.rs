//! A feed's feeders, changed as the oracle would change them: the bounds are the oracle's own code.

use std::collections::{BTreeMap, BTreeSet};

use ballast_oracle::{
    feed::{self, ensure_feeder_count, ensure_majority, ensure_name},
    ContractError,
};
use ballast_types::oracle::{NewFeed, Panel};
use cosmwasm_std::Api;

use crate::{
    chain::Chain,
    error::{CliError, CliResult},
};

/// The oracle's feeds by their names.
pub(super) struct Feeds(BTreeMap<String, Feed>);

/// A feed and who reports its price.
struct Feed {
    panel: Option<Panel>,
    feeders: BTreeSet<String>,
}

/// One feeder more or less.
pub(super) struct FeederChange<'a> {
    pub(super) feed: &'a str,
    pub(super) address: &'a str,
    /// What a refusal calls the account.
    pub(super) name: &'a str,
    pub(super) is_added: bool,
}

impl Feeds {
    /// As they are on the chain.
    pub(super) fn of(chain: &dyn Chain) -> CliResult<Self> {
        let mut feeds = BTreeMap::new();
        for found in chain.feeds()? {
            let feeders = chain.feeders(&found.feed)?.into_iter();
            let feed = Feed {
                panel: found.kind.panel().copied(),
                feeders: feeders.map(|it| it.feeder).collect(),
            };
            feeds.insert(found.feed, feed);
        }
        Ok(Self(feeds))
    }

    /// Whether there is such a feed.
    pub(super) fn has(&self, feed: &str) -> bool {
        self.0.contains_key(feed)
    }

    /// One more, as the oracle takes it at `now`; refused changes nothing.
    pub(super) fn add(
        &mut self,
        api: &dyn Api,
        new: &NewFeed,
        now: u64,
    ) -> Result<(), ContractError> {
        ensure_name(&new.feed)?;
        feed::kind(api, new.kind.clone(), now)?;
        let panel = new.kind.panel().copied();
        ensure_feeder_count(panel, new.feeders.len())?;
        ensure_majority(panel, new.feeders.len())?;
        if self.0.contains_key(&new.feed) {
            let feed = new.feed.clone();
            return Err(ContractError::FeedExists { feed });
        }
        let mut feeders = BTreeSet::new();
        for feeder in &new.feeders {
            if !feeders.insert(feeder.clone()) {
                let (feed, feeder) = (new.feed.clone(), feeder.clone());
                return Err(ContractError::AlreadyFeeder { feed, feeder });
            }
        }
        self.0.insert(new.feed.clone(), Feed { panel, feeders });
        Ok(())
    }

    /// One less, with its feeders.
    pub(super) fn remove(&mut self, feed: &str) -> CliResult<()> {
        let unknown = self.unknown(feed);
        self.0.remove(feed).map(drop).ok_or(unknown)
    }

    /// Other feeders, as the oracle takes them; refused changes nothing.
    pub(super) fn change(&mut self, change: &FeederChange) -> CliResult<Result<(), ContractError>> {
        let unknown = self.unknown(change.feed);
        let feed = self.0.get_mut(change.feed).ok_or(unknown)?;
        Ok(feed.changed(change).map(|feeders| feed.feeders = feeders))
    }

    fn unknown(&self, feed: &str) -> CliError {
        let known: Vec<_> = self.0.keys().cloned().collect();
        CliError::UnknownFeed {
            given: feed.to_owned(),
            known: known.join(", "),
        }
    }
}

impl Feed {
    /// Its feeders after a change.
    fn changed(&self, change: &FeederChange) -> Result<BTreeSet<String>, ContractError> {
        let (feed, feeder) = (change.feed.to_owned(), change.name.to_owned());
        let mut feeders = self.feeders.clone();
        if change.is_added {
            if !feeders.insert(change.address.to_owned()) {
                return Err(ContractError::AlreadyFeeder { feed, feeder });
            }
            ensure_majority(self.panel, feeders.len())?;
        } else if !feeders.remove(change.address) {
            return Err(ContractError::NotFeeder { feed, feeder });
        }
        ensure_feeder_count(self.panel, feeders.len())?;
        Ok(feeders)
    }
}

//! A feed's feeders, changed as the oracle would change them: the bounds are the oracle's own code.

use std::collections::{BTreeMap, BTreeSet};

use ballast_oracle::{
    feed::{self, ensure_feeder_count, ensure_name},
    ContractError,
};
use ballast_types::oracle::{FeedKind, Intake, NewFeed, Panel, Source};
use cosmwasm_std::testing::MockApi;

use crate::{
    chain::Chain,
    error::{CliError, CliResult},
};

/// The oracle's feeds by their names.
pub(super) struct Feeds(BTreeMap<String, Feed>);

/// A feed and who reports its price.
struct Feed {
    panel: Option<Panel>,
    is_fed: bool,
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
                is_fed: found.kind.intake().is_some(),
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
    pub(super) fn add(&mut self, new: &NewFeed, now: u64) -> Result<(), ContractError> {
        ensure_name(&new.feed)?;
        feed::kind(&MockApi::default(), with_stand_in(new.kind.clone()), now)?;
        let panel = new.kind.panel().copied();
        ensure_feeder_count(panel, new.feeders.len())?;
        if self.0.contains_key(&new.feed) {
            let feed = new.feed.clone();
            return Err(ContractError::FeedExists { feed });
        }
        let is_fed = new.kind.intake().is_some();
        let added = Feed {
            panel,
            is_fed,
            feeders: all_different(&new.feed, &new.feeders)?,
        };
        self.0.insert(new.feed.clone(), added);
        Ok(())
    }

    /// One less, with its feeders.
    pub(super) fn remove(&mut self, feed: &str) -> CliResult<()> {
        let unknown = self.unknown(feed);
        self.0.remove(feed).map(drop).ok_or(unknown)
    }

    /// Another intake and other feeders, as the oracle takes them; refused changes nothing.
    pub(super) fn update(
        &mut self,
        name: &str,
        intake: &Intake,
        feeders: &[String],
    ) -> CliResult<Result<(), ContractError>> {
        let unknown = self.unknown(name);
        let feed = self.0.get_mut(name).ok_or(unknown)?;
        let kind = FeedKind::Price {
            intake: intake.clone(),
        };
        Ok(feed.updated(name, kind, feeders).map(|after| *feed = after))
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

/// A kind with an account of the checking code's own chain in the place of a foreign oracle: that it is an
/// address of the right chain is checked elsewhere.
fn with_stand_in(mut kind: FeedKind) -> FeedKind {
    let intake = match &mut kind {
        FeedKind::Price { intake } | FeedKind::RedemptionRate { intake, .. } => Some(intake),
        FeedKind::FixedMaturity { .. } => None,
    };
    if let Some(Source::Pyth { contract, .. }) = intake.map(|intake| &mut intake.source) {
        *contract = MockApi::default().addr_make("oracle").into_string();
    }
    kind
}

impl Feed {
    /// What it is with another intake.
    fn updated(&self, name: &str, kind: FeedKind, named: &[String]) -> Result<Self, ContractError> {
        if !self.is_fed {
            let feed = name.to_owned();
            return Err(ContractError::ComputedFeed { feed });
        }
        let panel = kind.panel().copied();
        feed::kind(&MockApi::default(), with_stand_in(kind), 0)?;
        ensure_feeder_count(panel, named.len())?;
        Ok(Self {
            panel,
            is_fed: true,
            feeders: all_different(name, named)?,
        })
    }

    /// Its feeders after a change.
    fn changed(&self, change: &FeederChange) -> Result<BTreeSet<String>, ContractError> {
        let (feed, feeder) = (change.feed.to_owned(), change.name.to_owned());
        let mut feeders = self.feeders.clone();
        if change.is_added {
            if !feeders.insert(change.address.to_owned()) {
                return Err(ContractError::AlreadyFeeder { feed, feeder });
            }
        } else if !feeders.remove(change.address) {
            return Err(ContractError::NotFeeder { feed, feeder });
        }
        ensure_feeder_count(self.panel, feeders.len())?;
        Ok(feeders)
    }
}

/// Refuses an account that comes twice.
fn all_different(feed: &str, named: &[String]) -> Result<BTreeSet<String>, ContractError> {
    let mut feeders = BTreeSet::new();
    for feeder in named {
        if !feeders.insert(feeder.clone()) {
            let (feed, feeder) = (feed.to_owned(), feeder.clone());
            return Err(ContractError::AlreadyFeeder { feed, feeder });
        }
    }
    Ok(feeders)
}

//! A feed's feeders, changed as the oracle would change them: the bounds are the oracle's own code.

use std::collections::{BTreeMap, BTreeSet};

use ballast_oracle::{
    feed::{self, ensure_feeder_count, ensure_name},
    ContractError,
};
use ballast_types::oracle::{FeedKind, Intake, NewFeed, Source, MAX_DEPTH};
use cosmwasm_std::testing::MockApi;

use super::feed_values::Described;
use crate::{
    chain::Chain,
    error::{CliError, CliResult},
};

/// The oracle's feeds by their names.
pub(super) struct Feeds(BTreeMap<String, Feed>);

/// A feed and who reports its price.
#[derive(Clone)]
struct Feed {
    kind: FeedKind,
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
                kind: found.kind,
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

    /// A feed's name, given in any letters.
    pub(super) fn name(&self, given: &str) -> CliResult<String> {
        let mut names = self.0.keys();
        let found = names.find(|name| name.eq_ignore_ascii_case(given));
        found.cloned().ok_or_else(|| self.unknown(given))
    }

    /// What a feed is, and its feeders' addresses.
    pub(super) fn described(&self, feed: &str) -> CliResult<(&FeedKind, Vec<String>)> {
        let found = self.0.get(feed).ok_or_else(|| self.unknown(feed))?;
        Ok((&found.kind, found.feeders.iter().cloned().collect()))
    }

    /// The same for rows; none if there is no such feed.
    pub(super) fn get(&self, feed: &str) -> Option<Described<'_>> {
        let found = self.0.get(feed)?;
        Some((&found.kind, &found.feeders))
    }

    /// One more, as the oracle takes it at `now`; refused changes nothing. Whether the name once meant something
    /// else is not known here.
    pub(super) fn add(&mut self, new: &NewFeed, now: u64) -> Result<(), ContractError> {
        ensure_name(&new.feed)?;
        if self.0.contains_key(&new.feed) {
            let feed = new.feed.clone();
            return Err(ContractError::FeedExists { feed });
        }
        let kind = feed::kind(&MockApi::default(), with_stand_in(new.kind.clone()))?;
        feed::ensure_falls_due(&kind, now)?;
        self.ensure_base(&new.kind)?;
        ensure_feeder_count(new.kind.panel().copied(), new.feeders.len())?;
        let added = Feed {
            kind: new.kind.clone(),
            feeders: all_different(&new.feed, &new.feeders)?,
        };
        self.0.insert(new.feed.clone(), added);
        Ok(())
    }

    /// Refuses a base that is not there and one that stands on too many.
    fn ensure_base(&self, kind: &FeedKind) -> Result<(), ContractError> {
        let Some(base) = kind.base() else {
            return Ok(());
        };
        let (mut below, mut next) = (0u8, Some(base));
        while let Some(name) = next {
            let unknown = || ContractError::UnknownFeed {
                feed: name.to_owned(),
            };
            let feed = self.0.get(name).ok_or_else(unknown)?;
            (below, next) = (below.saturating_add(1), feed.kind.base());
        }
        if below > MAX_DEPTH {
            return Err(ContractError::TooManyFeedsBelow {
                base: base.to_owned(),
                below,
                maximum: MAX_DEPTH,
            });
        }
        Ok(())
    }

    /// The names of the feeds that stand on one.
    pub(super) fn above(&self, feed: &str) -> String {
        let above = self.0.iter().filter(|(_, it)| it.kind.base() == Some(feed));
        let names: Vec<_> = above.map(|(name, _)| name.as_str()).collect();
        names.join(" and ")
    }

    /// One less, with its feeders; refused changes nothing.
    pub(super) fn remove(&mut self, feed: &str) -> CliResult<Result<(), ContractError>> {
        if !self.has(feed) {
            return Err(self.unknown(feed));
        }
        let stand = self.0.values().filter(|it| it.kind.base() == Some(feed));
        let dependents = u16::try_from(stand.count()).unwrap_or(u16::MAX);
        if dependents > 0 {
            let feed = feed.to_owned();
            return Ok(Err(ContractError::FeedInUse { feed, dependents }));
        }
        self.0.remove(feed);
        Ok(Ok(()))
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
        Ok(feed
            .updated(name, intake, feeders)
            .map(|after| *feed = after))
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
    fn updated(&self, name: &str, new: &Intake, named: &[String]) -> Result<Self, ContractError> {
        let mut kind = self.kind.clone();
        match &mut kind {
            FeedKind::Price { intake } | FeedKind::RedemptionRate { intake, .. } => {
                *intake = new.clone();
            }
            FeedKind::FixedMaturity { .. } => {
                let feed = name.to_owned();
                return Err(ContractError::ComputedFeed { feed });
            }
        }
        feed::kind(&MockApi::default(), with_stand_in(kind.clone()))?;
        ensure_feeder_count(kind.panel().copied(), named.len())?;
        let feeders = all_different(name, named)?;
        Ok(Self { kind, feeders })
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
        ensure_feeder_count(self.kind.panel().copied(), feeders.len())?;
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

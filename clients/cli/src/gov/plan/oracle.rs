//! Messages to the oracle.

use ballast_oracle::ContractError;
use ballast_types::oracle::{ExecuteMsg, Intake, Source};

use super::{
    accounts::Offer,
    feed::{FeederChange, Feeds},
    feed_values,
    others::Read,
    Planner,
};
use crate::{
    chain::Contract,
    error::CliResult,
    gov::{
        account::small,
        rows::{Row, Values},
    },
};

impl Planner<'_, '_> {
    /// What a message to the oracle sets, and why it would be refused.
    pub(super) fn oracle(&mut self, msg: &ExecuteMsg) -> CliResult<Read> {
        match msg {
            ExecuteMsg::AddFeeder { feed, feeder } => self.feeder(feed, feeder, true),
            ExecuteMsg::RemoveFeeder { feed, feeder } => self.feeder(feed, feeder, false),
            ExecuteMsg::AddFeed(new) => {
                let now = self.session.chain.now();
                let accounts = self.no_accounts(accounts(&new.feeders, new.kind.intake()))?;
                self.feed(&new.feed, accounts, |feeds| Ok(feeds.add(new, now)))
            }
            ExecuteMsg::RemoveFeed { feed } => self.feed(feed, None, |feeds| feeds.remove(feed)),
            ExecuteMsg::TransferOwnership { new_owner, .. } => {
                self.offer(Contract::Oracle, &Offer::Made(new_owner))
            }
            ExecuteMsg::AcceptOwnership {} => self.offer(Contract::Oracle, &Offer::Accepted),
            ExecuteMsg::CancelOwnershipTransfer {} => {
                self.offer(Contract::Oracle, &Offer::Cancelled)
            }
            ExecuteMsg::UpdateFeed {
                feed,
                intake,
                feeders,
            } => {
                let accounts = self.no_accounts(accounts(feeders, Some(intake)))?;
                self.feed(feed, accounts, |feeds| feeds.update(feed, intake, feeders))
            }
            ExecuteMsg::SetGuardian { guardian } => {
                let nobody = self.no_account(guardian)?;
                let named = small(guardian).into_owned();
                let old = std::mem::replace(self.after.oracle_guardian()?, named.clone());
                Ok((self.guardian_row("oracle", [&old, &named]), nobody))
            }
            ExecuteMsg::Report { .. }
            | ExecuteMsg::Relay { .. }
            | ExecuteMsg::Poke { .. }
            | ExecuteMsg::Freeze { .. }
            | ExecuteMsg::Unfreeze { .. } => Ok((Values::default(), None)),
        }
    }

    /// A feed before and after a change, unless that would be refused.
    fn feed(
        &mut self,
        feed: &str,
        nobody: Option<String>,
        change: impl FnOnce(&mut Feeds) -> CliResult<Result<(), ContractError>>,
    ) -> CliResult<Read> {
        if nobody.is_some() {
            return Ok((Values::default(), nobody));
        }
        let session = self.session;
        let feeds = self.after.feeds()?;
        let old = feeds
            .get(feed)
            .map(|(kind, feeders)| (kind.clone(), feeders.clone()));
        if let Err(error) = change(feeds)? {
            let reason = match error {
                ContractError::FeedInUse { feed, .. } => {
                    format!("{feed} cannot go: {} stands on it", feeds.above(&feed))
                }
                other => other.to_string(),
            };
            return Ok((Values::default(), Some(reason)));
        }
        let old = old.as_ref().map(|(kind, feeders)| (kind, feeders));
        Ok((
            feed_values::values(session, feed, old, feeds.get(feed)),
            None,
        ))
    }

    fn feeder(&mut self, feed: &str, address: &str, is_added: bool) -> CliResult<Read> {
        let name = self.session.chain.name_of(&small(address));
        let nobody = self.no_account(address)?;
        let change = FeederChange {
            feed,
            address,
            name: &name,
            is_added,
        };
        let changed = match &nobody {
            Some(_) => Ok(()),
            None => self.after.feeds()?.change(&change)?,
        };
        let then = if is_added { "added" } else { "removed" };
        let what = format!("feeder {name}");
        let row = Row::new(feed, &what, "-".to_owned(), then.to_owned());
        let refused = changed.err().map(|error| format!("{feed}: {error}"));
        Ok((row.into(), nobody.or(refused)))
    }
}

/// All accounts that a feed names: its feeders, and the foreign oracle that it is read from.
fn accounts<'t>(
    feeders: &'t [String],
    intake: Option<&'t Intake>,
) -> impl Iterator<Item = &'t String> {
    let foreign = intake.and_then(|intake| match &intake.source {
        Source::Pyth { contract, .. } => Some(contract),
        Source::Feeders(_) => None,
    });
    feeders.iter().chain(foreign)
}

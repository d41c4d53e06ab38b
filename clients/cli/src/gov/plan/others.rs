//! Messages that concern no type's parameters.

use ballast_types::{oracle, vault::ExecuteMsg, GroupId};
use cosmwasm_std::Uint128;

use super::{accounts::Offer, feed::FeederChange, Message, Planned, Planner};
use crate::{
    chain::Contract,
    error::CliResult,
    gov::{
        account::small,
        rows::{Row, Values},
    },
    text::exact_usd,
};

/// What a message sets, which is nothing of one that is shown as it is, and why it would be refused.
type Read = (Values, Option<String>);

impl Planner<'_, '_> {
    pub(super) fn read_other(&mut self, message: Message) -> CliResult<Planned> {
        let (values, refused) = match &message {
            Message::Pin(ids) => self.pinned(ids, true)?,
            Message::Unpin(ids) => self.pinned(ids, false)?,
            Message::Vault(msg) => match msg.as_ref() {
                ExecuteMsg::SetGroup {
                    group,
                    debt_ceiling,
                } => (self.group(*group, *debt_ceiling)?, None),
                ExecuteMsg::SetGuardian { guardian } => {
                    (self.guardian(guardian)?, self.no_account(guardian)?)
                }
                ExecuteMsg::ListCollateralType(new) => (Values::default(), self.no_listing(new)?),
                ExecuteMsg::TransferOwnership { new_owner, .. } => {
                    self.offer(Contract::Vault, &Offer::Made(new_owner))?
                }
                ExecuteMsg::AcceptOwnership {} => self.offer(Contract::Vault, &Offer::Accepted)?,
                ExecuteMsg::CancelOwnershipTransfer {} => {
                    self.offer(Contract::Vault, &Offer::Cancelled)?
                }
                _ => (Values::default(), None),
            },
            Message::Oracle(msg) => self.oracle(msg)?,
            Message::Other(..) => (Values::default(), None),
            Message::Unread { reason, .. } => (Values::default(), Some(reason.clone())),
        };
        Ok(Planned {
            refused,
            ..Planned::new(message, values)
        })
    }

    fn oracle(&mut self, msg: &oracle::ExecuteMsg) -> CliResult<Read> {
        let refused = match msg {
            oracle::ExecuteMsg::AddFeeder { feed, feeder } => {
                return self.feeder(feed, feeder, true)
            }
            oracle::ExecuteMsg::RemoveFeeder { feed, feeder } => {
                return self.feeder(feed, feeder, false)
            }
            oracle::ExecuteMsg::AddFeed(new) => {
                let now = self.session.chain.now();
                match self.no_accounts(&new.feeders)? {
                    Some(reason) => return Ok((Values::default(), Some(reason))),
                    None => self.after.feeds()?.add(new, now).err(),
                }
            }
            oracle::ExecuteMsg::RemoveFeed { feed } => {
                self.after.feeds()?.remove(feed)?;
                None
            }
            oracle::ExecuteMsg::TransferOwnership { new_owner, .. } => {
                return self.offer(Contract::Oracle, &Offer::Made(new_owner))
            }
            oracle::ExecuteMsg::AcceptOwnership {} => {
                return self.offer(Contract::Oracle, &Offer::Accepted)
            }
            oracle::ExecuteMsg::CancelOwnershipTransfer {} => {
                return self.offer(Contract::Oracle, &Offer::Cancelled)
            }
            oracle::ExecuteMsg::UpdateFeed {
                feed,
                intake,
                feeders,
            } => match self.no_accounts(feeders)? {
                Some(reason) => return Ok((Values::default(), Some(reason))),
                None => self.after.feeds()?.update(feed, intake, feeders)?.err(),
            },
            oracle::ExecuteMsg::SetGuardian { guardian } => {
                let named = std::slice::from_ref(guardian);
                return Ok((Values::default(), self.no_accounts(named)?));
            }
            oracle::ExecuteMsg::Report { .. }
            | oracle::ExecuteMsg::Relay { .. }
            | oracle::ExecuteMsg::Poke { .. }
            | oracle::ExecuteMsg::Freeze { .. }
            | oracle::ExecuteMsg::Unfreeze { .. } => None,
        };
        Ok((Values::default(), refused.map(|error| error.to_string())))
    }

    fn offer(&mut self, of: Contract, offer: &Offer) -> CliResult<Read> {
        Ok((Values::default(), self.no_offer(of, offer)?))
    }

    fn group(&mut self, group: GroupId, debt_ceiling: Uint128) -> CliResult<Values> {
        let usd = self.session.usd();
        let shown = |ceiling: Uint128| exact_usd(usd, ceiling.u128());
        let old = self.after.ceilings()?.insert(group, debt_ceiling);
        let was = old.map_or_else(|| "no such group".to_owned(), shown);
        let of = format!("group {group}");
        let row = Row::new(&of, "debt ceiling", was, shown(debt_ceiling));
        let mut values = Values::default();
        values.add(row, old != Some(debt_ceiling));
        Ok(values)
    }

    fn guardian(&mut self, guardian: &str) -> CliResult<Values> {
        let chain = &self.session.chain;
        let guardian = small(guardian);
        let old = std::mem::replace(self.after.guardian()?, guardian.to_string());
        let (was, becomes) = (chain.name_of(&old), chain.name_of(&guardian));
        let mut values = Values::default();
        let row = Row::new("vault", "guardian", was, becomes);
        values.add(row, old != *guardian);
        Ok(values)
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

    /// Codes with their states, and why the chain would refuse: a code that it does not have.
    fn pinned(&mut self, ids: &[u64], is_pinned: bool) -> CliResult<Read> {
        let (known, mut values, mut refused) =
            (self.session.chain.codes(), Values::default(), None);
        let then = if is_pinned { "pinned" } else { "unpinned" };
        for id in ids {
            let now = self.after.is_pinned(*id)?;
            match now {
                Some(_) => self.after.set_pinned(*id, is_pinned),
                None => refused = Some(format!("there is no code {id} on this chain")),
            }
            let name = known.iter().find(|(_, known)| *known == id);
            let what = name.map_or_else(|| id.to_string(), |(name, _)| format!("{id} ({name})"));
            let row = Row::new("codes", &what, "-".to_owned(), then.to_owned());
            values.add(row, now != Some(is_pinned));
        }
        Ok((values, refused))
    }
}

//! Messages that concern no type's parameters.

use ballast_types::{oracle, vault::ExecuteMsg, GroupId};
use cosmwasm_std::Uint128;

use super::{accounts::Offer, feed::FeederChange, Message, Planned, Planner};
use crate::{
    chain::Contract,
    error::CliResult,
    gov::{account::small, rows::Row},
    text::exact_usd,
};

/// What a message changes, and why it would be refused.
type Read = (Vec<Row>, Option<String>);

impl Planner<'_, '_> {
    pub(super) fn read_other(&mut self, message: Message) -> CliResult<Planned> {
        let (rows, refused) = match &message {
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
                ExecuteMsg::ListCollateralType(new) => {
                    (vec![message.as_it_is()], self.no_listing(new)?)
                }
                ExecuteMsg::TransferOwnership { new_owner, .. } => {
                    self.offer(&message, Contract::Vault, &Offer::Made(new_owner))?
                }
                ExecuteMsg::AcceptOwnership {} => {
                    self.offer(&message, Contract::Vault, &Offer::Accepted)?
                }
                ExecuteMsg::CancelOwnershipTransfer {} => {
                    self.offer(&message, Contract::Vault, &Offer::Cancelled)?
                }
                _ => (vec![message.as_it_is()], None),
            },
            Message::Oracle(msg) => self.oracle(&message, msg)?,
            Message::Other(..) => (vec![message.as_it_is()], None),
            Message::Unread { reason, .. } => (vec![message.as_it_is()], Some(reason.clone())),
        };
        Ok(Planned {
            refused,
            ..Planned::new(message, rows)
        })
    }

    fn oracle(&mut self, message: &Message, msg: &oracle::ExecuteMsg) -> CliResult<Read> {
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
                    Some(reason) => return Ok((vec![message.as_it_is()], Some(reason))),
                    None => self.after.feeds()?.add(new, now).err(),
                }
            }
            oracle::ExecuteMsg::RemoveFeed { feed } => {
                self.after.feeds()?.remove(feed)?;
                None
            }
            oracle::ExecuteMsg::TransferOwnership { new_owner, .. } => {
                return self.offer(message, Contract::Oracle, &Offer::Made(new_owner))
            }
            oracle::ExecuteMsg::AcceptOwnership {} => {
                return self.offer(message, Contract::Oracle, &Offer::Accepted)
            }
            oracle::ExecuteMsg::CancelOwnershipTransfer {} => {
                return self.offer(message, Contract::Oracle, &Offer::Cancelled)
            }
            oracle::ExecuteMsg::Report { .. } => None,
        };
        Ok((
            vec![message.as_it_is()],
            refused.map(|error| error.to_string()),
        ))
    }

    fn offer(&mut self, message: &Message, of: Contract, offer: &Offer) -> CliResult<Read> {
        Ok((vec![message.as_it_is()], self.no_offer(of, offer)?))
    }

    fn group(&mut self, group: GroupId, debt_ceiling: Uint128) -> CliResult<Vec<Row>> {
        let usd = self.session.usd();
        let shown = |ceiling: Uint128| exact_usd(usd, ceiling.u128());
        let old = self.after.ceilings()?.insert(group, debt_ceiling);
        if old == Some(debt_ceiling) {
            return Ok(vec![]);
        }
        let old = old.map_or_else(|| "no such group".to_owned(), shown);
        let of = format!("group {group}");
        Ok(vec![Row::new(
            &of,
            "debt ceiling",
            old,
            shown(debt_ceiling),
        )])
    }

    fn guardian(&mut self, guardian: &str) -> CliResult<Vec<Row>> {
        let chain = &self.session.chain;
        let guardian = small(guardian);
        let old = std::mem::replace(self.after.guardian()?, guardian.to_string());
        let (was, becomes) = (chain.name_of(&old), chain.name_of(&guardian));
        let mut rows = vec![Row::new("vault", "guardian", was, becomes)];
        rows.retain(|_| old != *guardian);
        Ok(rows)
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
        Ok((vec![row], nobody.or(refused)))
    }

    /// Codes whose state changes, and why the chain would refuse: a code that it does not have.
    fn pinned(&mut self, ids: &[u64], is_pinned: bool) -> CliResult<Read> {
        let (known, mut rows, mut refused) = (self.session.chain.codes(), vec![], None);
        let then = if is_pinned { "pinned" } else { "unpinned" };
        for id in ids {
            match self.after.is_pinned(*id)? {
                Some(now) if now == is_pinned => continue,
                Some(_) => self.after.set_pinned(*id, is_pinned),
                None => refused = Some(format!("there is no code {id} on this chain")),
            }
            let name = known.iter().find(|(_, known)| *known == id);
            let what = name.map_or_else(|| id.to_string(), |(name, _)| format!("{id} ({name})"));
            rows.push(Row::new("codes", &what, "-".to_owned(), then.to_owned()));
        }
        Ok((rows, refused))
    }
}

//! Messages that concern no type's parameters.

use ballast_types::{vault::ExecuteMsg, GroupId};
use cosmwasm_std::Uint128;

use super::{accounts::Offer, Message, Planned, Planner};
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
pub(super) type Read = (Values, Option<String>);

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

    pub(super) fn offer(&mut self, of: Contract, offer: &Offer) -> CliResult<Read> {
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
        let named = small(guardian).into_owned();
        let old = std::mem::replace(self.after.guardian()?, named.clone());
        Ok(self.guardian_row("vault", [&old, &named]))
    }

    pub(super) fn guardian_row(&self, of: &str, addresses: [&String; 2]) -> Values {
        let [was, becomes] = addresses.map(|address| self.session.chain.name_of(address));
        let mut values = Values::default();
        let row = Row::new(of, "guardian", was, becomes);
        values.add(row, addresses[0] != addresses[1]);
        values
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

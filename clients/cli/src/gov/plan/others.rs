//! Messages that concern no type's parameters.

use ballast_types::{oracle, vault::ExecuteMsg};
use cosmwasm_std::Uint128;
use serde_json::json;

use super::{Message, Planned, Planner};
use crate::{error::CliResult, gov::rows::Row, text::shown};

impl Planner<'_, '_> {
    pub(super) fn read_other(&self, message: Message) -> CliResult<Planned> {
        let (rows, refused) = match &message {
            Message::Pin(ids) => self.codes_rows(ids, true)?,
            Message::Unpin(ids) => self.codes_rows(ids, false)?,
            Message::Vault(msg) => match msg.as_ref() {
                ExecuteMsg::SetGroup {
                    group,
                    debt_ceiling,
                } => (self.group_rows(*group, *debt_ceiling)?, None),
                ExecuteMsg::SetGuardian { guardian } => (self.guardian_rows(guardian)?, None),
                other => (vec![as_it_is("vault", &json!(other).to_string())], None),
            },
            Message::Oracle(msg) => match msg.as_ref() {
                oracle::ExecuteMsg::AddFeeder { feed, feeder } => {
                    self.feeder(feed, feeder, true)?
                }
                oracle::ExecuteMsg::RemoveFeeder { feed, feeder } => {
                    self.feeder(feed, feeder, false)?
                }
                other => (vec![as_it_is("oracle", &json!(other).to_string())], None),
            },
            Message::Other(of, text) => (vec![as_it_is(of, text)], None),
        };
        Ok(Planned {
            refused,
            ..Planned::new(message, rows)
        })
    }

    fn group_rows(&self, group: u16, debt_ceiling: Uint128) -> CliResult<Vec<Row>> {
        let (session, usd) = (self.session, self.session.usd());
        let groups = session.chain.groups()?;
        let old = groups.iter().find(|known| known.group == group);
        if old.is_some_and(|old| old.debt_ceiling == debt_ceiling) {
            return Ok(vec![]);
        }
        let old = old.map_or_else(
            || "no such group".to_owned(),
            |group| shown(usd, group.debt_ceiling.u128()),
        );
        let new = shown(usd, debt_ceiling.u128());
        let of = format!("group {group}");
        Ok(vec![Row::new(&of, "debt ceiling", old, new)])
    }

    fn guardian_rows(&self, guardian: &str) -> CliResult<Vec<Row>> {
        let chain = &self.session.chain;
        let old = chain.vault_config()?.guardian;
        let (was, becomes) = (chain.name_of(&old), chain.name_of(guardian));
        let mut rows = vec![Row::new("vault", "guardian", was, becomes)];
        rows.retain(|_| old != guardian);
        Ok(rows)
    }

    /// The difference, and why the oracle would refuse it: the bounds are those of its message.
    fn feeder(
        &self,
        feed: &str,
        feeder: &str,
        is_added: bool,
    ) -> CliResult<(Vec<Row>, Option<String>)> {
        let session = self.session;
        let (rules, name) = (session.feed(feed)?, session.chain.name_of(feeder));
        let feeders = session.chain.feeders(feed)?;
        let is_one = feeders.iter().any(|known| known.feeder == feeder);
        let (quorum, liars) = (u32::from(rules.quorum), u32::from(rules.liars));
        let refused = match (is_added, is_one) {
            (true, true) => Some(format!("{name} is a feeder of {feed} already")),
            (false, false) => Some(format!("{name} is no feeder of {feed}")),
            (true, false) if 2 * quorum <= rules.feeders + 1 => Some(format!(
                "a quorum of {quorum} would be no majority of {} feeders of {feed}",
                rules.feeders + 1
            )),
            (false, true) if rules.feeders <= quorum + liars => Some(format!(
                "{feed} needs {} feeders: a quorum of {quorum} and {liars} that may be silent",
                quorum + liars
            )),
            _ => None,
        };
        let then = if is_added { "added" } else { "removed" };
        let what = format!("feeder {name}");
        let row = Row::new(feed, &what, "-".to_owned(), then.to_owned());
        Ok((vec![row], refused))
    }

    /// Codes whose state changes, and why the chain would refuse: a code that it does not have.
    fn codes_rows(&self, ids: &[u64], is_pinned: bool) -> CliResult<(Vec<Row>, Option<String>)> {
        let (known, mut rows, mut refused) = (self.session.chain.codes(), vec![], None);
        let then = if is_pinned { "pinned" } else { "unpinned" };
        for id in ids {
            match self.session.chain.is_pinned(*id)? {
                Some(now) if now == is_pinned => continue,
                Some(_) => {}
                None => refused = Some(format!("there is no code {id} on this chain")),
            }
            let name = known.iter().find(|(_, known)| *known == id);
            let what = name.map_or_else(|| id.to_string(), |(name, _)| format!("{id} ({name})"));
            rows.push(Row::new("codes", &what, "-".to_owned(), then.to_owned()));
        }
        Ok((rows, refused))
    }
}

/// A message that is only shown, all of it.
pub(super) fn as_it_is(of: &str, text: &str) -> Row {
    Row::new(of, "message", "-".to_owned(), text.to_owned())
}

//! From a change as it is written down to the message that makes it.

use ballast_types::{oracle, vault::ExecuteMsg};

use super::{Message, Planner};
use crate::{
    error::{CliError, CliResult, RemoteError},
    gov::{
        change::{Change, CodeName, GuardianOf},
        value::Ratio,
    },
    session::TypeInfo,
    time::Duration,
};

impl Planner<'_, '_> {
    /// The messages of a change, of which one that names nothing new is left out.
    pub(super) fn write(&mut self, change: &Change) -> CliResult<Vec<Message>> {
        match change {
            Change::Guardian { guardian, of } => self.write_guardian(guardian, *of),
            one => Ok(vec![self.write_one(one)?]),
        }
    }

    fn write_guardian(&mut self, guardian: &str, of: GuardianOf) -> CliResult<Vec<Message>> {
        let guardian = self.session.chain.address(guardian)?;
        let of_vault = Message::Vault(Box::new(ExecuteMsg::SetGuardian {
            guardian: guardian.clone(),
        }));
        let of_oracle = Message::Oracle(Box::new(oracle::ExecuteMsg::SetGuardian {
            guardian: guardian.clone(),
        }));
        Ok(match of {
            GuardianOf::Vault => vec![of_vault],
            GuardianOf::Oracle => vec![of_oracle],
            GuardianOf::Both if *self.after.oracle_guardian()? == guardian => vec![of_vault],
            GuardianOf::Both if *self.after.guardian()? == guardian => vec![of_oracle],
            GuardianOf::Both => vec![of_vault, of_oracle],
        })
    }

    fn write_one(&mut self, change: &Change) -> CliResult<Message> {
        let (session, vault) = (self.session, |msg| Ok(Message::Vault(Box::new(msg))));
        let oracle = |msg| Ok(Message::Oracle(Box::new(msg)));
        match change {
            Change::Ramp {
                collateral_type,
                liquidation_ratio,
                target_ratio,
                over,
            } => self.write_ramp(collateral_type, [*liquidation_ratio, *target_ratio], *over),
            Change::Risk(change) => {
                let info = self.named(&change.collateral_type)?;
                let (collateral_type, now) = (info.id, &info.now.risk);
                let risk = change.applied(session, now)?;
                vault(ExecuteMsg::SetRiskParams {
                    collateral_type,
                    risk,
                })
            }
            Change::Group {
                group,
                debt_ceiling,
            } => vault(ExecuteMsg::SetGroup {
                group: *group,
                debt_ceiling: session.units(&debt_ceiling.0, session.usd())?.into(),
            }),
            Change::Guardian { guardian, .. } => vault(ExecuteMsg::SetGuardian {
                guardian: session.chain.address(guardian)?,
            }),
            Change::AddFeed(new) => oracle(oracle::ExecuteMsg::AddFeed(new.added(session)?)),
            Change::UpdateFeed(change) => {
                let feeds = self.after.feeds()?;
                let feed = feeds.name(&change.feed)?;
                let (intake, feeders) = change.updated(session, feeds.described(&feed)?)?;
                oracle(oracle::ExecuteMsg::UpdateFeed {
                    feed,
                    intake,
                    feeders,
                })
            }
            Change::RemoveFeed { feed } => {
                let feed = self.after.feeds()?.name(feed)?;
                oracle(oracle::ExecuteMsg::RemoveFeed { feed })
            }
            Change::AddFeeder { feed, feeder } => {
                let feed = self.after.feeds()?.name(feed)?;
                let feeder = session.chain.address(feeder)?;
                oracle(oracle::ExecuteMsg::AddFeeder { feed, feeder })
            }
            Change::RemoveFeeder { feed, feeder } => {
                let feed = self.after.feeds()?.name(feed)?;
                let feeder = session.chain.address(feeder)?;
                oracle(oracle::ExecuteMsg::RemoveFeeder { feed, feeder })
            }
            Change::Pin { codes } => self.codes(codes).map(Message::Pin),
            Change::Unpin { codes } => self.codes(codes).map(Message::Unpin),
        }
    }

    fn named(&self, given: &str) -> CliResult<&TypeInfo> {
        self.after
            .type_by_id(self.session.collateral_type(given)?.id)
    }

    /// A ratio that is not named goes on to where it is going.
    fn write_ramp(
        &self,
        given: &str,
        [liquidation, target]: [Option<Ratio>; 2],
        over: Duration,
    ) -> CliResult<Message> {
        if liquidation.is_none() && target.is_none() {
            let text = "a ramp needs a liquidation ratio or a target ratio";
            return Err(CliError::Arguments(text.to_owned()));
        }
        let info = self.named(given)?;
        let (old_liquidation, old_target) =
            (info.now.liquidation_ratio.to, info.now.target_ratio.to);
        Ok(Message::Vault(Box::new(ExecuteMsg::RampRatios {
            collateral_type: info.id,
            liquidation_ratio: liquidation.map_or(old_liquidation, |new| new.0),
            target_ratio: target.map_or(old_target, |new| new.0),
            seconds: over.0,
        })))
    }

    /// Codes by their numbers; all of the manifest if none is named.
    fn codes(&self, names: &[CodeName]) -> CliResult<Vec<u64>> {
        let known = self.session.chain.codes();
        if names.is_empty() && !known.is_empty() {
            return Ok(known.into_values().collect());
        }
        if names.is_empty() {
            let text = "no code is named, and the manifest has none";
            return Err(CliError::Arguments(text.to_owned()));
        }
        let number = |name: &CodeName| match name {
            CodeName::Number(id) => Ok(*id),
            CodeName::Named(text) => {
                let found = known.get(text).copied();
                found.ok_or_else(|| {
                    RemoteError::UnknownCode {
                        given: text.clone(),
                        known: known.keys().cloned().collect::<Vec<_>>().join(", "),
                    }
                    .into()
                })
            }
        };
        names.iter().map(number).collect()
    }
}

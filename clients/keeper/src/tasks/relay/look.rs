//! Reading what there is to relay, and what it would make possible.

use std::collections::BTreeMap;

use ballast_types::oracle::{FeedResponse, SignedReport};

use super::{gather::Said, Relays};
use crate::{
    node::{Account, Block, Node, NodeError},
    strategy::{
        outlook::Outlook,
        round::{Collected, RoundState},
        unfit::Unfit,
        Snapshot, TypeState,
    },
    tasks::{
        looking::{Latest, Turns},
        rounds::Seen,
        TaskError,
    },
};

impl<N: Node, A: Account> Relays<N, A> {
    /// The feeds with the reports collected for them, and the collateral types with the positions that the price
    /// would make unsafe that they make.
    pub(super) async fn read(&mut self) -> Result<Seen, TaskError> {
        let said = self.gatherer.ask().await;
        let reports = self.reports(said)?;
        let latest = Latest::of(&self.desk).await?;
        let mut snapshot = self.desk.snapshot(latest.block).await?;
        snapshot.rounds = self.rounds(latest.block, &reports).await?;
        let mut left_out = vec![];
        let now = latest.block.time;
        if snapshot
            .rounds
            .iter()
            .all(|state| state.ahead(now).is_none())
        {
            return Ok(Seen { snapshot, left_out });
        }
        let reader = self.desk.reader(latest.block);
        if self.rules.buys() {
            snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        }
        let mut types = vec![];
        if self.rules.liquidates() {
            types = reader.types().await?;
        }
        types.retain(|state| self.rules.looks_after(state.info.collateral_type));
        let deadline = self.desk.shared.config.tasks.deadline_seconds;
        let mut turns = Turns::new(deadline, types.len());
        for mut state in types {
            let until = turns.next();
            let id = state.info.collateral_type;
            match self.read_type(&mut state, &snapshot, until).await {
                Ok(()) => snapshot.types.push(state),
                Err(error) => left_out.push(self.desk.left_out(id, error)?),
            }
        }
        Ok(Seen { snapshot, left_out })
    }

    /// What the sources say, with the source of each. Only if none can be read the run fails.
    fn reports(&mut self, said: Vec<Said>) -> Result<Vec<(String, SignedReport)>, TaskError> {
        let metrics = &self.desk.shared.metrics;
        let mut reports = vec![];
        let (mut is_any_read, mut last) = (false, None);
        for Said { source, answer } in said {
            self.told.read(metrics, &source, &answer);
            match answer {
                Ok(found) => {
                    is_any_read = true;
                    reports.extend(found.into_iter().map(|report| (source.clone(), report)));
                }
                Err(error) => last = Some(error.to_string()),
            }
        }
        match last.filter(|_| !is_any_read) {
            Some(last) => Err(TaskError::NoReports { last }),
            None => Ok(reports),
        }
    }

    /// All feeds, with what was found for those that are relayed.
    async fn rounds(
        &mut self,
        block: Block,
        reports: &[(String, SignedReport)],
    ) -> Result<Vec<RoundState>, NodeError> {
        let config = &self.desk.shared.config.relay;
        let feeds: Vec<FeedResponse> = self.desk.reader(block).feeds().await?;
        let mut rounds = vec![];
        for feed in feeds {
            let is_named = reports.iter().any(|(_, it)| it.report.feed == feed.feed);
            let is_relayed = is_named && config.relays(&feed.feed) && feed.kind.panel().is_some();
            let mut feeders = vec![];
            if is_relayed {
                feeders = self.desk.reader(block).feeders(&feed.feed).await?;
            }
            rounds.push(RoundState {
                feed,
                feeders,
                collected: vec![],
            });
        }
        self.judge(&mut rounds, reports, block.time);
        Ok(rounds)
    }

    /// Gives each feed its reports: of each feeder the newest that the oracle would take.
    fn judge(&mut self, rounds: &mut [RoundState], reports: &[(String, SignedReport)], now: u64) {
        let node = &self.desk.shared.node;
        let (chain_id, contract) = (node.chain_id(), &node.contracts().oracle);
        let (metrics, config) = (&self.desk.shared.metrics, &self.desk.shared.config.relay);
        for (source, signed) in reports {
            let feed = &signed.report.feed;
            if !config.relays(feed) {
                continue;
            }
            let state = rounds.iter_mut().find(|state| state.feed.feed == *feed);
            let judged = match &state {
                None => Err(Unfit::unknown_feed(feed)),
                Some(state) => state.judge(signed, (&chain_id, contract), now),
            };
            match judged {
                Err(unfit) => self.told.judged(metrics, (source, signed), Some(&unfit)),
                Ok(None) => {}
                Ok(Some(collected)) => {
                    self.told.judged(metrics, (source, signed), None);
                    if let Some(state) = state {
                        state.collected.push(collected);
                    }
                }
            }
        }
        for state in rounds {
            state.collected = newest(std::mem::take(&mut state.collected));
        }
    }

    async fn read_type(
        &self,
        state: &mut TypeState,
        snapshot: &Snapshot,
        until: tokio::time::Instant,
    ) -> Result<(), NodeError> {
        let outlook = Outlook::of(&snapshot.rounds, &state.info.feed, snapshot.block.time);
        let Some(outlook) = outlook.filter(Outlook::endangers) else {
            return Ok(());
        };
        let reader = self.desk.reader(snapshot.block);
        reader.endangered(state, &outlook, until).await
    }
}

/// The newest of each feeder; of equally new ones the first found.
fn newest(collected: Vec<Collected>) -> Vec<Collected> {
    let mut newest: BTreeMap<String, Collected> = BTreeMap::new();
    for one in collected {
        let time = one.signed.report.published_at;
        let is_newer = newest
            .get(&one.feeder)
            .is_none_or(|before| before.signed.report.published_at < time);
        if is_newer {
            newest.insert(one.feeder.clone(), one);
        }
    }
    newest.into_values().collect()
}

//! Liquidating unsafe positions.

use std::time::Duration;

use tokio::time::Instant;

use super::{Desk, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Node},
    observe::metrics::TypeLabel,
    strategy::{self, Snapshot, Table, TypeState},
};

/// The task.
pub struct Liquidation<N, A> {
    desk: Desk<N, A>,
    table: Table,
}

impl<N: Node, A: Account> Liquidation<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let table = strategy::liquidation(&desk.shared.config);
        Self { desk, table }
    }

    async fn snapshot(&self) -> Result<Snapshot, TaskError> {
        let block = self.desk.head().await?;
        let mut snapshot = self.desk.snapshot(block).await?;
        let rules = &self.desk.shared.config.liquidation;
        let reader = self.desk.reader(block);
        if !rules.own_stablecoin.is_zero() {
            snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        }
        let spend = rules.own_stablecoin.min(snapshot.purse.stablecoin);
        let types = reader.types().await?.into_iter();
        let is_ours = |state: &TypeState| {
            rules.types.is_empty() || rules.types.contains(&state.info.collateral_type)
        };
        for mut state in types.filter(is_ours) {
            reader.risk(&mut state, spend).await?;
            self.count(&state);
            snapshot.types.push(state);
        }
        Ok(snapshot)
    }

    fn count(&self, state: &TypeState) {
        let collateral_type = u32::from(state.info.collateral_type);
        let found = i64::try_from(state.unsafe_positions().count()).unwrap_or(i64::MAX);
        let gauges = &self.desk.shared.metrics.unsafe_positions;
        gauges
            .get_or_create(&TypeLabel { collateral_type })
            .set(found);
    }
}

impl<N: Node, A: Account> Task for Liquidation<N, A> {
    fn name(&self) -> &'static str {
        "liquidation"
    }

    /// Every message is decided on what the one before it, and rivals meanwhile, have left. What cannot be
    /// done in good time is left to the next run.
    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        let began = Instant::now();
        let deadline = self.desk.shared.config.tasks.deadline_seconds;
        let enough = Duration::from_secs(deadline) / 3;
        let mut all = Ran::default();
        loop {
            let snapshot = self.snapshot().await?;
            let ran = self
                .desk
                .carry_out(&self.table, &snapshot, Pace::OneAtATime)
                .await?;
            all.outcomes.extend(ran.outcomes);
            if !ran.is_cut_short || began.elapsed() > enough {
                return Ok(all);
            }
        }
    }
}

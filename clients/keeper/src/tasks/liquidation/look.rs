//! Reading what there is to liquidate, in good time.

use std::time::Duration;

use tokio::time::Instant;

use super::{Liquidation, Seen};
use crate::{
    node::{Account, Block, Node},
    observe::metrics::TypeLabel,
    reader::Search,
    strategy::TypeState,
    tasks::TaskError,
};

/// The part of a run's deadline that reading positions may take, of all types together.
const PART: u32 = 6;

/// A block older than this, by the time since it was asked for, is not asked about further: nodes keep the
/// state of a few blocks only, and a plan should be as young as it can be.
const AGED: Duration = Duration::from_secs(5);

/// A block with the time at which it was the latest.
#[derive(Clone, Copy)]
struct Taken {
    block: Block,
    at: Instant,
}

impl<N: Node, A: Account> Liquidation<N, A> {
    /// The collateral types with their unsafe positions and what would become of them. No type takes the time
    /// of another: each has its share of what is left.
    pub(super) async fn look(&self) -> Result<Seen, TaskError> {
        let mut taken = self.take().await?;
        let mut snapshot = self.desk.snapshot(taken.block).await?;
        let mut left_out = vec![];
        let rules = &self.desk.shared.config.liquidation;
        let reader = self.desk.reader(taken.block);
        if !rules.own_stablecoin.is_zero() {
            snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        }
        let spend = rules.own_stablecoin.min(snapshot.purse.stablecoin);
        let mut types = reader.types().await?;
        types.retain(|state| {
            rules.types.is_empty() || rules.types.contains(&state.info.collateral_type)
        });
        let seconds = self.desk.shared.config.tasks.deadline_seconds;
        let end = Instant::now() + Duration::from_secs(seconds) / PART;
        let mut others = u32::try_from(types.len()).unwrap_or(u32::MAX);
        for mut state in types {
            let search = Search {
                rules: &self.rules,
                gas: snapshot.gas,
                spend,
                until: share(end, others),
            };
            others = others.saturating_sub(1);
            let id = state.info.collateral_type;
            let read = self.read(&mut state, &mut taken, &search).await;
            if let Err(error) = read {
                left_out.push(self.desk.left_out(id, error)?);
                continue;
            }
            self.count(&state);
            match self.resting(id) {
                Some(failure) => left_out.push(failure),
                None => snapshot.types.push(state),
            }
        }
        snapshot.block = taken.block;
        Ok(Seen { snapshot, left_out })
    }

    async fn take(&self) -> Result<Taken, TaskError> {
        let block = self.desk.head().await?;
        let at = Instant::now();
        Ok(Taken { block, at })
    }

    /// Reads one type's positions, and what would become of those that pay: as of a newer block if the reading
    /// took long, or if the node no longer has the state of the one that was read.
    async fn read(
        &self,
        state: &mut TypeState,
        taken: &mut Taken,
        search: &Search<'_>,
    ) -> Result<(), TaskError> {
        if taken.at.elapsed() > AGED {
            *taken = self.take().await?;
        }
        let found = self.desk.reader(taken.block).find(state, search).await?;
        let mut is_fresh = false;
        if taken.at.elapsed() > AGED {
            *taken = self.take().await?;
            is_fresh = true;
        }
        match self
            .desk
            .reader(taken.block)
            .plan(state, &found, search)
            .await
        {
            Err(error) if error.is_answer() && !is_fresh => {
                *taken = self.take().await?;
                let reader = self.desk.reader(taken.block);
                Ok(reader.plan(state, &found, search).await?)
            }
            read => Ok(read?),
        }
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

/// One type's share of the time up to an end, with so many that have none yet.
fn share(end: Instant, others: u32) -> Instant {
    let now = Instant::now();
    now + end.saturating_duration_since(now) / others.max(1)
}

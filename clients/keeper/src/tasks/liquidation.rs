//! Liquidating unsafe positions.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ballast_types::CollateralTypeId;
use tokio::time::Instant;

use super::{Backoff, Desk, Failure, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Node},
    observe::metrics::TypeLabel,
    strategy::{self, Snapshot, Table, TypeState},
};

/// The task.
pub struct Liquidation<N, A> {
    desk: Desk<N, A>,
    table: Table,
    rests: BTreeMap<CollateralTypeId, Rest>,
    /// Types with unsafe positions of which none pays for its gas, and how many they are.
    unpaid: BTreeMap<CollateralTypeId, usize>,
}

/// A collateral type that is refused is left alone for a while; the others go on.
struct Rest {
    backoff: Backoff,
    until: Instant,
    why: TaskError,
}

/// A snapshot with the types that are not in it, and why.
struct Seen {
    snapshot: Snapshot,
    left_out: Vec<Failure>,
}

impl<N: Node, A: Account> Liquidation<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let table = strategy::liquidation(&desk.shared.config);
        Self {
            desk,
            table,
            rests: BTreeMap::new(),
            unpaid: BTreeMap::new(),
        }
    }

    async fn look(&self) -> Result<Seen, TaskError> {
        let block = self.desk.head().await?;
        let mut snapshot = self.desk.snapshot(block).await?;
        let mut left_out = vec![];
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
            let id = state.info.collateral_type;
            if let Err(error) = reader.risk(&mut state, spend, snapshot.gas).await {
                left_out.push(self.desk.left_out(id, error)?);
                continue;
            }
            self.count(&state);
            match self.resting(id) {
                Some(failure) => left_out.push(failure),
                None => snapshot.types.push(state),
            }
        }
        Ok(Seen { snapshot, left_out })
    }

    fn resting(&self, id: CollateralTypeId) -> Option<Failure> {
        let rest = self.rests.get(&id)?;
        (Instant::now() < rest.until).then(|| Failure {
            collateral_type: Some(id),
            error: rest.why.clone(),
        })
    }

    /// Lets types rest that were refused and not served, and wakes those that fared well.
    fn arrange(&mut self, snapshot: &Snapshot, ran: &Ran) {
        let refused = ran.failures.iter().filter(|it| it.is_of_its_type());
        let refused: BTreeMap<_, _> = refused
            .filter_map(|it| Some((it.collateral_type?, &it.error)))
            .collect();
        for state in &snapshot.types {
            let id = state.info.collateral_type;
            let is_served = ran.served.contains(&id);
            match refused.get(&id) {
                Some(why) if !is_served => self.let_rest(id, why),
                None if !is_served && ran.is_cut_short => {}
                _ => drop(self.rests.remove(&id)),
            }
        }
    }

    fn let_rest(&mut self, id: CollateralTypeId, why: &TaskError) {
        self.desk.count_failure(id);
        let now = Instant::now();
        let config = &self.desk.shared.config.tasks;
        let rest = self.rests.entry(id).or_insert_with(|| Rest {
            backoff: Backoff::new(config),
            until: now,
            why: why.clone(),
        });
        rest.until = now + rest.backoff.failed();
        rest.why = why.clone();
    }

    /// Says, when it begins and when their number changes, that unsafe positions are left to others.
    fn tell_unpaid(&mut self, snapshot: &Snapshot) {
        for state in &snapshot.types {
            let id = state.info.collateral_type;
            let positions = state.unsafe_positions().count();
            let is_planned = state.pool_plan.is_some() || state.own_plan.is_some();
            if positions == 0 || is_planned {
                self.unpaid.remove(&id);
            } else if self.unpaid.insert(id, positions) != Some(positions) {
                tracing::info!(collateral_type = %id, positions, "unsafe, but none pays for its gas");
            }
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
            let Seen { snapshot, left_out } = self.look().await?;
            self.tell_unpaid(&snapshot);
            let pace = Pace::OneAtATime;
            let ran = self.desk.carry_out(&self.table, &snapshot, pace).await;
            self.arrange(&snapshot, &ran);
            all.outcomes.extend(ran.outcomes);
            all.served.extend(ran.served);
            all.failures.extend(ran.failures);
            if !ran.is_cut_short || began.elapsed() > enough {
                all.failures.extend(left_out);
                return judged(all, &snapshot);
            }
        }
    }
}

/// A run in which nothing was done failed if something failed that is not about one collateral type, or if
/// every type did.
fn judged(ran: Ran, snapshot: &Snapshot) -> Result<Ran, TaskError> {
    let failed: BTreeSet<_> = ran
        .failures
        .iter()
        .filter_map(|it| it.collateral_type)
        .collect();
    let mut types = snapshot.types.iter();
    let fares_well = types.any(|state| !failed.contains(&state.info.collateral_type));
    let is_contained = ran.failures.iter().all(Failure::is_of_its_type);
    if fares_well && is_contained {
        return Ok(ran);
    }
    ran.judged()
}

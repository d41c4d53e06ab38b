//! Liquidating unsafe positions.

mod look;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use ballast_types::CollateralTypeId;
use tokio::time::Instant;

use super::{Backoff, Desk, Failure, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Node},
    strategy::{decide, liquidate::Liquidating, liquidation, Action, Snapshot, Table},
};

/// The task.
pub struct Liquidation<N, A> {
    desk: Desk<N, A>,
    rules: Liquidating,
    table: Table,
    rests: BTreeMap<CollateralTypeId, Rest>,
    /// Types with unsafe positions of which no message pays for its gas, and how many they are.
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
        let config = &desk.shared.config;
        let (rules, table) = (Liquidating::new(&config.liquidation), liquidation(config));
        Self {
            desk,
            rules,
            table,
            rests: BTreeMap::new(),
            unpaid: BTreeMap::new(),
        }
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
    fn tell_unpaid(&mut self, snapshot: &Snapshot, actions: &[Action]) {
        for state in &snapshot.types {
            let id = state.info.collateral_type;
            let positions = state.unsafe_positions().count();
            let mut acted_on = actions.iter().filter_map(Action::collateral_type);
            if positions == 0 || acted_on.any(|acted_on| acted_on == id) {
                self.unpaid.remove(&id);
            } else if self.unpaid.insert(id, positions) != Some(positions) {
                tracing::info!(collateral_type = %id, positions, "unsafe, but no message would pay for its gas");
            }
        }
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
            let Seen { snapshot, left_out } = match self.look().await {
                Ok(seen) => seen,
                Err(error) => return cut_short(all, error),
            };
            let actions = decide(&self.table, &snapshot);
            self.tell_unpaid(&snapshot, &actions);
            let pace = Pace::OneAtATime;
            let ran = self.desk.carry_out(actions, &snapshot, pace).await;
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

/// What a run came to that could not look again. If something was done before, it has not failed: the node may
/// not have come to the block that holds it.
fn cut_short(mut ran: Ran, error: TaskError) -> Result<Ran, TaskError> {
    if !ran.is_productive() {
        return Err(error);
    }
    tracing::info!(%error, "nothing more is done in this run");
    if !matches!(error, TaskError::Behind { .. }) {
        ran.failures.push(Failure {
            collateral_type: None,
            error,
        });
    }
    Ok(ran)
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

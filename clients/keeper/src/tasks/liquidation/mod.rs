//! Liquidating unsafe positions.

mod look;

use std::collections::{BTreeMap, BTreeSet};

use ballast_types::CollateralTypeId;

use super::{
    rests::Rests,
    rounds::{Rounds, Seen},
    Desk, Failure, Ran, Task, TaskError,
};
use crate::{
    node::{Account, Node},
    strategy::{decide, liquidate::Liquidating, liquidation, Action, Kind, Snapshot, Table},
};

/// The task.
pub struct Liquidation<N, A> {
    desk: Desk<N, A>,
    rules: Liquidating,
    table: Table,
    /// Types that were refused; the others go on.
    rests: Rests<CollateralTypeId>,
    /// Types with unsafe positions of which no message pays for its gas, and how many they are.
    unpaid: BTreeMap<CollateralTypeId, usize>,
}

impl<N: Node, A: Account> Liquidation<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let config = &desk.shared.config;
        let (rules, table) = (Liquidating::new(&config.liquidation), liquidation(config));
        let rests = Rests::new(&config.tasks);
        Self {
            desk,
            rules,
            table,
            rests,
            unpaid: BTreeMap::new(),
        }
    }

    fn resting(&self, id: CollateralTypeId) -> Option<Failure> {
        let error = self.rests.why(id)?.clone();
        Some(Failure {
            collateral_type: Some(id),
            kind: Some(Kind::Liquidate),
            error,
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
            let is_served = ran.served.contains(&(Kind::Liquidate, id));
            match refused.get(&id) {
                Some(why) if !is_served => {
                    self.desk.count_failure(id);
                    self.rests.refused(id, why);
                }
                None if !is_served && ran.is_cut_short => {}
                _ => self.rests.fared_well(id),
            }
        }
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

impl<N: Node, A: Account> Rounds<N, A> for Liquidation<N, A> {
    fn desk(&mut self) -> &mut Desk<N, A> {
        &mut self.desk
    }

    async fn look(&mut self) -> Result<Seen, TaskError> {
        self.read_types().await
    }

    fn decide(&mut self, snapshot: &Snapshot) -> Vec<Action> {
        let actions = decide(&self.table, snapshot);
        self.tell_unpaid(snapshot, &actions);
        actions
    }

    fn learn(&mut self, snapshot: &Snapshot, ran: &Ran) {
        self.arrange(snapshot, ran);
    }
}

impl<N: Node, A: Account> Task for Liquidation<N, A> {
    fn name(&self) -> &'static str {
        "liquidation"
    }

    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        match self.go_round().await? {
            (ran, Some(snapshot)) => judged(ran, &snapshot),
            (ran, None) => Ok(ran),
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

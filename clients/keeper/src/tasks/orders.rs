//! Filling standing orders with stablecoin of the keeper's.

use tokio::time::Instant;

use super::{
    looking::{Latest, Turns},
    rests::Rests,
    rounds::{Rounds, Seen},
    Desk, Errand, Ran, Task, TaskError,
};
use crate::{
    node::{Account, Node, NodeError},
    observe::metrics::{count, TypeLabel},
    strategy::{decide, orders, Action, Snapshot, Table, TypeState},
};

/// The task.
pub struct Orders<N, A> {
    desk: Desk<N, A>,
    table: Table,
    /// Types whose fills were refused; the others go on.
    rests: Rests<Errand>,
}

impl<N: Node, A: Account> Orders<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let config = &desk.shared.config;
        let (table, rests) = (orders(config), Rests::new(&config.tasks));
        Self { desk, table, rests }
    }

    /// Reads a type's orders, and what the keeper could fill of them.
    async fn read(
        &self,
        state: &mut TypeState,
        snapshot: &Snapshot,
        until: Instant,
    ) -> Result<(), NodeError> {
        let rules = &self.desk.shared.config.orders;
        let spend = rules.own_stablecoin.min(snapshot.purse.stablecoin);
        let reader = self.desk.reader(snapshot.block);
        reader.orders(state, until).await?;
        reader.fills(state, rules, (spend, until)).await
    }

    fn count(&self, state: &TypeState) {
        let collateral_type = u32::from(state.info.collateral_type);
        let gauges = &self.desk.shared.metrics.fillable_orders;
        gauges
            .get_or_create(&TypeLabel { collateral_type })
            .set(count(state.orders.fillable.len()));
    }
}

impl<N: Node, A: Account> Rounds<N, A> for Orders<N, A> {
    fn desk(&mut self) -> &mut Desk<N, A> {
        &mut self.desk
    }

    /// The collateral types with what could be filled. Each type has its share of the time that is left.
    async fn look(&mut self) -> Result<Seen, TaskError> {
        let mut latest = Latest::of(&self.desk).await?;
        let mut snapshot = self.desk.snapshot(latest.block).await?;
        let reader = self.desk.reader(latest.block);
        snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        let config = &self.desk.shared.config;
        let mut types = reader.types().await?;
        types.retain(|state| config.orders.looks_after(state.info.collateral_type));
        let mut turns = Turns::new(config.tasks.deadline_seconds, types.len());
        let mut left_out = vec![];
        for mut state in types {
            if latest.is_aged() {
                latest = Latest::of(&self.desk).await?;
            }
            snapshot.block = latest.block;
            let id = state.info.collateral_type;
            if let Err(error) = self.read(&mut state, &snapshot, turns.next()).await {
                left_out.push(self.desk.left_out(id, error)?);
                continue;
            }
            self.count(&state);
            snapshot.types.push(state);
        }
        Ok(Seen { snapshot, left_out })
    }

    fn decide(&mut self, snapshot: &Snapshot) -> Vec<Action> {
        self.rests.awake(decide(&self.table, snapshot))
    }

    fn learn(&mut self, _snapshot: &Snapshot, ran: &Ran) {
        for id in self.rests.learn(ran) {
            self.desk.count_failure(id);
        }
    }
}

impl<N: Node, A: Account> Task for Orders<N, A> {
    fn name(&self) -> &'static str {
        "orders"
    }

    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        match self.go_round().await? {
            (ran, Some(snapshot)) => ran.judged_by_types(&snapshot),
            (ran, None) => Ok(ran),
        }
    }
}

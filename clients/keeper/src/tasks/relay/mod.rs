//! Relaying feeders' signed reports, alone or with a liquidation that they make possible.

mod gather;
mod look;
mod told;

use self::{gather::Gatherer, told::Told};
use super::{
    rests::Rests,
    rounds::{Rounds, Seen},
    Desk, Errand, Failure, Ran, Task, TaskError,
};
use crate::{
    node::{Account, Node},
    strategy::{decide, relay::Relaying, relays, Action, Snapshot, Table},
};

/// The task.
pub struct Relays<N, A> {
    desk: Desk<N, A>,
    gatherer: Gatherer,
    told: Told,
    rules: Relaying,
    table: Table,
    /// Types whose liquidation was refused after the reports; the others go on, and reports alone.
    rests: Rests<Errand>,
}

impl<N: Node, A: Account> Relays<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let config = &desk.shared.config;
        Self {
            gatherer: Gatherer::new(&config.relay),
            told: Told::default(),
            rules: Relaying::new(config),
            table: relays(config),
            rests: Rests::new(&config.tasks),
            desk,
        }
    }
}

impl<N: Node, A: Account> Rounds<N, A> for Relays<N, A> {
    fn desk(&mut self) -> &mut Desk<N, A> {
        &mut self.desk
    }

    async fn look(&mut self) -> Result<Seen, TaskError> {
        self.read().await
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

impl<N: Node, A: Account> Task for Relays<N, A> {
    fn name(&self) -> &'static str {
        "relay"
    }

    /// What is refused or cannot be read for a collateral type makes no run fail.
    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        let (ran, _) = self.go_round().await?;
        if ran.failures.iter().all(Failure::is_of_its_type) {
            return Ok(ran);
        }
        ran.judged()
    }
}

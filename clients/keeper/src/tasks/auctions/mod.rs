//! Taking from auctions, and restarting those that are over.

mod look;

use super::{
    rests::Rests,
    rounds::{Rounds, Seen},
    Desk, Errand, Ran, Task, TaskError,
};
use crate::{
    node::{Account, Node},
    strategy::{auctions, decide, Action, Kind, Snapshot, Table},
};

/// The task.
pub struct Auctions<N, A> {
    desk: Desk<N, A>,
    table: Table,
    /// What was refused for a type: other things are done for it meanwhile, and the same for other types.
    rests: Rests<Errand>,
}

impl<N: Node, A: Account> Auctions<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let config = &desk.shared.config;
        let (table, rests) = (auctions(config), Rests::new(&config.tasks));
        Self { desk, table, rests }
    }

    fn let_rest(&mut self, errand: Errand, why: &TaskError) {
        self.desk.count_failure(errand.1);
        self.rests.refused(errand, why);
    }
}

impl<N: Node, A: Account> Rounds<N, A> for Auctions<N, A> {
    fn desk(&mut self) -> &mut Desk<N, A> {
        &mut self.desk
    }

    async fn look(&mut self) -> Result<Seen, TaskError> {
        self.read_auctions().await
    }

    fn decide(&mut self, snapshot: &Snapshot) -> Vec<Action> {
        self.rests.awake(decide(&self.table, snapshot))
    }

    /// A contract that has cost a fee in vain rests too: that somebody else was first, its own words say.
    fn learn(&mut self, _snapshot: &Snapshot, ran: &Ran) {
        for id in self.rests.learn(ran) {
            self.desk.count_failure(id);
        }
        for (kind, id) in ran.in_vain.difference(&ran.served) {
            if *kind == Kind::TakeByContract {
                self.rests.refused((*kind, *id), &TaskError::InVain);
            }
        }
    }
}

impl<N: Node, A: Account> Task for Auctions<N, A> {
    fn name(&self) -> &'static str {
        "auctions"
    }

    /// What a taker's contract does makes no run fail.
    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        match self.go_round().await? {
            (ran, Some(snapshot)) => ran.judged_by_types(&snapshot),
            (ran, None) => Ok(ran),
        }
    }
}

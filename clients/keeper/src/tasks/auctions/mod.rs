//! Taking from auctions, and restarting those that are over.

mod look;

use super::{
    rests::Rests,
    rounds::{Rounds, Seen},
    Desk, Errand, Failure, Ran, Task, TaskError,
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
        let mut actions = decide(&self.table, snapshot);
        actions.retain(|action| {
            let errand = action.errand();
            errand.is_none_or(|errand| self.rests.why(errand).is_none())
        });
        actions
    }

    /// Lets rest what was refused, unless it was done for another auction of the type. A contract that has cost a
    /// fee in vain rests too: that somebody else was first, its own words say.
    fn learn(&mut self, _snapshot: &Snapshot, ran: &Ran) {
        for errand in &ran.served {
            self.rests.fared_well(*errand);
        }
        for failure in ran.failures.iter().filter(|it| it.is_of_its_type()) {
            if let (Some(kind), Some(id)) = (failure.kind, failure.collateral_type) {
                if !ran.served.contains(&(kind, id)) {
                    self.let_rest((kind, id), &failure.error);
                }
            }
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

    /// A run failed if it could not look, if no type could be read, or if something failed that is not about one
    /// type. What a taker's contract does makes no run fail.
    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        let (ran, snapshot) = self.go_round().await?;
        let Some(snapshot) = snapshot else {
            return Ok(ran);
        };
        let is_contained = ran.failures.iter().all(Failure::is_of_its_type);
        if is_contained && !snapshot.types.is_empty() {
            return Ok(ran);
        }
        ran.judged()
    }
}

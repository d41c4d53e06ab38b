//! Keeping the books in order: settling, netting, collecting, accruing.

use super::{Desk, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Node},
    strategy::{self, decide, Table},
};

/// The task.
pub struct Housekeeping<N, A> {
    desk: Desk<N, A>,
    table: Table,
}

impl<N: Node, A: Account> Housekeeping<N, A> {
    /// By the configuration.
    pub fn new(desk: Desk<N, A>) -> Self {
        let table = strategy::housekeeping(&desk.shared.config);
        Self { desk, table }
    }
}

impl<N: Node, A: Account> Task for Housekeeping<N, A> {
    fn name(&self) -> &'static str {
        "housekeeping"
    }

    async fn run_once(&mut self) -> Result<Ran, TaskError> {
        let block = self.desk.head().await?;
        let mut snapshot = self.desk.snapshot(block).await?;
        let reader = self.desk.reader(block);
        let mut failures = vec![];
        for mut state in reader.types().await? {
            let id = state.info.collateral_type;
            match reader.bad_debt(id).await {
                Ok(bad_debt) => {
                    state.set_aside = bad_debt.set_aside;
                    state.auctioned = bad_debt.auctioned;
                    snapshot.types.push(state);
                }
                Err(error) => failures.push(self.desk.left_out(id, error)?),
            }
        }
        let mut ran = self
            .desk
            .carry_out(decide(&self.table, &snapshot), &snapshot, Pace::All)
            .await;
        ran.failures.extend(failures);
        ran.judged()
    }
}

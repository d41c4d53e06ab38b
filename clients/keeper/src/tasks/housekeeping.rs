//! Keeping the books in order: settling, netting, collecting, accruing.

use super::{Desk, Pace, Ran, Task, TaskError};
use crate::{
    node::{Account, Node},
    strategy::{self, Table},
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
        for mut state in reader.types().await? {
            state.set_aside = reader.set_aside(state.info.collateral_type).await?;
            snapshot.types.push(state);
        }
        self.desk.carry_out(&self.table, &snapshot, Pace::All).await
    }
}

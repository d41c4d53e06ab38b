//! Reading what there is to liquidate, in good time.

use super::Liquidation;
use crate::{
    node::{Account, Node},
    observe::metrics::{count, TypeLabel},
    reader::Search,
    strategy::TypeState,
    tasks::{
        looking::{Latest, Turns},
        rounds::Seen,
        TaskError,
    },
};

impl<N: Node, A: Account> Liquidation<N, A> {
    /// The collateral types with their unsafe positions and what would become of them. Each type has its share
    /// of the time that is left.
    pub(super) async fn read_types(&self) -> Result<Seen, TaskError> {
        let mut latest = Latest::of(&self.desk).await?;
        let mut snapshot = self.desk.snapshot(latest.block).await?;
        let mut left_out = vec![];
        let rules = &self.desk.shared.config.liquidation;
        let reader = self.desk.reader(latest.block);
        if !rules.own_stablecoin.is_zero() {
            snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        }
        let spend = rules.own_stablecoin.min(snapshot.purse.stablecoin);
        let mut types = reader.types().await?;
        types.retain(|state| rules.looks_after(state.info.collateral_type));
        let deadline = self.desk.shared.config.tasks.deadline_seconds;
        let mut turns = Turns::new(deadline, types.len());
        for mut state in types {
            let search = Search {
                rules: &self.rules,
                gas: snapshot.gas,
                spend,
                until: turns.next(),
            };
            let id = state.info.collateral_type;
            let read = self.read(&mut state, &mut latest, &search).await;
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
        snapshot.block = latest.block;
        Ok(Seen { snapshot, left_out })
    }

    /// Reads one type's positions, and what would become of those that pay: as of a newer block if the reading
    /// took long, or if the node no longer has the state of the one that was read.
    async fn read(
        &self,
        state: &mut TypeState,
        latest: &mut Latest,
        search: &Search<'_>,
    ) -> Result<(), TaskError> {
        if latest.is_aged() {
            *latest = Latest::of(&self.desk).await?;
        }
        let found = self.desk.reader(latest.block).find(state, search).await?;
        let mut is_fresh = false;
        if latest.is_aged() {
            *latest = Latest::of(&self.desk).await?;
            is_fresh = true;
        }
        match self
            .desk
            .reader(latest.block)
            .plan(state, &found, search)
            .await
        {
            Err(error) if error.is_answer() && !is_fresh => {
                *latest = Latest::of(&self.desk).await?;
                let reader = self.desk.reader(latest.block);
                Ok(reader.plan(state, &found, search).await?)
            }
            read => Ok(read?),
        }
    }

    fn count(&self, state: &TypeState) {
        let collateral_type = u32::from(state.info.collateral_type);
        let found = count(state.unsafe_positions().count());
        let gauges = &self.desk.shared.metrics.unsafe_positions;
        gauges
            .get_or_create(&TypeLabel { collateral_type })
            .set(found);
    }
}

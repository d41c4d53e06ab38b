//! Reading live auctions, and what could be taken of them.

use tokio::time::Instant;

use super::Auctions;
use crate::{
    node::{Account, Node, NodeError},
    observe::metrics::{count, TypeLabel},
    strategy::{Kind, Snapshot, TypeState},
    tasks::{
        looking::{Latest, Turns},
        rounds::Seen,
        Errand, Failure, TaskError,
    },
};

impl<N: Node, A: Account> Auctions<N, A> {
    /// The collateral types with their live auctions and what could be taken of them. Each type has its share of
    /// the time that is left.
    pub(super) async fn read_auctions(&mut self) -> Result<Seen, TaskError> {
        let mut latest = Latest::of(&self.desk).await?;
        let mut snapshot = self.desk.snapshot(latest.block).await?;
        let reader = self.desk.reader(latest.block);
        let rules = &self.desk.shared.config.auctions;
        if !rules.own_stablecoin.is_zero() {
            snapshot.purse.stablecoin = reader.stablecoin(self.desk.address()).await?;
        }
        let mut types = reader.types().await?;
        types.retain(|state| rules.looks_after(state.info.collateral_type));
        let deadline = self.desk.shared.config.tasks.deadline_seconds;
        let mut turns = Turns::new(deadline, types.len());
        let mut left_out = vec![];
        for mut state in types {
            if latest.is_aged() {
                latest = Latest::of(&self.desk).await?;
            }
            let until = turns.next();
            let id = state.info.collateral_type;
            snapshot.block = latest.block;
            if let Err(error) = self.read(&mut state, &snapshot, until).await {
                left_out.push(self.desk.left_out(id, error)?);
                continue;
            }
            left_out.extend(self.ask_taker(&mut state, &snapshot, until).await);
            self.count(&state);
            snapshot.types.push(state);
        }
        Ok(Seen { snapshot, left_out })
    }

    /// Reads a type's auctions, and what the keeper could buy of them itself.
    async fn read(
        &self,
        state: &mut TypeState,
        snapshot: &Snapshot,
        until: Instant,
    ) -> Result<(), NodeError> {
        let rules = &self.desk.shared.config.auctions;
        let spend = rules.own_stablecoin.min(snapshot.purse.stablecoin);
        let reader = self.desk.reader(snapshot.block);
        reader.auctions(state, until).await?;
        reader.own_offers(state, rules, spend).await
    }

    /// Asks the taker's contract, unless it rests: then, and where it fails, that is the failure.
    async fn ask_taker(
        &mut self,
        state: &mut TypeState,
        snapshot: &Snapshot,
        until: Instant,
    ) -> Option<Failure> {
        let id = state.info.collateral_type;
        let address = self.desk.shared.config.auctions.taker_of(id)?.to_owned();
        state.auctions.for_sale().next()?;
        let errand = (Kind::TakeByContract, id);
        if let Some(why) = self.rests.why(errand) {
            return Some(failure(errand, why.clone()));
        }
        let reader = self.desk.reader(snapshot.block);
        let asked = reader.contract_offers(state, &address, until).await;
        let error: TaskError = asked.err()?.into();
        tracing::warn!(collateral_type = %id, %error, "the taker's contract does not answer as it should");
        self.let_rest(errand, &error);
        Some(failure(errand, error))
    }

    fn count(&self, state: &TypeState) {
        let label = TypeLabel {
            collateral_type: u32::from(state.info.collateral_type),
        };
        let (live, over) = (&state.auctions.live, state.auctions.over().count());
        let metrics = &self.desk.shared.metrics;
        metrics
            .auctions
            .get_or_create(&label)
            .set(count(live.len()));
        metrics.auctions_over.get_or_create(&label).set(count(over));
    }
}

fn failure((kind, id): Errand, error: TaskError) -> Failure {
    Failure {
        collateral_type: Some(id),
        kind: Some(kind),
        error,
    }
}

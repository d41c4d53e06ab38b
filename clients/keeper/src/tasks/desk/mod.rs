//! What all tasks work with: the node, the sender, and how a decision is carried out and counted.

mod claims;
mod floor;
mod gains;
mod tell;

use std::sync::Arc;

use ballast_types::CollateralTypeId;

pub use claims::Claims;
pub use floor::Floor;

use super::{Failure, Ran, TaskError};
use crate::{
    config::Config,
    node::{Account, Block, Node},
    observe::{
        metrics::{number, TaskLabel, TypeLabel},
        Metrics,
    },
    reader::Reader,
    sender::{ActError, Circumstances, Outcome, Receipt, Sender},
    strategy::{Action, GasTerms, Purse, Snapshot},
    Clock,
};

/// What tasks share.
pub struct Shared<N> {
    /// Answers questions.
    pub node: Arc<N>,
    /// What was configured.
    pub config: Arc<Config>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The machine's clock, unix seconds.
    pub clock: Clock,
    /// How far back a state may lie.
    pub floor: Arc<Floor>,
    /// What tasks are doing.
    pub claims: Arc<Claims>,
}

impl<N> Clone for Shared<N> {
    fn clone(&self) -> Self {
        Self {
            node: Arc::clone(&self.node),
            config: Arc::clone(&self.config),
            metrics: Arc::clone(&self.metrics),
            clock: Arc::clone(&self.clock),
            floor: Arc::clone(&self.floor),
            claims: Arc::clone(&self.claims),
        }
    }
}

/// How many of a snapshot's actions are carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// All of them.
    All,
    /// Up to the first that came into a block, whether it did what it should or failed: the next one is decided
    /// on what it left.
    OneAtATime,
}

/// One task's place of work.
pub struct Desk<N, A> {
    /// What it shares with others.
    pub shared: Shared<N>,
    sender: Sender<A>,
    task: &'static str,
}

impl<N: Node, A: Account> Desk<N, A> {
    /// For a task.
    pub fn new(shared: Shared<N>, sender: Sender<A>, task: &'static str) -> Self {
        Self {
            shared,
            sender,
            task,
        }
    }

    /// The account that acts.
    pub fn address(&self) -> &str {
        self.sender.address()
    }

    /// The latest block, of a node that has come to the highest one seen if there is such a node. It may be
    /// acted on: it is young enough, and not older than one that something was decided on.
    pub async fn head(&self) -> Result<Block, TaskError> {
        let Shared { metrics, floor, .. } = &self.shared;
        let told = metrics.health.newest().map_or(0, |block| block.height);
        let block = self.shared.node.head(told.max(floor.height())).await?;
        metrics.saw(block);
        let lag = (self.shared.clock)().saturating_sub(block.time);
        let most = self.shared.config.node.maximum_lag_seconds;
        if lag > most {
            return Err(TaskError::Lagging { lag, most });
        }
        let decided = floor.decide_on(block);
        decided.map_err(|seen| TaskError::Behind {
            height: block.height,
            seen: seen.height,
        })?;
        Ok(block)
    }

    /// Asks as of a block.
    pub fn reader(&self, at: Block) -> Reader<'_, N> {
        Reader::new(&self.shared.node, at)
    }

    /// A snapshot with block, gas and gas coins, and nothing else.
    pub async fn snapshot(&self, block: Block) -> Result<Snapshot, TaskError> {
        let config = &self.shared.config;
        let terms = (self.sender.gas_price(block), config.transactions.gas_margin);
        let gas: GasTerms = self.reader(block).gas_terms(&config.gas_coin, terms).await;
        let gas_coins = self.shared.node.gas_coins(self.address()).await?;
        let task = TaskLabel { task: self.task };
        let metrics = &self.shared.metrics;
        let price = gas.price.to_string().parse().unwrap_or(f64::NAN);
        metrics.gas_price.get_or_create(&task).set(price);
        metrics
            .gas_coins
            .get_or_create(&task)
            .set(number(gas_coins));
        let purse = Purse {
            gas_coins,
            ..Purse::default()
        };
        Ok(Snapshot {
            block,
            purse,
            gas,
            ..Snapshot::default()
        })
    }

    /// Carries out what was decided on a snapshot, one action after the other. An action that fails does not
    /// stop the others.
    pub async fn carry_out(
        &mut self,
        actions: Vec<Action>,
        snapshot: &Snapshot,
        pace: Pace,
    ) -> Ran {
        self.sender.observe(snapshot.block, (self.shared.clock)());
        let mut ran = Ran::default();
        let mut gas_coins = snapshot.purse.gas_coins;
        for action in actions {
            let now = Circumstances {
                block: snapshot.block,
                gas_coins,
                gas: snapshot.gas,
            };
            let acted = self.act(&action, now).await;
            let acted = acted.and_then(|outcome| self.proved(&action, outcome));
            let is_included = self.note_included();
            let paid = match acted {
                Ok(outcome) => self.note_outcome(&mut ran, &action, outcome),
                Err(error) => self.note_failure(&mut ran, &action, error),
            };
            gas_coins = gas_coins.saturating_sub(paid);
            if is_included && pace == Pace::OneAtATime {
                ran.is_cut_short = true;
                break;
            }
        }
        ran
    }

    /// Acts, unless another task of the keeper is doing the same.
    async fn act(&mut self, action: &Action, now: Circumstances) -> Result<Outcome, ActError> {
        let claims = &self.shared.claims;
        let claim = action.errand().map(|errand| claims.claim(errand));
        if claim.as_ref().is_some_and(Option::is_none) {
            let until = now.block.height;
            return Ok(Outcome::Held { until });
        }
        self.sender.act(action, now).await
    }

    /// What came of an action; what was paid for it, base units of the gas coin.
    fn note_outcome(&self, ran: &mut Ran, action: &Action, outcome: Outcome) -> u128 {
        self.tell(action, &outcome);
        match outcome {
            Outcome::Done(_) => ran.served.extend(action.errand()),
            Outcome::Overtaken(Some(_)) => ran.in_vain.extend(action.errand()),
            _ => {}
        }
        let paid = paid(&outcome);
        ran.outcomes.push(outcome);
        paid
    }

    /// An action that failed; what was paid for it all the same.
    fn note_failure(&self, ran: &mut Ran, action: &Action, error: ActError) -> u128 {
        self.count_cost(error.paid());
        let paid = error.paid().map_or(0, |cost| cost.fee.u128());
        self.shared.metrics.acted(action.kind(), "failed");
        tracing::warn!(task = self.task, kind = action.kind().name(), %error, "failed");
        ran.failures.push(Failure {
            collateral_type: action.collateral_type(),
            kind: Some(action.kind()),
            error: error.into(),
        });
        paid
    }

    /// The block of an own transaction is not older than the floor from then on. Of its time only that is known
    /// which no block may exceed. Whether there is one.
    fn note_included(&mut self) -> bool {
        let Some(height) = self.sender.take_included() else {
            return false;
        };
        let most = self.shared.config.node.maximum_lag_seconds;
        let time = (self.shared.clock)().saturating_add(most);
        self.shared.floor.holds(height, time);
        true
    }

    /// A collateral type that cannot be read is left out; a node that does not answer ends the run.
    pub fn left_out(
        &self,
        id: CollateralTypeId,
        error: impl Into<TaskError>,
    ) -> Result<Failure, TaskError> {
        let error = error.into();
        if !matches!(&error, TaskError::Node(error) if error.is_answer()) {
            return Err(error);
        }
        tracing::warn!(task = self.task, collateral_type = %id, %error, "cannot be read, left out");
        self.count_failure(id);
        Ok(Failure {
            collateral_type: Some(id),
            kind: None,
            error,
        })
    }

    /// A collateral type could not be looked after.
    pub fn count_failure(&self, id: CollateralTypeId) {
        let collateral_type = u32::from(id);
        let failures = &self.shared.metrics.type_failures;
        failures.get_or_create(&TypeLabel { collateral_type }).inc();
    }
}

fn paid(outcome: &Outcome) -> u128 {
    match outcome {
        Outcome::Done(Receipt { cost, .. }) | Outcome::Overtaken(Some(cost)) => cost.fee.u128(),
        _ => 0,
    }
}

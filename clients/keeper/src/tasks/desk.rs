//! What all tasks work with: the node, the sender, and how a decision is carried out and counted.

use std::sync::Arc;

use ballast_math::{Decimals, Value};
use ballast_types::{event::BallastEvent, liquidation::Liquidated, units};
use cosmwasm_std::Decimal;

use super::{Ran, TaskError};
use crate::{
    config::Config,
    node::{Account, Block, Node},
    observe::{
        metrics::{number, KindLabel, TaskLabel, TypeLabel},
        Metrics,
    },
    reader::Reader,
    sender::{Circumstances, Cost, Outcome, Receipt, Sender},
    strategy::{decide, liquidate::Liquidate, Action, GasTerms, Purse, Snapshot, Table},
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
}

impl<N> Clone for Shared<N> {
    fn clone(&self) -> Self {
        Self {
            node: Arc::clone(&self.node),
            config: Arc::clone(&self.config),
            metrics: Arc::clone(&self.metrics),
            clock: Arc::clone(&self.clock),
        }
    }
}

/// How many of a snapshot's actions are carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// All of them.
    All,
    /// Up to the first that changed the chain: the next one is decided on what it left.
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

    /// The latest block, if it may be acted on: young enough, and not under the highest one seen.
    pub async fn head(&self) -> Result<Block, TaskError> {
        let block = self.shared.node.head().await?;
        let metrics = &self.shared.metrics;
        let seen = metrics.health.highest().map_or(0, |block| block.height);
        metrics.saw(block);
        if block.height < seen {
            let height = block.height;
            return Err(TaskError::Behind { height, seen });
        }
        let lag = (self.shared.clock)().saturating_sub(block.time);
        let most = self.shared.config.node.maximum_lag_seconds;
        if lag > most {
            return Err(TaskError::Lagging { lag, most });
        }
        Ok(block)
    }

    /// Asks as of a block.
    pub fn reader(&self, at: Block) -> Reader<'_, N> {
        Reader::new(&self.shared.node, at)
    }

    /// A snapshot with block, gas and gas coins, and nothing else.
    pub async fn snapshot(&self, block: Block) -> Result<Snapshot, TaskError> {
        let config = &self.shared.config;
        let terms = (self.sender.gas_price(), config.transactions.gas_margin);
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

    /// Decides and acts, one action after the other. An action that fails does not stop the others; the first
    /// failure is told at the end.
    pub async fn carry_out(
        &mut self,
        table: &Table,
        snapshot: &Snapshot,
        pace: Pace,
    ) -> Result<Ran, TaskError> {
        self.sender.observe(snapshot.block);
        let mut ran = Ran::default();
        let mut failed = None;
        let mut gas_coins = snapshot.purse.gas_coins;
        for action in decide(table, snapshot) {
            let now = Circumstances {
                block: snapshot.block,
                gas_coins,
                gas: snapshot.gas,
            };
            match self.sender.act(&action, now).await {
                Ok(outcome) => {
                    gas_coins = gas_coins.saturating_sub(paid(&outcome));
                    self.tell(&action, &outcome);
                    let is_done = matches!(outcome, Outcome::Done(_));
                    ran.outcomes.push(outcome);
                    if is_done && pace == Pace::OneAtATime {
                        ran.is_cut_short = true;
                        break;
                    }
                }
                Err(error) => {
                    self.shared.metrics.acted(action.kind(), "failed");
                    tracing::warn!(task = self.task, kind = action.kind().name(), %error, "failed");
                    failed = failed.or(Some(error));
                }
            }
        }
        failed.map_or(Ok(ran), |error| Err(error.into()))
    }

    /// Logs and counts.
    fn tell(&self, action: &Action, outcome: &Outcome) {
        let (task, kind) = (self.task, action.kind());
        self.shared.metrics.acted(kind, result(outcome));
        let name = kind.name();
        match outcome {
            Outcome::Done(receipt) => self.tell_done(action, receipt),
            Outcome::WouldDo(cost) => {
                tracing::info!(task, kind = name, cost_usd = %cost.usd, "dry run: would {action}");
            }
            Outcome::Overtaken(cost) => {
                self.count_cost(cost.as_ref());
                let paid = cost.is_some();
                tracing::info!(task, kind = name, paid, "somebody else was first: {action}");
            }
            Outcome::Unprofitable { cost, most } => {
                tracing::info!(task, kind = name, %cost, %most, "gas would cost too much: {action}");
            }
            Outcome::Held { until } => {
                tracing::debug!(
                    task,
                    kind = name,
                    until,
                    "an earlier transaction may come: {action}"
                );
            }
            Outcome::FeeTooHigh { most } => {
                tracing::warn!(task, kind = name, %most, "the node asks for a higher gas price: {action}");
            }
            Outcome::NotIncluded => {
                tracing::warn!(task, kind = name, "not included in time: {action}");
            }
        }
    }

    fn tell_done(&self, action: &Action, receipt: &Receipt) {
        let Receipt { included, cost } = receipt;
        let kind = action.kind().name();
        let gas = &self.shared.metrics.gas_used;
        gas.get_or_create(&KindLabel { kind })
            .inc_by(included.gas_used);
        self.count_cost(Some(cost));
        let reward = match action {
            Action::Liquidate(liquidation) => self.count_reward(liquidation, receipt),
            _ => Decimal::zero(),
        };
        let (hash, height, gas) = (&included.hash, included.height, included.gas_used);
        let task = self.task;
        tracing::info!(task, kind, hash, height, gas, fee_usd = %cost.usd, reward_usd = %reward, "{action}");
    }

    fn count_cost(&self, cost: Option<&Cost>) {
        if let Some(cost) = cost {
            let metrics = &self.shared.metrics;
            metrics.fees.inc_by(number(cost.fee.u128()));
            metrics.fees_usd.inc_by(usd(cost.usd));
        }
    }

    /// Rewards as the events tell them, at the accepted price.
    fn count_reward(&self, action: &Liquidate, receipt: &Receipt) -> Decimal {
        let liquidation = &self.shared.node.contracts().liquidation;
        let events = Liquidated::parse_all(&receipt.included.events, liquidation);
        let rewards = events
            .unwrap_or_default()
            .into_iter()
            .map(|event| event.reward);
        let reward = rewards.fold(cosmwasm_std::Uint128::zero(), |sum, one| {
            sum.saturating_add(one)
        });
        let decimals = Decimals::new(action.decimals).unwrap_or_default();
        let price = units::price(action.price);
        let worth = Value::of_collateral_down(units::collateral(reward), price, decimals);
        let worth = units::usd(worth);
        let metrics = &self.shared.metrics;
        let collateral_type = u32::from(action.collateral_type);
        let label = TypeLabel { collateral_type };
        metrics
            .reward
            .get_or_create(&label)
            .inc_by(number(reward.u128()));
        metrics.reward_usd.inc_by(usd(worth));
        worth
    }
}

fn usd(amount: Decimal) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

fn paid(outcome: &Outcome) -> u128 {
    match outcome {
        Outcome::Done(Receipt { cost, .. }) | Outcome::Overtaken(Some(cost)) => cost.fee.u128(),
        _ => 0,
    }
}

/// An outcome's name in metrics.
const fn result(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::WouldDo(_) => "dry_run",
        Outcome::Overtaken(_) => "overtaken",
        Outcome::Unprofitable { .. } => "unprofitable",
        Outcome::Held { .. } => "held",
        Outcome::FeeTooHigh { .. } => "fee_too_high",
        Outcome::NotIncluded => "not_included",
    }
}

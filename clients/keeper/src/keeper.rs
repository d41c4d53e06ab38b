//! All tasks together, over any node: once, or until they are told to stop.

use std::{future::Future, sync::Arc, time::Duration};

use tokio::sync::watch;

use crate::{
    config::Config,
    error::KeeperError,
    fees::Fees,
    node::{Account, Block, Blocks, Node},
    observe::{health::Limits, Metrics},
    sender::Sender,
    tasks::{
        supervisor::{Schedule, Supervisor},
        Auctions, Claims, Desk, Floor, Housekeeping, Liquidation, Orders, Prices, Relays, Shared,
        Task,
    },
    Clock,
};

/// A keeper that has been put together and not yet begun.
pub struct Keeper<N, A> {
    /// Answers questions.
    pub node: Arc<N>,
    /// Relays, liquidates, takes from auctions, fills orders and keeps house.
    pub account: Arc<A>,
    /// Reports prices.
    pub feeder: Arc<A>,
    /// What was configured.
    pub config: Arc<Config>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The machine's clock.
    pub clock: Clock,
    /// Whether it only says what it would do.
    pub is_dry: bool,
}

/// What all tasks of a keeper go by: how far back a state may lie, and what each is doing.
type Common = (Arc<Floor>, Arc<Claims>);

/// What is counted, with the limits that the configuration sets.
pub fn metrics(config: &Config) -> Arc<Metrics> {
    Arc::new(Metrics::new(Limits {
        lag: config.node.maximum_lag_seconds,
        stall: config.server.stalled_seconds,
    }))
}

impl<N: Node, A: Account> Keeper<N, A> {
    /// Lets all tasks run until `stop` comes. A run in progress is finished first, if that does not take too
    /// long. What is decided and sent is decided from the chain alone, so that ending at any other point is
    /// no harm either.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(false);
        let (seen, blocks) = watch::channel(None);
        let (prices, relays, liquidation, auctions, orders, housekeeping) = self.tasks();
        let supervisor = self.supervisor(blocks, stopped.clone());
        let rules = &self.config;
        let tasks = async {
            let at_blocks = schedule(rules.tasks.interval_seconds, true);
            let now_and_then = schedule(rules.housekeeping.interval_seconds, false);
            tokio::join!(
                supervise(&supervisor, prices, at_blocks),
                supervise(&supervisor, relays, at_blocks),
                supervise(&supervisor, liquidation, at_blocks),
                supervise(&supervisor, auctions, at_blocks),
                supervise(&supervisor, orders, at_blocks),
                supervise(&supervisor, housekeeping, now_and_then),
            );
        };
        let stop = async {
            stop.await;
            tracing::info!("stopping");
            stopping.send_replace(true);
        };
        tokio::select! {
            ((), ()) = async { tokio::join!(tasks, stop) } => {}
            () = self.watch(seen) => {}
        }
    }

    /// Runs every task once. While something waits for an earlier transaction that may still be included, it
    /// runs again; not longer than a task's deadline.
    pub async fn once(self) -> Result<(), KeeperError> {
        let supervisor = self.supervisor(watch::channel(None).1, watch::channel(false).1);
        let (prices, relays, liquidation, auctions, orders, housekeeping) = self.tasks();
        let results = [
            once(&supervisor, prices).await,
            once(&supervisor, relays).await,
            once(&supervisor, liquidation).await,
            once(&supervisor, auctions).await,
            once(&supervisor, orders).await,
            once(&supervisor, housekeeping).await,
        ];
        let failed: Vec<_> = results.into_iter().filter_map(Result::err).collect();
        if failed.is_empty() {
            return Ok(());
        }
        Err(KeeperError::Failed { failed })
    }

    /// Tells of blocks as they come. Never ends.
    async fn watch(&self, seen: watch::Sender<Option<Block>>) {
        let mut blocks = self.node.blocks();
        loop {
            match blocks.next().await {
                Ok(block) => {
                    // What is dated far in the future would pass for the newest until then.
                    let latest =
                        (self.clock)().saturating_add(self.config.node.maximum_lag_seconds);
                    if block.time <= latest {
                        self.metrics.saw(block);
                    }
                    seen.send_replace(Some(block));
                }
                Err(error) => tracing::warn!(%error, "no blocks come"),
            }
        }
    }

    /// The tasks that are switched on.
    #[allow(clippy::type_complexity)] // each task is its own type
    fn tasks(
        &self,
    ) -> (
        Option<Prices<N, A>>,
        Option<Relays<N, A>>,
        Option<Liquidation<N, A>>,
        Option<Auctions<N, A>>,
        Option<Orders<N, A>>,
        Option<Housekeeping<N, A>>,
    ) {
        let config = &self.config;
        let common: Common = Default::default();
        let feeds = config.prices.enabled && !config.prices.feeds.is_empty();
        let prices = feeds.then(|| Prices::new(self.desk(&self.feeder, "prices", &common)));
        let relays = config.relay.is_on();
        let relays = relays.then(|| Relays::new(self.desk(&self.account, "relay", &common)));
        let liquidates = config.liquidation.enabled;
        let liquidation =
            liquidates.then(|| Liquidation::new(self.desk(&self.account, "liquidation", &common)));
        let takes = config.auctions.enabled;
        let auctions = takes.then(|| Auctions::new(self.desk(&self.account, "auctions", &common)));
        let fills = config.orders.is_on();
        let orders = fills.then(|| Orders::new(self.desk(&self.account, "orders", &common)));
        let keeps = config.housekeeping.enabled;
        let housekeeping =
            keeps.then(|| Housekeeping::new(self.desk(&self.account, "housekeeping", &common)));
        (prices, relays, liquidation, auctions, orders, housekeeping)
    }

    fn desk(&self, account: &Arc<A>, task: &'static str, common: &Common) -> Desk<N, A> {
        let shared = Shared {
            node: Arc::clone(&self.node),
            config: Arc::clone(&self.config),
            metrics: Arc::clone(&self.metrics),
            clock: Arc::clone(&self.clock),
            floor: Arc::clone(&common.0),
            claims: Arc::clone(&common.1),
        };
        let rules = &self.config.transactions;
        let fees = Fees::new(self.node.gas_price(), rules);
        let contracts = self.node.contracts().clone();
        let sender = Sender::new(Arc::clone(account), contracts, (fees, rules), self.is_dry);
        Desk::new(shared, sender, task)
    }

    fn supervisor(
        &self,
        blocks: watch::Receiver<Option<Block>>,
        stop: watch::Receiver<bool>,
    ) -> Supervisor {
        Supervisor {
            config: self.config.tasks.clone(),
            metrics: Arc::clone(&self.metrics),
            clock: Arc::clone(&self.clock),
            blocks,
            stop,
        }
    }
}

fn schedule(seconds: u64, at_blocks: bool) -> Schedule {
    Schedule {
        interval: Duration::from_secs(seconds),
        at_blocks,
    }
}

async fn supervise(supervisor: &Supervisor, task: Option<impl Task>, schedule: Schedule) {
    if let Some(task) = task {
        supervisor.clone().supervise(task, schedule).await;
    }
}

/// How often a task that waits for blocks looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

async fn once(supervisor: &Supervisor, task: Option<impl Task>) -> Result<(), String> {
    let Some(mut task) = task else {
        return Ok(());
    };
    let name = task.name();
    let patience = Duration::from_secs(supervisor.config.deadline_seconds);
    let began = tokio::time::Instant::now();
    loop {
        let ran = supervisor.run(&mut task).await;
        let ran = ran.map_err(|error| format!("{name}: {error}"))?;
        if let Some(failure) = ran.failures.first() {
            return Err(format!("{name}: {}", failure.error));
        }
        if !ran.is_held() {
            return Ok(());
        }
        if began.elapsed() > patience {
            return Err(format!(
                "{name}: no new blocks within {} s",
                patience.as_secs()
            ));
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

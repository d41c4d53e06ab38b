//! Metrics in Prometheus's text format.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{atomic::AtomicU64, Mutex, PoisonError},
};

use prometheus_client::{
    encoding::text::encode,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};

use super::health::{Health, Limits};
pub use super::labels::{
    ActionLabels, FeedLabel, KindLabel, ReasonLabel, RunLabels, SourceLabel, TaskLabel, TypeLabel,
};
use crate::{node::Block, strategy::Kind};

/// A counter of fractions.
type Sum = Counter<f64, AtomicU64>;

/// Everything that is counted, and the health.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Whether all is well.
    pub health: Health,
    height: Gauge,
    lag: Gauge,
    /// What came of actions.
    pub actions: Family<ActionLabels, Counter>,
    /// Gas used by transactions on the chain.
    pub gas_used: Family<KindLabel, Counter>,
    /// Fees paid, base units of the gas coin.
    pub fees: Sum,
    /// The same in US dollars.
    pub fees_usd: Sum,
    /// Rewards earned, US dollars at the accepted price.
    pub reward_usd: Sum,
    /// Rewards earned, base units of collateral.
    pub reward: Family<TypeLabel, Sum>,
    /// Unsafe positions found at the last look. Reading ends when enough are found that pay, so that there may
    /// be more; zero says that there is none.
    pub unsafe_positions: Family<TypeLabel, Gauge>,
    /// Live auctions at the last look.
    pub auctions: Family<TypeLabel, Gauge>,
    /// Those of them that are over.
    pub auctions_over: Family<TypeLabel, Gauge>,
    /// Orders at the last look that a buyer can fill.
    pub fillable_orders: Family<TypeLabel, Gauge>,
    /// What takes, restarts and fills brought, US dollars at the accepted price.
    pub gain_usd: Family<KindLabel, Sum>,
    /// How often a collateral type could not be looked after.
    pub type_failures: Family<TypeLabel, Counter>,
    price_age: Family<FeedLabel, Gauge>,
    /// The time of each source's last price, which its age is taken from when the metrics are read.
    quoted: Mutex<BTreeMap<String, u64>>,
    /// Sources that gave no price.
    pub price_failures: Family<FeedLabel, Counter>,
    /// Signed reports that were found and are news.
    pub reports_collected: Family<FeedLabel, Counter>,
    /// Signed reports that were found and cannot be relayed.
    pub reports_refused: Family<ReasonLabel, Counter>,
    /// Signed reports that the oracle took from the keeper.
    pub reports_relayed: Family<FeedLabel, Counter>,
    /// Sources of signed reports that could not be read.
    pub source_failures: Family<SourceLabel, Counter>,
    /// Runs of tasks.
    pub runs: Family<RunLabels, Counter>,
    /// The gas price that a task pays.
    pub gas_price: Family<TaskLabel, Gauge<f64, AtomicU64>>,
    /// Gas coins that an account holds.
    pub gas_coins: Family<TaskLabel, Gauge<f64, AtomicU64>>,
}

impl Metrics {
    /// With nothing counted yet.
    pub fn new(limits: Limits) -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("ballast_keeper"),
            health: Health::new(limits),
            height: Gauge::default(),
            lag: Gauge::default(),
            actions: Family::default(),
            gas_used: Family::default(),
            fees: Sum::default(),
            fees_usd: Sum::default(),
            reward_usd: Sum::default(),
            reward: Family::default(),
            unsafe_positions: Family::default(),
            auctions: Family::default(),
            auctions_over: Family::default(),
            fillable_orders: Family::default(),
            gain_usd: Family::default(),
            type_failures: Family::default(),
            price_age: Family::default(),
            quoted: Mutex::default(),
            price_failures: Family::default(),
            reports_collected: Family::default(),
            reports_refused: Family::default(),
            reports_relayed: Family::default(),
            source_failures: Family::default(),
            runs: Family::default(),
            gas_price: Family::default(),
            gas_coins: Family::default(),
        };
        metrics.register();
        metrics.begin_at_zero();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("block_height", "The newest block seen", self.height.clone());
        registry.register("lag_seconds", "Age of the newest block", self.lag.clone());
        let actions = "What came of actions";
        registry.register("actions", actions, self.actions.clone());
        let gas = "Gas used by transactions on the chain";
        registry.register("gas_used", gas, self.gas_used.clone());
        let fees = "Fees paid, base units of the gas coin";
        registry.register("fees_paid", fees, self.fees.clone());
        registry.register("fees_usd", "Fees paid, US dollars", self.fees_usd.clone());
        let reward = "Rewards earned, US dollars at the accepted price";
        registry.register("reward_usd", reward, self.reward_usd.clone());
        let reward = "Rewards earned, base units of collateral";
        registry.register("reward", reward, self.reward.clone());
        let positions =
            "Unsafe positions found at the last look; there may be more, but none if it is zero";
        registry.register("unsafe_positions", positions, self.unsafe_positions.clone());
        registry.register(
            "auctions",
            "Live auctions at the last look",
            self.auctions.clone(),
        );
        let over = "Live auctions at the last look that wait for a restart";
        registry.register("auctions_over", over, self.auctions_over.clone());
        let orders = "Orders at the last look that a buyer can fill";
        registry.register("fillable_orders", orders, self.fillable_orders.clone());
        let gain = "What takes, restarts and fills brought, US dollars";
        registry.register("gain_usd", gain, self.gain_usd.clone());
        let failures = "How often a collateral type could not be looked after";
        registry.register("type_failures", failures, self.type_failures.clone());
        let age = "Age of a source's price by the chain's clock";
        registry.register("price_age_seconds", age, self.price_age.clone());
        let failures = "How often a source gave no price";
        registry.register("price_failures", failures, self.price_failures.clone());
        self.register_reports();
        let registry = &mut self.registry;
        registry.register("task_runs", "Runs of tasks", self.runs.clone());
        let price = "Base units of the gas coin paid for a unit of gas";
        registry.register("gas_price", price, self.gas_price.clone());
        let coins = "Base units of the gas coin held";
        registry.register("gas_coins", coins, self.gas_coins.clone());
    }

    fn register_reports(&mut self) {
        let registry = &mut self.registry;
        let collected = "Signed reports that were found and are news";
        registry.register(
            "reports_collected",
            collected,
            self.reports_collected.clone(),
        );
        let refused = "Signed reports that were found and cannot be relayed";
        registry.register("reports_refused", refused, self.reports_refused.clone());
        let relayed = "Signed reports that the oracle took from the keeper";
        registry.register("reports_relayed", relayed, self.reports_relayed.clone());
        let failures = "How often a source of signed reports could not be read";
        registry.register("source_failures", failures, self.source_failures.clone());
    }

    /// Counters that exist from the start, so that a first increase shows as one.
    fn begin_at_zero(&self) {
        for kind in Kind::ALL {
            for result in ["done", "overtaken"] {
                let kind = kind.name();
                drop(self.actions.get_or_create(&ActionLabels { kind, result }));
            }
        }
    }

    /// A block was seen.
    pub fn saw(&self, block: Block) {
        self.health.saw(block);
    }

    /// Something came of an action.
    pub fn acted(&self, kind: Kind, result: &'static str) {
        let kind = kind.name();
        self.actions
            .get_or_create(&ActionLabels { kind, result })
            .inc();
    }

    /// A task's run ended.
    pub fn ran(&self, task: &'static str, result: &'static str) {
        self.runs.get_or_create(&RunLabels { task, result }).inc();
    }

    /// A source gave a price of this time.
    pub fn quoted(&self, feed: &str, time: u64) {
        let quoted = self.quoted.lock();
        let mut quoted = quoted.unwrap_or_else(PoisonError::into_inner);
        quoted.insert(feed.to_owned(), time);
    }

    /// Ages grow with the chain's time, whether a source answers or not.
    fn age_prices(&self) {
        let chain = self.health.newest().map_or(0, |block| block.time);
        let quoted = self.quoted.lock();
        for (feed, time) in &*quoted.unwrap_or_else(PoisonError::into_inner) {
            let age = i64::try_from(chain.saturating_sub(*time)).unwrap_or(i64::MAX);
            let feed = feed.clone();
            self.price_age.get_or_create(&FeedLabel { feed }).set(age);
        }
    }

    /// The text of all metrics at a time of the machine's clock.
    pub fn text(&self, now: u64) -> String {
        let status = self.health.status(now);
        let gauge = |number: Option<u64>| number.and_then(|n| i64::try_from(n).ok()).unwrap_or(-1);
        self.height.set(gauge(status.height));
        self.lag.set(gauge(status.lag_seconds));
        self.age_prices();
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            text.clear();
            let _ = writeln!(text, "# the metrics cannot be written");
        }
        text
    }
}

/// How many there are, for a gauge.
pub fn count(found: usize) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}

/// An amount as a number for a metric; digits beyond the 15th or so are lost.
#[allow(clippy::cast_precision_loss)]
pub fn number(amount: u128) -> f64 {
    amount as f64
}

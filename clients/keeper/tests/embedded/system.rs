//! A system with positions and a pool, keepers on it, and what is asked of them afterwards.

use std::sync::Arc;

use ballast_devchain::{invariants, Deployment, Devchain};
use ballast_keeper::{keeper, observe::Metrics, Clock, Config, Keeper};
use ballast_types::{oracle::FeedKind, vault::PositionResponse};
use cosmwasm_std::Decimal;

use super::{account::DevAccount, world::World};

/// The type of ether, its feed, a whole one and a whole stablecoin in base units.
pub const ETH: u16 = 1;
pub const FEED: &str = "ETH";
pub const ETHER: u128 = 1_000_000_000_000_000_000;
pub const USD: u128 = 1_000_000;

/// Seconds between blocks, unless a test says otherwise.
pub const BLOCK: u64 = 6;

/// Positions of 10 ether at 200 USD that become unsafe one after the other as the price falls: their debts
/// are 900, 910, ... USD. The pool holds so many stablecoins, of a depositor who is far from any danger.
pub fn system(positions: u32, pool: u128) -> Devchain {
    deployed(&Deployment::standard(), positions, pool)
}

/// The same without auctions: what pool and caller cannot take on stays where it is.
pub fn without_auctions(positions: u32, pool: u128) -> Devchain {
    let mut deployment = Deployment::standard();
    for spec in &mut deployment.collateral_types {
        spec.auctions = None;
    }
    deployed(&deployment, positions, pool)
}

/// The largest step there may be, so that a price that falls far is accepted at once.
fn deployed(deployment: &Deployment, positions: u32, pool: u128) -> Devchain {
    let mut deployment = deployment.clone();
    for spec in &mut deployment.feeds {
        if let FeedKind::Price { intake } = &mut spec.kind {
            intake.maximum_step = Decimal::percent(50);
        }
    }
    furnished(&deployment, positions, pool)
}

/// A deployment with a pool and positions.
pub fn furnished(deployment: &Deployment, positions: u32, pool: u128) -> Devchain {
    let mut chain = Devchain::deploy(deployment).unwrap();
    chain.report_price(FEED, price(200)).unwrap();
    if pool > 0 {
        chain
            .vault()
            .open("bob", ETH, 9_000 * ETHER, pool * USD)
            .unwrap();
        chain.liquidation().deposit("bob", ETH, pool * USD).unwrap();
    }
    for number in 0..positions {
        let debt = u128::from(900 + 10 * (number % 35));
        chain
            .vault()
            .open("alice", ETH, 10 * ETHER, debt * USD)
            .unwrap();
    }
    chain
}

pub fn price(usd: u64) -> Decimal {
    Decimal::from_ratio(usd, 1u64)
}

/// A configuration without a server and with little to wait for.
pub fn config() -> Config {
    let mut config = Config::default();
    config.server.enabled = false;
    config.transactions.timeout_blocks = 5;
    config.transactions.wait_blocks_after_start = 5;
    config
}

/// A keeper with its metrics.
pub struct Kept {
    pub keeper: Keeper<World, DevAccount>,
    pub metrics: Arc<Metrics>,
}

pub fn kept(world: &World, name: &str, config: Config) -> Kept {
    let metrics = keeper::metrics(&config);
    let keeper = Keeper {
        node: Arc::new(world.clone()),
        account: Arc::new(DevAccount::new(world, name)),
        feeder: Arc::new(DevAccount::new(world, name)),
        config: Arc::new(config),
        metrics: Arc::clone(&metrics),
        clock: test_clock(),
        is_dry: false,
    };
    Kept { keeper, metrics }
}

/// The machine's clock: that of the chain's beginning, going on in virtual time.
pub fn test_clock() -> Clock {
    let began = tokio::time::Instant::now();
    let start = START.with(std::cell::Cell::get);
    Arc::new(move || start + began.elapsed().as_secs())
}

thread_local! {
    static START: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A world whose time is what [`test_clock`] tells from now on.
pub fn world(chain: Devchain) -> World {
    START.with(|start| start.set(chain.now()));
    World::new(chain)
}

/// Lets time pass before the first keeper begins, in one block.
pub fn wait(world: &World, seconds: u64) {
    world.tick(seconds);
    START.with(|start| start.set(world.get().chain.now()));
}

/// Lets keepers run while time passes, then stops them.
pub async fn run(world: &World, keepers: Vec<Keeper<World, DevAccount>>, seconds: u64) {
    run_with_blocks(world, keepers, (seconds, BLOCK)).await;
}

pub async fn run_with_blocks(
    world: &World,
    keepers: Vec<Keeper<World, DevAccount>>,
    (seconds, block): (u64, u64),
) {
    let (stopping, stopped) = tokio::sync::watch::channel(false);
    let running = keepers.into_iter().map(|keeper| {
        let mut stopped = stopped.clone();
        keeper.run(async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        })
    });
    let time = async {
        world.pass(seconds, block).await;
        stopping.send_replace(true);
        // Whoever follows a transaction sees it to its end.
        world.pass(20 * block, block).await;
    };
    tokio::join!(futures_util::future::join_all(running), time);
}

/// Positions that anyone may liquidate.
pub fn unsafe_positions(world: &World) -> Vec<PositionResponse> {
    let mut positions = world.get().chain.positions(ETH).unwrap();
    positions.retain(|position| position.is_unsafe == Some(true));
    positions
}

/// The price falls: all feeders report it at once, in a block of their own.
pub fn fall(world: &World, usd: u64) {
    world.set().chain.report_price(FEED, price(usd)).unwrap();
}

/// A metric's value, zero if it is not there yet.
pub fn metric(metrics: &Metrics, name: &str) -> f64 {
    let text = metrics.text(0);
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix(&format!("ballast_keeper_{name} ")));
    line.map_or(0.0, |value| value.trim().parse().unwrap())
}

/// How many actions of a kind had a result.
pub fn actions(metrics: &Metrics, kind: &str, result: &str) -> u32 {
    let name = format!("actions_total{{kind=\"{kind}\",result=\"{result}\"}}");
    metric(metrics, &name) as u32
}

/// How many runs of a task had a result.
pub fn runs(metrics: &Metrics, task: &str, result: &str) -> u32 {
    let name = format!("task_runs_total{{task=\"{task}\",result=\"{result}\"}}");
    metric(metrics, &name) as u32
}

/// All invariants hold, and nobody's transaction was refused on the chain.
pub fn ensure_sound(world: &World) {
    let found = invariants::check(&world.get().chain);
    assert!(found.is_empty(), "{found:?}");
    let violations = world.get().chain.violations().len();
    assert_eq!(
        violations,
        0,
        "{:?}",
        world.get().chain.violations().first()
    );
}

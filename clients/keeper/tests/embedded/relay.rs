//! Feeders' signed reports, brought by a keeper that is none of them: what they make possible is done in the same
//! transaction.

use std::path::Path;

use ballast_devchain::Deployment;
use ballast_keeper::{
    config::{ReportFile, ReportServer, ReportSource},
    observe::Metrics,
    Config,
};
use ballast_types::oracle::{Report, SignedReport};
use cosmwasm_std::Decimal;
use tempfile::TempDir;

use super::{system::*, world::World};

/// Feeders with a file each.
pub struct Feeders {
    folder: TempDir,
    pub sources: Vec<ReportSource>,
}

impl Feeders {
    /// So many, without a report yet.
    pub fn new(count: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = (1..=count).map(|n| file(&folder.path().join(format!("feeder-{n}.json"))));
        let feeders = Self {
            sources: sources.collect(),
            folder,
        };
        (1..=count).for_each(|number| feeders.write(number, "[]"));
        feeders
    }

    pub fn write(&self, number: usize, text: &str) {
        let path = self.folder.path().join(format!("feeder-{number}.json"));
        std::fs::write(path, text).unwrap();
    }

    /// Each publishes a price of now.
    pub fn publish(&self, world: &World, usd: u64) {
        for number in 1..=self.sources.len() {
            self.say(world, number, price(usd));
        }
    }

    pub fn say(&self, world: &World, number: usize, usd: Decimal) {
        let signed = sign(world, &format!("feeder-{number}"), usd);
        self.write(number, &serde_json::to_string(&signed).unwrap());
    }
}

pub fn file(path: &Path) -> ReportSource {
    ReportSource::File(ReportFile {
        path: path.to_owned(),
        maximum_bytes: 65_536,
    })
}

/// An account's report of a price, of now.
pub fn sign(world: &World, account: &str, usd: Decimal) -> SignedReport {
    let mut inner = world.set();
    let report = Report::new(FEED, usd, inner.clock);
    inner.chain.oracle().sign(account, report).unwrap()
}

/// Relays what pays for itself, and does nothing else.
pub fn relaying(sources: &[ReportSource]) -> Config {
    let mut config = config();
    config.housekeeping.enabled = false;
    config.auctions.enabled = false;
    config.relay.sources = sources.to_vec();
    config
}

/// The same, and every beat and move as a service.
pub fn serving(sources: &[ReportSource]) -> Config {
    let mut config = relaying(sources);
    (config.relay.beats, config.relay.moves) = (true, true);
    config
}

/// How the transactions on the chain began and ended, with the refusals.
pub fn done(world: &World) -> Vec<(Vec<String>, bool)> {
    let kind = |msg: &serde_json::Value| msg.as_object().unwrap().keys().next().unwrap().clone();
    let history = &world.get().history;
    let all = history.iter().map(|done| {
        let msgs = done.before.iter().chain([&done.msg]).map(kind).collect();
        (msgs, done.refusal.is_none())
    });
    all.collect()
}

pub fn relay_and_liquidate() -> (Vec<String>, bool) {
    (vec!["relay".to_owned(), "liquidate".to_owned()], true)
}

pub fn counted(metrics: &Metrics, name: &str) -> u32 {
    metric(metrics, name) as u32
}

pub fn spot(world: &World) -> Decimal {
    let accepted = world.get().chain.price(FEED).unwrap().unwrap();
    accepted.spot
}

/// Lets keepers start, which wait for blocks first.
pub const START: u64 = 60;

/// Runs keepers; after a minute something happens.
pub async fn run_and(world: &World, keepers: Vec<Kept>, (seconds, happens): (u64, impl FnOnce())) {
    let happens = async {
        let begin = world.get().clock + START;
        world.until(|inner| inner.clock >= begin).await;
        happens();
    };
    let keepers = keepers.into_iter().map(|kept| kept.keeper).collect();
    tokio::join!(run(world, keepers, seconds), happens);
}

#[tokio::test(start_paused = true)]
async fn a_price_that_falls_is_relayed_and_acted_on_in_one_transaction() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", relaying(&feeders.sources));
    let metrics = one.metrics.clone();
    run_and(&world, vec![one], (180, || feeders.publish(&world, 126))).await;

    let done = done(&world);
    assert_eq!(done[0], relay_and_liquidate(), "{done:?}");
    assert_eq!(done.len(), 1, "{done:?}");
    assert_eq!(spot(&world), price(126));
    assert!(unsafe_positions(&world).is_empty());
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    assert_eq!(actions(&metrics, "relay", "done"), 0);
    assert_eq!(
        counted(&metrics, "reports_collected_total{feed=\"ETH\"}"),
        3
    );
    assert_eq!(counted(&metrics, "reports_relayed_total{feed=\"ETH\"}"), 3);
    assert!(metric(&metrics, "reward_usd_total") > metric(&metrics, "fees_usd_total"));
    assert_eq!(runs(&metrics, "liquidation", "failed"), 0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_relayed_that_does_not_pay_unless_it_is_wanted() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", relaying(&feeders.sources));
    run_and(&world, vec![one], (120, || feeders.publish(&world, 190))).await;
    assert!(done(&world).is_empty(), "{:?}", done(&world));
    assert_eq!(spot(&world), price(200));
}

#[tokio::test(start_paused = true)]
async fn i22_every_beat_and_every_move_is_brought_as_a_service_and_none_twice() {
    let world = world(system(0, 0));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", serving(&feeders.sources));
    let metrics = one.metrics.clone();
    let time = async {
        for minute in 0..10 {
            // At every beat; a move of 0.5% between two of them, and one of less.
            feeders.publish(&world, 1_000 + minute);
            tokio::time::sleep(std::time::Duration::from_secs(30)).await;
            feeders.publish(&world, if minute == 5 { 1_200 } else { 1_000 + minute });
            tokio::time::sleep(std::time::Duration::from_secs(30)).await;
        }
    };
    tokio::join!(run(&world, vec![one.keeper], 660), time);
    let relays = actions(&metrics, "relay", "done");
    let blocks = done(&world);
    assert!((9..=13).contains(&relays), "{relays}: {blocks:?}");
    let all = counted(&metrics, "reports_relayed_total{feed=\"ETH\"}");
    assert_eq!(all, 3 * relays);
    assert_eq!(runs(&metrics, "relay", "failed"), 0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h24_a_crash_is_confirmed_and_acted_on_with_its_second_round() {
    let deployment = Deployment::standard();
    let world = world(furnished(&deployment, 10, 50_000));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", serving(&feeders.sources));
    let metrics = one.metrics.clone();
    let time = async {
        for _ in 0..20 {
            feeders.publish(&world, 126);
            tokio::time::sleep(std::time::Duration::from_secs(10)).await;
        }
    };
    tokio::join!(run(&world, vec![one.keeper], 240), time);
    let relayed = done(&world);
    assert_eq!(relayed[0], (vec!["relay".to_owned()], true), "{relayed:?}");
    assert_eq!(relayed[1], relay_and_liquidate(), "{relayed:?}");
    assert_eq!(spot(&world), price(126));
    assert!(unsafe_positions(&world).is_empty());
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    ensure_sound(&world);
}

#[tokio::test]
async fn reports_come_from_a_loopback_server_too() {
    let routes = axum::Router::new().route("/reports", axum::routing::get(|| async { "[]" }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let source = ReportSource::Http(ReportServer {
        url: format!("http://{address}/reports").into(),
        timeout_seconds: 5,
        maximum_bytes: 65_536,
    });
    let world = world(system(0, 0));
    let mut one = kept(&world, "keeper", relaying(&[source]));
    one.keeper.is_dry = true;
    one.keeper.once().await.unwrap();
}

//! The crash of March 2020: five keepers, four of which report prices from a file.

use ballast_devchain::{
    paths::{eth_march_2020, path, Hour, Point},
    Devchain,
};
use ballast_keeper::{
    config::{FeedConfig, FileSource, SourceConfig, TimeUnit},
    Config,
};
use std::{collections::BTreeMap, fmt::Write, path::Path};

use super::{system::*, world::World};

/// Seconds between blocks and between prices.
const STEP: u64 = 20;
const BEAT: u64 = 60;

/// The hours of the fall: the 12th of March from 10:00 to 24:00.
fn hours() -> Vec<Hour> {
    let hours = eth_march_2020().unwrap();
    hours[34..48].to_vec()
}

/// Sixty positions over a spread of ratios, and a pool.
fn crashing(hours: &[Hour]) -> Devchain {
    let mut deployment = ballast_devchain::Deployment::standard();
    deployment.start_time = hours[0].time - 600;
    let mut chain = Devchain::deploy(&deployment).unwrap();
    chain.advance(60);
    chain.report_price(FEED, hours[0].open).unwrap();
    let of = |ratio: u128| {
        let value = hours[0].open.atomics().u128() / 1_000_000_000_000 * 10;
        value * 100 / ratio
    };
    chain
        .vault()
        .open("bob", ETH, 9_000 * ETHER, 150_000 * USD)
        .unwrap();
    chain
        .liquidation()
        .deposit("bob", ETH, 150_000 * USD)
        .unwrap();
    for number in 0..60u128 {
        let debt = of(161 + number * 3);
        chain.vault().open("alice", ETH, 10 * ETHER, debt).unwrap();
    }
    chain
}

fn write_prices(file: &Path, points: &[Point]) {
    let mut text = "time,price\n".to_owned();
    for point in points {
        writeln!(text, "{},{}", point.time, point.price).unwrap();
    }
    std::fs::write(file, text).unwrap();
}

/// Only reports prices, from a file.
fn feeding(file: &Path) -> Config {
    let mut config = config();
    config.liquidation.enabled = false;
    config.housekeeping.enabled = false;
    config.prices.feeds = vec![FeedConfig {
        feed: FEED.to_owned(),
        maximum_age_seconds: 60,
        source: SourceConfig::File(FileSource {
            path: file.to_owned(),
            time_unit: TimeUnit::Seconds,
            maximum_bytes: 1_000_000,
        }),
    }];
    config
}

/// Watches how long a position has been unsafe at the end of every block.
async fn longest_unsafe(world: &World, blocks: u64) -> u64 {
    let mut since: BTreeMap<_, u64> = BTreeMap::new();
    let mut longest = 0;
    for _ in 0..blocks {
        tokio::time::sleep(std::time::Duration::from_secs(STEP)).await;
        let found = unsafe_positions(world);
        let now = world.get().chain.now();
        since.retain(|id, _| found.iter().any(|it| it.position == *id));
        for position in found {
            let began = *since.entry(position.position).or_insert(now);
            longest = longest.max(now - began);
        }
    }
    longest
}

#[tokio::test(start_paused = true)]
async fn a_crash_passes_and_no_unsafe_position_is_left() {
    let hours = hours();
    let points = path(&hours, BEAT);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("eth.csv");
    write_prices(&file, &points);

    let world = world(crashing(&hours));
    let feeders = (1..=4).map(|n| kept(&world, &format!("feeder-{n}"), feeding(&file)));
    let feeders: Vec<_> = feeders.collect();
    let keeper = kept(&world, "keeper", config());
    let metrics = keeper.metrics.clone();
    let feeder_metrics = feeders[0].metrics.clone();
    let mut all: Vec<_> = feeders.into_iter().map(|kept| kept.keeper).collect();
    all.push(keeper.keeper);

    let seconds = hours[hours.len() - 1].time + 3_600 - world.get().clock;
    let (longest, ()) = tokio::join!(
        longest_unsafe(&world, seconds / STEP),
        run_with_blocks(&world, all, (seconds, STEP)),
    );

    assert!(unsafe_positions(&world).is_empty());
    assert!(longest <= 3 * STEP, "a position was unsafe for {longest} s");
    ensure_sound(&world);
    let liquidations = actions(&metrics, "liquidate", "done");
    assert!(liquidations > 10, "{liquidations} liquidations");
    assert!(actions(&metrics, "settle", "done") > 0);
    assert!(metric(&metrics, "reward_usd_total") > 10.0 * metric(&metrics, "fees_usd_total"));
    for task in ["liquidation", "housekeeping"] {
        assert_eq!(runs(&metrics, task, "failed"), 0, "{task}");
    }
    // A report a minute, and more where the price moved fast.
    let reports = actions(&feeder_metrics, "report", "done");
    let prices = u32::try_from(points.len()).unwrap();
    assert!(
        reports >= prices - 10,
        "{reports} reports of {prices} prices"
    );
    assert!(world
        .get()
        .history
        .iter()
        .all(|done| done.refusal.is_none()));
}

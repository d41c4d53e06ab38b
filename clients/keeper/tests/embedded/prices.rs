//! The price task: sources that fail, feeds that are not the keeper's.

use std::path::Path;

use ballast_keeper::config::{FeedConfig, FileSource, SourceConfig, TimeUnit};
use ballast_keeper::Config;

use super::system::*;

fn reporting(feeds: &[(&str, &Path)]) -> Config {
    let mut config = config();
    config.liquidation.enabled = false;
    config.housekeeping.enabled = false;
    let feeds = feeds.iter().map(|(feed, path)| FeedConfig {
        feed: (*feed).to_owned(),
        maximum_age_seconds: 30,
        source: SourceConfig::File(FileSource {
            path: path.to_path_buf(),
            time_unit: TimeUnit::Seconds,
            maximum_bytes: 1_000_000,
        }),
    });
    config.prices.feeds = feeds.collect();
    config
}

/// A file with a price for every ten seconds from a time on.
fn file(folder: &Path, name: &str, from: u64, seconds: u64) -> std::path::PathBuf {
    let lines = (0..seconds / 10).map(|n| format!("{},200\n", from + 10 * n));
    let path = folder.join(name);
    std::fs::write(&path, lines.collect::<String>()).unwrap();
    path
}

#[tokio::test(start_paused = true)]
async fn i22_a_report_is_made_at_every_beat_and_none_twice() {
    let world = world(system(0, 0));
    let folder = tempfile::tempdir().unwrap();
    let eth = file(folder.path(), "eth.csv", world.get().clock, 2_000);
    let one = kept(&world, "feeder-1", reporting(&[("ETH", &eth)]));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 900).await;
    let inner = world.get();
    let reports = inner.done("report");
    let times = reports.iter().map(|done| {
        let report = &done.msg["report"]["reports"][0];
        report["published_at"].as_u64().unwrap()
    });
    let times: Vec<_> = times.collect();
    assert!(
        times.windows(2).all(|pair| pair[0] / 60 < pair[1] / 60),
        "{times:?}"
    );
    assert!((13..=16).contains(&times.len()), "{}", times.len());
    assert_eq!(runs(&metrics, "prices", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn one_source_without_a_price_does_not_stop_the_others() {
    let world = world(system(0, 0));
    let folder = tempfile::tempdir().unwrap();
    let eth = file(folder.path(), "eth.csv", world.get().clock, 2_000);
    let none = folder.path().join("btc.csv");
    let one = kept(
        &world,
        "feeder-1",
        reporting(&[("BTC", &none), ("ETH", &eth)]),
    );
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 300).await;
    assert!(actions(&metrics, "report", "done") >= 3);
    assert!(metric(&metrics, "price_failures_total{feed=\"BTC\"}") > 10.0);
    assert_eq!(runs(&metrics, "prices", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_price_that_grows_old_is_reported_no_more_and_the_task_fails() {
    let world = world(system(0, 0));
    let folder = tempfile::tempdir().unwrap();
    let eth = file(folder.path(), "eth.csv", world.get().clock, 200);
    let one = kept(&world, "feeder-1", reporting(&[("ETH", &eth)]));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 600).await;
    let reports = actions(&metrics, "report", "done");
    assert!((2..=5).contains(&reports), "{reports}");
    // Its age grows on after the source has stopped.
    assert!(metric(&metrics, "price_age_seconds{feed=\"ETH\"}") >= 400.0);
    assert!(runs(&metrics, "prices", "failed") > 0);
    let status = metrics.health.status(world.get().clock);
    let error = status.tasks["prices"].last_error.clone().unwrap();
    assert!(error.contains("at most 30 s are accepted"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn who_is_no_feeder_reports_nothing() {
    let world = world(system(0, 0));
    let folder = tempfile::tempdir().unwrap();
    let eth = file(folder.path(), "eth.csv", world.get().clock, 2_000);
    let one = kept(&world, "keeper", reporting(&[("ETH", &eth)]));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert_eq!(runs(&metrics, "prices", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_feed_that_the_oracle_does_not_know_does_not_stop_the_others() {
    let world = world(system(0, 0));
    let folder = tempfile::tempdir().unwrap();
    let eth = file(folder.path(), "eth.csv", world.get().clock, 2_000);
    let feeds = [("DOGE", eth.as_path()), ("ETH", eth.as_path())];
    let one = kept(&world, "feeder-1", reporting(&feeds));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 300).await;
    assert!(actions(&metrics, "report", "done") >= 3);
    assert_eq!(runs(&metrics, "prices", "failed"), 0);

    let one = kept(&world, "feeder-1", reporting(&feeds[..1]));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert!(runs(&metrics, "prices", "failed") > 0);
}

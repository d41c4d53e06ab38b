//! Feeders that lie or are dead, sources that are away, rivals, and the keeper's own death.

use std::{future::pending, path::Path};

use ballast_devchain::account_key;

use super::{relay::*, system::*};

#[tokio::test(start_paused = true)]
async fn h29_what_is_forged_foreign_unknown_or_malformed_spoils_no_bundle() {
    let world = world(system(10, 50_000));
    let mut feeders = Feeders::new(9);
    feeders
        .sources
        .push(file(Path::new("/nowhere/at/all.json")));
    let one = kept(&world, "keeper", relaying(&feeders.sources));
    let metrics = one.metrics.clone();
    run_and(
        &world,
        vec![one],
        (180, || {
            for number in 1..=3 {
                feeders.say(&world, number, price(126));
            }
            // Another price under a true signature.
            let mut forged = sign(&world, "feeder-4", price(126));
            forged.report.price = price(1);
            feeders.write(4, &serde_json::to_string(&forged).unwrap());
            // Another key under a feeder's report.
            let mut stolen = sign(&world, "feeder-5", price(1));
            let key = account_key("alice").unwrap();
            stolen.public_key = key.verifying_key().to_encoded_point(true).as_bytes().into();
            feeders.write(5, &serde_json::to_string(&stolen).unwrap());
            // Nobody's feeder, a feed that is none, a time in milliseconds, and no report at all.
            let unknown = sign(&world, "alice", price(1));
            feeders.write(6, &serde_json::to_string(&[unknown]).unwrap());
            let mut other = sign(&world, "feeder-4", price(1));
            other.report.feed = "DOGE".to_owned();
            let mut late = sign(&world, "feeder-4", price(1));
            late.report.published_at *= 1_000;
            feeders.write(7, &serde_json::to_string(&[other, late]).unwrap());
            feeders.write(8, "[]");
            feeders.write(9, "<html>");
        }),
    )
    .await;

    assert_eq!(done(&world), [relay_and_liquidate()]);
    assert_eq!(spot(&world), price(126));
    let refused = |reason: &str| {
        let name = format!("reports_refused_total{{reason=\"{reason}\"}}");
        counted(&metrics, &name)
    };
    let reasons = ["forged", "unknown_feeder", "unknown_feed", "from_future"];
    assert_eq!(reasons.map(refused), [2, 1, 1, 1]);
    assert_eq!(counted(&metrics, "reports_relayed_total{feed=\"ETH\"}"), 3);
    assert_eq!(runs(&metrics, "relay", "failed"), 0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h23_one_feeder_lies_and_one_is_dead_and_the_price_is_the_honest_ones() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(4);
    let one = kept(&world, "keeper", relaying(&feeders.sources));
    run_and(
        &world,
        vec![one],
        (180, || {
            feeders.say(&world, 1, price(126));
            feeders.say(&world, 2, price(127));
            // The third is dead, the fourth lies.
            feeders.say(&world, 4, price(1));
        }),
    )
    .await;
    assert_eq!(done(&world), [relay_and_liquidate()]);
    assert_eq!(spot(&world), price(126));
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn without_a_source_the_task_fails_and_the_others_go_on() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    let one = kept(
        &world,
        "keeper",
        relaying(&[file(Path::new("/nowhere.json"))]),
    );
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(runs(&metrics, "relay", "failed") > 0);
    assert!(metric(&metrics, "source_failures_total{source=\"/nowhere.json\"}") > 1.0);
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    let status = metrics.health.status(world.get().clock);
    let error = status.tasks["relay"].last_error.clone().unwrap();
    assert!(
        error.contains("no source of signed reports can be read"),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn h52_what_a_rival_has_relayed_is_ignored_and_the_liquidation_still_goes() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", relaying(&feeders.sources));
    let metrics = one.metrics.clone();
    run_and(
        &world,
        vec![one],
        (180, || {
            feeders.publish(&world, 126);
            let reports: Vec<_> = (1..=3)
                .map(|n| sign(&world, &format!("feeder-{n}"), price(126)))
                .collect();
            // Between what the keeper has read and its simulation.
            world.set().faults.meanwhile = Some(Box::new(move |chain| {
                chain.oracle().relay("carol", reports).unwrap();
            }));
        }),
    )
    .await;
    assert_eq!(done(&world), [relay_and_liquidate()]);
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    assert_eq!(counted(&metrics, "reports_relayed_total{feed=\"ETH\"}"), 0);
    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h52_a_round_that_a_rival_has_brought_is_not_paid_for_again() {
    let world = world(system(0, 0));
    let feeders = Feeders::new(3);
    let one = kept(&world, "keeper", serving(&feeders.sources));
    let metrics = one.metrics.clone();
    run_and(
        &world,
        vec![one],
        (120, || {
            feeders.publish(&world, 190);
            let reports: Vec<_> = (1..=3)
                .map(|n| sign(&world, &format!("feeder-{n}"), price(190)))
                .collect();
            world.set().faults.meanwhile = Some(Box::new(move |chain| {
                chain.oracle().relay("carol", reports).unwrap();
            }));
        }),
    )
    .await;
    assert!(done(&world).is_empty(), "{:?}", done(&world));
    assert_eq!(actions(&metrics, "relay", "overtaken"), 1);
    assert!(metric(&metrics, "fees_paid_total") == 0.0);
}

#[tokio::test(start_paused = true)]
async fn h51_killed_after_sending_it_does_nothing_twice() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(3);
    let first = kept(&world, "keeper", relaying(&feeders.sources));
    tokio::select! {
        () = first.keeper.run(pending()) => panic!("it ended by itself"),
        () = world.pass(600, BLOCK) => panic!("it did not come to that"),
        () = async {
            world.until(|inner| inner.height > 112).await;
            feeders.publish(&world, 126);
            world.until(|inner| !inner.mempool.is_empty()).await;
        } => {}
    }
    let second = kept(&world, "keeper", relaying(&feeders.sources));
    let metrics = second.metrics.clone();
    run(&world, vec![second.keeper], 300).await;
    assert_eq!(done(&world), [relay_and_liquidate()]);
    assert_eq!(actions(&metrics, "liquidate", "done"), 0);
    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h50_no_more_is_paid_for_reports_and_liquidation_than_it_brings() {
    let world = world(system(10, 50_000));
    let feeders = Feeders::new(3);
    let mut config = relaying(&feeders.sources);
    config.gas_coin.usd = price(10_000);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run_and(&world, vec![one], (120, || feeders.publish(&world, 126))).await;
    assert!(done(&world).is_empty(), "{:?}", done(&world));
    assert!(metric(&metrics, "fees_paid_total") == 0.0);
}

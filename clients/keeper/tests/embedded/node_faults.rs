//! A node that is away, behind, or restarted with an old state.

use ballast_keeper::observe::Metrics;
use std::sync::Arc;

use super::{node::Faults, system::*, world::Inner};

/// Orders a fault at a time and puts it right later.
async fn fault(
    world: &super::world::World,
    (from, to): (u64, u64),
    set: impl Fn(&mut Inner, bool),
) {
    let start = world.get().clock;
    world.until(|inner| inner.clock >= start + from).await;
    set(&mut world.set(), true);
    world.until(|inner| inner.clock >= start + to).await;
    set(&mut world.set(), false);
}

#[tokio::test(start_paused = true)]
async fn h52_a_node_that_is_away_is_waited_for() {
    let world = world(system(10, 50_000));
    let one = kept(&world, "keeper", config());
    let metrics = one.metrics.clone();
    let time = async {
        fault(&world, (60, 360), |inner, is_away| {
            inner.faults.is_away = is_away;
            if is_away {
                inner.chain.report_price(FEED, price(126)).unwrap();
            } else {
                assert!(inner.done("liquidate").is_empty());
            }
        })
        .await;
    };
    let unhealthy = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 300).await;
        let status = metrics.health.status(world.get().clock);
        assert!(!status.healthy && status.lagging, "{status:?}");
        assert!(status.tasks["liquidation"].stalled, "{status:?}");
        assert_eq!(
            status.tasks["liquidation"].last_error.as_deref(),
            Some("the node is away")
        );
        world.until(|inner| inner.clock >= start + 590).await;
        let status = metrics.health.status(world.get().clock);
        assert!(status.healthy, "{status:?}");
    };
    tokio::join!(run(&world, vec![one.keeper], 600), time, unhealthy);

    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
    let failed = runs(&metrics, "liquidation", "failed");
    // 1 + 2 + 4 + ... + 60 + 60 s: pauses grow, and are bounded.
    assert!((6..=12).contains(&failed), "{failed} failed runs in 300 s");
}

#[tokio::test(start_paused = true)]
async fn h52_nothing_is_done_on_a_chain_that_stands_still() {
    let world = world(system(10, 50_000));
    let one = kept(&world, "keeper", config());
    let metrics = one.metrics.clone();
    let time = fault(&world, (60, 360), |inner, is_still| {
        inner.faults.is_still = is_still;
        if is_still {
            inner.chain.report_price(FEED, price(126)).unwrap();
        } else {
            let sent = inner.mempool.len() + inner.done("liquidate").len();
            assert!(sent <= 1, "{sent} messages on a chain that stood still");
        }
    });
    let lag = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 300).await;
        let status = metrics.health.status(world.get().clock);
        assert!(status.lagging && !status.healthy);
        let error = status.tasks["housekeeping"].last_error.clone().unwrap();
        assert!(
            error.contains("s old, at most 30 s are accepted"),
            "{error}"
        );
    };
    tokio::join!(run(&world, vec![one.keeper], 600), time, lag);
    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h52_a_node_with_an_old_height_is_not_believed() {
    let world = world(system(10, 50_000));
    let one = kept(&world, "keeper", config());
    let metrics = one.metrics.clone();
    let time = fault(&world, (60, 240), |inner, is_old| {
        inner.faults.lower = if is_old { vec![50] } else { vec![] };
        if is_old {
            inner.chain.report_price(FEED, price(126)).unwrap();
        } else {
            assert!(inner.done("liquidate").is_empty());
        }
    });
    tokio::join!(run(&world, vec![one.keeper], 480), time);
    assert!(runs(&metrics, "liquidation", "failed") > 0);
    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn a_node_that_goes_away_after_taking_a_transaction_does_not_make_it_twice() {
    let mut config = config();
    config.housekeeping.enabled = false;
    let world = world(system(10, 50_000));
    fall(&world, 126);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    let time = async {
        world.until(|inner| !inner.mempool.is_empty()).await;
        world.set().faults.is_away = true;
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 200).await;
        world.set().faults.is_away = false;
    };
    tokio::join!(run(&world, vec![one.keeper], 600), time);
    assert_eq!(world.get().done("liquidate").len(), 1);
    assert!(world
        .get()
        .history
        .iter()
        .all(|done| done.refusal.is_none()));
    assert!(actions(&metrics, "liquidate", "failed") > 0);
    assert!(unsafe_positions(&world).is_empty());
}

/// All is liquidated while this is wrong all the time.
async fn all_is_done_with(faults: Faults) -> Arc<Metrics> {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults = faults;
    let one = kept(&world, "keeper", config());
    let metrics = one.metrics.clone();
    let sight = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 170).await;
        assert!(unsafe_positions(&world).is_empty());
        let status = metrics.health.status(world.get().clock);
        assert!(status.healthy, "{status:?}");
    };
    tokio::join!(run(&world, vec![one.keeper], 180), sight);
    ensure_sound(&world);
    metrics
}

#[tokio::test(start_paused = true)]
async fn h52_a_node_that_is_a_block_behind_the_websocket_leaves_it_to_another() {
    let metrics = all_is_done_with(Faults {
        lower: vec![1, 0],
        told_higher: 1,
        ..Faults::default()
    })
    .await;
    assert_eq!(runs(&metrics, "liquidation", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn h52_a_node_that_is_a_block_behind_the_websocket_does_if_there_is_no_other() {
    all_is_done_with(Faults {
        lower: vec![1],
        told_higher: 1,
        ..Faults::default()
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn h52_a_websocket_that_lies_stops_nothing() {
    let metrics = all_is_done_with(Faults {
        told_higher: 1_000_000,
        ..Faults::default()
    })
    .await;
    assert_eq!(runs(&metrics, "liquidation", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn h51_nothing_is_decided_on_a_state_before_an_own_transaction() {
    for drains in [false, true] {
        // Other tasks may ask in the moment before this one knows that its transaction is in the block.
        let mut config = config();
        config.housekeeping.enabled = false;
        config.auctions.enabled = false;
        config.liquidation.batch = 3;
        let world = world(system(10, 50_000));
        fall(&world, 126);
        world.set().faults = Faults {
            lower: vec![1],
            drains,
            ..Faults::default()
        };
        let one = kept(&world, "keeper", config);
        run(&world, vec![one.keeper], 180).await;
        let inner = world.get();
        let ended = inner.results.values().flatten();
        let own: Vec<_> = ended.map(|ended| ended.height).collect();
        assert!(own.len() > 2, "{own:?}");
        for (at, height) in inner.asked.borrow().iter() {
            let older = own.iter().find(|own| *own <= height && at < own);
            assert_eq!(older, None, "asked as of {at} at {height}");
        }
    }
}

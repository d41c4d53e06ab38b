//! The keeper dies and is started again.

use std::future::pending;

use super::{system::*, world::Inner};
use ballast_keeper::Config;

fn only_liquidating() -> Config {
    let mut config = config();
    config.housekeeping.enabled = false;
    config
}

/// Lets a keeper run until something holds, then drops it where it stands. Blocks come all the while.
async fn dies_when(world: &super::world::World, kept: Kept, holds: impl Fn(&Inner) -> bool) {
    tokio::select! {
        () = kept.keeper.run(pending()) => panic!("it ended by itself"),
        () = world.pass(600, BLOCK) => panic!("it did not come to that"),
        () = world.until(holds) => {}
    }
}

#[tokio::test(start_paused = true)]
async fn h51_death_between_sending_and_inclusion_makes_nothing_twice() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    let first = kept(&world, "keeper", only_liquidating());
    dies_when(&world, first, |inner| !inner.mempool.is_empty()).await;
    assert_eq!(world.get().mempool.len(), 1);

    // The chain is slow to include it: the second keeper is up before.
    world.set().faults.is_still = true;
    let second = kept(&world, "keeper", only_liquidating());
    let metrics = second.metrics.clone();
    let time = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 18).await;
        world.set().faults.is_still = false;
    };
    tokio::join!(run(&world, vec![second.keeper], 300), time);

    assert_eq!(world.get().done("liquidate").len(), 1);
    assert_eq!(actions(&metrics, "liquidate", "done"), 0);
    assert!(actions(&metrics, "liquidate", "held") > 0);
    assert!(world
        .get()
        .history
        .iter()
        .all(|done| done.refusal.is_none()));
    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h51_what_was_lost_with_the_first_keeper_is_done_by_the_second() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults.forgets = 1;
    let first = kept(&world, "keeper", only_liquidating());
    dies_when(&world, first, |inner| inner.faults.forgets == 0).await;
    assert!(world.get().mempool.is_empty());
    let second = kept(&world, "keeper", only_liquidating());
    run(&world, vec![second.keeper], 300).await;
    assert_eq!(world.get().done("liquidate").len(), 1);
    assert!(unsafe_positions(&world).is_empty());
}

#[tokio::test(start_paused = true)]
async fn h51_killed_every_few_seconds_it_still_does_everything_once() {
    let world = world(system(60, 150_000));
    fall(&world, 126);
    let mut config = only_liquidating();
    config.liquidation.batch = 3;
    for life in 0..40u64 {
        let kept = kept(&world, "keeper", config.clone());
        let span = std::time::Duration::from_millis(31_000 + 1_700 * (life % 9));
        tokio::select! {
            () = kept.keeper.run(pending()) => panic!("it ended by itself"),
            () = world.pass(6_000, BLOCK) => {}
            () = tokio::time::sleep(span) => {}
        }
    }
    world.pass(60, BLOCK).await;
    assert!(
        unsafe_positions(&world).is_empty(),
        "{}",
        unsafe_positions(&world).len()
    );
    assert!(world
        .get()
        .history
        .iter()
        .all(|done| done.refusal.is_none()));
    assert!(world.get().done("liquidate").len() > 5);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h51_the_wait_after_a_start_does_not_count_from_an_old_block() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    // The earlier run sent at block 100, which the node of this one has not come to.
    world.set().faults.lower = vec![4];
    let one = kept(&world, "keeper", only_liquidating());
    let time = async {
        world.until(|inner| inner.height > 100).await;
        world.set().faults.lower.clear();
        world.until(|inner| inner.submitted > 0).await;
        let height = world.get().height;
        assert!(height > 105, "sent at {height}");
    };
    tokio::join!(run(&world, vec![one.keeper], 120), time);
}

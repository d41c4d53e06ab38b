//! Once, and dry.

use super::system::*;

#[tokio::test(start_paused = true)]
async fn once_does_everything_once_and_ends() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    let one = kept(&world, "keeper", config());
    tokio::select! {
        result = one.keeper.once() => result.unwrap(),
        () = world.pass(600, BLOCK) => panic!("it did not end"),
    }
    assert!(unsafe_positions(&world).is_empty());
    assert_eq!(world.get().done("liquidate").len(), 1);
    assert_eq!(world.get().done("settle").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn once_tells_what_failed() {
    let world = world(system(10, 50_000));
    world.set().faults.is_away = true;
    let one = kept(&world, "keeper", config());
    let error = one.keeper.once().await.unwrap_err().to_string();
    assert_eq!(
        error,
        "liquidation: the node is away; auctions: the node is away; housekeeping: the node is away"
    );
}

#[tokio::test(start_paused = true)]
async fn a_dry_run_says_what_it_would_do_and_sends_nothing() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    let mut one = kept(&world, "keeper", config());
    one.keeper.is_dry = true;
    let metrics = one.metrics.clone();
    let before = world.get().chain.state_hash();
    run(&world, vec![one.keeper], 60).await;
    assert!(actions(&metrics, "liquidate", "dry_run") > 0);
    assert!(world.get().history.is_empty() && world.get().mempool.is_empty());
    assert_eq!(world.get().chain.state_hash(), before);
    assert!(!unsafe_positions(&world).is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_run_that_did_something_has_not_failed_where_the_node_has_not_come_to_it() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults.lower = vec![1];
    let mut config = config();
    config.liquidation.batch = 3;
    config.auctions.enabled = false;
    config.housekeeping.enabled = false;
    let one = kept(&world, "keeper", config);
    tokio::select! {
        result = one.keeper.once() => result.unwrap(),
        () = world.pass(600, BLOCK) => panic!("it did not end"),
    }
    assert_eq!(world.get().done("liquidate").len(), 1);
}

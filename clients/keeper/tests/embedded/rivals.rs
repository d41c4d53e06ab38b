//! Two keepers at once.

use super::system::*;

#[tokio::test(start_paused = true)]
async fn h52_two_rival_keepers_share_the_work_and_a_lost_race_is_no_failure() {
    let world = world(system(60, 150_000));
    let first = kept(&world, "keeper", config());
    let second = kept(&world, "carol", config());
    let counts = [first.metrics.clone(), second.metrics.clone()];
    let time = async {
        world
            .until(|inner| inner.clock > inner.chain.deployment().start_time + 60)
            .await;
        fall(&world, 126);
    };
    tokio::join!(run(&world, vec![first.keeper, second.keeper], 300), time);

    assert!(unsafe_positions(&world).is_empty());
    ensure_sound(&world);
    let sum = |result| {
        counts
            .iter()
            .map(|it| actions(it, "liquidate", result))
            .sum::<u32>()
    };
    assert!(
        sum("done") > 0 && sum("overtaken") > 0,
        "{} {}",
        sum("done"),
        sum("overtaken")
    );
    assert_eq!(sum("failed"), 0);
    for metrics in &counts {
        assert_eq!(runs(metrics, "liquidation", "failed"), 0);
        assert_eq!(runs(metrics, "housekeeping", "failed"), 0);
    }
    // Every refusal on the chain was a lost race, and is counted as one.
    let refused = world
        .get()
        .history
        .iter()
        .filter(|done| done.refusal.is_some())
        .count();
    let lost = sum("overtaken")
        + counts
            .iter()
            .map(|it| actions(it, "settle", "overtaken"))
            .sum::<u32>();
    assert!(
        refused <= usize::try_from(lost).unwrap(),
        "{refused} refusals, {lost} lost races"
    );
}

#[tokio::test(start_paused = true)]
async fn a_keeper_that_comes_second_pays_nothing_when_it_can_see_so() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.tick(BLOCK);
    let first = kept(&world, "keeper", config());
    run(&world, vec![first.keeper], 120).await;
    let sent = world.get().history.len();
    let second = kept(&world, "carol", config());
    let metrics = second.metrics.clone();
    run(&world, vec![second.keeper], 120).await;
    assert_eq!(world.get().history.len(), sent);
    assert!(metric(&metrics, "fees_paid_total") == 0.0);
}

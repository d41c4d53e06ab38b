//! Auctions that others take, that end too early, and takers' contracts that are dead, silent or lie.

use cosmwasm_std::Uint128;

use super::{auctions::*, node::Faults, system::*, venue::*};

#[tokio::test(start_paused = true)]
async fn two_keepers_race_for_auctions_and_a_lost_race_is_no_failure() {
    let world = auctioned(system(10, 0));
    let places = places(&world, 125, 20_000);
    let first = kept(&world, "keeper", taking(&places));
    let second = kept(&world, "carol", taking(&places));
    let counts = [first.metrics.clone(), second.metrics.clone()];
    run(&world, vec![first.keeper, second.keeper], 1_500).await;
    assert!(live(&world).is_empty());
    let sum = |result| -> u32 {
        let counts = counts.iter();
        counts
            .map(|it| actions(it, "take_by_contract", result))
            .sum()
    };
    assert_eq!(sum("done"), 10);
    assert!(sum("overtaken") > 0);
    assert_eq!(sum("failed"), 0);
    for metrics in &counts {
        assert_eq!(runs(metrics, "auctions", "failed"), 0);
    }
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn an_auction_that_is_over_before_the_take_comes_costs_nothing() {
    let world = auctioned(system(10, 0));
    let places = places(&world, 125, 20_000);
    wait(&world, 900);
    world.set().faults.late = 11_400;
    let one = kept(&world, "keeper", taking(&places));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert!(live(&world).iter().all(|auction| auction.is_over));
    assert!(actions(&metrics, "take_by_contract", "overtaken") > 0);
    assert_eq!(actions(&metrics, "take_by_contract", "failed"), 0);
    assert!(world.get().history.is_empty());
    assert_eq!(runs(&metrics, "auctions", "failed"), 0);
}

/// Beside such a contract the keeper buys and restarts as if there were none.
async fn the_rest_goes_on(
    taker: impl Fn(&super::world::World) -> String,
    faults: Faults,
) -> (u32, u32) {
    let mut chain = system(10, 0);
    lend(&mut chain, "keeper", 4_000);
    let world = auctioned(chain);
    let mut config = only_auctions();
    config.auctions.taker = Some(taker(&world));
    config.auctions.own_stablecoin = Uint128::new(4_000 * USD);
    // Five are over, and five have begun anew.
    wait(&world, 11_400);
    fall(&world, 126);
    for auction in live(&world).into_iter().take(5) {
        let again = world
            .set()
            .chain
            .liquidation()
            .restart("carol", auction.auction);
        again.unwrap();
    }
    wait(&world, 1_000);
    world.set().faults = faults;
    let began = world.get().clock;
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 600).await;
    assert_eq!(actions(&metrics, "restart", "done"), 5);
    assert!(actions(&metrics, "take", "done") >= 5);
    assert!(live(&world).iter().all(|auction| !auction.is_over));
    assert_eq!(runs(&metrics, "auctions", "failed"), 0);
    assert_eq!(runs(&metrics, "auctions", "late"), 0);
    let status = metrics.health.status(began + 600);
    assert!(!status.tasks["auctions"].stalled, "{status:?}");
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") > 1.0);
    ensure_sound(&world);
    let failed = actions(&metrics, "take_by_contract", "failed");
    (failed, actions(&metrics, "take_by_contract", "done"))
}

#[tokio::test(start_paused = true)]
async fn a_dead_takers_contract_holds_up_nothing() {
    let nobody = |world: &super::world::World| {
        let nobody = world.get().chain.address("alice").unwrap();
        nobody.to_string()
    };
    assert_eq!(the_rest_goes_on(nobody, Faults::default()).await, (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_silent_takers_contract_holds_up_nothing() {
    let silent = Faults {
        slow: 100,
        ..Faults::default()
    };
    let lying = |world: &super::world::World| liar(world).to_string();
    assert_eq!(the_rest_goes_on(lying, silent).await, (0, 0));
}

#[tokio::test(start_paused = true)]
async fn a_takers_contract_that_promises_and_does_not_take_is_paid_for_less_and_less_often() {
    let lying = |world: &super::world::World| liar(world).to_string();
    let (failed, done) = the_rest_goes_on(lying, Faults::default()).await;
    assert_eq!(done, 0);
    // Without a rest it would be every block.
    assert!((1..=16).contains(&failed), "{failed} fees in 600 s");
}

#[tokio::test(start_paused = true)]
async fn a_takers_contract_that_blames_others_is_paid_for_less_and_less_often() {
    let world = auctioned(system(10, 0));
    let mut config = only_auctions();
    config.auctions.taker = Some(deceiver(&world).to_string());
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 600).await;
    assert!(actions(&metrics, "take_by_contract", "overtaken") > 0);
    let paid = world.get().history.len();
    assert!((1..=16).contains(&paid), "{paid} fees in 600 s");
    assert_eq!(runs(&metrics, "auctions", "failed"), 0);
}

#[tokio::test(start_paused = true)]
async fn a_type_whose_auctions_cannot_be_read_does_not_stop_the_others() {
    let mut chain = system(10, 0);
    chain.report_price("BTC", price(20_000)).unwrap();
    let coin = 100_000_000;
    chain.vault().open("bob", 2, coin, 9_000 * USD).unwrap();
    chain.report_price("BTC", price(12_500)).unwrap();
    let seized = chain.liquidation().liquidate_riskiest("carol", 2, 5);
    seized.unwrap();
    let world = auctioned(chain);
    let places = places(&world, 125, 20_000);
    world.set().faults.unreadable = Some(2);
    let one = kept(&world, "keeper", taking(&places));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 1_200).await;
    assert!(live(&world).is_empty());
    assert_eq!(runs(&metrics, "auctions", "failed"), 0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"2\"}") > 1.0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") < 1.0);
}

//! Collateral types that cannot be read or liquidated: the others are looked after all the same.

use ballast_devchain::Devchain;

use super::{node::Faults, system::*, world::World};

const BTC: u16 = 2;
const BITCOIN: u128 = 100_000_000;

/// Beside ether: bitcoins at 20,000 USD, of which as many positions as said become unsafe at 12,600.
fn two_types(positions: u32) -> Devchain {
    let mut chain = system(5, 50_000);
    chain.report_price("BTC", price(20_000)).unwrap();
    let bob = 100 * BITCOIN;
    chain.vault().open("bob", BTC, bob, 200_000 * USD).unwrap();
    let pool = 200_000 * USD;
    chain.liquidation().deposit("bob", BTC, pool).unwrap();
    for _ in 0..positions {
        let opened = chain.vault().open("alice", BTC, BITCOIN / 10, 900 * USD);
        opened.unwrap();
    }
    chain
}

fn fall_both(world: &World) {
    fall(world, 126);
    let mut inner = world.set();
    inner.chain.report_price("BTC", price(12_600)).unwrap();
}

fn unsafe_of(world: &World, id: u16) -> usize {
    let positions = world.get().chain.positions(id).unwrap();
    let found = positions.iter().filter(|it| it.is_unsafe == Some(true));
    found.count()
}

/// The first type fails; the second is done at once, and nothing is held to stand still.
async fn the_second_type_is_done(faults: Faults) {
    let mut config = config();
    config.housekeeping.enabled = false;
    config.liquidation.batch = 10;
    let world = world(two_types(60));
    fall_both(&world);
    world.set().faults = faults;
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    let sight = async {
        let start = world.get().clock;
        // The keeper waits for six blocks; six messages take one block each.
        world.until(|inner| inner.clock >= start + 90).await;
        assert_eq!(unsafe_of(&world, BTC), 0);
        world.until(|inner| inner.clock >= start + 590).await;
        let status = metrics.health.status(world.get().clock);
        assert!(!status.tasks["liquidation"].stalled, "{status:?}");
    };
    tokio::join!(run(&world, vec![one.keeper], 600), sight);
    assert_eq!(unsafe_of(&world, ETH), 5);
    assert_eq!(runs(&metrics, "liquidation", "failed"), 0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") > 5.0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"2\"}") < 1.0);
}

#[tokio::test(start_paused = true)]
async fn a_type_that_cannot_be_liquidated_does_not_throttle_the_others() {
    let frozen = Some(ETH);
    the_second_type_is_done(Faults {
        frozen,
        ..Faults::default()
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_type_that_cannot_be_read_does_not_stop_the_others() {
    let unreadable = Some(ETH);
    the_second_type_is_done(Faults {
        unreadable,
        ..Faults::default()
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_refused_type_rests_longer_each_time_and_is_done_when_it_can_be() {
    let mut config = config();
    config.housekeeping.enabled = false;
    let world = world(two_types(0));
    fall_both(&world);
    world.set().faults.frozen = Some(ETH);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    let thaw = async {
        let start = world.get().clock;
        world.until(|inner| inner.clock >= start + 300).await;
        world.set().faults.frozen = None;
    };
    tokio::join!(run(&world, vec![one.keeper], 420), thaw);
    let failed = actions(&metrics, "liquidate", "failed");
    assert!((4..=10).contains(&failed), "{failed} attempts in 300 s");
    assert_eq!(unsafe_of(&world, ETH), 0);
}

#[tokio::test(start_paused = true)]
async fn if_every_type_fails_the_run_fails() {
    let mut config = config();
    config.liquidation.types = vec![ETH];
    let world = world(two_types(0));
    fall_both(&world);
    world.set().faults.frozen = Some(ETH);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 300).await;
    let status = metrics.health.status(world.get().clock);
    assert!(status.tasks["liquidation"].stalled, "{status:?}");
    let error = status.tasks["liquidation"].last_error.clone().unwrap();
    assert!(error.contains("the token is frozen"), "{error}");
}

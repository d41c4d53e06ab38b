//! Unsafe positions that are too small: they hide nothing behind them, take up nobody's room and nobody's time.

use std::{
    io,
    sync::{Arc, Mutex},
};

use ballast_devchain::Devchain;
use ballast_keeper::Config;
use cosmwasm_std::Decimal;

use super::{node::Faults, system::*, world::World};

fn only_liquidating() -> Config {
    let mut config = config();
    config.housekeeping.enabled = false;
    config
}

/// A position of 9,000 USD behind so many riskier ones of 110 USD. All are unsafe at 125.
fn behind_dust(dust: u32, pool: u128) -> Devchain {
    with_dust(system(0, pool), dust)
}

fn with_dust(mut chain: Devchain, dust: u32) -> Devchain {
    let large = 9_000 * USD;
    chain
        .vault()
        .open("alice", ETH, 100 * ETHER, large)
        .unwrap();
    for _ in 0..dust {
        let small = 110 * USD;
        chain
            .vault()
            .open("carol", ETH, ETHER * 6 / 5, small)
            .unwrap();
    }
    chain
}

fn is_alices_safe(world: &World) -> bool {
    let alice = world.get().chain.address("alice").unwrap().to_string();
    unsafe_positions(world).iter().all(|it| it.owner != alice)
}

#[tokio::test(start_paused = true)]
async fn h51_dust_hides_nothing_behind_it() {
    // A full page of dust that does not even pay its own share.
    let world = world(behind_dust(105, 50_000));
    fall(&world, 125);
    let mut config = only_liquidating();
    config.gas_coin.usd = Decimal::percent(200_000);
    let one = kept(&world, "keeper", config);
    assert_eq!(unsafe_positions(&world).len(), 106);
    run(&world, vec![one.keeper], 60).await;
    let done = world.get().done("liquidate").len();
    assert_eq!((done, unsafe_positions(&world).len()), (1, 105));
}

/// Dust that pays its own share of gas, of which no message pays.
async fn the_large_one_is_done(dust: u32, (batch, profit): (u32, u64), pool: u128) {
    let world = world(behind_dust(dust, pool));
    fall(&world, 125);
    let mut config = only_liquidating();
    config.liquidation.batch = batch;
    config.liquidation.minimum_profit_usd = Decimal::from_ratio(profit, 1u64);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 90).await;
    assert!(is_alices_safe(&world), "{dust} of dust, batch {batch}");
    assert!(metric(&metrics, "reward_usd_total") >= 20.0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h51_dust_that_pays_its_own_gas_and_no_message_hides_nothing_behind_it() {
    the_large_one_is_done(100, (25, 20), 50_000).await;
    the_large_one_is_done(105, (1, 1), 50_000).await;
}

#[tokio::test(start_paused = true)]
async fn h51_dust_takes_up_no_room_that_a_larger_one_needs() {
    // All of the dust in one batch with the large one, before it in the order of risk, and room for the dust
    // alone. It pays its own share of gas; a message of twenty costs more than it brings, one of the large one
    // in the same room does not.
    let world = world(behind_dust(20, 2_200));
    fall(&world, 125);
    let mut config = only_liquidating();
    config.gas_coin.usd = Decimal::from_ratio(500u64, 1u64);
    config.liquidation.minimum_profit_usd = Decimal::from_ratio(4u64, 1u64);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 90).await;
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    assert!(metric(&metrics, "reward_usd_total") > metric(&metrics, "fees_usd_total") + 4.0);
    ensure_sound(&world);
}

/// What is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a keeper logs that leaves all of 31 unsafe positions to others.
async fn logged(pool: u128, profit: u64) -> String {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let world = world(with_dust(without_auctions(0, pool), 30));
    fall(&world, 125);
    let mut config = only_liquidating();
    config.liquidation.minimum_profit_usd = Decimal::from_ratio(profit, 1u64);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 90).await;
    assert!(world.get().history.is_empty());
    let text = String::from_utf8(log.0.lock().unwrap().clone());
    text.unwrap()
}

#[tokio::test(start_paused = true)]
async fn unsafe_positions_of_which_no_message_pays_are_told_of_once() {
    // None pays; all would pay, and there is no room.
    for (pool, profit) in [(50_000, 1_000), (0, 1)] {
        let text = logged(pool, profit).await;
        let told = text.matches("no message would pay for its gas collateral_type=1 positions=31");
        assert_eq!(told.count(), 1, "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn h52_reading_dust_takes_no_time_from_other_types() {
    let mut chain = behind_dust(610, 50_000);
    chain.report_price("BTC", price(20_000)).unwrap();
    let (coin, pool) = (100_000_000, 200_000 * USD);
    chain.vault().open("bob", 2, 100 * coin, pool).unwrap();
    chain.liquidation().deposit("bob", 2, pool).unwrap();
    chain.vault().open("alice", 2, coin, 9_000 * USD).unwrap();
    chain.report_price("BTC", price(12_600)).unwrap();
    let world = world(chain);
    fall(&world, 125);
    // Seven pages of two questions, ten seconds each: more than a deadline.
    world.set().faults = Faults {
        slow: 10,
        ..Faults::default()
    };
    let mut config = only_liquidating();
    config.gas_coin.usd = Decimal::percent(200_000);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 300).await;
    let positions = world.get().chain.positions(2).unwrap();
    assert!(positions.iter().all(|it| it.is_unsafe == Some(false)));
    assert_eq!(runs(&metrics, "liquidation", "late"), 0);
}

#[tokio::test(start_paused = true)]
async fn h52_what_was_found_counts_though_the_node_forgets_the_state() {
    // Ten that pay, and 300 of dust behind them.
    let mut chain = system(10, 50_000);
    for _ in 0..300 {
        let small = 110 * USD;
        chain
            .vault()
            .open("carol", ETH, ETHER * 13 / 10, small)
            .unwrap();
    }
    let world = world(chain);
    fall(&world, 115);
    world.set().faults = Faults {
        slow: 3,
        keeps: 2,
        ..Faults::default()
    };
    let mut config = only_liquidating();
    config.liquidation.types = vec![ETH];
    config.gas_coin.usd = Decimal::percent(200_000);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 180).await;
    let alice = world.get().chain.address("alice").unwrap().to_string();
    let left = unsafe_positions(&world);
    assert_eq!(left.iter().filter(|it| it.owner == alice).count(), 0);
    assert!(left.len() >= 300, "{} are left", left.len());
}

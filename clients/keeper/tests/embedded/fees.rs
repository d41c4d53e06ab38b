//! Fees that rise, up to a bound; rewards that must pay for them.

use cosmwasm_std::{Decimal, Uint128};

use super::{system::*, world::Inner};
use ballast_keeper::Config;

fn only_liquidating() -> Config {
    let mut config = config();
    config.housekeeping.enabled = false;
    config
}

/// The gas prices that were paid, as soon as they wait for a block.
async fn prices_seen(world: &super::world::World, seconds: u64) -> Vec<String> {
    let mut seen = vec![];
    let start = world.get().clock;
    while world.get().clock < start + seconds {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        let waiting: Vec<String> = waiting(&world.get());
        seen.extend(
            waiting
                .into_iter()
                .filter(|price| !seen.contains(price))
                .collect::<Vec<_>>(),
        );
    }
    seen
}

fn waiting(inner: &Inner) -> Vec<String> {
    inner
        .mempool
        .iter()
        .map(|tx| tx.gas_price.to_string())
        .collect()
}

#[tokio::test(start_paused = true)]
async fn h50_a_fee_that_is_too_low_is_raised_until_the_node_takes_it() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults.minimum_gas_price = Decimal::permille(100);
    let one = kept(&world, "keeper", only_liquidating());
    let metrics = one.metrics.clone();
    let (seen, ()) = tokio::join!(prices_seen(&world, 200), run(&world, vec![one.keeper], 200));
    // 0.025 x 1.5^4
    assert_eq!(seen, ["0.1265625"]);
    assert_eq!(actions(&metrics, "liquidate", "done"), 1);
    assert!(unsafe_positions(&world).is_empty());
}

#[tokio::test(start_paused = true)]
async fn h50_the_gas_price_never_exceeds_its_bound() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults.minimum_gas_price = Decimal::permille(251);
    let one = kept(&world, "keeper", only_liquidating());
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(actions(&metrics, "liquidate", "fee_too_high") > 0);
    assert!(world.get().history.is_empty());
    let price = metric(&metrics, "gas_price{task=\"liquidation\"}");
    assert!((price - 0.25).abs() < 1e-9, "{price}");
}

#[tokio::test(start_paused = true)]
async fn h50_a_transaction_that_was_not_included_is_followed_by_a_dearer_one() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    world.set().faults.forgets = 2;
    let one = kept(&world, "keeper", only_liquidating());
    let metrics = one.metrics.clone();
    let (seen, ()) = tokio::join!(prices_seen(&world, 300), run(&world, vec![one.keeper], 300));
    assert_eq!(seen, ["0.05625"]);
    assert_eq!(actions(&metrics, "liquidate", "not_included"), 2);
    assert_eq!(world.get().done("liquidate").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn h50_what_costs_more_than_it_brings_is_left_alone() {
    let world = world(system(3, 50_000));
    fall(&world, 126);
    let mut config = only_liquidating();
    config.gas_coin.usd = Decimal::percent(1_000_000);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert!(!unsafe_positions(&world).is_empty());
}

#[tokio::test(start_paused = true)]
async fn h50_an_escalated_fee_is_held_against_the_reward_again() {
    let world = world(system(3, 50_000));
    fall(&world, 126);
    let mut config = only_liquidating();
    // The first price just pays, twice of it does not.
    config.gas_coin.usd = Decimal::percent(50_000);
    world.set().faults.minimum_gas_price = Decimal::permille(200);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert!(actions(&metrics, "liquidate", "unprofitable") > 0);
}

#[tokio::test(start_paused = true)]
async fn the_keepers_own_stablecoin_buys_what_the_pool_cannot() {
    let mut chain = without_auctions(10, 0);
    chain
        .vault()
        .open("keeper", ETH, 1_000 * ETHER, 20_000 * USD)
        .unwrap();
    let world = world(chain);
    fall(&world, 126);
    let without = kept(&world, "keeper", only_liquidating());
    run(&world, vec![without.keeper], 120).await;
    assert!(!unsafe_positions(&world).is_empty());

    let mut config = only_liquidating();
    config.liquidation.own_stablecoin = Uint128::new(15_000 * USD);
    let one = kept(&world, "keeper", config);
    run(&world, vec![one.keeper], 120).await;
    assert!(unsafe_positions(&world).is_empty());
    let left = world.get().chain.balance("keeper", "stablecoin").unwrap();
    assert!(left.u128() >= 5_000 * USD, "{left}");
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn the_fee_of_a_transaction_that_failed_on_the_chain_is_counted() {
    let world = world(system(3, 50_000));
    fall(&world, 126);
    world.set().faults.drains = true;
    let one = kept(&world, "keeper", only_liquidating());
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(actions(&metrics, "liquidate", "failed") > 0);
    assert!(metric(&metrics, "fees_paid_total") > 0.0);
    assert!(metric(&metrics, "fees_usd_total") > 0.0);
}

#[tokio::test(start_paused = true)]
async fn h50_a_transaction_that_failed_in_a_block_paid_enough_for_it() {
    let world = world(system(3, 50_000));
    fall(&world, 126);
    let faults = super::node::Faults {
        forgets: 1,
        drains: true,
        ..Default::default()
    };
    world.set().faults = faults;
    let one = kept(&world, "keeper", only_liquidating());
    let (seen, ()) = tokio::join!(prices_seen(&world, 120), run(&world, vec![one.keeper], 120));
    assert_eq!(seen, ["0.0375", "0.025"]);
}

#[tokio::test(start_paused = true)]
async fn h50_a_price_that_rose_comes_down_again_without_a_transaction() {
    let world = world(system(10, 50_000));
    fall(&world, 126);
    // What a liquidation brings pays for 275,000 gas at 0.025, and not at what the node asks for.
    world.set().faults.minimum_gas_price = Decimal::permille(100);
    let mut config = only_liquidating();
    config.gas_coin.usd = Decimal::percent(100_000);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    let calm = async {
        tokio::time::sleep(std::time::Duration::from_mins(2)).await;
        assert!(world.get().history.is_empty());
        assert!(actions(&metrics, "liquidate", "unprofitable") > 0);
        world.set().faults.minimum_gas_price = Decimal::zero();
    };
    tokio::join!(calm, run(&world, vec![one.keeper], 400));
    assert_eq!(world.get().done("liquidate").len(), 1);
}

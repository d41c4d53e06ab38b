//! Standing orders: filled with the keeper's own stablecoin where that pays.

use ballast_devchain::{Devchain, Terms};
use ballast_keeper::Config;
use ballast_types::PositionId;
use cosmwasm_std::{Decimal, Uint128};

use super::{auctions::lend, system::*, world::World};

/// Sells at 4% off from 170% down, until 180%.
pub const TERMS: Terms = Terms {
    trigger: Decimal::percent(170),
    target: Decimal::percent(180),
    discount: Decimal::percent(4),
};

/// Only fills orders, each for at most so many stablecoins.
pub fn filling(budget: u128) -> Config {
    let mut config = config();
    config.liquidation.enabled = false;
    config.auctions.enabled = false;
    config.housekeeping.enabled = false;
    config.orders.own_stablecoin = Uint128::new(budget * USD);
    config
}

/// Places an order on alice's position of that number.
pub fn place(chain: &mut Devchain, number: u32) -> PositionId {
    let id = PositionId::new(ETH, number);
    chain.vault().place_order("alice", id, TERMS).unwrap();
    id
}

/// Positions of 900, 910, ... USD with orders; the keeper and carol have stablecoin.
pub fn ordered(positions: u32, stablecoin: u128) -> Devchain {
    let mut chain = system(positions, 0);
    for number in 1..=positions {
        place(&mut chain, number);
    }
    lend(&mut chain, "keeper", stablecoin);
    lend(&mut chain, "carol", stablecoin);
    chain
}

/// How many of alice's orders are under their trigger.
pub fn triggered(world: &World, positions: u32) -> usize {
    let inner = world.get();
    let orders = (1..=positions).map(|number| inner.chain.order(PositionId::new(ETH, number)));
    let orders = orders.filter_map(Result::ok);
    orders
        .filter(|order| order.is_triggered == Some(true))
        .count()
}

pub fn balance(world: &World, asset: &str) -> u128 {
    world.get().chain.balance("keeper", asset).unwrap().u128()
}

#[tokio::test(start_paused = true)]
async fn orders_that_pay_are_filled_and_bring_what_was_planned() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    assert_eq!(triggered(&world, 5), 5);
    let before = (balance(&world, "eth"), balance(&world, "stablecoin"));
    let one = kept(&world, "keeper", filling(1_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 180).await;

    assert_eq!(triggered(&world, 5), 0);
    assert_eq!(actions(&metrics, "fill", "done"), 5);
    for result in ["failed", "overtaken", "not_included"] {
        assert_eq!(actions(&metrics, "fill", result), 0, "{result}");
    }
    let bought = (balance(&world, "eth") - before.0) as f64 / 1e18 * 148.0;
    let paid = (before.1 - balance(&world, "stablecoin")) as f64 / 1e6;
    let told = metric(&metrics, "gain_usd_total{kind=\"fill\"}");
    assert!(paid > 100.0, "{paid}");
    assert!(
        (bought - paid - told).abs() < 0.01,
        "{bought} {paid} {told}"
    );
    assert!((told / paid - 0.04).abs() < 0.001, "{told} of {paid}");
    assert!(metric(&metrics, "fillable_orders{collateral_type=\"1\"}") < 1.0);
    let refused = |done: &super::world::Done| done.refusal.is_some();
    assert!(!world.get().history.iter().any(refused));
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn without_a_budget_nothing_is_filled() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    let one = kept(&world, "keeper", filling(0));
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert_eq!(triggered(&world, 5), 5);
}

#[tokio::test(start_paused = true)]
async fn a_fill_costs_no_more_than_the_budget_and_all_no_more_than_the_balance() {
    let world = world(ordered(5, 150));
    // Far under the triggers: each sells for hundreds.
    fall(&world, 135);
    let one = kept(&world, "keeper", filling(40));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 180).await;
    assert!(actions(&metrics, "fill", "done") >= 4);
    assert_eq!(actions(&metrics, "fill", "failed"), 0);
    assert_eq!(runs(&metrics, "orders", "failed"), 0);
    for done in world.get().done("send") {
        let amount: Uint128 = serde_json::from_value(done.msg["send"]["amount"].clone()).unwrap();
        assert!(amount <= Uint128::new(40 * USD), "{amount}");
    }
    assert!(balance(&world, "stablecoin") < 10 * USD);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn gas_that_is_dearer_than_the_gain_of_a_fill_is_not_paid() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    let mut config = filling(5_000);
    config.gas_coin.usd = Decimal::from_ratio(20_000u64, 1u64);
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert!(metric(&metrics, "fillable_orders{collateral_type=\"1\"}") > 4.0);
}

#[tokio::test(start_paused = true)]
async fn a_discount_that_is_too_small_is_not_bought_at() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    let mut config = filling(5_000);
    // 4% more than is paid is 3.85% under the price.
    config.orders.minimum_discount = Decimal::permille(39);
    let one = kept(&world, "keeper", config.clone());
    run(&world, vec![one.keeper], 60).await;
    assert!(world.get().history.is_empty());
    config.orders.minimum_discount = Decimal::permille(38);
    let one = kept(&world, "carol", config);
    run(&world, vec![one.keeper], 180).await;
    assert_eq!(triggered(&world, 5), 0);
}

#[tokio::test(start_paused = true)]
async fn a_dry_run_tells_of_fills_and_sends_none() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    let mut one = kept(&world, "keeper", filling(5_000));
    one.keeper.is_dry = true;
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert!(actions(&metrics, "fill", "dry_run") > 4);
    assert!(world.get().history.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_reserve_that_is_enough_holds_up_neither_fills_nor_liquidations() {
    let mut chain = system(5, 50_000);
    lend(&mut chain, "keeper", 5_000);
    // The first position is of who lends to the pool.
    let riskiest = place(&mut chain, 6);
    chain
        .vault()
        .add_reserve("alice", riskiest, 10 * ETHER)
        .unwrap();
    place(&mut chain, 2);
    let world = world(chain);
    fall(&world, 128);
    let mut config = filling(5_000);
    config.liquidation.enabled = true;
    let one = kept(&world, "keeper", config);
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 180).await;
    // The one with the reserve is unsafe, and brings nobody anything.
    let left: Vec<_> = unsafe_positions(&world)
        .iter()
        .map(|it| it.position)
        .collect();
    assert_eq!(left, [riskiest]);
    assert!(actions(&metrics, "liquidate", "done") > 0);
    assert!(actions(&metrics, "fill", "done") > 0);
    for kind in ["liquidate", "fill"] {
        assert_eq!(actions(&metrics, kind, "failed"), 0, "{kind}");
    }
    ensure_sound(&world);
}

//! Orders that others fill, that end or change too early, that nobody can fill, and types that cannot be read.

use ballast_devchain::{Devchain, Terms};
use ballast_types::PositionId;
use cosmwasm_std::Decimal;

use super::{auctions::lend, orders::*, system::*};

#[tokio::test(start_paused = true)]
async fn h52_two_keepers_race_for_orders_and_a_lost_race_is_no_failure() {
    let world = world(ordered(8, 5_000));
    fall(&world, 145);
    let first = kept(&world, "keeper", filling(5_000));
    let second = kept(&world, "carol", filling(5_000));
    let counts = [first.metrics.clone(), second.metrics.clone()];
    run(&world, vec![first.keeper, second.keeper], 300).await;
    assert_eq!(triggered(&world, 8), 0);
    let sum = |result| -> u32 { counts.iter().map(|it| actions(it, "fill", result)).sum() };
    assert_eq!(sum("done"), 8);
    assert!(sum("overtaken") > 0);
    assert_eq!(sum("failed"), 0);
    for metrics in &counts {
        assert_eq!(runs(metrics, "orders", "failed"), 0);
    }
    ensure_sound(&world);
}

/// Something that happens between reading and sending makes a fill pointless: nothing is sent, nothing failed.
async fn is_overtaken_by(meanwhile: impl FnOnce(&mut Devchain, PositionId) + 'static) {
    let world = world(ordered(1, 5_000));
    fall(&world, 148);
    let id = PositionId::new(ETH, 1);
    world.set().faults.meanwhile = Some(Box::new(move |chain| meanwhile(chain, id)));
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert!(world.get().faults.meanwhile.is_none());
    assert_eq!(actions(&metrics, "fill", "overtaken"), 1);
    assert_eq!(actions(&metrics, "fill", "failed"), 0);
    assert_eq!(runs(&metrics, "orders", "failed"), 0);
    assert!(metric(&metrics, "fees_paid_total") == 0.0);
    assert!(world.get().history.is_empty());
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn an_order_that_is_cancelled_before_the_fill_comes_costs_nothing() {
    is_overtaken_by(|chain, id| {
        chain.vault().cancel_order("alice", id).unwrap();
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_position_that_is_closed_before_the_fill_comes_costs_nothing() {
    is_overtaken_by(|chain, id| {
        lend(chain, "alice", 2_000);
        chain.vault().close("alice", id, 2_000 * USD).unwrap();
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn i14_terms_that_give_less_than_was_planned_are_not_accepted() {
    let world = world(ordered(1, 5_000));
    fall(&world, 148);
    world.set().faults.meanwhile = Some(Box::new(|chain| {
        let worse = Terms {
            target: Decimal::percent(1_000),
            discount: Decimal::zero(),
            ..TERMS
        };
        let id = PositionId::new(ETH, 1);
        chain.vault().place_order("alice", id, worse).unwrap();
    }));
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 60).await;
    assert_eq!(actions(&metrics, "fill", "overtaken"), 1);
    assert!(world.get().history.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_price_that_rose_before_the_fill_comes_sells_nothing_for_less() {
    let world = world(ordered(1, 5_000));
    fall(&world, 145);
    let higher = |chain: &mut Devchain| {
        chain.report_price(FEED, price(148)).unwrap();
    };
    world.set().faults.meanwhile = Some(Box::new(higher));
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    // Refused at first, then decided anew.
    assert_eq!(actions(&metrics, "fill", "overtaken"), 1);
    assert_eq!(actions(&metrics, "fill", "done"), 1);
    assert_eq!(actions(&metrics, "fill", "failed"), 0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn h51_orders_that_nobody_can_fill_hide_none_behind_them() {
    let mut chain = system(1, 0);
    place(&mut chain, 1);
    lend(&mut chain, "keeper", 5_000);
    // Their collateral will be worth less than their debt: more than a page of them.
    for _ in 0..60 {
        let scarce = chain.vault().open("dave", ETH, ETHER, 120 * USD).unwrap();
        let id = scarce.position().unwrap();
        chain.vault().place_order("dave", id, TERMS).unwrap();
    }
    // The reserve is enough.
    for _ in 0..55 {
        let kept = chain.vault().open("dave", ETH, ETHER, 110 * USD).unwrap();
        let id = kept.position().unwrap();
        chain.vault().place_order("dave", id, TERMS).unwrap();
        chain.vault().add_reserve("dave", id, 2 * ETHER).unwrap();
    }
    let world = world(chain);
    fall(&world, 124);
    let first = world.get().chain.fillable_orders(ETH, None, 100).unwrap();
    assert_eq!(first.len(), 100);
    assert!(first.iter().all(|order| order.fill.is_none()));
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert_eq!(actions(&metrics, "fill", "done"), 1);
    assert_eq!(triggered(&world, 1), 0);
    ensure_sound(&world);
}

#[tokio::test(start_paused = true)]
async fn a_type_whose_orders_cannot_be_read_does_not_stop_the_others() {
    let mut chain = ordered(5, 5_000);
    chain.report_price("BTC", price(20_000)).unwrap();
    let world = world(chain);
    fall(&world, 148);
    world.set().faults.unreadable = Some(2);
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 180).await;
    assert_eq!(triggered(&world, 5), 0);
    assert_eq!(runs(&metrics, "orders", "failed"), 0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"2\"}") > 1.0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") < 1.0);
}

#[tokio::test(start_paused = true)]
async fn without_a_valid_price_nothing_is_read_and_nothing_has_failed() {
    let world = world(ordered(5, 5_000));
    fall(&world, 148);
    wait(&world, 86_400);
    let one = kept(&world, "keeper", filling(5_000));
    let metrics = one.metrics.clone();
    run(&world, vec![one.keeper], 120).await;
    assert!(world.get().history.is_empty());
    assert_eq!(runs(&metrics, "orders", "failed"), 0);
    assert!(metric(&metrics, "type_failures_total{collateral_type=\"1\"}") < 1.0);
}

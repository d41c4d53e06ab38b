//! An order ends with its position, and with its owner.

use ballast_devchain::STABLECOIN;
use ballast_tests::{eth, usd, ETH};
use ballast_types::vault::{OrderCancelled, PositionTransferred};
use ballast_vault::ContractError;
use rstest::rstest;

use super::{amount, Stage};

#[test]
fn a_transfer_ends_the_order_and_the_reserve_is_the_old_owners() {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 7);
    let id = stage.id;
    let before = ["eth", STABLECOIN].map(|asset| stage.suite.balance("alice", asset));
    stage
        .suite
        .ok(|chain| chain.vault().transfer_position("alice", id, "carol"));
    assert!(stage.suite.position(id).has_order);
    let done = stage
        .suite
        .ok(|chain| chain.vault().accept_position("carol", id));
    let cancelled: OrderCancelled = stage.suite.event(&done);
    assert_eq!(
        (cancelled.collateral, cancelled.stablecoin),
        (amount(5), amount(7))
    );
    let moved: PositionTransferred = stage.suite.event(&done);
    assert_eq!(moved.to, stage.suite.address("carol"));
    let after = ["eth", STABLECOIN].map(|asset| stage.suite.balance("alice", asset));
    assert_eq!(after, [before[0] + 5, before[1] + 7]);
    let shown = stage.suite.position(id);
    assert!(!shown.has_order && shown.owner == stage.suite.address("carol"));
    stage.suite.set_price("ETH", "150");
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().fill("bob", id, usd("100"), 0));
    assert_eq!(ContractError::NoOrder { position: id }, error);
}

/// By closing with the debt paid, by closing without debt, by taking all out.
#[rstest]
fn what_its_holder_ends_leaves_nothing_in_reserve(#[values(0, 1, 2)] way: u8) {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 7);
    let id = stage.id;
    let (suite, debt) = (&mut stage.suite, usd("1000"));
    if way > 0 {
        suite.ok(|chain| chain.vault().repay("bob", id, debt));
    } else {
        suite.ok(|chain| chain.stablecoin().transfer("bob", "alice", usd("100")));
    }
    let before = ["eth", STABLECOIN].map(|asset| suite.balance("alice", asset));
    let done = suite.ok(|chain| match way {
        0 => chain.vault().close("alice", id, debt),
        1 => chain.vault().close("alice", id, 0),
        _ => chain.vault().withdraw("alice", id, eth("10")),
    });
    let cancelled: OrderCancelled = suite.event(&done);
    assert_eq!(cancelled.actor, suite.address("alice"));
    let after = ["eth", STABLECOIN].map(|asset| suite.balance("alice", asset));
    let paid = if way == 0 { debt } else { 0 };
    assert_eq!(after, [before[0] + eth("10") + 5, before[1] + 7 - paid]);
    assert!(suite.chain.position(id).is_err());
    assert!(suite.chain.order(id).is_err());
    assert_eq!(
        suite
            .chain
            .collateral_type(ETH)
            .unwrap()
            .books
            .total_collateral,
        amount(0)
    );
}

#[test]
fn a_position_that_only_a_reserve_is_left_of_can_be_handed_over_and_ends() {
    let mut stage = Stage::new();
    stage.put_in_reserve(0, usd("950"));
    stage.suite.set_price("ETH", "9");
    stage
        .suite
        .ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    let (id, held) = (stage.id, stage.suite.balance("alice", STABLECOIN));
    assert_eq!(stage.reserve(), (0, usd("50")));
    stage
        .suite
        .ok(|chain| chain.vault().transfer_position("alice", id, "carol"));
    stage
        .suite
        .ok(|chain| chain.vault().accept_position("carol", id));
    assert_eq!(stage.suite.balance("alice", STABLECOIN), held + usd("50"));
    assert!(stage.suite.chain.position(id).is_err());
}

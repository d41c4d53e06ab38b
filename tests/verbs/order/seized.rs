//! Liquidation of a position with an order: its reserve goes first.

use ballast_devchain::STABLECOIN;
use ballast_tests::{eth, usd, SuiteBuilder, ETH};
use ballast_types::{
    liquidation::Liquidated,
    vault::{PositionSeized, ReserveUsed, Selection},
};

use super::{amount, Stage, TERMS};

fn liquidate(stage: &mut Stage) -> ballast_devchain::Done {
    stage
        .suite
        .ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5))
}

#[test]
fn i18_a_position_that_its_reserve_makes_safe_is_made_safe_and_nothing_is_taken() {
    let mut stage = Stage::new();
    stage.put_in_reserve(eth("1"), usd("100"));
    stage.suite.set_price("ETH", "135");
    assert_eq!(stage.suite.position(stage.id).is_unsafe, Some(true));
    let riskiest = Selection::Riskiest { limit: 5 };
    let plan = stage
        .suite
        .chain
        .liquidation_plan(ETH, riskiest, 0)
        .unwrap();
    let planned = &plan.positions[0];
    assert_eq!(
        (
            planned.reserve_collateral,
            planned.reserve_repaid,
            planned.repaid
        ),
        (amount(eth("1")), amount(usd("100")), amount(0))
    );

    let done = liquidate(&mut stage);
    let used: ReserveUsed = stage.suite.event(&done);
    assert_eq!(used.collateral, amount(eth("1")));
    let told: Liquidated = stage.suite.event_of("liquidation", &done);
    assert_eq!((told.positions, told.seized), (0, amount(0)));
    assert_eq!(stage.sides(), (usd("900"), eth("11")));
    assert_eq!(stage.suite.position(stage.id).is_unsafe, Some(false));
    assert_eq!(stage.suite.balance("vault", STABLECOIN), 0);
    // Once it is used up there is nothing left to do.
    stage
        .suite
        .refused(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
}

#[test]
fn a_reserve_that_is_not_enough_goes_in_before_anything_is_seized() {
    let mut stage = Stage::new();
    stage.put_in_reserve(eth("0.1"), usd("50"));
    stage.suite.set_price("ETH", "120");
    let done = liquidate(&mut stage);
    let used: ReserveUsed = stage.suite.event(&done);
    assert_eq!(used.repaid, amount(usd("50")));
    let seized: PositionSeized = stage.suite.event(&done);
    // 950 for 10.1 ether, 1,212 USD.
    let debt = usd("950") - seized.repaid.u128();
    assert_eq!(stage.sides(), (debt, eth("10.1") - seized.seized.u128()));
    assert_eq!(stage.reserve(), (0, 0));
    assert_eq!(stage.suite.books(ETH).bad_debt, seized.repaid);
}

#[test]
fn what_the_floor_keeps_in_reserve_outlives_the_position_and_is_its_owners() {
    // 950 of 1,000 in reserve: 900 move in, 50 stay; the rest of the position is seized whole.
    let mut stage = Stage::new();
    stage.put_in_reserve(0, usd("950"));
    stage.suite.set_price("ETH", "9");
    liquidate(&mut stage);
    assert_eq!(stage.sides(), (0, 0));
    assert_eq!(stage.reserve(), (0, usd("50")));
    let (id, held) = (stage.id, stage.suite.balance("alice", STABLECOIN));
    stage
        .suite
        .ok(|chain| chain.vault().cancel_order("alice", id));
    assert_eq!(stage.suite.balance("alice", STABLECOIN), held + usd("50"));
    assert!(stage.suite.chain.position(id).is_err());
}

#[test]
fn an_order_never_stands_in_the_way_of_a_liquidation() {
    let mut stage = Stage::new();
    stage.suite.set_price("ETH", "60");
    liquidate(&mut stage);
    assert!(stage.suite.chain.position(stage.id).is_err());
    assert!(stage.suite.chain.order(stage.id).is_err());
}

#[test]
fn h13_an_owner_who_cannot_receive_stands_in_nobodys_way() {
    // Nothing is sent to the owner of a reserve by a liquidation, a fill or its use.
    let mut stage = Stage::new();
    stage.put_in_reserve(eth("0.1"), usd("950"));
    stage.suite.set_price("ETH", "9");
    let before = ["eth", STABLECOIN].map(|asset| stage.suite.balance("alice", asset));
    liquidate(&mut stage);
    let after = ["eth", STABLECOIN].map(|asset| stage.suite.balance("alice", asset));
    assert_eq!(before, after);
}

#[test]
fn h31_positions_that_their_reserves_make_safe_take_nobodys_place() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    for _ in 0..5 {
        let id = suite.open("bob", ETH, eth("0.95"), usd("100"));
        suite.ok(|chain| chain.vault().place_order("bob", id, TERMS));
        suite.ok(|chain| chain.vault().add_reserve("bob", id, eth("1")));
    }
    let behind = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.set_price("ETH", "125");
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
    assert_eq!(suite.position(behind).is_unsafe, Some(false));
}

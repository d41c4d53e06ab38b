//! Whose turn it is, and that a walk ends.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::vault::{PassReason, PositionRedeemed};
use ballast_vault::ContractError;

use super::Stage;

#[test]
fn the_order_is_that_of_the_ratio_and_not_of_the_debt() {
    let mut stage = Stage::new();
    let ids = [stage.lowest, stage.second, stage.third];
    let done = stage
        .suite
        .ok(|chain| chain.vault().redeem("bob", (ETH, usd("901")), 3, 0));
    let vault = stage.suite.address("vault");
    let events: Vec<PositionRedeemed> = done.all(&vault).unwrap();
    let order: Vec<_> = events.iter().map(|it| it.position).collect();
    assert_eq!(order, ids);
}

#[test]
fn a_position_that_was_redeemed_in_part_moves_up_in_the_order() {
    let mut stage = Stage::new();
    stage.redeem(usd("100.05"), 1);
    // 1.5025 ether for 100: 300.5%, behind the two others.
    let riskiest = stage.suite.chain.riskiest(ETH, 10).unwrap();
    let order: Vec<_> = riskiest.iter().map(|it| it.position).collect();
    let expected = [stage.second, stage.third, stage.lowest, stage.highest];
    assert_eq!(order, expected);
}

#[test]
fn i30_a_ratio_under_one_by_less_than_a_key_can_tell_is_passed_over() {
    // At 10^9 USD a bitcoin keys count in steps of a billionth. Both the key of a ratio of 1 at the
    // second price, 2000000000.3, and that of carol's position, 2000000000.1, end at 2000000000.
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_price("BTC", "1000000000")
        .build();
    let under = suite.open("carol", BTC, btc("0.01"), usd("4999999.99975"));
    let over = suite.open("dave", BTC, btc("0.01"), usd("4000000"));
    suite.open("bob", ETH, eth("100"), usd("10000"));
    suite.set_calm_price("BTC", "499999999.925");
    let shown = suite.chain.redemption(BTC, usd("1000"), 1).unwrap();
    let passed_over = &shown.skipped[0];
    assert_eq!(
        (passed_over.position, passed_over.reason),
        (under, PassReason::UnderOne)
    );
    assert_eq!(shown.positions[0].position, over);
    suite.ok(|chain| chain.vault().redeem("bob", (BTC, usd("1000")), 1, 0));
}

/// `number` positions of ether at the floor, which no amount under the floor can touch, and one
/// behind them that can be redeemed in part.
fn crowd(number: u32) -> Suite {
    let mut suite = SuiteBuilder::base().with_no_fees().without_watch().build();
    for _ in 0..number {
        suite.open("alice", ETH, eth("1"), usd("100"));
    }
    suite.open("carol", ETH, eth("5000"), usd("50000"));
    suite.open("bob", BTC, btc("100"), usd("50000"));
    suite
}

#[test]
fn h02_what_cannot_be_redeemed_is_skipped() {
    let mut suite = crowd(31);
    let shown = suite.chain.redemption(ETH, usd("50"), 1).unwrap();
    assert_eq!((shown.positions.len(), shown.skipped.len()), (1, 31));
    assert!(shown
        .skipped
        .iter()
        .all(|it| it.reason == PassReason::TooLittle));
    suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("50")), 1, 0));
}

#[test]
fn h02_a_walk_ends_after_a_bounded_number_and_a_limit_reaches_further() {
    let mut suite = crowd(32);
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("50")), 1, 0));
    assert!(
        matches!(error, ContractError::NothingRedeemed { looked_at: 32, .. }),
        "{error}"
    );
    suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("50")), 33, 0));
    // An amount of the floor is never in want of a position.
    suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("101")), 1, 0));
    assert_eq!(
        suite
            .position(ballast_types::PositionId::new(ETH, 1))
            .debt
            .u128(),
        0
    );
}

#[test]
fn crumbs_above_the_floor_do_not_use_up_the_limit() {
    let mut suite = crowd(5);
    for number in 1..=5 {
        let id = ballast_types::PositionId::new(ETH, number);
        suite.ok(|chain| chain.vault().mint("alice", id, usd("1")));
    }
    let done = suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("50")), 2, 0));
    let vault = suite.address("vault");
    let events: Vec<PositionRedeemed> = done.all(&vault).unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].position.number(), 6);
}

#[test]
fn h02_reads_and_writes_do_not_grow_with_the_number_of_positions() {
    let cost = |number| {
        let mut suite = crowd(number);
        suite.chain.reset_counts();
        suite.ok(|chain| chain.vault().redeem("bob", (ETH, usd("500")), 3, 0));
        suite.chain.counts().remove("vault").unwrap()
    };
    assert_eq!(format!("{:?}", cost(10)), format!("{:?}", cost(60)));
}

//! While a lower price waits for confirmation, the pool does not buy.

use ballast_math::Price;
use ballast_tests::{usd, Suite, ETH};
use ballast_types::PositionId;
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, deposit_of, fund, ids, lend, liquidate, suite, try_liquidate};

const USD: u128 = 1_000_000_000_000_000_000;

/// alice's position at 125 USD, a pool of 5,000 USD, and a price that waits.
fn waiting(pending: u128) -> (Suite, PositionId) {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("5000"));
    lend(&mut suite, "keeper", ETH, usd("1000"));
    suite.set_price("ETH", "125");
    suite.rewrite_price("ETH", |record| {
        record.pending = Price::new(pending);
    });
    (suite, position)
}

#[test]
fn with_a_lower_price_pending_the_pool_has_no_room() {
    for pending in [90 * USD, 125 * USD - 1] {
        let (mut suite, position) = waiting(pending);
        let plan = suite
            .chain
            .liquidation_plan(ETH, ids(&[position]), 0)
            .unwrap();
        assert!(plan.positions.is_empty());
        let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", position, 0));
        let expected = ContractError::NothingSeized {
            looked_at: 1,
            safe: 0,
            unknown: 0,
            no_room: 1,
            arithmetic: 0,
            room: Uint128::zero(),
            auctions: Decimal::zero(),
        };
        assert_eq!(expected, error);
        assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("5000"), 0, 0]);
    }
}

#[test]
fn with_a_lower_price_pending_a_caller_buys_with_its_own() {
    let (mut suite, position) = waiting(90 * USD);
    let plan = suite
        .chain
        .liquidation_plan(ETH, ids(&[position]), usd("1000"))
        .unwrap();
    let done = liquidate(&mut suite, "keeper", position, usd("1000"));
    assert_eq!(
        (done.pool_pays.u128(), done.caller_pays.u128()),
        (0, usd("700"))
    );
    assert_eq!(plan.positions[0].caller.pays, done.caller_pays);
    assert_eq!(deposit_of(&suite, ETH, "bob"), [usd("5000"), 0, 0]);
}

#[test]
fn a_pending_price_that_is_not_lower_is_no_hindrance() {
    for pending in [125 * USD, 200 * USD] {
        let (mut suite, position) = waiting(pending);
        let done = liquidate(&mut suite, "keeper", position, usd("1000"));
        assert_eq!(
            (done.pool_pays.u128(), done.caller_pays.u128()),
            (usd("700"), 0)
        );
    }
}

#[test]
fn liquidation_goes_by_spot_and_not_by_low_or_high() {
    let (mut suite, position) = waiting(0);
    suite.rewrite_price("ETH", |record| {
        record.spot = Price::new(150 * USD);
        record.low = Price::new(100 * USD);
        record.high = Price::new(400 * USD);
    });
    suite.refused(|chain| try_liquidate(chain, "keeper", position, 0));
    suite.rewrite_price("ETH", |record| {
        record.spot = Price::new(125 * USD);
    });
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(done.repaid.u128(), usd("700"));
}

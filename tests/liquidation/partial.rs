//! A pool that cannot take everything, and the debt floor.

use ballast_devchain::STABLECOIN;
use ballast_tests::{eth, usd, Suite, ETH};
use ballast_types::{
    vault::{SkipReason, SkippedPosition},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{alices, assert_backed, fund, ids, lend, liquidate, riskiest, sides, suite};
use crate::support::{try_liquidate, REST};

/// alice's position, a pool with so much room, and a price.
fn with_room(room: u128, price: &str) -> (Suite, PositionId) {
    let mut suite = suite();
    let position = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("101"));
    if room + usd("1") > usd("101") {
        let more = room - usd("100");
        lend(&mut suite, "bob", ETH, more.max(usd("100")));
        suite.ok(|chain| chain.liquidation().deposit("bob", ETH, more));
    } else {
        suite.advance_reporting(REST);
        let less = usd("100") - room;
        suite.ok(|chain| chain.liquidation().withdraw("bob", ETH, less));
    }
    assert_eq!(suite.chain.pool(ETH).unwrap().room.u128(), room);
    suite.set_price("ETH", price);
    (suite, position)
}

#[test]
fn i12_a_small_pool_takes_a_part_and_leaves_the_position_healthier() {
    let (mut suite, position) = with_room(usd("200"), "125");
    let done = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("200"), eth("1.76"))
    );
    assert_eq!(sides(&suite, position), (eth("8.24"), usd("800")));
    let ratio = suite.position(position).ratio.unwrap();
    assert_eq!(ratio, "1.2875".parse::<Decimal>().unwrap()); // 125% before
    assert_backed(&suite);

    // Nothing is left of the room until the pool is filled up again.
    suite.refused(|chain| try_liquidate(chain, "keeper", position, 0));
    lend(&mut suite, "carol", ETH, usd("1000"));
    suite.ok(|chain| chain.liquidation().deposit("carol", ETH, usd("1000")));
    let done = liquidate(&mut suite, "keeper", position, 0);
    // In two steps exactly what one step would have taken: 700 USD for 6.16 ether.
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("500"), eth("4.4"))
    );
    assert_eq!(sides(&suite, position), (eth("3.84"), usd("300")));
}

#[test]
fn i08_what_would_be_left_under_the_floor_is_taken_too() {
    // At 114 USD the target needs 920 USD, which would leave 80.
    let (mut suite, position) = with_room(usd("1000"), "114");
    let done = liquidate(&mut suite, "keeper", position, 0);
    let seized = eth("1100").div_ceil(114);
    assert_eq!(
        (done.repaid.u128(), done.seized.u128()),
        (usd("1000"), seized)
    );
    assert_eq!(sides(&suite, position), (eth("10") - seized, 0));
    // The rest is the owner's, without debt.
    suite.ok(|chain| chain.vault().close("alice", position, 0));
}

#[test]
fn i08_a_pool_that_cannot_take_all_leaves_the_floor() {
    for room in ["901", "950", "999.999999"] {
        let (mut suite, position) = with_room(usd(room), "114");
        let done = liquidate(&mut suite, "keeper", position, 0);
        let left = suite.position(position).debt.u128();
        assert_eq!(done.repaid.u128() + left, usd("1000"));
        assert!((usd("100")..=usd("100") + 1).contains(&left), "{left}");
    }
}

#[test]
fn i08_exactly_the_floor_may_be_left() {
    // At 115 USD the target needs 900 USD.
    let (mut suite, position) = with_room(usd("900"), "115");
    liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(suite.position(position).debt.u128(), usd("100"));
}

#[test]
fn i18_only_a_position_that_no_part_of_fits_is_refused() {
    let (mut suite, _) = with_room(usd("99"), "200");
    let small = suite.open("carol", ETH, eth("1"), usd("100"));
    lend(&mut suite, "keeper", ETH, usd("100"));
    suite.set_price("ETH", "125");
    let plan = suite.chain.liquidation_plan(ETH, ids(&[small]), 0).unwrap();
    assert_eq!(
        plan.skipped,
        [SkippedPosition {
            position: small,
            reason: SkipReason::NoRoom
        }]
    );
    let error = suite.refused_by(|chain| try_liquidate(chain, "keeper", small, 0));
    let expected = ContractError::NothingSeized {
        looked_at: 1,
        safe: 0,
        unknown: 0,
        no_room: 1,
        arithmetic: 0,
        room: Uint128::new(usd("99")),
        auctions: Decimal::zero(),
    };
    assert_eq!(expected, error);

    // One dollar of the caller's own closes the gap.
    let done = liquidate(&mut suite, "keeper", small, usd("1"));
    assert_eq!(
        (done.pool_pays.u128(), done.caller_pays.u128()),
        (usd("99"), usd("1"))
    );
    assert_eq!(sides(&suite, small).1, 0);
    assert_eq!(suite.balance("keeper", STABLECOIN), usd("99"));
}

#[test]
fn one_that_does_not_fit_is_not_in_the_way_of_the_next() {
    let (mut suite, large) = with_room(usd("99"), "200");
    let small = suite.open("carol", ETH, eth("0.9"), usd("100"));
    suite.set_price("ETH", "125");
    let plan = suite.chain.liquidation_plan(ETH, riskiest(5), 0).unwrap();
    assert_eq!(
        plan.skipped,
        [SkippedPosition {
            position: small,
            reason: SkipReason::NoRoom
        }]
    );
    assert_eq!(plan.positions.len(), 1);
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    assert_eq!(suite.position(large).debt.u128(), usd("901"));
    assert_eq!(suite.position(small).debt.u128(), usd("100"));
}

#[test]
fn positions_share_the_room_in_the_order_of_risk() {
    let mut suite = suite();
    let worse = suite.open("carol", ETH, eth("9.6"), usd("1000"));
    let better = alices(&mut suite);
    fund(&mut suite, "bob", ETH, usd("901"));
    suite.set_price("ETH", "125");
    // 1,200 USD: the target needs 800 of the first; 100 of 700 are left for the second.
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 5));
    assert_eq!(suite.position(worse).debt.u128(), usd("200"));
    assert_eq!(suite.position(better).debt.u128(), usd("900"));
    assert_eq!(suite.chain.pool(ETH).unwrap().room.u128(), 0);
    assert_backed(&suite);
}

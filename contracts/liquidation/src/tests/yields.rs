//! Fees as yield.

use ballast_types::liquidation::{PoolResponse, QueryMsg, ReceiveMsg, MINIMUM_REST};
use rstest::rstest;

use super::suite::{addr, Suite, ATOM, ONE};
use crate::state::POOLS;

const DAY: u64 = 86_400;

fn fees() -> ReceiveMsg {
    ReceiveMsg::Yield {
        collateral_type: ATOM,
        otherwise: addr("treasury").into(),
    }
}

fn pool(suite: &Suite) -> PoolResponse {
    suite
        .query(QueryMsg::Pool {
            collateral_type: ATOM,
        })
        .unwrap()
}

#[rstest]
#[case::no_pool(0)]
#[case::less_than_one_whole_stablecoin(ONE - 1)]
fn fees_for_a_pool_with_nobody_in_it_go_on_at_once(#[case] deposited: u128) {
    let mut suite = Suite::new();
    if deposited > 0 {
        suite.deposit("alice", deposited).unwrap();
    }
    let before = suite.dump();
    let done = suite.send("vault", 500, &fees()).unwrap();
    assert_eq!(suite.balance("treasury", "stablecoin"), 500);
    assert_eq!(suite.balance("contract", "stablecoin"), deposited);
    assert_eq!(
        ballast_types::event::attribute(&done.events[0], "to_pool"),
        Some("false")
    );
    assert_eq!(suite.dump(), before);
}

#[test]
fn fees_for_somebody_elses_address_are_refused() {
    let mut suite = Suite::new();
    let msg = ReceiveMsg::Yield {
        collateral_type: ATOM,
        otherwise: "TREASURY".into(),
    };
    assert!(suite.send("vault", 500, &msg).is_err());
}

#[test]
fn yield_vests_over_a_day() {
    let mut suite = Suite::new();
    suite.deposit("alice", 3 * ONE).unwrap();
    suite.deposit("bob", ONE).unwrap();
    let done = suite.send("vault", 8_000, &fees()).unwrap();
    assert_eq!(
        ballast_types::event::attribute(&done.events[0], "to_pool"),
        Some("true")
    );
    assert_eq!(pool(&suite).unvested.u128(), 8_000);
    assert_eq!(pool(&suite).vests_until, suite.now() + DAY);
    suite.pass(DAY / 2);
    assert_eq!(pool(&suite).unvested.u128(), 4_000);
    assert_eq!(
        suite.deposit_of("alice").unwrap().stablecoin_gain.u128(),
        3_000
    );
    suite.claim("bob").unwrap();
    assert_eq!(suite.balance("bob", "stablecoin"), 1_000);
    suite.pass(DAY);
    suite.claim("alice").unwrap();
    assert_eq!(suite.balance("alice", "stablecoin"), 6_000);
    assert_eq!(
        POOLS
            .load(&suite.deps.storage, ATOM)
            .unwrap()
            .unvested
            .u128(),
        0
    );
}

#[test]
fn h37_a_large_deposit_does_not_take_what_has_vested_before_it() {
    let mut suite = Suite::new();
    suite.deposit("alice", ONE).unwrap();
    suite.send("vault", 8_000, &fees()).unwrap();
    suite.pass(DAY);
    suite.deposit("mallory", 1_000_000 * ONE).unwrap();
    suite.pass(MINIMUM_REST);
    assert_eq!(
        suite.deposit_of("alice").unwrap().stablecoin_gain.u128(),
        8_000
    );
    assert_eq!(
        suite.deposit_of("mallory").unwrap().stablecoin_gain.u128(),
        0
    );
}

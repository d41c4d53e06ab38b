//! Fees as yield.

use ballast_types::{
    event::attribute,
    liquidation::{PoolResponse, QueryMsg, ReceiveMsg, MINIMUM_REST},
};
use cosmwasm_std::Response;
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

/// What the event says: kept by the pool, passed on.
fn told(done: &Response) -> [u128; 2] {
    ["amount", "passed_on"].map(|key| attribute(&done.events[0], key).unwrap().parse().unwrap())
}

#[rstest]
#[case::no_pool(0)]
#[case::less_than_one_whole_stablecoin(ONE - 1)]
#[case::h37_one_whole_stablecoin(ONE)]
#[case::less_than_a_unit_of_yield(ONE + 99)]
fn fees_for_a_pool_that_carries_no_risk_go_on_at_once(#[case] deposited: u128) {
    let mut suite = Suite::new();
    if deposited > 0 {
        suite.deposit("alice", deposited).unwrap();
    }
    let before = suite.dump();
    let done = suite.send("vault", 500, &fees()).unwrap();
    assert_eq!(suite.balance("treasury", "stablecoin"), 500);
    assert_eq!(suite.balance("contract", "stablecoin"), deposited);
    assert_eq!(told(&done), [0, 500]);
    assert_eq!(suite.dump(), before);
}

#[rstest]
#[case::one_unit(ONE + 100, 1)]
#[case::rounded_down(ONE + 49_899, 498)]
#[case::all_but_one_unit(ONE + 49_999, 499)]
#[case::just_all(ONE + 50_000, 500)]
#[case::more_than_enough(100 * ONE, 500)]
fn h37_a_pool_keeps_up_to_a_hundredth_of_its_room(#[case] deposited: u128, #[case] kept: u128) {
    let mut suite = Suite::new();
    suite.deposit("alice", deposited).unwrap();
    let done = suite.send("vault", 500, &fees()).unwrap();
    assert_eq!(told(&done), [kept, 500 - kept]);
    assert_eq!(done.messages.len(), usize::from(kept < 500));
    assert_eq!(pool(&suite).unvested.u128(), kept);
    assert_eq!(suite.balance("treasury", "stablecoin"), 500 - kept);
    assert_eq!(suite.balance("contract", "stablecoin"), deposited + kept);
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
    assert_eq!(told(&done), [8_000, 0]);
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
    suite.deposit("alice", 2 * ONE).unwrap();
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

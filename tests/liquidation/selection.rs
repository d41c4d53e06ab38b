//! Which positions a message takes: the riskiest, or named ones.

use ballast_devchain::LIQUIDATION;
use ballast_tests::{eth, usd, Suite, ETH};
use ballast_types::{
    vault::{PlanResponse, PositionSeized, Selection, SkipReason, SkippedPosition},
    PositionId,
};

use crate::support::{assert_backed, fund, ids, liquidated, riskiest, sides, suite};

/// Five positions of 1,000 USD with 9 to 13 ether, a pool of 20,000 USD, ether at 125 USD: the
/// first three are unsafe.
fn five() -> (Suite, [PositionId; 5]) {
    let mut suite = suite();
    let positions = ["9", "10", "11", "12", "13"]
        .map(|ether| suite.open("alice", ETH, eth(ether), usd("1000")));
    fund(&mut suite, "bob", ETH, usd("20000"));
    suite.set_price("ETH", "125");
    (suite, positions)
}

fn seized(suite: &mut Suite, selection: Selection) -> Vec<PositionId> {
    let done = suite.ok(|chain| chain.liquidation().liquidate("keeper", ETH, selection, 0));
    let seized: Vec<PositionSeized> = done.all(&suite.address("vault")).unwrap();
    assert_eq!(liquidated(suite, &done).positions as usize, seized.len());
    seized.into_iter().map(|it| it.position).collect()
}

#[test]
fn the_limit_bounds_how_many() {
    let (mut suite, [first, second, third, ..]) = five();
    assert_eq!(seized(&mut suite, riskiest(2)), [first, second]);
    assert_eq!(seized(&mut suite, riskiest(1)), [third]);
    suite.refused(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
}

#[test]
fn a_limit_above_what_is_unsafe_takes_what_is_unsafe() {
    let (mut suite, [first, second, third, ..]) = five();
    assert_eq!(seized(&mut suite, riskiest(100)), [first, second, third]);
    assert_backed(&suite);
}

#[test]
fn named_positions_are_taken_in_the_order_given() {
    let (mut suite, [first, second, third, ..]) = five();
    assert_eq!(seized(&mut suite, ids(&[third, first])), [third, first]);
    assert_eq!(sides(&suite, second), (eth("10"), usd("1000")));
}

#[test]
fn h09_repeated_ids_count_once() {
    let (mut suite, [first, second, ..]) = five();
    let mut once = suite.chain.fork().unwrap();
    let selection = ids(&[first, second]);
    once.liquidation()
        .liquidate("keeper", ETH, selection, 0)
        .unwrap();
    let repeated = ids(&[first, first, second, first, second, second]);
    assert_eq!(seized(&mut suite, repeated), [first, second]);
    assert_eq!(suite.chain.state_hash(), once.state_hash());
}

#[test]
fn safe_unknown_and_debt_free_ids_are_not_in_the_way() {
    let (mut suite, [first, _, _, safe, _]) = five();
    let empty = suite.open("carol", ETH, eth("1"), 0);
    let unknown = PositionId::new(ETH, u32::MAX);
    let named = ids(&[safe, unknown, empty, first]);
    let plan = suite.chain.liquidation_plan(ETH, named.clone(), 0).unwrap();
    let skip = |position, reason| SkippedPosition { position, reason };
    assert_eq!(
        plan.skipped,
        [
            skip(safe, SkipReason::Safe),
            skip(unknown, SkipReason::Unknown),
            skip(empty, SkipReason::Unknown)
        ]
    );
    assert_eq!(seized(&mut suite, named), [first]);
}

/// What the message did to each position, against what the query said.
fn assert_as_planned(suite: &mut Suite, plan: &PlanResponse, selection: Selection, sent: u128) {
    let before = suite.balance("keeper", "eth");
    let set_aside = suite.chain.pool(ETH).unwrap().set_aside.u128();
    let done = suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate("keeper", ETH, selection, sent)
    });
    let seized: Vec<PositionSeized> = done.all(&suite.address("vault")).unwrap();
    assert_eq!(seized.len(), plan.positions.len());
    for (was, planned) in seized.iter().zip(&plan.positions) {
        assert_eq!((was.position, was.price), (planned.position, plan.price));
        assert_eq!(
            (was.repaid, was.seized, was.reward),
            (planned.repaid, planned.seized, planned.reward)
        );
        let left = (
            planned.collateral - planned.seized,
            planned.debt - planned.repaid,
        );
        assert_eq!(sides(suite, was.position), (left.0.u128(), left.1.u128()));
    }
    let sum = |part: fn(&ballast_types::vault::PlannedSeizure) -> cosmwasm_std::Uint128| {
        plan.positions
            .iter()
            .map(part)
            .sum::<cosmwasm_std::Uint128>()
    };
    let event = suite.event_of::<ballast_types::liquidation::Liquidated>(LIQUIDATION, &done);
    assert_eq!(event.repaid, sum(|it| it.repaid));
    assert_eq!(event.seized, sum(|it| it.seized));
    assert_eq!(event.pool_pays, sum(|it| it.pool.pays));
    assert_eq!(event.pool_collateral, sum(|it| it.pool.collateral));
    assert_eq!(event.caller_pays, sum(|it| it.caller.pays));
    assert_eq!(event.caller_collateral, sum(|it| it.caller.collateral));
    let paid = (event.pool_pays + event.caller_pays).u128();
    assert_eq!(
        suite.chain.pool(ETH).unwrap().set_aside.u128(),
        set_aside + paid
    );
    let gained = (event.reward + event.caller_collateral).u128();
    assert_eq!(suite.balance("keeper", "eth"), before + gained);
    assert_backed(suite);
}

#[test]
fn i26_the_plan_is_what_the_message_then_does() {
    for price in ["139", "125", "110.5", "101", "70", "3"] {
        for sent in [0, usd("333.333333"), usd("5000")] {
            for selection in [riskiest(100), riskiest(2)] {
                let (mut suite, _) = five();
                crate::support::lend(&mut suite, "keeper", ETH, usd("5000"));
                // A pool that can take a part of it, and not at a round number.
                suite.advance_reporting(crate::support::REST);
                suite.ok(|chain| {
                    chain
                        .liquidation()
                        .withdraw("bob", ETH, usd("18222.123457"))
                });
                suite.set_price("ETH", price);
                let plan = suite
                    .chain
                    .liquidation_plan(ETH, selection.clone(), sent)
                    .unwrap();
                assert!(!plan.positions.is_empty(), "{price}");
                assert_as_planned(&mut suite, &plan, selection, sent);
            }
        }
    }
}

#[test]
fn i26_a_plan_of_nothing_is_an_empty_answer() {
    let (mut suite, [.., safe]) = five();
    let plan = suite.chain.liquidation_plan(ETH, ids(&[safe]), 0).unwrap();
    assert_eq!((plan.positions.len(), plan.skipped.len()), (0, 1));
    suite.chain.advance(4_000);
    assert!(suite.chain.liquidation_plan(ETH, ids(&[safe]), 0).is_err()); // no price
}

//! H31: many small positions, and what they may stand in the way of.

use std::collections::BTreeMap;

use ballast_devchain::{Call, Counts, Operation, LIQUIDATION};
use ballast_tests::{eth, usd, Suite, SuiteBuilder, ETH};
use ballast_types::liquidation::ExecuteMsg;
use ballast_vault::ContractError;

use crate::support::{assert_backed, fund, ids, lend, riskiest, sides, suite};

/// So many positions at the floor, all unsafe at 130 USD, and a pool that can take them all.
fn with_dust(count: u32) -> Suite {
    let mut suite = SuiteBuilder::base().with_no_fees().without_watch().build();
    for number in 0..count {
        // Each a little healthier than the one before.
        let collateral = eth("1") + u128::from(number) * eth("0.0001");
        suite.open("dave", ETH, collateral, usd("100"));
    }
    fund(&mut suite, "bob", ETH, usd("50000"));
    suite.set_price("ETH", "130");
    suite
}

/// What liquidating the riskiest costs.
fn cost(suite: &mut Suite, limit: u32) -> BTreeMap<String, Counts> {
    let msg = ExecuteMsg::Liquidate {
        collateral_type: ETH,
        selection: riskiest(limit),
    };
    let operation = Operation {
        time: suite.chain.now(),
        sender: "keeper".to_owned(),
        calls: vec![Call::new(LIQUIDATION, &msg, &[]).unwrap()],
    };
    let (outcome, counts) = suite.chain.run_counted(&operation);
    outcome.unwrap();
    counts
}

#[test]
fn h31_dust_positions_change_nobodys_gas_and_are_cleared_a_hundred_at_a_time() {
    let (mut few, mut many) = (with_dust(20), with_dust(300));
    // Once before, so that no record is new.
    for suite in [&mut few, &mut many] {
        cost(suite, 1);
    }
    for limit in [1, 5] {
        let (less, more) = (cost(&mut few, limit), cost(&mut many, limit));
        for (contract, counts) in less {
            assert_eq!(
                counts.operations(),
                more[&contract].operations(),
                "{contract}"
            );
        }
    }
    for left in [193, 93] {
        let done = many.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 100));
        assert_eq!(crate::support::liquidated(&many, &done).positions, 100);
        let is_unsafe = |it: &ballast_types::vault::PositionResponse| it.is_unsafe == Some(true);
        let positions = many.chain.positions(ETH).unwrap();
        assert_eq!(positions.into_iter().filter(is_unsafe).count(), left);
    }
    let found = ballast_devchain::invariants::check(&many.chain);
    assert!(found.is_empty(), "{found:?}");
    assert_backed(&many);
}

/// Forty positions at the floor stand before one that the small room could take a part of. A walk
/// gives up after thirty-two of them; by name, or with a floor's worth of stablecoin, anyone gets
/// through.
#[test]
fn i18_small_positions_at_the_head_are_passed_by_name() {
    let mut suite = suite();
    for _ in 0..40 {
        suite.open("dave", ETH, eth("1"), usd("100"));
    }
    let behind = suite.open("alice", ETH, eth("11"), usd("1000"));
    fund(&mut suite, "bob", ETH, usd("100"));
    lend(&mut suite, "keeper", ETH, usd("100"));
    suite.set_price("ETH", "125");
    let error: ContractError =
        suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
    assert!(matches!(
        error,
        ContractError::NothingSeized {
            looked_at: 32,
            no_room: 32,
            ..
        }
    ));
    let mut named = suite.chain.fork().unwrap();
    named
        .liquidation()
        .liquidate("keeper", ETH, ids(&[behind]), 0)
        .unwrap();
    assert_eq!(named.position(behind).unwrap().debt.u128(), usd("901"));
    // A larger limit looks further.
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 41));
    assert_eq!(sides(&suite, behind).1, usd("901"));
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate("keeper", ETH, riskiest(1), usd("100"))
    });
}

/// Positions with the same key as an unsafe one, which are opened after it, are no hindrance.
#[test]
fn equal_positions_are_taken_in_the_order_of_their_numbers() {
    let mut suite = suite();
    let positions: Vec<_> = (0..5)
        .map(|_| suite.open("alice", ETH, eth("10"), usd("1000")))
        .collect();
    fund(&mut suite, "bob", ETH, usd("10000"));
    suite.set_price("ETH", "125");
    for position in positions {
        let done = suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
        let seized: ballast_types::vault::PositionSeized = suite.event(&done);
        assert_eq!(seized.position, position);
    }
}

//! Who tries to make money out of rounding.

use ballast_devchain::Pieces;
use ballast_tests::{btc, eth, usd, Suite, BTC, ETH};

use crate::support::a_year_passes;

/// What alice holds, her positions counted as the vault would settle them.
fn wealth(suite: &Suite) -> (i128, i128, i128) {
    let mut stablecoin = i128::try_from(suite.balance("alice", "stablecoin")).unwrap();
    let [mut ether, mut bitcoin] =
        ["eth", "wbtc"].map(|asset| i128::try_from(suite.balance("alice", asset)).unwrap());
    for position in suite.chain.positions_of("alice").unwrap() {
        stablecoin -= i128::try_from(position.debt.u128()).unwrap();
        let collateral = i128::try_from(position.collateral.u128()).unwrap();
        if position.collateral_type == ETH {
            ether += collateral;
        } else {
            bitcoin += collateral;
        }
    }
    (stablecoin, ether, bitcoin)
}

#[test]
fn i21_h18_no_round_of_operations_at_one_price_and_time_makes_a_profit() {
    let mut suite = Suite::base();
    let ether = suite.open("alice", ETH, eth("10"), usd("333.333333"));
    let bitcoin = suite.open("alice", BTC, btc("0.33333333"), usd("777.777777"));
    a_year_passes(&mut suite);
    let mut before = wealth(&suite);
    for amount in [1, 2, 3, 7, 99, 1_000_003, usd("33.333333")] {
        for id in [ether, bitcoin] {
            suite.ok(|chain| chain.vault().mint("alice", id, amount));
            suite.ok(|chain| chain.vault().withdraw("alice", id, amount.min(1_000)));
            suite.ok(|chain| chain.vault().deposit("alice", id, amount.min(1_000)));
            let pieces = Pieces {
                repay: amount,
                withdraw: 1,
                ..Pieces::default()
            };
            suite.ok(|chain| chain.vault().adjust("alice", id, pieces));
            let after = wealth(&suite);
            assert!(after.0 <= before.0 && after.1 <= before.1 && after.2 <= before.2);
            before = after;
        }
    }
}

#[test]
fn i21_opening_and_closing_at_once_costs_and_never_pays() {
    let mut suite = Suite::base();
    suite.open("bob", ETH, eth("100"), usd("1000"));
    suite.ok(|chain| chain.stablecoin().transfer("bob", "alice", usd("1")));
    a_year_passes(&mut suite);
    for mint in [usd("100"), usd("100.000001"), usd("123.456789")] {
        let before = suite.balance("alice", "stablecoin");
        let id = suite.open("alice", ETH, eth("2"), mint);
        let debt = suite.position(id).debt.u128();
        assert!((mint..=mint + 1).contains(&debt), "{mint} {debt}");
        suite.ok(|chain| chain.vault().close("alice", id, debt));
        let after = suite.balance("alice", "stablecoin");
        assert!(after <= before && before - after <= 1);
        assert_eq!(suite.balance("alice", "eth"), eth("10000"));
    }
}

#[test]
fn h18_a_debt_repaid_in_a_thousand_parts_costs_no_less_than_at_once() {
    let (mut parts, mut whole) = (Suite::base(), Suite::base());
    let mut paid = [0u128; 2];
    for (suite, paid) in [&mut parts, &mut whole].into_iter().zip(&mut paid) {
        let id = suite.open("alice", ETH, eth("10"), usd("300"));
        suite.open("bob", ETH, eth("10"), usd("300"));
        suite.ok(|chain| chain.stablecoin().transfer("bob", "alice", usd("300")));
        a_year_passes(suite);
        *paid = suite.position(id).debt.u128();
    }
    assert_eq!(paid[0], paid[1]);
    let id = parts.chain.positions_of("alice").unwrap()[0].position;
    for _ in 0..100 {
        parts.ok(|chain| chain.vault().repay("alice", id, 1_000_001));
    }
    let rest = parts.position(id).debt.u128();
    assert!(100 * 1_000_001 + rest >= paid[0]);
    parts.ok(|chain| chain.vault().repay("alice", id, rest));
    whole.ok(|chain| chain.vault().repay("alice", id, paid[1]));
}

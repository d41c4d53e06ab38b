//! A token that should be worth a dollar, as collateral: it is worth what the oracle says.

use ballast_tests::{btc, usd, Suite, SuiteBuilder, BTC};
use ballast_types::PositionId;

use crate::support::{fund, liquidate, sides};

/// A thousand tokens of 8 decimals that should be dollars, and 600 owed against them.
fn pegged() -> (Suite, PositionId) {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_price("BTC", "1")
        .build();
    let position = suite.open("alice", BTC, btc("1000"), usd("600"));
    (suite, position)
}

#[test]
fn h28_at_a_half_it_is_worth_a_half() {
    let (mut suite, position) = pegged();
    fund(&mut suite, "bob", BTC, usd("1000"));
    suite.set_price("BTC", "0.5");
    let view = suite.chain.position(position).unwrap();
    assert_eq!(view.ratio.unwrap().to_string(), "0.833333333333333333");
    assert_eq!(view.is_unsafe, Some(true));

    // All of it goes for what it is worth, less the discount, and the rest is a loss.
    let told = liquidate(&mut suite, "keeper", position, 0);
    assert_eq!(told.repaid.u128(), usd("600"));
    assert!(told.pool_pays.u128() < usd("500"));
    assert!(suite.chain.position(position).is_err());
}

#[test]
fn h28_above_a_dollar_it_is_worth_more() {
    let (mut suite, position) = pegged();
    suite.refused(|chain| chain.vault().mint("alice", position, usd("25.000001")));
    suite.set_calm_price("BTC", "1.2");
    suite.refused(|chain| chain.vault().mint("alice", position, usd("150.000001")));
    suite.ok(|chain| chain.vault().mint("alice", position, usd("150")));
    assert_eq!(sides(&suite, position), (btc("1000"), usd("750")));

    // Back at a dollar it owes too much for a mint, and is under 140%: liquidated by the price alone.
    fund(&mut suite, "bob", BTC, usd("1000"));
    suite.set_price("BTC", "1");
    assert_eq!(
        suite.chain.position(position).unwrap().is_unsafe,
        Some(true)
    );
    liquidate(&mut suite, "keeper", position, 0);
    let (collateral, debt) = sides(&suite, position);
    assert!(collateral > 0 && debt < usd("750"));
}

//! The guardian's brake on a price: what stops, for how long, and what never does.

use ballast_oracle::ContractError as OracleError;
use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_vault::ContractError;

use crate::support::report;

/// alice's position is unsafe, and frozen.
fn frozen() -> (Suite, ballast_types::PositionId) {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.open("bob", BTC, btc("10"), usd("5000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("5000")));
    suite.set_price("ETH", "130");
    suite.ok(|chain| chain.oracle().freeze("guardian", "ETH", 1_800));
    (suite, position)
}

#[test]
fn h30_a_frozen_feed_stops_minting_and_liquidation_and_nothing_else() {
    let (mut suite, position) = frozen();
    let liquidate = |chain: &mut ballast_devchain::Devchain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &[position])
    };
    let error: ContractError = suite.refused_by(liquidate);
    assert!(matches!(error, ContractError::Price(_)), "{error}");
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().mint("alice", position, usd("1")));
    assert!(matches!(error, ContractError::Price(_)), "{error}");
    suite.ok(|chain| chain.vault().deposit("alice", position, eth("0.1")));
    suite.ok(|chain| chain.vault().repay("alice", position, usd("10")));
    let other = suite.chain.positions_of("bob").unwrap()[0].position;
    suite.ok(|chain| chain.vault().mint("bob", other, usd("1")));
}

#[test]
fn h48_a_freeze_ends_by_itself_and_the_price_after_it_is_fresh() {
    let (mut suite, position) = frozen();
    for _ in 0..29 {
        report(&mut suite, "ETH", "128");
    }
    let liquidate = |chain: &mut ballast_devchain::Devchain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &[position])
    };
    suite.refused_by::<ContractError>(liquidate);
    suite.chain.advance(60);
    suite.ok(liquidate);
    let error: OracleError = suite.refused_by(|chain| chain.oracle().freeze("guardian", "ETH", 1));
    assert!(
        matches!(error, OracleError::FreezeTooSoon { .. }),
        "{error}"
    );
    suite.chain.advance(86_400);
    suite.ok(|chain| chain.oracle().freeze("guardian", "ETH", 1));
}

#[test]
fn h48_the_owner_can_end_a_freeze_and_nobody_else() {
    let (mut suite, _) = frozen();
    for sender in ["alice", "keeper", "feeder-1"] {
        let error: OracleError = suite.refused_by(|chain| chain.oracle().unfreeze(sender, "ETH"));
        assert!(
            matches!(error, OracleError::NotGuardianOrOwner { .. }),
            "{error}"
        );
    }
    suite.ok(|chain| chain.oracle().unfreeze("owner", "ETH"));
    assert!(suite.chain.price("ETH").unwrap().unwrap().is_valid);
}

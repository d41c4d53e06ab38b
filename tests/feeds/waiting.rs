//! A price that is too far from the last waits: what can be done meanwhile, and after.

use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_vault::ContractError;

use crate::support::report;

fn suite() -> (Suite, ballast_types::PositionId) {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.open("bob", ETH, eth("100"), usd("5000"));
    (suite, position)
}

#[test]
fn h24_a_fat_finger_liquidates_nobody_and_lends_nobody_a_cent() {
    for typo in ["20", "2000"] {
        let (mut suite, position) = suite();
        report(&mut suite, "ETH", typo);
        let feed = suite.chain.price("ETH").unwrap().unwrap();
        assert_eq!(feed.spot, price("200"));
        assert_eq!(feed.pending.unwrap().price, price(typo));
        let error: ContractError = suite.refused_by(|chain| {
            chain
                .liquidation()
                .liquidate_positions("keeper", ETH, &[position])
        });
        assert!(
            matches!(error, ContractError::NothingSeized { .. }),
            "{error}"
        );
        // 2,000 USD backed at 200: a debt of 1,250 at the most.
        let error: ContractError =
            suite.refused_by(|chain| chain.vault().mint("alice", position, usd("251")));
        assert!(
            matches!(error, ContractError::RatioBelowMintRatio { .. }),
            "{error}"
        );
        report(&mut suite, "ETH", "200");
        assert_eq!(suite.chain.price("ETH").unwrap().unwrap().pending, None);
    }
}

#[test]
fn h24_a_crash_of_half_is_liquidated_after_the_second_round() {
    let (mut suite, position) = suite();
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("5000")));
    report(&mut suite, "ETH", "100");
    report(&mut suite, "ETH", "99");
    assert_eq!(
        suite.chain.price("ETH").unwrap().unwrap().spot,
        price("100"),
        "of the two the nearer"
    );
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", ETH, &[position])
    });
}

#[test]
fn h24_while_a_fall_waits_minting_goes_by_it() {
    let (mut suite, position) = suite();
    report(&mut suite, "ETH", "150");
    // 1,500 USD at what waits: 937.5 of debt at the most, and there are 1,000.
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().mint("alice", position, usd("1")));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
    suite.ok(|chain| chain.vault().repay("alice", position, usd("1")));
}

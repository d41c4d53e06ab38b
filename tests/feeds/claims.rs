//! Claims on an asset at a fixed time.

use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::oracle::{FeedKind, UsablePrice};
use ballast_vault::ContractError;
use cosmwasm_std::Decimal;

use crate::support::{add_feed, list, report, stake, STAKE};

const YEAR: u64 = 31_536_000;

/// Stake is a claim on an ether of 200 USD in a year, at a discount of 10% a year.
fn claim() -> Suite {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let kind = FeedKind::FixedMaturity {
        base: "ETH".to_owned(),
        discount: Decimal::percent(10),
        maturity: suite.chain.now() + YEAR,
    };
    add_feed(&mut suite, "PT-ETH", kind);
    list(&mut suite, "PT-ETH");
    suite
}

fn usable(suite: &Suite) -> UsablePrice {
    suite.chain.feed_status("PT-ETH").unwrap().usable.unwrap()
}

#[test]
fn a_claim_comes_up_to_what_it_is_a_claim_on() {
    let mut suite = claim();
    assert_eq!(usable(&suite).spot, price("180"));
    assert_eq!(usable(&suite).time_to_maturity, YEAR);
    suite.chain.advance(YEAR / 2);
    report(&mut suite, "ETH", "200");
    assert!(usable(&suite).spot > price("190"));
    suite.chain.advance(YEAR);
    report(&mut suite, "ETH", "200");
    assert_eq!(usable(&suite).spot, price("200"));
    assert_eq!(usable(&suite).time_to_maturity, 0);
}

#[test]
fn a_claim_is_collateral_like_any_other() {
    let mut suite = claim();
    let position = suite.open("alice", STAKE, stake("10"), usd("800"));
    suite.open("bob", ETH, eth("100"), usd("5000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", STAKE, usd("5000")));
    // 800 x 1.4 / 9 = 124.4 USD for an ether.
    for dollars in ["181", "164", "149", "136", "125"] {
        report(&mut suite, "ETH", dollars);
    }
    let safe: ContractError = suite.refused_by(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", STAKE, &[position])
    });
    assert!(
        matches!(safe, ContractError::NothingSeized { .. }),
        "{safe}"
    );
    report(&mut suite, "ETH", "124");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", STAKE, &[position])
    });
}

//! Staking derivatives, and tokens that trade against a dollar token: a rate on a base, both read at use.

use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::oracle::{FeedKind, StatusResponse};
use ballast_vault::ContractError;
use cosmwasm_std::Decimal;
use rstest::rstest;

use crate::support::{add_feed, by_feeders, list, report, stake, STAKE};

fn on(base: &str) -> FeedKind {
    FeedKind::RedemptionRate {
        base: base.to_owned(),
        maximum_growth: Decimal::percent(30),
        intake: by_feeders(),
    }
}

/// Stake is a derivative of ether at 200 USD, 1.1 of which it can be redeemed for.
fn derivative() -> Suite {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    add_feed(&mut suite, "STETH", on("ETH"));
    list(&mut suite, "STETH");
    report(&mut suite, "STETH", "1.1");
    suite
}

fn status(suite: &Suite, feed: &str) -> StatusResponse {
    suite.chain.feed_status(feed).unwrap()
}

#[test]
fn a_derivative_is_worth_its_rate_in_its_base() {
    let mut suite = derivative();
    assert_eq!(status(&suite, "STETH").usable.unwrap().spot, price("220"));
    // 2,200 USD: 1,375 of debt at 160%.
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().open("alice", STAKE, stake("10"), usd("1376")));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
    suite.open("alice", STAKE, stake("10"), usd("1374"));
}

#[test]
fn a_derivative_is_liquidated_when_its_base_falls() {
    let mut suite = derivative();
    let position = suite.open("alice", STAKE, stake("10"), usd("1300"));
    suite.open("bob", ETH, eth("100"), usd("5000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", STAKE, usd("5000")));
    // 1,300 x 1.4 / 11 = 165.5 USD for an ether.
    report(&mut suite, "ETH", "182");
    report(&mut suite, "ETH", "166");
    let safe: ContractError = suite.refused_by(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", STAKE, &[position])
    });
    assert!(
        matches!(safe, ContractError::NothingSeized { .. }),
        "{safe}"
    );
    report(&mut suite, "ETH", "165");
    suite.ok(|chain| {
        chain
            .liquidation()
            .liquidate_positions("keeper", STAKE, &[position])
    });
}

#[test]
fn h27_a_rate_that_jumps_lends_nobody_anything() {
    let mut suite = derivative();
    report(&mut suite, "STETH", "11");
    report(&mut suite, "STETH", "11");
    let rate = suite.chain.price("STETH").unwrap().unwrap();
    // 30% a year for two minutes.
    assert!(rate.spot <= price("1.1000013"), "{}", rate.spot);
    assert_eq!(rate.published_at, suite.chain.now());
    assert_eq!(rate.pending, None);
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().open("alice", STAKE, stake("10"), usd("1376")));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
}

#[rstest]
#[case::of_the_rate("ETH")]
#[case::of_the_base("STETH")]
fn h26_without_one_of_its_numbers_it_is_repaid_and_topped_up_but_not_minted(#[case] alive: &str) {
    let mut suite = derivative();
    let position = suite.open("alice", STAKE, stake("10"), usd("1000"));
    suite.chain.advance(3_500);
    let number = if alive == "ETH" { "200" } else { "1.1" };
    report(&mut suite, alive, number);
    report(&mut suite, alive, number);
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().mint("alice", position, usd("1")));
    assert!(matches!(error, ContractError::Price(_)), "{error}");
    let problem = status(&suite, "STETH").problem.unwrap();
    let dead = if alive == "ETH" { "STETH" } else { "ETH" };
    assert!(problem.contains(&format!("feed {dead} ")), "{problem}");
    suite.ok(|chain| chain.vault().deposit("alice", position, stake("1")));
    suite.ok(|chain| chain.vault().repay("alice", position, usd("1000")));
    suite.ok(|chain| chain.vault().withdraw("alice", position, stake("11")));
}

#[rstest]
#[case::lost_its_peg("0.5", "500")]
#[case::above_its_peg("1.2", "1200")]
fn h28_what_trades_against_a_dollar_token_is_worth_that_token(
    #[case] token: &str,
    #[case] worth: &str,
) {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    add_feed(
        &mut suite,
        "USDT",
        FeedKind::Price {
            intake: by_feeders(),
        },
    );
    report(&mut suite, "USDT", token);
    add_feed(&mut suite, "STAKE-USDT", on("USDT"));
    list(&mut suite, "STAKE-USDT");
    report(&mut suite, "STAKE-USDT", "1000");
    let usable = status(&suite, "STAKE-USDT").usable.unwrap();
    assert_eq!(usable.spot, price(worth));
    let most = (usable.low.atomics().u128() / 10u128.pow(12)) * 100 / 160;
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().open("alice", STAKE, stake("1"), most + 2));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
    suite.open("alice", STAKE, stake("1"), most - 1);
}

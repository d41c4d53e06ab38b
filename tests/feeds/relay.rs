//! "A keeper carries three feeders' signed reports and its liquidation in one message and needs no trust from
//! anyone."

use ballast_devchain::VAULT;
use ballast_oracle::ContractError;
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    liquidation::Liquidated,
    oracle::{PriceAccepted, Report},
    vault,
};
use cosmwasm_std::Uint128;

use crate::support::{liquidate, relay, signed};

/// alice's position is unsafe under 140 USD; bob's stablecoin waits in the pool.
fn suite() -> (Suite, ballast_types::PositionId) {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let position = suite.open("alice", ETH, eth("10"), usd("1000"));
    suite.open("bob", ETH, eth("100"), usd("5000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("5000")));
    // A slow fall, a step at a time.
    for dollars in ["181", "164", "148"] {
        suite.chain.advance(60);
        suite.set_price("ETH", dollars);
    }
    suite.chain.advance(60);
    (suite, position)
}

#[test]
fn h29_three_signed_reports_and_a_liquidation_are_one_transaction_of_anybody() {
    let (mut suite, position) = suite();
    let now = suite.chain.now();
    let calls = vec![relay(signed(&mut suite, "134", now)), liquidate(position)];
    let done = suite.ok(|chain| chain.execute_all("keeper", calls));
    let accepted: PriceAccepted = suite.event_of(ballast_devchain::ORACLE, &done);
    // The fourth feeder's last report still counts.
    assert_eq!((accepted.price, accepted.reports), (price("134"), 4));
    let liquidated: Liquidated = suite.event_of(ballast_devchain::LIQUIDATION, &done);
    assert!(liquidated.repaid > Uint128::zero());
    assert_eq!(
        suite.balance("feeder-1", "eth"),
        0,
        "a feeder needs no money"
    );
}

#[test]
fn h29_a_rival_that_brought_the_same_reports_first_does_not_stop_the_liquidation() {
    let (mut suite, position) = suite();
    let now = suite.chain.now();
    let reports = signed(&mut suite, "134", now);
    let first = vec![relay(reports.clone())];
    suite.ok(|chain| chain.execute_all("carol", first));
    let calls = vec![relay(reports), liquidate(position)];
    suite.ok(|chain| chain.execute_all("keeper", calls));
}

#[test]
fn h29_one_forged_report_refuses_all_of_it() {
    let (mut suite, position) = suite();
    let now = suite.chain.now();
    let mut reports = signed(&mut suite, "134", now);
    reports[2].report.price = price("133");
    let calls = vec![relay(reports), liquidate(position)];
    let error = suite.refused_by(|chain| chain.execute_all("keeper", calls));
    assert!(
        matches!(error, ContractError::ForgedReport { .. }),
        "{error}"
    );
}

#[test]
fn h29_a_report_that_is_not_signed_for_this_oracle_is_refused() {
    let (mut suite, _) = suite();
    let now = suite.chain.now();
    let report = Report::new("ETH", price("134"), now);
    let mut signed = suite.chain.oracle().sign("feeder-1", report).unwrap();
    // What the same feeder signed for the vault's address in place of the oracle's.
    let key = ballast_devchain::account_key("feeder-1").unwrap();
    let bytes = signed
        .report
        .signing_bytes("ballast-dev-1", &suite.address(VAULT))
        .unwrap();
    let signature: k256::ecdsa::Signature = k256::ecdsa::signature::Signer::sign(&key, &bytes);
    let signature = signature.normalize_s().unwrap_or(signature);
    signed.signature = signature.to_bytes().as_slice().into();
    let error = suite.refused_by(|chain| chain.execute_all("keeper", vec![relay(vec![signed])]));
    assert!(
        matches!(error, ContractError::ForgedReport { .. }),
        "{error}"
    );
}

#[test]
fn a_mint_and_the_reports_that_it_needs_are_one_transaction() {
    let (mut suite, _) = suite();
    suite.chain.advance(3_600);
    let position = suite.chain.positions_of("bob").unwrap()[0].position;
    let mint = vault::ExecuteMsg::Mint {
        position,
        amount: Uint128::new(usd("10")),
    };
    let mint = ballast_devchain::Call::new(VAULT, &mint, &[]).unwrap();
    let error: ballast_vault::ContractError =
        suite.refused_by(|chain| chain.execute_all("bob", vec![mint.clone()]));
    assert!(
        matches!(error, ballast_vault::ContractError::Price(_)),
        "{error}"
    );
    let now = suite.chain.now();
    let calls = vec![relay(signed(&mut suite, "148", now)), mint];
    suite.ok(|chain| chain.execute_all("bob", calls));
}

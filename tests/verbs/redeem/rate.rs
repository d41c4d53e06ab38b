//! The base rate: it rises with volume and halves with time.

use ballast_tests::{usd, SuiteBuilder, BTC, ETH};
use ballast_types::vault::{ReceiveMsg, REDEMPTION_HALF_LIFE, REDEMPTION_MAX_BASE_RATE};
use ballast_vault::{state::BASE_RATES, ContractError};
use cosmwasm_std::{Decimal, Uint128};

use super::Stage;
use crate::support::send;

fn rate(stage: &Stage) -> Decimal {
    let shown = stage.suite.chain.redemption(ETH, usd("1000"), 1).unwrap();
    shown.base_rate
}

#[test]
fn it_rises_with_the_share_of_the_debt_and_halves_in_twelve_hours() {
    let mut stage = Stage::new();
    assert_eq!(rate(&stage), Decimal::zero());
    stage.redeem(usd("1000"), 3); // 900 of 100,000, by halves
    assert_eq!(rate(&stage), Decimal::bps(45));
    stage.suite.advance_reporting(REDEMPTION_HALF_LIFE);
    assert_eq!(rate(&stage), Decimal::from_ratio(225u128, 100_000u128));
    stage.suite.advance_reporting(REDEMPTION_HALF_LIFE / 2);
    let root = rate(&stage).to_string(); // 0.00225 / sqrt(2)
    assert!(root.starts_with("0.00159099025"), "{root}");
    stage.suite.advance_reporting(60 * REDEMPTION_HALF_LIFE);
    assert_eq!(rate(&stage), Decimal::zero());
}

#[test]
fn it_is_bounded_and_so_is_the_fee() {
    let mut stage = Stage::new();
    let told = stage.redeem(usd("20000"), 10);
    assert_eq!(told.base_rate, REDEMPTION_MAX_BASE_RATE);
    let most = told.repaid.mul_floor(Decimal::bps(250));
    assert!(
        (most..=most + Uint128::one()).contains(&told.fee),
        "{told:?}"
    );
    let told = stage.redeem(usd("2100"), 10);
    assert_eq!(told.base_rate, REDEMPTION_MAX_BASE_RATE);
    assert_eq!(
        (told.repaid.u128(), told.fee.u128()),
        (usd("2000"), usd("100"))
    );
}

#[test]
fn a_type_has_a_rate_of_its_own_and_only_redemption_touches_it() {
    let mut stage = Stage::new();
    stage.redeem(usd("1000"), 3);
    let shown = stage.suite.chain.redemption(BTC, usd("1000"), 1).unwrap();
    assert_eq!(shown.base_rate, Decimal::zero());

    let key = BASE_RATES.key(ETH);
    let stored = |stage: &Stage| {
        let records = stage.suite.chain.contract_dump("vault").unwrap();
        let found = records.into_iter().find(|(at, _)| *at == key);
        found.expect("a rate").1
    };
    let before = stored(&stage);
    stage.suite.advance_reporting(3_600);
    let (suite, id) = (&mut stage.suite, stage.highest);
    suite.ok(|chain| chain.vault().mint("erin", id, usd("10")));
    suite.ok(|chain| chain.vault().repay("bob", id, usd("10")));
    suite.ok(|chain| chain.vault().settle("bob", ETH, usd("1")));
    suite.ok(|chain| chain.vault().accrue("bob", ETH));
    assert_eq!(stored(&stage), before);
}

#[test]
fn h18_two_redemptions_cost_no_less_than_one() {
    let (mut whole, mut parts) = (Stage::new(), Stage::new());
    let one = whole.redeem(usd("40000"), 10);
    let half = usd("20000");
    let two = [parts.redeem(half, 10), parts.redeem(half, 10)];
    let sum = |part: fn(&ballast_types::vault::Redeemed) -> Uint128| {
        two.iter().map(part).sum::<Uint128>()
    };
    assert!(sum(|it| it.collateral) <= one.collateral);
    assert!(sum(|it| it.repaid) <= one.repaid);
    assert!(sum(|it| it.fee) + sum(|it| it.refunded) >= one.fee + one.refunded);
}

#[test]
fn h18_a_hundred_redemptions_in_one_transaction_cost_no_less_than_one() {
    let builder = SuiteBuilder::base().with_no_fees();
    let (mut whole, mut parts) = (Stage::of(builder), Stage::new());
    let one = whole.redeem(usd("10000"), 10);
    let hook = ReceiveMsg::Redeem {
        collateral_type: ETH,
        limit: 10,
        minimum: Uint128::zero(),
    };
    let call = parts
        .suite
        .chain
        .send_call("stablecoin", "vault", usd("100"), &hook)
        .unwrap();
    let before = parts.holdings();
    parts
        .suite
        .ok(|chain| chain.execute_all("bob", vec![call; 100]));
    let after = parts.holdings();
    let (paid, got) = (before.0 - after.0, after.1 - before.1);
    // Face value of what came, 200 USD an ether less 0.5%, against what was paid.
    assert!(got <= one.collateral.u128(), "{got} {}", one.collateral);
    assert!(paid + 200 >= one.repaid.u128() + one.fee.u128(), "{paid}");
}

#[test]
fn an_amount_that_does_not_pay_its_own_fee_redeems_nothing() {
    let mut stage = Stage::new();
    stage.redeem(usd("1000"), 3);
    let hook = ReceiveMsg::Redeem {
        collateral_type: ETH,
        limit: 1,
        minimum: Uint128::zero(),
    };
    let error: ContractError = stage
        .suite
        .refused_by(|chain| send(chain, "bob", "stablecoin", 1, &hook));
    let is_nothing = matches!(
        error,
        ContractError::NothingRedeemed { affordable, looked_at: 0, .. } if affordable.is_zero()
    );
    assert!(is_nothing, "{error}");
}

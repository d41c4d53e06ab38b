//! What a redemption refuses. A refusal changes nothing (I24, held by the suite).

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    oracle::PriceError,
    vault::{ReceiveMsg, MAX_REDEEMED},
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;
use rstest::rstest;

use super::Stage;
use crate::support::{bobs, send, stablecoin, wbtc};

fn hook(collateral_type: u16) -> ReceiveMsg {
    ReceiveMsg::Redeem {
        collateral_type,
        limit: 10,
        minimum: Uint128::zero(),
    }
}

/// The refusal of an amount that finds nothing: looked at, and of these too little.
fn nothing(affordable: &str, looked_at: usize) -> ContractError {
    ContractError::NothingRedeemed {
        affordable: Uint128::new(usd(affordable)),
        looked_at,
        under_one: 0,
        too_little: looked_at,
        arithmetic: 0,
        floor: Uint128::new(usd("100")),
    }
}

#[test]
fn unknown_type_is_refused() {
    let mut stage = Stage::new();
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().redeem("bob", (3, usd("1")), 10, 0));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[test]
fn h07_another_token_is_refused() {
    let mut stage = Stage::new();
    let (expected, received) = (
        stage.suite.address("stablecoin"),
        format!("5 of {}", wbtc(&stage.suite)),
    );
    let error = stage
        .suite
        .refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook(ETH)));
    assert_eq!(ContractError::WrongToken { expected, received }, error);
}

#[test]
fn h08_zero_is_refused() {
    let mut stage = Stage::new();
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().redeem("bob", (ETH, 0), 10, 0));
    let what = "a redemption";
    assert_eq!(ContractError::ZeroAmount { what }, error);
}

#[rstest]
fn h14_a_limit_out_of_bounds_is_refused(#[values(0, MAX_REDEEMED + 1, u32::MAX)] limit: u32) {
    let mut stage = Stage::new();
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("500")), limit, 0));
    let (given, most) = (limit, MAX_REDEEMED);
    assert_eq!(
        ContractError::RedemptionLimitOutOfBounds { given, most },
        error
    );
    assert!(stage
        .suite
        .chain
        .redemption(ETH, usd("500"), limit)
        .is_err());
}

#[test]
fn h30_without_a_valid_price_it_is_refused() {
    let mut stage = Stage::new();
    stage.suite.chain.advance(86_400);
    let error: ContractError = stage
        .suite
        .refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("500")), 10, 0));
    let is_price = matches!(error, ContractError::Price(PriceError::NotValid { .. }));
    assert!(is_price, "{error}");
    assert!(stage.suite.chain.redemption(ETH, usd("500"), 10).is_err());
}

#[test]
fn a_type_without_debt_is_refused() {
    let mut suite = Suite::base();
    bobs(&mut suite);
    suite.open("alice", ETH, eth("2"), 0);
    let error = suite.refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("5")), 10, 0));
    // The first unit raises the rate of a type without debt to its bound, half of which is paid.
    assert_eq!(nothing("4.878048", 0), error);
}

#[test]
fn i08_an_amount_that_leaves_every_position_under_the_floor_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    bobs(&mut suite);
    for number in 0..3 {
        suite.open("alice", ETH, eth("2") + number, usd("100"));
    }
    let shown = suite.chain.redemption(ETH, usd("99"), 10).unwrap();
    assert_eq!((shown.used.u128(), shown.skipped.len()), (0, 3));
    // A third of the debt is far beyond the bound: 99 / 1.025.
    let error = suite.refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("99")), 10, 0));
    assert_eq!(nothing("96.585365", 3), error);
}

#[test]
fn a_type_of_which_all_positions_are_under_a_ratio_of_one_is_refused() {
    let mut stage = Stage::new();
    stage.suite.set_calm_price("ETH", "10"); // erin's stands at 50%
    let error: ContractError = stage
        .suite
        .refused_by(|chain| chain.vault().redeem("bob", (ETH, usd("500")), 10, 0));
    assert!(
        matches!(error, ContractError::NothingRedeemed { looked_at: 0, .. }),
        "{error}"
    );
}

#[test]
fn less_collateral_than_the_minimum_is_refused() {
    let mut stage = Stage::new();
    let amount = usd("250");
    let collateral = stage
        .suite
        .chain
        .redemption(ETH, amount, 1)
        .unwrap()
        .collateral;
    let minimum = collateral + Uint128::one();
    let error = stage.suite.refused_by(|chain| {
        chain
            .vault()
            .redeem("bob", (ETH, amount), 1, minimum.u128())
    });
    assert_eq!(
        ContractError::RedeemedTooLittle {
            collateral,
            minimum
        },
        error
    );
    let exact = collateral.u128();
    stage
        .suite
        .ok(|chain| chain.vault().redeem("bob", (ETH, amount), 1, exact));
}

#[test]
fn a_coarse_unit_that_the_amount_does_not_buy_is_refused() {
    let mut suite = SuiteBuilder::base().with_price("BTC", "1000000000").build();
    suite.open("carol", BTC, btc("1"), usd("1000"));
    suite.open("bob", ETH, eth("10"), usd("200"));
    // One unit of bitcoin, 10^-8, is worth 10 USD; less than that buys nothing.
    let error: ContractError =
        suite.refused_by(|chain| chain.vault().redeem("bob", (BTC, usd("10")), 10, 0));
    assert!(
        matches!(error, ContractError::NothingRedeemed { too_little: 1, .. }),
        "{error}"
    );
}

#[test]
fn h01_the_stablecoin_must_come_from_its_contract() {
    let mut stage = Stage::new();
    let expected = stage.suite.address("stablecoin");
    let forged = cw20::Cw20ReceiveMsg {
        sender: stage.suite.address("bob"),
        amount: Uint128::new(usd("500")),
        msg: cosmwasm_std::to_json_binary(&hook(ETH)).unwrap(),
    };
    let msg = ballast_types::vault::ExecuteMsg::Receive(forged);
    let error: ContractError = stage
        .suite
        .refused_by(|chain| chain.vault().govern("bob", &msg));
    let received = format!("{} of cw20:{}", usd("500"), stage.suite.address("bob"));
    assert_eq!(ContractError::WrongToken { expected, received }, error);
    assert_ne!(stablecoin(&stage.suite), stage.suite.address("bob"));
}

//! What is held in reserve: it counts for nothing until it is used.

use ballast_devchain::{Terms, STABLECOIN};
use ballast_tests::{btc, eth, usd, SuiteBuilder, BTC};
use ballast_types::{
    oracle::PriceError,
    vault::{ReceiveMsg, ReserveAdded, ReserveUsed},
};
use ballast_vault::ContractError;

use super::{amount, percent, Stage, TERMS};
use crate::support::{alices, bobs, call, pause, send, snapshot, wbtc, wrong_funds};
use ballast_types::vault::ExecuteMsg;

#[test]
fn without_an_order_there_is_no_reserve() {
    let mut suite = SuiteBuilder::base().build();
    let position = alices(&mut suite);
    let expected = ContractError::NoOrder { position };
    let error = suite.refused_by(|chain| chain.vault().add_reserve("alice", position, 5));
    assert_eq!(expected, error);
    let error =
        suite.refused_by(|chain| chain.vault().add_stablecoin_reserve("alice", position, 5));
    assert_eq!(expected, error);
    let error = suite.refused_by(|chain| chain.vault().use_reserve("bob", position));
    assert_eq!(expected, error);
}

#[test]
fn h08_other_assets_and_zero_are_refused() {
    let mut stage = Stage::new();
    let position = stage.id;
    let (suite, msg) = (&mut stage.suite, ExecuteMsg::AddReserve { position });
    let error = suite.refused_by(|chain| call(chain, "alice", &msg, &[]));
    assert_eq!(wrong_funds("native:aeth", "nothing"), error);
    let hook = ReceiveMsg::AddReserve { position };
    let received = format!("5 of {}", wbtc(suite));
    let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook));
    assert_eq!(wrong_funds("native:aeth", &received), error);
    let error = suite.refused_by(|chain| send(chain, "bob", STABLECOIN, 0, &hook));
    assert_eq!(ContractError::ZeroAmount { what: "a reserve" }, error);
}

#[test]
fn h06_anyone_adds_and_it_changes_no_ratio() {
    let mut stage = Stage::new();
    let (position, before) = (stage.id, stage.sides());
    let done = stage
        .suite
        .ok(|chain| chain.vault().add_stablecoin_reserve("bob", position, 7));
    let expected = ReserveAdded {
        position,
        actor: stage.suite.address("bob"),
        collateral: amount(0),
        stablecoin: amount(7),
    };
    assert_eq!(expected, stage.suite.event(&done));
    stage
        .suite
        .ok(|chain| chain.vault().add_reserve("carol", position, 5));
    assert_eq!((stage.reserve(), stage.sides()), ((5, 7), before));
}

#[test]
fn above_the_trigger_and_without_a_price_it_stays() {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 7);
    let position = stage.id;
    // 1,700 USD: just at 170%.
    stage.suite.set_price("ETH", "170");
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().use_reserve("bob", position));
    let expected = ContractError::NotUnderTrigger {
        position,
        ratio: percent(170),
        trigger: percent(170),
    };
    assert_eq!(expected, error);
    stage.suite.chain.advance(86_400);
    let error: ContractError = stage
        .suite
        .refused_by(|chain| chain.vault().use_reserve("bob", position));
    let is_price = matches!(error, ContractError::Price(PriceError::NotValid { .. }));
    assert!(is_price, "{error}");
    let order = stage.suite.chain.order(position).unwrap();
    assert_eq!((order.is_triggered, order.fill), (None, None));
}

#[test]
fn h30_anyone_uses_it_under_the_trigger_also_while_minting_is_paused() {
    let mut stage = Stage::new();
    stage.put_in_reserve(eth("0.5"), usd("100"));
    pause(&mut stage.suite);
    stage.suite.set_price("ETH", "169.99");
    let (position, held) = (stage.id, stage.suite.balance("vault", STABLECOIN));
    assert_eq!(held, usd("100"));
    let done = stage
        .suite
        .ok(|chain| chain.vault().use_reserve("bob", position));
    let expected = ReserveUsed {
        position,
        collateral: amount(eth("0.5")),
        repaid: amount(usd("100")),
    };
    assert_eq!(expected, stage.suite.event(&done));
    let shown = snapshot(&stage.suite, position);
    assert_eq!(shown, stage.suite.event(&done));
    assert_eq!(stage.sides(), (usd("900"), eth("10.5")));
    assert_eq!(stage.reserve(), (0, 0));
    assert_eq!(stage.suite.balance("vault", STABLECOIN), 0);
}

#[test]
fn i08_stablecoin_that_would_leave_less_than_the_floor_stays_in_part() {
    // A floor of 100: 950 of 1,000 would leave 50.
    let mut stage = Stage::new();
    stage.put_in_reserve(0, usd("950"));
    stage.suite.set_price("ETH", "150");
    let position = stage.id;
    stage
        .suite
        .ok(|chain| chain.vault().use_reserve("bob", position));
    assert_eq!(stage.sides(), (usd("100"), eth("10")));
    assert_eq!(stage.reserve(), (0, usd("50")));
    // The price falls on: at the floor nothing of it can move any more.
    stage.suite.set_price("ETH", "16");
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().use_reserve("bob", position));
    let expected = ContractError::NothingInReserve {
        position,
        collateral: amount(0),
        stablecoin: amount(usd("50")),
        debt: amount(usd("100")),
        floor: amount(usd("100")),
    };
    assert_eq!(expected, error);
}

#[test]
fn h17_a_token_of_eight_decimals_is_reserve_too() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = bobs(&mut suite);
    suite.ok(|chain| chain.vault().place_order("bob", id, TERMS));
    suite.ok(|chain| chain.vault().add_reserve("carol", id, btc("0.1")));
    suite.set_price("BTC", "6000");
    suite.ok(|chain| chain.vault().use_reserve("dave", id));
    assert_eq!(suite.position(id).collateral.u128(), btc("1.1"));
    assert_eq!(suite.books(BTC).total_collateral.u128(), btc("1.1"));
}

#[test]
fn a_debt_that_is_gone_is_under_no_trigger() {
    let mut stage = Stage::new();
    stage.put_in_reserve(5, 0);
    let id = stage.id;
    stage
        .suite
        .ok(|chain| chain.vault().repay("bob", id, usd("1000")));
    stage.suite.set_price("ETH", "1");
    let error = stage
        .suite
        .refused_by(|chain| chain.vault().use_reserve("bob", id));
    assert_eq!(ContractError::NoDebt { position: id }, error);
    let order = stage.suite.chain.order(id).unwrap();
    assert_eq!(
        (order.trigger_price, order.is_triggered),
        (None, Some(false))
    );
    let high = Terms {
        trigger: percent(900),
        target: percent(1_000),
        ..TERMS
    };
    stage
        .suite
        .ok(|chain| chain.vault().place_order("alice", id, high));
    assert!(stage
        .suite
        .chain
        .fillable_orders(1, None, 10)
        .unwrap()
        .is_empty());
}

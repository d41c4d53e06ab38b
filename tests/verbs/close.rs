//! Close: a position ends.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    vault::{PositionAdjusted, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{
    a_year_passes, adjusted, alices, bobs, not_authorised, pause, send, wbtc, MINT, WITHDRAW,
};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let position = PositionId::new(ETH, 2);
    for amount in [0, 1] {
        let error = suite.refused_by(|chain| chain.vault().close("alice", position, amount));
        assert_eq!(ContractError::UnknownPosition { position }, error);
    }
}

#[test]
fn with_debt_left_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    for sent in [0, 1, usd("199.999999")] {
        let error = suite.refused_by(|chain| chain.vault().close("alice", id, sent));
        let (debt, sent) = (Uint128::new(usd("200")), Uint128::new(sent));
        assert_eq!(ContractError::RepaymentTooSmall { debt, sent }, error);
    }
}

#[test]
fn h07_with_another_token_is_refused() {
    let mut suite = Suite::base();
    let position = bobs(&mut suite);
    let hook = ReceiveMsg::Close { position };
    let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", btc("100"), &hook));
    let expected = suite.address("stablecoin");
    let received = format!("{} of {}", btc("100"), wbtc(&suite));
    assert_eq!(ContractError::WrongToken { expected, received }, error);
}

#[test]
fn stablecoin_for_no_debt_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let position = suite.open("alice", ETH, eth("1"), 0);
    let error = suite.refused_by(|chain| chain.vault().close("alice", position, 1));
    assert_eq!(ContractError::NoDebt { position }, error);
}

#[test]
fn i14_a_stranger_and_an_operator_who_may_only_mint_are_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    bobs(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "bob", MINT));
    let error = suite.refused_by(|chain| chain.vault().close("bob", id, usd("300")));
    assert_eq!(not_authorised(&suite, id, ("alice", "bob"), "close"), error);
    suite.ok(|chain| chain.vault().repay("bob", id, usd("300")));
    let error = suite.refused_by(|chain| chain.vault().close("bob", id, 0));
    assert_eq!(not_authorised(&suite, id, ("alice", "bob"), "close"), error);
}

#[test]
fn h10_an_operator_closes_collateral_to_the_owner_and_the_excess_to_the_payer() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    bobs(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "bob", WITHDRAW));
    a_year_passes(&mut suite);
    let debt = suite.position(id).debt.u128();
    let done = suite.ok(|chain| chain.vault().close("bob", id, usd("1000")));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("4000") - debt);
    assert_eq!(suite.balance("bob", "eth"), eth("10000"));
    assert_eq!(suite.balance("alice", "eth"), eth("10000"));
    assert_eq!(suite.balance("vault", "eth"), 0);
    let expected = adjusted(&suite, id, ("close", "bob"), [0, eth("2"), 0, debt]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    let last: PositionSnapshot = suite.event(&done);
    assert_eq!(
        (last.collateral, last.debt),
        (Uint128::zero(), Uint128::zero())
    );
    assert!(suite.chain.position(id).is_err());
    assert_eq!(suite.chain.operators(id).unwrap(), []);
}

#[test]
fn i16_i17_closes_paused_without_a_price_and_under_water() {
    let mut suite = Suite::base();
    let id = bobs(&mut suite);
    alices(&mut suite);
    suite.ok(|chain| chain.stablecoin().transfer("alice", "bob", usd("200")));
    suite.set_price("BTC", "100");
    pause(&mut suite);
    suite.chain.advance(86_400 * 3);
    let debt = suite.position(id).debt.u128();
    suite.ok(|chain| chain.vault().close("bob", id, debt));
    assert_eq!(suite.balance("bob", "wbtc"), btc("1000"));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("4200") - debt);
}

#[test]
fn a_position_without_debt_closes_with_nothing_sent() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, eth("1"), 0);
    suite.ok(|chain| chain.vault().close("alice", id, 0));
    assert_eq!(suite.balance("alice", "eth"), eth("10000"));
    let error = suite.refused_by(|chain| chain.vault().close("alice", id, 0));
    assert_eq!(ContractError::UnknownPosition { position: id }, error);
}

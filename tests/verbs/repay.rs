//! Repay: anyone pays any position's debt.

use ballast_tests::{btc, eth, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    vault::{ExecuteMsg, PositionAdjusted, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};

use crate::support::{a_year_passes, adjusted, alices, bobs, pause, send, snapshot, wbtc};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let position = PositionId::new(ETH, 2);
    let error = suite.refused_by(|chain| chain.vault().repay("alice", position, 1));
    assert_eq!(ContractError::UnknownPosition { position }, error);
}

#[test]
fn h07_any_other_token_is_refused() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    for position in [ether, bitcoin] {
        let hook = ReceiveMsg::Repay { position };
        let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook));
        let expected = suite.address("stablecoin");
        let received = format!("5 of {}", wbtc(&suite));
        assert_eq!(ContractError::WrongToken { expected, received }, error);
    }
}

#[test]
fn h08_zero_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().repay("alice", id, 0));
    assert_eq!(
        ContractError::ZeroAmount {
            what: "a repayment"
        },
        error
    );
}

#[test]
fn without_a_debt_is_refused() {
    let mut suite = Suite::base();
    alices(&mut suite);
    let position = suite.open("alice", ETH, eth("1"), 0);
    let error = suite.refused_by(|chain| chain.vault().repay("alice", position, 1));
    assert_eq!(ContractError::NoDebt { position }, error);
}

#[test]
fn i08_a_debt_left_under_the_floor_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().repay("alice", id, usd("100.000001")));
    let (debt, floor) = (Uint128::new(99_999_999), Uint128::new(100_000_000));
    assert_eq!(ContractError::DebtBelowFloor { debt, floor }, error);
    suite.ok(|chain| chain.vault().repay("alice", id, usd("100")));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("100")));
}

#[test]
fn i08_a_risen_floor_lets_only_the_whole_debt_be_repaid() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    let mut risk = suite.listing(ETH).risk;
    risk.debt_floor = Uint128::new(usd("250"));
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));

    let error = suite.refused_by(|chain| chain.vault().repay("alice", id, 1));
    let (debt, floor) = (Uint128::new(usd("199.999999")), Uint128::new(usd("250")));
    assert_eq!(ContractError::DebtBelowFloor { debt, floor }, error);
    suite.ok(|chain| chain.vault().deposit("alice", id, 1));
    suite.ok(|chain| chain.vault().withdraw("alice", id, 1));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("200")));
}

#[test]
fn h06_a_stranger_repays_and_changes_the_debt_and_nothing_else() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let (id, other) = (alices(&mut suite), bobs(&mut suite));
    let (before, untouched) = (suite.position(id), suite.position(other));
    let done = suite.ok(|chain| chain.vault().repay("bob", id, usd("60")));
    let after = suite.position(id);
    assert_eq!(after.debt.u128(), usd("140"));
    assert_eq!(
        (after.owner, after.collateral),
        (before.owner, before.collateral)
    );
    assert_eq!(suite.position(other), untouched);
    assert_eq!(suite.balance("bob", "stablecoin"), usd("3940"));
    assert_eq!(suite.balance("vault", "stablecoin"), 0);
    assert_eq!(suite.chain.supply().unwrap().u128(), usd("4140"));
    let expected = adjusted(&suite, id, ("repay", "bob"), [0, 0, 0, usd("60")]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.event::<PositionSnapshot>(&done), snapshot(&suite, id));
}

#[test]
fn h10_the_excess_goes_back_to_the_payer_in_base_units_above_an_index_of_one() {
    let mut suite = SuiteBuilder::base()
        .with_risk(ETH, |risk| risk.stability_fee = Decimal::percent(25))
        .build();
    let id = alices(&mut suite);
    bobs(&mut suite);
    a_year_passes(&mut suite);
    let debt = suite.position(id).debt.u128();
    assert!(debt > usd("250"));
    let done = suite.ok(|chain| chain.vault().repay("bob", id, usd("1000")));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("4000") - debt);
    assert_eq!(suite.balance("alice", "stablecoin"), usd("200"));
    assert_eq!(suite.balance("vault", "stablecoin"), 0);
    let expected = adjusted(&suite, id, ("repay", "bob"), [0, 0, 0, debt]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    let after = suite.position(id);
    assert_eq!(
        (after.debt, after.normalized_debt),
        (Uint128::zero(), Uint128::zero())
    );
    assert_eq!(after.collateral.u128(), eth("2"));
}

#[test]
fn i16_the_exact_debt_of_a_whole_system_can_be_repaid_and_the_fees_are_left_in_the_books() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    suite.ok(|chain| chain.stablecoin().transfer("bob", "alice", usd("3000")));
    a_year_passes(&mut suite);
    pause(&mut suite);
    suite.chain.advance(3_601); // and no price
    suite.ok(|chain| chain.vault().repay("alice", ether, usd("1000")));
    assert_eq!(suite.books(ETH).booked, Uint128::zero());
    let debt = suite.position(bitcoin).debt.u128();
    let rest = suite.balance("bob", "stablecoin");
    suite.ok(|chain| chain.vault().repay("bob", bitcoin, rest));
    suite.ok(|chain| {
        chain
            .vault()
            .repay("alice", bitcoin, debt - rest - usd("100"))
    });
    assert_eq!(suite.position(bitcoin).collateral.u128(), btc("1"));
}

#[test]
fn i21_a_partial_repayment_takes_no_more_off_than_it_pays() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, eth("100"), usd("1000"));
    a_year_passes(&mut suite);
    for amount in [1, 2, 3, usd("7.000001")] {
        let owed = suite.position(id).debt.u128();
        suite.ok(|chain| chain.vault().repay("alice", id, amount));
        let owes = suite.position(id).debt.u128();
        assert!(
            (owed - amount..=owed - amount + 1).contains(&owes),
            "{owed} {amount} {owes}"
        );
    }
}

#[test]
fn an_unsafe_position_can_be_repaid_in_part() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.set_price("ETH", "90");
    assert_eq!(suite.position(id).is_unsafe, Some(true));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("50")));
    suite.ok(|chain| chain.vault().deposit("alice", id, eth("0.1")));
}

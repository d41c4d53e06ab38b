//! Deposit: anyone adds collateral to any position.

use ballast_tests::{btc, eth, usd, Suite, ETH};
use ballast_types::{
    vault::{ExecuteMsg, PositionAdjusted, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::coin;
use rstest::rstest;

use crate::support::{
    adjusted, aeth, alices, bobs, call, send, snapshot, stablecoin, wbtc, wrong_funds,
};

#[rstest]
#[case(PositionId::new(1, 0))]
#[case(PositionId::new(1, 2))]
#[case(PositionId::new(2, 1))]
#[case(PositionId::from_raw(u64::MAX))]
#[case(PositionId::from_raw((1 << 48) + (1 << 32) + 1))]
fn unknown_position_is_refused(#[case] position: PositionId) {
    let mut suite = Suite::base();
    alices(&mut suite);
    let msg = ExecuteMsg::Deposit { position };
    let error = suite.refused_by(|chain| call(chain, "alice", &msg, &aeth(5)));
    assert_eq!(ContractError::UnknownPosition { position }, error);
    let hook = ReceiveMsg::Deposit { position };
    let error = suite.refused_by(|chain| send(chain, "alice", "wbtc", 5, &hook));
    assert_eq!(ContractError::UnknownPosition { position }, error);
}

#[rstest]
#[case::none(&[], "nothing")]
#[case::wrong(&[("ustake", 5)], "5ustake")]
#[case::two(&[("aeth", 5), ("ustake", 7)], "5aeth,7ustake")]
#[case::right_and_zero(&[("aeth", 5), ("ustake", 0)], "5aeth,0ustake")]
fn h08_funds_other_than_one_coin_of_the_denom_are_refused(
    #[case] funds: &[(&str, u128)],
    #[case] received: &str,
) {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let funds: Vec<_> = funds
        .iter()
        .map(|(denom, amount)| coin(*amount, *denom))
        .collect();
    let msg = ExecuteMsg::Deposit { position };
    let error = suite.refused_by(|chain| call(chain, "alice", &msg, &funds));
    assert_eq!(wrong_funds("native:aeth", received), error);
}

#[test]
fn h07_a_token_for_another_types_position_is_refused() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    let hook = ReceiveMsg::Deposit { position: ether };
    let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", 5, &hook));
    assert_eq!(
        wrong_funds("native:aeth", &format!("5 of {}", wbtc(&suite))),
        error
    );

    let hook = ReceiveMsg::Deposit { position: bitcoin };
    let error = suite.refused_by(|chain| send(chain, "bob", "stablecoin", 5, &hook));
    let received = format!("5 of {}", stablecoin(&suite));
    assert_eq!(wrong_funds(&wbtc(&suite), &received), error);

    let msg = ExecuteMsg::Deposit { position: bitcoin };
    let error = suite.refused_by(|chain| call(chain, "bob", &msg, &aeth(5)));
    assert_eq!(wrong_funds(&wbtc(&suite), "5aeth"), error);
}

#[test]
fn h08_zero_tokens_are_refused() {
    let mut suite = Suite::base();
    let position = bobs(&mut suite);
    let hook = ReceiveMsg::Deposit { position };
    let error = suite.refused_by(|chain| send(chain, "bob", "wbtc", 0, &hook));
    assert_eq!(ContractError::ZeroAmount { what: "a deposit" }, error);
}

#[test]
fn h06_a_strangers_deposit_changes_the_collateral_and_nothing_else() {
    let mut suite = Suite::base();
    let (id, other) = (alices(&mut suite), bobs(&mut suite));
    let (before, untouched) = (suite.position(id), suite.position(other));
    let done = suite.ok(|chain| chain.vault().deposit("carol", id, eth("0.5")));
    assert_eq!(suite.balance("carol", "eth"), eth("9999.5"));
    assert_eq!(suite.balance("vault", "eth"), eth("2.5"));
    let after = suite.position(id);
    assert_eq!(after.collateral.u128(), eth("2.5"));
    assert_eq!(
        (
            after.owner,
            after.debt,
            after.normalized_debt,
            after.pending_owner
        ),
        (before.owner, before.debt, before.normalized_debt, None)
    );
    assert_eq!(suite.position(other), untouched);

    let expected = adjusted(&suite, id, ("deposit", "carol"), [eth("0.5"), 0, 0, 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.event::<PositionSnapshot>(&done), snapshot(&suite, id));
}

#[test]
fn a_token_is_deposited_by_its_hook() {
    let mut suite = Suite::base();
    let id = bobs(&mut suite);
    let done = suite.ok(|chain| chain.vault().deposit("carol", id, btc("0.5")));
    assert_eq!(suite.balance("carol", "wbtc"), btc("999.5"));
    assert_eq!(suite.balance("vault", "wbtc"), btc("1.5"));
    let expected = adjusted(&suite, id, ("deposit", "carol"), [btc("0.5"), 0, 0, 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
}

#[test]
fn the_books_hold_every_deposit() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, 1, 0);
    suite.ok(|chain| chain.vault().deposit("alice", id, eth("3")));
    suite.ok(|chain| chain.vault().mint("alice", id, usd("100")));
    suite.ok(|chain| chain.vault().deposit("bob", id, 7));
    assert_eq!(suite.books(ETH).total_collateral.u128(), eth("3") + 8);
}

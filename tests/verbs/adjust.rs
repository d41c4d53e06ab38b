//! Adjust: several changes at once, checked at the end.

use ballast_devchain::Pieces;
use ballast_tests::{btc, eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    vault::{ExecuteMsg, OperatorScope, PositionAdjusted, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{coin, Uint128};
use rstest::rstest;

use crate::support::{
    adjusted, aeth, alices, bobs, call, not_authorised, send, wbtc, wrong_funds, MINT, WITHDRAW,
};

fn msg(position: PositionId, withdraw: Option<u128>, mint: Option<u128>) -> ExecuteMsg {
    ExecuteMsg::Adjust {
        position,
        withdraw: withdraw.map(Uint128::new),
        mint: mint.map(Uint128::new),
    }
}

fn hook(position: PositionId, withdraw: Option<u128>, mint: Option<u128>) -> ReceiveMsg {
    ReceiveMsg::Adjust {
        position,
        withdraw: withdraw.map(Uint128::new),
        mint: mint.map(Uint128::new),
    }
}

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let error = suite.refused_by(|chain| call(chain, "alice", &msg(position, None, None), &[]));
    assert_eq!(ContractError::UnknownPosition { position }, error);
}

#[rstest]
#[case(None, None)]
#[case(None, Some(0))]
fn nothing_to_do_is_refused(#[case] withdraw: Option<u128>, #[case] mint: Option<u128>) {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| call(chain, "alice", &msg(id, withdraw, mint), &[]));
    assert_eq!(ContractError::NothingToDo {}, error);
}

#[test]
fn h08_a_withdrawal_of_zero_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| call(chain, "alice", &msg(id, Some(0), Some(1)), &[]));
    assert_eq!(
        ContractError::ZeroAmount {
            what: "a withdrawal"
        },
        error
    );
}

#[rstest]
#[case::wrong(&[("ustake", 5)], "5ustake")]
#[case::two(&[("aeth", 5), ("ustake", 7)], "5aeth,7ustake")]
fn h08_funds_other_than_one_coin_of_the_denom_are_refused(
    #[case] funds: &[(&str, u128)],
    #[case] received: &str,
) {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let funds: Vec<_> = funds
        .iter()
        .map(|(denom, amount)| coin(*amount, *denom))
        .collect();
    let error = suite.refused_by(|chain| call(chain, "alice", &msg(id, None, None), &funds));
    assert_eq!(wrong_funds("native:aeth", received), error);
}

#[test]
fn h07_another_types_token_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| send(chain, "alice", "wbtc", 5, &hook(id, Some(1), None)));
    assert_eq!(
        wrong_funds("native:aeth", &format!("5 of {}", wbtc(&suite))),
        error
    );
}

#[test]
fn both_directions_of_one_side_are_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| call(chain, "alice", &msg(id, Some(5), None), &aeth(5)));
    assert_eq!(
        ContractError::Contradiction {
            one: "deposit",
            other: "withdraw"
        },
        error
    );
    let error =
        suite.refused_by(|chain| send(chain, "alice", "stablecoin", 5, &hook(id, None, Some(5))));
    assert_eq!(
        ContractError::Contradiction {
            one: "repay",
            other: "mint"
        },
        error
    );
}

#[test]
fn h08_zero_stablecoin_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error =
        suite.refused_by(|chain| send(chain, "alice", "stablecoin", 0, &hook(id, Some(1), None)));
    assert_eq!(
        ContractError::ZeroAmount {
            what: "a repayment"
        },
        error
    );
}

#[test]
fn i14_every_part_needs_its_scope() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    suite.ok(|chain| chain.vault().set_operator("alice", id, "erin", MINT));
    let both = msg(id, Some(1), Some(1));
    for sender in ["dave", "erin", "bob"] {
        let error = suite.refused_by(|chain| call(chain, sender, &both, &[]));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "adjust"),
            error
        );
    }
    let error = suite.refused_by(|chain| call(chain, "dave", &msg(id, None, Some(1)), &aeth(9)));
    assert_eq!(
        not_authorised(&suite, id, ("alice", "dave"), "adjust"),
        error
    );

    bobs(&mut suite);
    suite.ok(|chain| chain.stablecoin().transfer("bob", "erin", usd("50")));
    let take = hook(id, Some(1), None);
    let error = suite.refused_by(|chain| send(chain, "erin", "stablecoin", usd("50"), &take));
    assert_eq!(
        not_authorised(&suite, id, ("alice", "erin"), "adjust"),
        error
    );

    let all = OperatorScope {
        mint: true,
        ..WITHDRAW
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", all));
    suite.ok(|chain| call(chain, "dave", &both, &[]));
    assert_eq!(suite.balance("dave", "stablecoin"), 0);
}

#[test]
fn i09_the_end_of_all_changes_must_stand_at_the_mint_ratio() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    let too_much = Pieces {
        deposit: eth("1"),
        mint: usd("175.000001"),
        ..Pieces::default()
    };
    let error = suite.refused_by(|chain| chain.vault().adjust("alice", id, too_much));
    let (ratio, mint_ratio) = (price("1.599999995733333344"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
    let just = Pieces {
        mint: usd("175"),
        ..too_much
    };
    suite.ok(|chain| chain.vault().adjust("alice", id, just));

    let too_much = Pieces {
        repay: usd("100"),
        withdraw: eth("0.8") + 1,
        ..Pieces::default()
    };
    let error = suite.refused_by(|chain| chain.vault().adjust("alice", id, too_much));
    let ratio = price("1.599999999999999999");
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
    let just = Pieces {
        withdraw: eth("0.8"),
        ..too_much
    };
    suite.ok(|chain| chain.vault().adjust("alice", id, just));
    let shown = suite.position(id);
    assert_eq!(
        (shown.debt.u128(), shown.collateral.u128()),
        (usd("275"), eth("2.2"))
    );
}

#[test]
fn i09_below_the_mint_ratio_a_deposit_may_not_carry_a_mint_that_leaves_it_below() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    suite.set_price("ETH", "150"); // 150%: safe, but under the mint ratio
    let pieces = Pieces {
        deposit: eth("0.1"),
        mint: 1,
        ..Pieces::default()
    };
    let error = suite.refused_by(|chain| chain.vault().adjust("alice", id, pieces));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
    let pieces = Pieces {
        repay: usd("50"),
        withdraw: eth("0.500000000000000001"),
        ..Pieces::default()
    };
    let error = suite.refused_by(|chain| chain.vault().adjust("alice", id, pieces));
    assert!(
        matches!(error, ContractError::RatioBelowMintRatio { .. }),
        "{error}"
    );
    // In step with the debt the ratio stays what it was: no riskier, so it passes.
    let pieces = Pieces {
        withdraw: eth("0.5"),
        ..pieces
    };
    suite.ok(|chain| chain.vault().adjust("alice", id, pieces));
}

#[test]
fn deposit_and_mint_in_one_message() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    let pieces = Pieces {
        deposit: eth("1"),
        mint: usd("100"),
        ..Pieces::default()
    };
    let done = suite.ok(|chain| chain.vault().adjust("alice", ether, pieces));
    let expected = adjusted(
        &suite,
        ether,
        ("adjust", "alice"),
        [eth("1"), 0, usd("100"), 0],
    );
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    let pieces = Pieces {
        deposit: btc("0.5"),
        mint: usd("2000"),
        ..Pieces::default()
    };
    suite.ok(|chain| chain.vault().adjust("bob", bitcoin, pieces));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("6000"));
    assert_eq!(suite.balance("vault", "wbtc"), btc("1.5"));
}

#[test]
fn h10_withdraw_with_a_repayment_that_exceeds_the_debt() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    bobs(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "bob", WITHDRAW));
    suite.chain.advance(3_601); // no price, and none is needed: no debt is left
    let debt = suite.position(id).debt.u128();
    let pieces = Pieces {
        repay: usd("300"),
        withdraw: eth("2"),
        ..Pieces::default()
    };
    let done = suite.ok(|chain| chain.vault().adjust("bob", id, pieces));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("4000") - debt);
    assert_eq!(suite.balance("alice", "eth"), eth("10000"));
    assert_eq!(suite.balance("bob", "eth"), eth("10000"));
    let expected = adjusted(&suite, id, ("adjust", "bob"), [0, eth("2"), 0, debt]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert!(suite.chain.position(id).is_err());
}

#[test]
fn anyone_may_adjust_by_giving_alone() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| call(chain, "carol", &msg(id, None, None), &aeth(5)));
    assert_eq!(suite.position(id).collateral.u128(), eth("2") + 5);
}

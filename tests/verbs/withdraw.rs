//! Withdraw: collateral goes to the owner.

use ballast_math::{Collateral, MathError};
use ballast_tests::{btc, eth, price, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    oracle::PriceError,
    vault::{PositionAdjusted, PositionSnapshot},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{
    a_year_passes, adjusted, alices, bobs, not_authorised, pause, snapshot, MINT, WITHDRAW,
};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", position, 1));
    assert_eq!(ContractError::UnknownPosition { position }, error);
}

#[test]
fn h08_zero_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, 0));
    assert_eq!(
        ContractError::ZeroAmount {
            what: "a withdrawal"
        },
        error
    );
}

#[test]
fn i14_a_stranger_and_an_operator_who_may_only_mint_are_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", MINT));
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().withdraw(sender, id, 1));
        assert_eq!(
            not_authorised(&suite, id, ("alice", sender), "withdraw"),
            error
        );
    }
}

#[test]
fn more_than_is_there_is_refused() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, 10, 0);
    suite.open("bob", ETH, eth("1"), 0);
    for withdraw in [11, u128::MAX] {
        let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, withdraw));
        let (withdraw, collateral) = (Collateral::new(withdraw), Collateral::new(10));
        let expected = MathError::WithdrawExceedsCollateral {
            withdraw,
            collateral,
        };
        assert_eq!(ContractError::Math(expected), error);
    }
}

#[test]
fn i09_one_unit_under_the_mint_ratio_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, eth("0.4") + 1));
    let (ratio, mint_ratio) = (price("1.599999999999999999"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
    suite.ok(|chain| chain.vault().withdraw("alice", id, eth("0.4")));
    assert_eq!(suite.position(id).ratio, Some(mint_ratio));
}

#[test]
fn i09_all_of_it_while_there_is_debt_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, eth("2")));
    let (ratio, mint_ratio) = (price("0"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
}

#[test]
fn i22_with_debt_and_a_stale_price_is_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let from = suite.chain.now();
    suite.chain.advance(3_601);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, 1));
    let (until, now) = (from + 3_600, from + 3_601);
    let stale = PriceError::NotValid {
        feed: "ETH".to_owned(),
        from,
        until,
        now,
    };
    assert_eq!(ContractError::Price(stale), error);
}

#[test]
fn the_owner_gets_coins_back() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let done = suite.ok(|chain| chain.vault().withdraw("alice", id, eth("0.25")));
    assert_eq!(suite.balance("alice", "eth"), eth("9998.25"));
    assert_eq!(suite.balance("vault", "eth"), eth("1.75"));
    let expected = adjusted(&suite, id, ("withdraw", "alice"), [0, eth("0.25"), 0, 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.event::<PositionSnapshot>(&done), snapshot(&suite, id));
}

#[test]
fn an_operators_withdrawal_goes_to_the_owner_coins_and_tokens_alike() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    suite.ok(|chain| chain.vault().set_operator("alice", ether, "dave", WITHDRAW));
    suite.ok(|chain| chain.vault().set_operator("bob", bitcoin, "dave", WITHDRAW));
    let done = suite.ok(|chain| chain.vault().withdraw("dave", ether, eth("0.25")));
    suite.ok(|chain| chain.vault().withdraw("dave", bitcoin, btc("0.1")));
    assert_eq!(suite.balance("dave", "eth"), eth("10000"));
    assert_eq!(suite.balance("dave", "wbtc"), btc("1000"));
    assert_eq!(suite.balance("alice", "eth"), eth("9998.25"));
    assert_eq!(suite.balance("bob", "wbtc"), btc("999.1"));
    let expected = adjusted(&suite, ether, ("withdraw", "dave"), [0, eth("0.25"), 0, 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
}

#[test]
fn i17_without_debt_everything_leaves_and_the_position_with_it() {
    let mut suite = SuiteBuilder::base().with_no_price("ETH").build();
    let id = suite.open("alice", ETH, eth("3"), 0);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "carol"));
    pause(&mut suite);
    suite.ok(|chain| chain.vault().withdraw("alice", id, eth("1")));
    let done = suite.ok(|chain| chain.vault().withdraw("alice", id, eth("2")));
    let empty: PositionSnapshot = suite.event(&done);
    assert_eq!(
        (empty.collateral, empty.debt),
        (Uint128::zero(), Uint128::zero())
    );

    assert_eq!(suite.balance("alice", "eth"), eth("10000"));
    assert!(suite.chain.position(id).is_err());
    assert_eq!(suite.chain.positions_of("alice").unwrap(), []);
    assert_eq!(suite.chain.operators(id).unwrap(), []);
    let error = suite.refused_by(|chain| chain.vault().accept_position("carol", id));
    assert_eq!(ContractError::UnknownPosition { position: id }, error);
}

#[test]
fn what_the_query_shows_as_withdrawable_is_and_one_unit_more_is_not() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    a_year_passes(&mut suite);
    for (who, id, kind) in [("alice", ether, ETH), ("bob", bitcoin, BTC)] {
        let most = suite.position(id).withdrawable.unwrap().u128();
        let error = suite.refused_by(|chain| chain.vault().withdraw(who, id, most + 1));
        assert!(
            matches!(error, ContractError::RatioBelowMintRatio { .. }),
            "{kind}: {error}"
        );
        suite.ok(|chain| chain.vault().withdraw(who, id, most));
    }
}

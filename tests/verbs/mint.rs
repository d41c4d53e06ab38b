//! Mint: new stablecoin goes to the owner. What the ceilings refuse is in `ceilings`.

use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    oracle::PriceError,
    vault::{ExecuteMsg, PositionAdjusted, PositionSnapshot},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;

use crate::support::{
    a_year_passes, adjusted, alices, bobs, call, not_authorised, pause, snapshot, MINT, WITHDRAW,
};

#[test]
fn unknown_position_is_refused() {
    let mut suite = Suite::base();
    let position = PositionId::new(ETH, 1);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", position, usd("100")));
    assert_eq!(ContractError::UnknownPosition { position }, error);
}

#[test]
fn h08_zero_is_refused() {
    let mut suite = Suite::base();
    let position = alices(&mut suite);
    let msg = ExecuteMsg::Mint {
        position,
        amount: Uint128::zero(),
    };
    let error = suite.refused_by(|chain| call(chain, "alice", &msg, &[]));
    assert_eq!(ContractError::NothingToDo {}, error);
}

#[test]
fn i14_a_stranger_and_an_operator_who_may_only_withdraw_are_refused() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", WITHDRAW));
    for sender in ["bob", "dave", "owner", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().mint(sender, id, usd("1")));
        assert_eq!(not_authorised(&suite, id, ("alice", sender), "mint"), error);
    }
}

#[test]
fn while_paused_is_refused_until_the_pause_ends() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let until = pause(&mut suite);
    suite.advance_reporting(86_399);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("1")));
    assert_eq!(
        ContractError::MintingPaused {
            until,
            now: until - 1
        },
        error
    );
    suite.chain.advance(1);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("1")));
}

#[test]
fn i09_one_unit_under_the_mint_ratio_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = alices(&mut suite);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("50.000001")));
    let (ratio, mint_ratio) = (price("1.599999993600000025"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
    suite.ok(|chain| chain.vault().mint("alice", id, usd("50")));
    assert_eq!(suite.position(id).ratio, Some(mint_ratio));
}

#[test]
fn i09_without_collateral_worth_it_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = suite.open("alice", ETH, 1, 0);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("100")));
    let (ratio, mint_ratio) = (price("0.000000000000000002"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
}

#[test]
fn i22_at_a_missing_and_at_a_stale_price_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_price("BTC").build();
    let bitcoin = suite.open("bob", BTC, 100_000_000, 0);
    let error = suite.refused_by(|chain| chain.vault().mint("bob", bitcoin, usd("100")));
    assert_eq!(
        ContractError::Price(PriceError::Missing {
            feed: "BTC".to_owned()
        }),
        error
    );

    let ether = alices(&mut suite);
    let from = suite.chain.now();
    suite.chain.advance(3_601);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", ether, 1));
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
fn i08_a_debt_under_the_floor_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let id = suite.open("alice", ETH, eth("10"), 0);
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("99.999999")));
    let (debt, floor) = (Uint128::new(99_999_999), Uint128::new(100_000_000));
    assert_eq!(ContractError::DebtBelowFloor { debt, floor }, error);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("100")));
    suite.ok(|chain| chain.vault().mint("alice", id, 1));
}

#[test]
fn the_owner_is_paid_whoever_asks() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", MINT));
    let done = suite.ok(|chain| chain.vault().mint("dave", id, usd("7")));
    assert_eq!(suite.balance("alice", "stablecoin"), usd("207"));
    assert_eq!(suite.balance("dave", "stablecoin"), 0);
    assert_eq!(suite.chain.supply().unwrap().u128(), usd("207"));
    let expected = adjusted(&suite, id, ("mint", "dave"), [0, 0, usd("7"), 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.event::<PositionSnapshot>(&done), snapshot(&suite, id));
}

#[test]
fn i15_one_mint_moves_no_other_ratio() {
    let mut suite = Suite::base();
    let id = alices(&mut suite);
    let neighbour = suite.open("carol", ETH, eth("5"), usd("300"));
    let other = bobs(&mut suite);
    a_year_passes(&mut suite);
    let before = [neighbour, other].map(|id| suite.position(id));
    suite.ok(|chain| chain.vault().mint("alice", id, usd("5")));
    assert_eq!([neighbour, other].map(|id| suite.position(id)), before);
}

#[test]
fn i21_a_mint_above_an_index_of_one_owes_no_less_than_it_gives() {
    let mut suite = Suite::base();
    let id = suite.open("alice", ETH, eth("100"), usd("100"));
    a_year_passes(&mut suite);
    let before = suite.position(id).debt;
    for amount in [1, 2, 3, usd("7.000001")] {
        let owed = suite.position(id).debt.u128();
        suite.ok(|chain| chain.vault().mint("alice", id, amount));
        let owes = suite.position(id).debt.u128();
        assert!(
            (owed + amount..=owed + amount + 1).contains(&owes),
            "{owed} {amount} {owes}"
        );
    }
    assert!(suite.position(id).debt > before);
}

#[test]
fn what_the_query_shows_as_mintable_is_and_one_unit_more_is_not() {
    let mut suite = Suite::base();
    let (ether, bitcoin) = (alices(&mut suite), bobs(&mut suite));
    a_year_passes(&mut suite);
    for (who, id) in [("alice", ether), ("bob", bitcoin)] {
        let most = suite.position(id).mintable.unwrap().u128();
        let error = suite.refused_by(|chain| chain.vault().mint(who, id, most + 1));
        assert!(
            matches!(error, ContractError::RatioBelowMintRatio { .. }),
            "{error}"
        );
        suite.ok(|chain| chain.vault().mint(who, id, most));
    }
}

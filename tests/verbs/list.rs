//! List: a new collateral type.

use ballast_guard::GuardError;
use ballast_math::MathError;
use ballast_tests::{price, usd, Suite, BTC, ETH};
use ballast_types::{
    vault::{CollateralTypeListed, ExecuteMsg, NewCollateralType},
    Asset,
};
use ballast_vault::ContractError;
use cosmwasm_std::{Addr, Uint128};
use cw20_base::msg::InstantiateMsg as TokenMsg;
use cw_multi_test::Executor;
use rstest::rstest;

fn stake(suite: &Suite) -> NewCollateralType {
    NewCollateralType {
        asset: Asset::Native {
            denom: "ustake".to_owned(),
        },
        decimals: 6,
        ..suite.listing(ETH)
    }
}

fn refusal(suite: &mut Suite, new: NewCollateralType) -> ContractError {
    let msg = ExecuteMsg::ListCollateralType(new);
    suite.refused_by(|chain| chain.vault().govern("owner", &msg))
}

#[test]
fn h01_anyone_but_the_owner_is_refused() {
    let mut suite = Suite::base();
    let msg = ExecuteMsg::ListCollateralType(stake(&suite));
    for sender in ["alice", "guardian"] {
        let error = suite.refused_by(|chain| chain.vault().govern(sender, &msg));
        let (owner, sender) = (suite.address("owner"), suite.address(sender));
        assert_eq!(
            ContractError::Guard(GuardError::NotOwner { sender, owner }),
            error
        );
    }
}

#[test]
fn an_asset_that_is_listed_is_refused() {
    let mut suite = Suite::base();
    for collateral_type in [ETH, BTC] {
        let new = suite.listing(collateral_type);
        let asset = new.asset.to_string();
        let error = refusal(&mut suite, new);
        assert_eq!(
            ContractError::AssetListed {
                asset,
                collateral_type
            },
            error
        );
    }
}

#[test]
fn h07_the_stablecoin_as_collateral_is_refused() {
    let mut suite = Suite::base();
    let contract = suite.address("stablecoin");
    let asset = Asset::Cw20 {
        contract: contract.clone(),
    };
    let new = NewCollateralType {
        asset,
        ..stake(&suite)
    };
    let error = refusal(&mut suite, new);
    assert_eq!(
        ContractError::StablecoinAsCollateral {
            stablecoin: contract
        },
        error
    );
}

#[rstest]
#[case("")]
#[case("ab")]
#[case("1abc")]
#[case("u stake")]
#[case("ustäke")]
#[case(&"a".repeat(129))]
fn what_is_no_denom_is_refused(#[case] denom: &str) {
    let mut suite = Suite::base();
    let asset = Asset::Native {
        denom: denom.to_owned(),
    };
    let new = NewCollateralType {
        asset,
        ..stake(&suite)
    };
    let error = refusal(&mut suite, new);
    assert_eq!(
        ContractError::InvalidDenom {
            denom: denom.to_owned()
        },
        error
    );
}

#[test]
fn an_unknown_group_is_refused() {
    let mut suite = Suite::base();
    for group in [0, 2, u16::MAX] {
        let new = NewCollateralType {
            group,
            ..stake(&suite)
        };
        let error = refusal(&mut suite, new);
        assert_eq!(ContractError::UnknownGroup { group }, error);
    }
}

#[rstest]
#[case("")]
#[case("eth")]
#[case("STAKE")]
#[case("ABCDEFGHIJKLMNOPQ")]
fn a_feed_that_the_oracle_does_not_know_is_refused(#[case] feed: &str) {
    let mut suite = Suite::base();
    let new = NewCollateralType {
        feed: feed.to_owned(),
        ..stake(&suite)
    };
    let error = refusal(&mut suite, new);
    let (oracle, feed) = (suite.address("oracle"), feed.to_owned());
    assert_eq!(ContractError::UnknownFeed { oracle, feed }, error);
}

#[test]
fn more_than_eighteen_decimals_are_refused() {
    let mut suite = Suite::base();
    let new = NewCollateralType {
        decimals: 19,
        ..stake(&suite)
    };
    let error = refusal(&mut suite, new);
    let expected = MathError::DecimalsTooLarge {
        decimals: 19,
        max: 18,
    };
    assert_eq!(ContractError::Math(expected), error);
}

#[test]
fn h17_other_decimals_than_the_token_says_are_refused() {
    let mut suite = Suite::base();
    let owner = Addr::unchecked(suite.address("owner"));
    let msg = TokenMsg {
        name: "other".to_owned(),
        symbol: "OTHER".to_owned(),
        decimals: 9,
        initial_balances: vec![],
        mint: None,
        marketing: None,
    };
    let app = suite.chain.app_mut();
    let token = app
        .instantiate_contract(5, owner, &msg, &[], "other", None)
        .unwrap()
        .into_string();
    suite.chain.watch().unwrap(); // anew, after a change behind the door
    let asset = Asset::Cw20 {
        contract: token.clone(),
    };
    let new = NewCollateralType {
        asset,
        decimals: 8,
        ..stake(&suite)
    };
    let error = refusal(&mut suite, new);
    assert_eq!(
        ContractError::WrongDecimals {
            token,
            actual: 9,
            given: 8
        },
        error
    );
}

#[rstest]
#[case::at_the_penalty(("1.1", "1.6", "1.6"), ("liquidation ratio", "1.1", "more than", "1.1"))]
#[case::mint_too_near(("1.4", "1.4", "1.449999999999999999"),
    ("base mint ratio", "1.449999999999999999", "at least", "1.45"))]
#[case::target_under_liquidation(("1.4", "1.39", "1.6"), ("target ratio", "1.39", "at least", "1.4"))]
#[case::target_over_mint(("1.4", "1.61", "1.6"), ("target ratio", "1.61", "at most", "1.6"))]
#[case::target_near_penalty(("1.12", "1.14", "1.6"), ("target ratio", "1.14", "at least", "1.15"))]
#[case::mint_over_cap(("1.4", "1.6", "2.500000000000000001"),
    ("base mint ratio", "2.500000000000000001", "at most", "2.5"))]
fn i23_ratios_out_of_order_are_refused(
    #[case] (liquidation, target, mint): (&str, &str, &str),
    #[case] (what, value, bound, limit): (&'static str, &str, &'static str, &str),
) {
    let mut suite = Suite::base();
    let mut new = stake(&suite);
    new.liquidation_ratio = price(liquidation);
    new.target_ratio = price(target);
    new.risk.base_mint_ratio = price(mint);
    let error = refusal(&mut suite, new);
    let (value, limit) = (price(value), price(limit));
    assert_eq!(
        ContractError::RatioOutOfBounds {
            what,
            value,
            bound,
            limit
        },
        error
    );
}

#[test]
fn i23_a_penalty_that_does_not_pay_reward_and_discount_is_refused() {
    let mut suite = Suite::base();
    let mut new = stake(&suite);
    new.risk.liquidation_penalty = price("0.01");
    new.risk.keeper_reward_share = price("0.01");
    let error = refusal(&mut suite, new);
    let (value, limit) = (price("0.9999"), price("1.01"));
    let expected = ContractError::RatioOutOfBounds {
        what: "penalty less reward",
        value,
        bound: "at least",
        limit,
    };
    assert_eq!(expected, error);
}

#[test]
fn the_next_number_with_its_line_one_gap_above_zero() {
    let mut suite = Suite::base();
    let mut new = stake(&suite);
    new.risk.ceiling_gap = Uint128::new(usd("700"));
    let msg = ExecuteMsg::ListCollateralType(new.clone());
    let done = suite.ok(|chain| chain.vault().govern("owner", &msg));
    let expected = CollateralTypeListed {
        collateral_type: 3,
        asset: new.asset.clone(),
        feed: new.feed.clone(),
    };
    assert_eq!(suite.event::<CollateralTypeListed>(&done), expected);
    let shown = suite.chain.collateral_type(3).unwrap();
    assert_eq!(
        (shown.asset, shown.decimals, shown.feed),
        (new.asset, 6, new.feed)
    );
    assert_eq!((shown.risk, shown.group), (new.risk, 1));
    assert_eq!(shown.books.line.u128(), usd("700"));
    let id = suite.open("alice", 3, 1_000_000_000, usd("100"));
    assert_eq!((id.collateral_type(), id.number()), (3, 1));
}

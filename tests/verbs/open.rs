//! Open: a new position.

use ballast_tests::{btc, eth, price, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{
    oracle::PriceError,
    vault::{ExecuteMsg, PositionAdjusted, PositionSnapshot, ReceiveMsg},
    PositionId,
};
use ballast_vault::ContractError;
use cosmwasm_std::{coin, Uint128};
use rstest::rstest;

use crate::support::{adjusted, aeth, call, pause, send, snapshot, stablecoin, wbtc, wrong_funds};

const OPEN: ExecuteMsg = ExecuteMsg::Open {
    collateral_type: ETH,
    mint: None,
};
const OPEN_WITH_TOKEN: ReceiveMsg = ReceiveMsg::Open {
    collateral_type: BTC,
    mint: None,
};

#[rstest]
#[case(0)]
#[case(3)]
#[case(u16::MAX)]
fn unknown_type_is_refused(#[case] collateral_type: u16) {
    let mut suite = Suite::base();
    let msg = ExecuteMsg::Open {
        collateral_type,
        mint: None,
    };
    let error = suite.refused_by(|chain| call(chain, "alice", &msg, &aeth(5)));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type },
        error
    );
    let hook = ReceiveMsg::Open {
        collateral_type,
        mint: None,
    };
    let error = suite.refused_by(|chain| send(chain, "alice", "wbtc", 5, &hook));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type },
        error
    );
}

#[rstest]
#[case::none(&[], "nothing")]
#[case::wrong(&[("ustake", 5)], "5ustake")]
#[case::two(&[("aeth", 5), ("ustake", 7)], "5aeth,7ustake")]
#[case::duplicate(&[("aeth", 5), ("aeth", 7)], "5aeth,7aeth")]
fn h08_funds_other_than_one_coin_of_the_denom_are_refused(
    #[case] funds: &[(&str, u128)],
    #[case] received: &str,
) {
    let mut suite = Suite::base();
    let funds: Vec<_> = funds
        .iter()
        .map(|(denom, amount)| coin(*amount, *denom))
        .collect();
    let error = suite.refused_by(|chain| call(chain, "alice", &OPEN, &funds));
    assert_eq!(wrong_funds("native:aeth", received), error);
}

#[test]
fn h07_any_other_token_than_the_types_own_is_refused() {
    let mut suite = Suite::base();
    suite.open("alice", ETH, eth("10"), usd("500"));

    let coins_for_token = ExecuteMsg::Open {
        collateral_type: BTC,
        mint: None,
    };
    let error = suite.refused_by(|chain| call(chain, "alice", &coins_for_token, &aeth(5)));
    assert_eq!(wrong_funds(&wbtc(&suite), "5aeth"), error);

    let token_for_coins = ReceiveMsg::Open {
        collateral_type: ETH,
        mint: None,
    };
    let error = suite.refused_by(|chain| send(chain, "alice", "wbtc", 5, &token_for_coins));
    assert_eq!(
        wrong_funds("native:aeth", &format!("5 of {}", wbtc(&suite))),
        error
    );

    let error = suite.refused_by(|chain| send(chain, "alice", "stablecoin", 5, &OPEN_WITH_TOKEN));
    let received = format!("5 of {}", stablecoin(&suite));
    assert_eq!(wrong_funds(&wbtc(&suite), &received), error);
}

#[test]
fn h08_zero_tokens_are_refused() {
    let mut suite = Suite::base();
    let error = suite.refused_by(|chain| send(chain, "alice", "wbtc", 0, &OPEN_WITH_TOKEN));
    assert_eq!(ContractError::ZeroAmount { what: "a deposit" }, error);
}

#[test]
fn i09_a_first_mint_one_unit_above_the_mint_ratio_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let open = |chain: &mut ballast_devchain::Devchain| {
        chain
            .vault()
            .open("alice", ETH, eth("1"), usd("125.000001"))
    };
    let error = suite.refused_by(open);
    let (ratio, mint_ratio) = (price("1.599999987200000102"), price("1.6"));
    assert_eq!(
        ContractError::RatioBelowMintRatio { ratio, mint_ratio },
        error
    );
}

#[test]
fn i08_debt_under_the_floor_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let error = suite.refused_by(|chain| {
        chain
            .vault()
            .open("alice", ETH, eth("10"), usd("99.999999"))
    });
    let (debt, floor) = (Uint128::new(99_999_999), Uint128::new(100_000_000));
    assert_eq!(ContractError::DebtBelowFloor { debt, floor }, error);
}

#[test]
fn i22_minting_without_a_price_is_refused() {
    let mut suite = SuiteBuilder::base().with_no_price("ETH").build();
    let error = suite.refused_by(|chain| chain.vault().open("alice", ETH, eth("10"), usd("100")));
    assert_eq!(
        ContractError::Price(PriceError::Missing {
            feed: "ETH".to_owned()
        }),
        error
    );
}

#[test]
fn i22_minting_at_a_price_past_its_age_is_refused() {
    let mut suite = Suite::base();
    let from = suite.chain.now();
    suite.chain.advance(3_600);
    suite.open("alice", ETH, eth("10"), usd("100"));
    suite.chain.advance(1);
    let error = suite.refused_by(|chain| chain.vault().open("alice", ETH, eth("10"), usd("100")));
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
fn minting_while_paused_is_refused_and_opening_without_debt_is_not() {
    let mut suite = Suite::base();
    let until = pause(&mut suite);
    let now = suite.chain.now();
    let error = suite.refused_by(|chain| chain.vault().open("alice", ETH, eth("10"), usd("100")));
    assert_eq!(ContractError::MintingPaused { until, now }, error);
    suite.open("alice", ETH, eth("10"), 0);
}

#[test]
fn i09_opens_with_coins_exactly_at_the_mint_ratio_and_the_floor() {
    let mut suite = SuiteBuilder::base()
        .with_no_fees()
        .with_risk(ETH, |risk| risk.debt_floor = Uint128::new(usd("125")))
        .build();
    let done = suite.ok(|chain| chain.vault().open("alice", ETH, eth("1"), usd("125")));
    let id = PositionId::new(ETH, 1);
    assert_eq!(done.position(), Some(id));
    assert_eq!(suite.balance("alice", "eth"), eth("9999"));
    assert_eq!(suite.balance("vault", "eth"), eth("1"));
    assert_eq!(suite.balance("alice", "stablecoin"), usd("125"));

    let expected = adjusted(&suite, id, ("open", "alice"), [eth("1"), 0, usd("125"), 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.event::<PositionSnapshot>(&done), snapshot(&suite, id));
    let shown = suite.position(id);
    assert_eq!(
        (shown.ratio, shown.is_unsafe),
        (Some(price("1.6")), Some(false))
    );
    assert_eq!(
        (shown.mintable, shown.withdrawable),
        (Some(0u128.into()), Some(0u128.into()))
    );
    assert_eq!(shown.liquidation_price, Some(price("175")));
}

#[test]
fn opens_with_a_token_whose_sender_becomes_the_owner() {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let done = suite.ok(|chain| chain.vault().open("bob", BTC, btc("0.1"), usd("500")));
    let id = PositionId::new(BTC, 1);
    assert_eq!(done.position(), Some(id));
    assert_eq!(suite.balance("bob", "wbtc"), btc("999.9"));
    assert_eq!(suite.balance("vault", "wbtc"), btc("0.1"));
    assert_eq!(suite.balance("bob", "stablecoin"), usd("500"));
    let expected = adjusted(&suite, id, ("open", "bob"), [btc("0.1"), 0, usd("500"), 0]);
    assert_eq!(suite.event::<PositionAdjusted>(&done), expected);
    assert_eq!(suite.position(id).owner, suite.address("bob"));
}

#[test]
fn h26_opens_without_debt_and_without_a_price() {
    let mut suite = SuiteBuilder::base()
        .with_no_price("ETH")
        .with_no_price("BTC")
        .build();
    let id = suite.open("alice", ETH, 1, 0);
    suite.open("alice", BTC, 1, 0);
    let shown = suite.position(id);
    assert_eq!(
        (shown.ratio, shown.is_unsafe, shown.mintable),
        (None, None, None)
    );
    assert_eq!(shown.withdrawable, Some(Uint128::one()));
    assert_eq!(suite.chain.riskiest(ETH, 10).unwrap(), []);
}

#[test]
fn mint_of_zero_is_as_none() {
    let mut suite = Suite::base();
    let msg = ExecuteMsg::Open {
        collateral_type: ETH,
        mint: Some(Uint128::zero()),
    };
    suite.ok(|chain| call(chain, "alice", &msg, &aeth(1)));
}

#[test]
fn numbers_are_never_given_twice() {
    let mut suite = Suite::base();
    let first = suite.open("alice", ETH, 1, 0);
    suite.ok(|chain| chain.vault().close("alice", first, 0));
    let second = suite.open("bob", ETH, 1, 0);
    let other = suite.open("bob", BTC, 1, 0);
    assert_eq!([first, second, other].map(PositionId::number), [1, 2, 1]);
    assert_eq!(other.collateral_type(), BTC);
}

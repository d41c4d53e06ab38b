//! The mint ratio moves with the market: for mints and for withdrawals with debt, and for nothing else.

use ballast_math::{variance_of_yearly, Ratio};
use ballast_tests::{eth, price, usd, Suite, SuiteBuilder, ETH};
use ballast_types::{
    oracle::Accepted,
    vault::{ExecuteMsg, MintRatioBinds, MintRequirementResponse},
};
use ballast_vault::ContractError;
use cosmwasm_std::{Decimal, Uint128};
use rstest::rstest;

use crate::support::alices;

/// A market that nothing calm is left of.
const ABSURD: u128 = u128::MAX;

fn base() -> Suite {
    SuiteBuilder::base()
        .with_moving_mint_ratio()
        .with_no_fees()
        .build()
}

fn variance(percent: u32) -> u128 {
    variance_of_yearly(Ratio::from_percent(percent))
}

/// Ether is as volatile as that, in per cent a year.
fn volatile(suite: &mut Suite, percent: u32) {
    suite.rewrite_price("ETH", |record| {
        record.variance = variance(percent);
    });
}

fn absurd(record: &mut Accepted) {
    (record.variance, record.implied_variance) = (ABSURD, ABSURD);
}

/// What a mint of so much needs.
fn requirement(suite: &Suite, debt: u128) -> MintRequirementResponse {
    let answer = suite.chain.mint_requirement(ETH, Uint128::new(debt));
    answer.unwrap()
}

/// Sets the ceiling of the group that ether is in.
fn set_ceiling(suite: &mut Suite, ceiling: u128) {
    let msg = ExecuteMsg::SetGroup {
        group: 1,
        debt_ceiling: Uint128::new(ceiling),
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
}

fn below(ratio: Decimal, mint_ratio: Decimal) -> ContractError {
    ContractError::RatioBelowMintRatio { ratio, mint_ratio }
}

#[test]
fn i09_a_wild_market_refuses_a_mint_that_a_calm_one_takes() {
    let mut suite = base();
    let id = alices(&mut suite);
    volatile(&mut suite, 150);
    let needed = requirement(&suite, usd("20"));
    // 1.1 / (1 - 6 x 1.5 / sqrt(365)), and a little for 220 of 1,500,000,000 USD.
    assert_eq!(needed.mint_ratio, price("2.079715750025209726"));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("20")));
    assert_eq!(
        below(price("1.818181818181818181"), needed.mint_ratio),
        error
    );

    volatile(&mut suite, 90);
    assert_eq!(requirement(&suite, usd("50")).binds, MintRatioBinds::Base);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("50")));
}

#[test]
fn i09_a_wild_market_refuses_a_withdrawal_that_a_calm_one_takes() {
    let mut suite = base();
    let id = alices(&mut suite);
    volatile(&mut suite, 150);
    let mint_ratio = suite.position(id).mint_ratio.unwrap();
    assert_eq!(mint_ratio, requirement(&suite, 0).mint_ratio);
    let error = suite.refused_by(|chain| chain.vault().withdraw("alice", id, eth("0.4")));
    assert_eq!(below(price("1.6"), mint_ratio), error);
    volatile(&mut suite, 0);
    suite.ok(|chain| chain.vault().withdraw("alice", id, eth("0.4")));
}

#[test]
fn implied_volatility_raises_the_ratio_and_never_lowers_it() {
    let mut suite = base();
    let mut ratio_at = |percent: u32, implied: u32| {
        suite.rewrite_price("ETH", |record| {
            record.variance = variance(percent);
            record.implied_variance = variance(implied);
        });
        requirement(&suite, 0).mint_ratio
    };
    let (calm, wild) = (ratio_at(100, 0), ratio_at(120, 0));
    assert!(calm < wild);
    assert_eq!((ratio_at(100, 120), ratio_at(100, 90)), (wild, calm));
    assert_eq!(ratio_at(120, 40), wild);
}

#[test]
fn i09_a_full_group_refuses_what_an_empty_one_takes() {
    let mut suite = base();
    let id = alices(&mut suite);
    volatile(&mut suite, 100);
    set_ceiling(&mut suite, usd("225"));
    let needed = requirement(&suite, usd("25"));
    assert_eq!(
        (needed.group_use_after, needed.binds),
        (Decimal::one(), MintRatioBinds::Market)
    );
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, usd("25")));
    // 1.1 / (1 - 6 x sqrt(2 / 365))
    assert_eq!(
        below(price("1.777777777777777777"), price("1.978915291257074494")),
        error
    );
    set_ceiling(&mut suite, usd("225000000"));
    suite.ok(|chain| chain.vault().mint("alice", id, usd("25")));
}

#[rstest]
#[case::base_binds(50, "1000000")]
#[case::the_market_binds(110, "1000000")]
#[case::a_mint_crowds_its_group(95, "400")]
#[case::the_cap_binds(250, "1000000")]
fn what_is_shown_as_mintable_is_taken_and_a_unit_more_is_not(
    #[case] volatility: u32,
    #[case] ceiling: &str,
) {
    let mut suite = base();
    let id = suite.open("alice", ETH, eth("3"), usd("200"));
    set_ceiling(&mut suite, usd(ceiling));
    volatile(&mut suite, volatility);
    let shown = suite.position(id);
    let (mintable, withdrawable) = (shown.mintable.unwrap(), shown.withdrawable.unwrap());
    let more = mintable.u128() + 1;
    assert!(more < usd(ceiling) && !mintable.is_zero() && !withdrawable.is_zero());
    let needed = requirement(&suite, more).mint_ratio;
    match suite.refused_by(|chain| chain.vault().mint("alice", id, more)) {
        ContractError::RatioBelowMintRatio { mint_ratio, .. } => assert_eq!(mint_ratio, needed),
        other => panic!("{other}"),
    }
    let more = withdrawable.u128() + 1;
    match suite.refused_by(|chain| chain.vault().withdraw("alice", id, more)) {
        ContractError::RatioBelowMintRatio { mint_ratio, .. } => {
            assert_eq!(Some(mint_ratio), shown.mint_ratio);
        }
        other => panic!("{other}"),
    }
    suite.ok(|chain| chain.vault().withdraw("alice", id, withdrawable.u128()));
    suite.ok(|chain| chain.vault().deposit("alice", id, withdrawable.u128()));
    suite.ok(|chain| chain.vault().mint("alice", id, mintable.u128()));
}

#[test]
fn the_wildest_market_asks_for_the_cap() {
    let mut suite = base();
    let id = suite.open("alice", ETH, eth("5"), usd("200"));
    suite.rewrite_price("ETH", absurd);
    let needed = requirement(&suite, 0);
    assert_eq!(
        (needed.mint_ratio, needed.binds),
        (price("2.5"), MintRatioBinds::Cap)
    );
    assert_eq!(needed.uncapped, None);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("200")));
    let error = suite.refused_by(|chain| chain.vault().mint("alice", id, 1));
    assert_eq!(below(price("2.499999993750000015"), price("2.5")), error);
}

#[test]
fn a_cap_at_the_base_lets_the_ratio_stand_still() {
    let still =
        |risk: &mut ballast_types::vault::RiskParams| risk.margin.cap = risk.base_mint_ratio;
    let mut suite = SuiteBuilder::base()
        .with_moving_mint_ratio()
        .with_no_fees()
        .with_risk(ETH, still)
        .build();
    let id = alices(&mut suite);
    suite.rewrite_price("ETH", absurd);
    suite.ok(|chain| chain.vault().mint("alice", id, usd("50")));
}

#[test]
fn i10_i16_i17_what_makes_a_position_safer_reads_no_volatility() {
    let mut suite = base();
    let (id, free) = (alices(&mut suite), suite.open("alice", ETH, eth("1"), 0));
    suite.rewrite_price("ETH", absurd);
    suite.ok(|chain| chain.vault().deposit("bob", id, eth("0.1")));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("50")));
    suite.ok(|chain| chain.vault().withdraw("alice", free, eth("1")));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("150")));
    suite.ok(|chain| chain.vault().withdraw("alice", id, eth("2.1")));
}

#[test]
fn i10_volatility_never_makes_a_position_liquidatable() {
    let mut suite = base();
    let id = suite.open("alice", ETH, eth("2"), usd("250"));
    suite.set_price("ETH", "176");
    suite.rewrite_price("ETH", absurd);
    let position = suite.position(id);
    assert_eq!(
        (position.ratio, position.is_unsafe),
        (Some(price("1.408")), Some(false))
    );
    assert_eq!(position.mint_ratio, Some(price("2.5")));

    suite.set_price("ETH", "174");
    suite.rewrite_price("ETH", absurd);
    assert_eq!(suite.position(id).is_unsafe, Some(true));
    suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 1));
    assert!(suite.position(id).debt < Uint128::new(usd("250")));
}

#[test]
fn the_parts_of_a_requirement_explain_it() {
    let mut suite = base();
    alices(&mut suite);
    set_ceiling(&mut suite, usd("1000"));
    suite.rewrite_price("ETH", |record| {
        (record.variance, record.implied_variance) = (variance(100), variance(80));
    });
    let needed = requirement(&suite, usd("300"));
    assert_eq!(needed.base_mint_ratio, price("1.6"));
    assert_eq!(needed.margin.cap, price("2.5"));
    assert_eq!(needed.liquidation_penalty, price("0.1"));
    assert_eq!(needed.price, price("200"));
    assert_eq!(needed.volatility, needed.measured_volatility);
    assert!(needed.implied_volatility < needed.measured_volatility);
    let debts = [
        needed.group_debt,
        needed.group_debt_after,
        needed.group_ceiling,
    ];
    assert_eq!(
        debts.map(|debt| debt.u128()),
        [usd("200"), usd("500"), usd("1000")]
    );
    assert_eq!(
        (needed.group_use, needed.group_use_after),
        (price("0.2"), price("0.5"))
    );
    // 6 x sqrt(1.5 / 365), the variance rounded up, and 1.1 / (1 - 0.38...).
    assert_eq!(needed.price_move, price("0.384636458855047182"));
    assert_eq!(
        (needed.time_to_maturity, needed.maturity_drop),
        (0, Decimal::zero())
    );
    assert_eq!(needed.drop, needed.price_move);
    assert_eq!(needed.uncapped, Some(needed.mint_ratio));
    assert_eq!(needed.mint_ratio, price("1.787561216176906985"));
}

#[test]
fn without_a_price_a_requirement_is_refused_and_a_position_shows_none() {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let id = alices(&mut suite);
    suite.chain.advance(86_400);
    let refused = suite
        .chain
        .mint_requirement(ETH, Uint128::zero())
        .unwrap_err();
    assert!(
        refused
            .to_string()
            .contains("price of feed ETH is valid from"),
        "{refused}"
    );
    let shown = suite.position(id);
    assert_eq!(
        (shown.mint_ratio, shown.mintable, shown.withdrawable),
        (None, None, None)
    );
}

#[test]
fn of_an_unknown_type_or_an_impossible_amount_a_requirement_is_refused() {
    let suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let refused = suite
        .chain
        .mint_requirement(9, Uint128::zero())
        .unwrap_err();
    let unknown = ContractError::UnknownCollateralType { collateral_type: 9 };
    assert!(
        refused.to_string().contains(&unknown.to_string()),
        "{refused}"
    );
    let refused = suite.chain.mint_requirement(ETH, Uint128::MAX).unwrap_err();
    assert!(refused.to_string().contains("overflows"), "{refused}");
}

//! Parameters of a type that the owner sets at once.

use ballast_guard::GuardError;
use ballast_tests::{eth, price, usd, SuiteBuilder, ETH};
use ballast_types::vault::{ExecuteMsg, RiskParams, RiskParamsSet};
use ballast_vault::ContractError;
use cosmwasm_std::Uint128;
use rstest::rstest;

use crate::support::alices;

fn set(collateral_type: u16, risk: RiskParams) -> ExecuteMsg {
    ExecuteMsg::SetRiskParams {
        collateral_type,
        risk,
    }
}

fn refusal(change: impl FnOnce(&mut RiskParams)) -> ContractError {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let mut risk = suite.listing(ETH).risk;
    change(&mut risk);
    let msg = set(ETH, risk);
    suite.refused_by(|chain| chain.vault().govern("owner", &msg))
}

#[test]
fn h01_anyone_but_the_owner_is_refused() {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let msg = set(ETH, suite.listing(ETH).risk);
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
fn unknown_type_is_refused() {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let msg = set(3, suite.listing(ETH).risk);
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(
        ContractError::UnknownCollateralType { collateral_type: 3 },
        error
    );
}

#[rstest]
#[case::base_mint_ratio("base mint ratio", "2.500000000000000001", "2.5")]
#[case::cap("mint ratio cap", "2.500000000000000001", "2.5")]
#[case::confidence("margin confidence", "20.000000000000000001", "20")]
#[case::crowding("margin crowding", "10.000000000000000001", "10")]
#[case::rate_shock("margin rate shock", "1.000000000000000001", "1")]
#[case::fee("stability fee", "1.000000000000000001", "1")]
#[case::pool_share("pool share", "1.000000000000000001", "1")]
#[case::reward("keeper reward share", "1.000000000000000001", "1")]
#[case::discount("minimum discount", "1.000000000000000001", "1")]
#[case::penalty("liquidation penalty", "1.000000000000000001", "1")]
fn i23_a_fraction_above_its_bound_is_refused(
    #[case] what: &'static str,
    #[case] value: &str,
    #[case] limit: &str,
) {
    let (value, limit) = (price(value), price(limit));
    let error = refusal(|risk| {
        let field = match what {
            "base mint ratio" => &mut risk.base_mint_ratio,
            "mint ratio cap" => &mut risk.margin.cap,
            "margin confidence" => &mut risk.margin.confidence,
            "margin crowding" => &mut risk.margin.crowding,
            "margin rate shock" => &mut risk.margin.rate_shock,
            "stability fee" => &mut risk.stability_fee,
            "pool share" => &mut risk.pool_share,
            "keeper reward share" => &mut risk.keeper_reward_share,
            "minimum discount" => &mut risk.minimum_discount,
            _ => &mut risk.liquidation_penalty,
        };
        *field = value;
    });
    assert_eq!(
        ContractError::RatioOutOfBounds {
            what,
            value,
            bound: "at most",
            limit
        },
        error
    );
}

#[test]
fn i23_other_bounds() {
    let error = refusal(|risk| risk.keeper_reward_cap = price("1000000.000000000000000001"));
    assert_eq!(
        ContractError::RewardCapTooHigh { max_usd: 1_000_000 },
        error
    );
    let (seconds, max) = (30 * 86_400 + 1, 30 * 86_400);
    let error = refusal(|risk| risk.ceiling_interval = seconds);
    assert_eq!(
        ContractError::CeilingIntervalTooLong { seconds, max },
        error
    );
    let max = Uint128::new(100_000_000_000);
    for floor in [Uint128::zero(), max + Uint128::one(), Uint128::MAX] {
        let error = refusal(|risk| risk.debt_floor = floor);
        let expected = ContractError::DebtFloorOutOfBounds { floor, max };
        assert_eq!(expected, error);
    }
}

#[test]
fn i23_a_mint_ratio_too_near_the_liquidation_ratio_is_refused() {
    let error = refusal(|risk| risk.base_mint_ratio = price("1.449"));
    let (value, limit) = (price("1.449"), price("1.45"));
    let expected = ContractError::RatioOutOfBounds {
        what: "base mint ratio",
        value,
        bound: "at least",
        limit,
    };
    assert_eq!(expected, error);
}

#[test]
fn i23_what_the_end_of_a_running_ramp_would_break_is_refused() {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let mut risk = suite.listing(ETH).risk;
    risk.base_mint_ratio = price("2");
    suite.ok(|chain| chain.vault().govern("owner", &set(ETH, risk.clone())));
    let ramp = ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: price("1.8"),
        target_ratio: price("2"),
        seconds: 86_400,
    };
    suite.ok(|chain| chain.vault().govern("owner", &ramp));
    risk.base_mint_ratio = price("1.849");
    let error = suite.refused_by(|chain| chain.vault().govern("owner", &set(ETH, risk)));
    let (value, limit) = (price("1.849"), price("1.85"));
    let expected = ContractError::RatioOutOfBounds {
        what: "base mint ratio",
        value,
        bound: "at least",
        limit,
    };
    assert_eq!(expected, error);
}

#[test]
fn all_are_replaced_and_shown() {
    let mut suite = SuiteBuilder::base().with_moving_mint_ratio().build();
    let mut risk = suite.listing(ETH).risk;
    risk.base_mint_ratio = price("1.75");
    risk.stability_fee = price("0.031");
    risk.debt_ceiling = Uint128::new(usd("12345"));
    risk.treasury = suite.address("dave");
    let done = suite.ok(|chain| chain.vault().govern("owner", &set(ETH, risk.clone())));
    let expected = RiskParamsSet {
        collateral_type: ETH,
        base_mint_ratio: risk.base_mint_ratio,
        stability_fee: risk.stability_fee,
        debt_ceiling: risk.debt_ceiling,
    };
    assert_eq!(suite.event::<RiskParamsSet>(&done), expected);
    assert_eq!(suite.chain.collateral_type(ETH).unwrap().risk, risk);
}

#[test]
fn h47_no_parameter_makes_a_position_unsafe_at_once() {
    let mut suite = SuiteBuilder::base()
        .with_moving_mint_ratio()
        .with_no_fees()
        .build();
    let id = alices(&mut suite);
    suite.set_price("ETH", "140"); // exactly at the liquidation ratio
    assert_eq!(suite.position(id).is_unsafe, Some(false));
    let mut risk = suite.listing(ETH).risk;
    risk.base_mint_ratio = price("2.5");
    risk.liquidation_penalty = price("0.39");
    risk.keeper_reward_share = price("0.2");
    risk.stability_fee = price("1");
    risk.debt_floor = Uint128::new(usd("100000"));
    risk.debt_ceiling = Uint128::zero();
    suite.ok(|chain| chain.vault().govern("owner", &set(ETH, risk)));
    assert_eq!(suite.position(id).is_unsafe, Some(false));
    suite.ok(|chain| chain.vault().deposit("alice", id, eth("1")));
    suite.ok(|chain| chain.vault().repay("alice", id, usd("200")));
}

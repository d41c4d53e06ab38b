//! H47: a rising liquidation ratio reaches positions day by day, never within a block.

use ballast_tests::{eth, usd, Suite, SuiteBuilder, BTC, ETH};
use ballast_types::{vault::ExecuteMsg, PositionId};
use ballast_vault::ContractError;
use cosmwasm_std::Decimal;

const DAY: u64 = 86_400;

/// L from 140% to 150% and R as it is, over ten days.
fn ramp(seconds: u64) -> ExecuteMsg {
    ExecuteMsg::RampRatios {
        collateral_type: ETH,
        liquidation_ratio: Decimal::percent(150),
        target_ratio: Decimal::percent(160),
        seconds,
    }
}

/// Positions at 140.5%, 142.5%, 145.5% and 152% at 100 USD.
fn four() -> (Suite, [PositionId; 4]) {
    let mut suite = SuiteBuilder::base().with_no_fees().build();
    let positions = ["14.05", "14.25", "14.55", "15.2"]
        .map(|ether| suite.open("alice", ETH, eth(ether), usd("1000")));
    suite.open("bob", BTC, ballast_tests::btc("10"), usd("20000"));
    suite.ok(|chain| chain.liquidation().deposit("bob", ETH, usd("20000")));
    suite.set_price("ETH", "100");
    (suite, positions)
}

fn is_unsafe(suite: &Suite, positions: &[PositionId]) -> Vec<bool> {
    let show = |id: &PositionId| suite.position(*id).is_unsafe.unwrap();
    positions.iter().map(show).collect()
}

fn liquidate(suite: &mut Suite) -> Result<Vec<PositionId>, ContractError> {
    let mut trial = suite.chain.fork().unwrap();
    if trial
        .liquidation()
        .liquidate_riskiest("keeper", ETH, 10)
        .is_err()
    {
        return Err(
            suite.refused_by(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 10))
        );
    }
    let done = suite.ok(|chain| chain.liquidation().liquidate_riskiest("keeper", ETH, 10));
    let seized = done
        .all::<ballast_types::vault::PositionSeized>(&suite.address("vault"))
        .unwrap();
    Ok(seized.into_iter().map(|it| it.position).collect())
}

#[test]
fn h47_not_within_the_block_and_then_one_after_the_other() {
    let (mut suite, positions) = four();
    suite.ok(|chain| chain.vault().govern("owner", &ramp(10 * DAY)));
    let started = suite.chain.now();
    assert_eq!(is_unsafe(&suite, &positions), [false; 4]);
    assert!(liquidate(&mut suite).is_err());
    assert_eq!(suite.chain.now(), started);

    let mut seized = vec![];
    for day in 1..=12 {
        suite.advance_reporting(DAY);
        let due = is_unsafe(&suite, &positions);
        if let Ok(ids) = liquidate(&mut suite) {
            seized.extend(ids.into_iter().map(|id| (day, id)));
        }
        assert!(!due[3], "152% is above the end of the ramp");
    }
    let order: Vec<_> = seized.iter().map(|(_, id)| *id).collect();
    assert_eq!(order, positions[..3]);
    let days: Vec<_> = seized.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, [1, 3, 6]);
    // Whoever was brought back to its target is left alone at the new ratio.
    assert_eq!(is_unsafe(&suite, &positions), [false; 4]);
}

#[test]
fn h47_a_ramp_takes_at_least_a_day_and_begins_at_the_value_of_now() {
    let (mut suite, positions) = four();
    for seconds in [0, 1, DAY - 1] {
        let error: ContractError =
            suite.refused_by(|chain| chain.vault().govern("owner", &ramp(seconds)));
        assert!(matches!(error, ContractError::RampOutOfBounds { .. }));
    }
    suite.ok(|chain| chain.vault().govern("owner", &ramp(10 * DAY)));
    suite.advance_reporting(4 * DAY);
    let before = suite
        .chain
        .collateral_type(ETH)
        .unwrap()
        .liquidation_ratio
        .now;
    // A steeper ramp in the middle of the first jumps nowhere.
    suite.ok(|chain| chain.vault().govern("owner", &ramp(DAY)));
    let ramp = suite.chain.collateral_type(ETH).unwrap().liquidation_ratio;
    assert_eq!((ramp.now, ramp.from), (before, before));
    assert_eq!(is_unsafe(&suite, &positions), [true, true, false, false]);
    suite.advance_reporting(DAY);
    assert_eq!(is_unsafe(&suite, &positions), [true, true, true, false]);
}

#[test]
fn h47_no_other_parameter_makes_anyone_liquidatable() {
    let (mut suite, positions) = four();
    let mut risk = suite.chain.collateral_type(ETH).unwrap().risk;
    risk.base_mint_ratio = Decimal::percent(250);
    risk.margin.cap = Decimal::percent(250);
    risk.liquidation_penalty = Decimal::percent(35);
    risk.debt_floor = usd("5000").into();
    risk.debt_ceiling = 0u128.into();
    risk.stability_fee = Decimal::one();
    let msg = ExecuteMsg::SetRiskParams {
        collateral_type: ETH,
        risk,
    };
    suite.ok(|chain| chain.vault().govern("owner", &msg));
    assert_eq!(is_unsafe(&suite, &positions), [false; 4]);
    assert!(liquidate(&mut suite).is_err());
}

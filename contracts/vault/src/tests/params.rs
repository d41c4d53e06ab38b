use ballast_types::vault::{MarginParams, NewCollateralType, RiskParams};
use ballast_types::{units, Asset};
use cosmwasm_std::{testing::MockApi, Decimal, Uint128};
use rstest::rstest;

use crate::{
    contracts::Contracts,
    params::{Params, StoredAsset, MAX_RAMP, MIN_RAMP},
    ContractError,
};

const NOW: u64 = 1_600_000_000;

pub(super) fn risk() -> RiskParams {
    RiskParams {
        base_mint_ratio: Decimal::percent(160),
        margin: MarginParams {
            cap: Decimal::percent(250),
            confidence: Decimal::percent(600),
            horizon: 86_400,
            crowding: Decimal::one(),
            rate_shock: Decimal::percent(20),
        },
        liquidation_penalty: Decimal::percent(10),
        keeper_reward_share: Decimal::permille(5),
        keeper_reward_cap: Decimal::percent(10_000),
        minimum_discount: Decimal::percent(2),
        stability_fee: Decimal::percent(2),
        debt_ceiling: Uint128::new(1_000_000_000_000),
        ceiling_gap: Uint128::new(1_000_000_000),
        ceiling_interval: 3_600,
        debt_floor: Uint128::new(100_000_000),
        surplus_buffer: Uint128::zero(),
        pool_share: Decimal::percent(50),
        treasury: MockApi::default().addr_make("treasury").into_string(),
    }
}

pub(super) fn new_type() -> NewCollateralType {
    NewCollateralType {
        asset: Asset::Native {
            denom: "wei".to_owned(),
        },
        decimals: 18,
        feed: "ETH".to_owned(),
        group: 1,
        liquidation_ratio: Decimal::percent(140),
        target_ratio: Decimal::percent(160),
        risk: risk(),
    }
}

pub(super) fn check(new: NewCollateralType) -> Result<Params, ContractError> {
    let api = MockApi::default();
    let [a, b, c] = ["stablecoin", "oracle", "liquidation"].map(|name| api.addr_make(name));
    let contracts = Contracts::new(&api, &a, &b, &c).unwrap();
    Params::checked(&api, contracts, StoredAsset::Native("wei".to_owned()), new)
}

#[test]
fn defaults_are_within_bounds_and_read_back_as_sent() {
    let params = check(new_type()).unwrap();
    assert_eq!(params.risk.unchecked(&MockApi::default()).unwrap(), risk());
}

#[test]
fn i23_margins_at_their_bounds_are_taken() {
    let mut new = new_type();
    new.risk.margin = MarginParams {
        cap: new.risk.base_mint_ratio,
        confidence: Decimal::percent(2_000),
        horizon: 2_592_000,
        crowding: Decimal::percent(1_000),
        rate_shock: Decimal::one(),
    };
    check(new.clone()).unwrap();
    new.risk.margin = MarginParams {
        cap: Decimal::percent(250),
        confidence: Decimal::zero(),
        horizon: 0,
        crowding: Decimal::zero(),
        rate_shock: Decimal::zero(),
    };
    check(new).unwrap();
}

#[rstest]
#[case::base_mint_ratio_above_cap("base mint ratio", |new: &mut NewCollateralType| new.risk.base_mint_ratio = Decimal::percent(251))]
#[case::base_mint_ratio_near_liquidation("base mint ratio", |new: &mut NewCollateralType| new.risk.base_mint_ratio = Decimal::percent(144))]
#[case::cap_above_the_highest("mint ratio cap", |new: &mut NewCollateralType| new.risk.margin.cap = Decimal::permille(2_501))]
#[case::cap_under_the_base("mint ratio cap", |new: &mut NewCollateralType| new.risk.margin.cap = Decimal::percent(159))]
#[case::too_confident("margin confidence", |new: &mut NewCollateralType| new.risk.margin.confidence = Decimal::percent(2_001))]
#[case::too_crowded("margin crowding", |new: &mut NewCollateralType| new.risk.margin.crowding = Decimal::percent(1_001))]
#[case::rate_shock_above_one("margin rate shock", |new: &mut NewCollateralType| new.risk.margin.rate_shock = Decimal::percent(101))]
#[case::liquidation_ratio_at_penalty("liquidation ratio", |new: &mut NewCollateralType| new.liquidation_ratio = Decimal::percent(110))]
#[case::target_under_liquidation("target ratio", |new: &mut NewCollateralType| new.target_ratio = Decimal::percent(139))]
#[case::target_over_mint("target ratio", |new: &mut NewCollateralType| new.target_ratio = Decimal::percent(161))]
#[case::penalty_too_high("liquidation ratio", |new: &mut NewCollateralType| new.risk.liquidation_penalty = Decimal::percent(40))]
#[case::reward_eats_discount("penalty less reward", |new: &mut NewCollateralType| new.risk.keeper_reward_share = Decimal::percent(8))]
#[case::fee_above_one("stability fee", |new: &mut NewCollateralType| new.risk.stability_fee = Decimal::percent(101))]
#[case::pool_share_above_one("pool share", |new: &mut NewCollateralType| new.risk.pool_share = Decimal::percent(101))]
fn i23_ratios_out_of_bounds_are_refused(
    #[case] expected: &str,
    #[case] spoil: fn(&mut NewCollateralType),
) {
    let mut new = new_type();
    spoil(&mut new);
    match check(new) {
        Err(ContractError::RatioOutOfBounds { what, .. }) => assert_eq!(what, expected),
        other => panic!("expected a bound on {expected}, got {other:?}"),
    }
}

#[test]
fn i23_other_bounds_are_refused() {
    let spoiled = |spoil: fn(&mut NewCollateralType)| {
        let mut new = new_type();
        spoil(&mut new);
        check(new).unwrap_err()
    };
    assert!(matches!(
        spoiled(|new| new.decimals = 19),
        ContractError::Math(_)
    ));
    let max = Uint128::new(100_000_000_000);
    assert_eq!(
        spoiled(|new| new.risk.debt_floor = Uint128::zero()),
        ContractError::DebtFloorOutOfBounds {
            floor: Uint128::zero(),
            max
        }
    );
    assert_eq!(
        spoiled(|new| new.risk.debt_floor = Uint128::new(100_000_000_001)),
        ContractError::DebtFloorOutOfBounds {
            floor: Uint128::new(100_000_000_001),
            max
        }
    );
    assert_eq!(
        spoiled(|new| new.risk.margin.horizon = 2_592_001),
        ContractError::MarginHorizonTooLong {
            seconds: 2_592_001,
            max: 2_592_000
        }
    );
    assert!(matches!(
        spoiled(|new| new.risk.ceiling_interval = 31 * 86_400),
        ContractError::CeilingIntervalTooLong { .. }
    ));
    assert!(matches!(
        spoiled(|new| new.risk.keeper_reward_cap = Decimal::from_ratio(1_000_001u128, 1u128)),
        ContractError::RewardCapTooHigh { .. }
    ));
    assert!(matches!(
        spoiled(|new| new.risk.treasury = "nobody".to_owned()),
        ContractError::Std(_)
    ));
}

#[test]
fn h47_a_ramp_takes_at_least_a_day_and_starts_where_the_ratio_stands() {
    let ratio = |percent| units::ratio(Decimal::percent(percent));
    let params = check(new_type()).unwrap();
    for seconds in [0, MIN_RAMP - 1, MAX_RAMP + 1, u64::MAX] {
        let refused = params
            .clone()
            .with_ramp(ratio(150), ratio(160), NOW, seconds);
        let (min, max) = (MIN_RAMP, MAX_RAMP);
        assert_eq!(
            refused,
            Err(ContractError::RampOutOfBounds { seconds, min, max })
        );
    }
    let ramped = params
        .with_ramp(ratio(150), ratio(160), NOW, 100_000)
        .unwrap();
    assert_eq!(ramped.liquidation_ratio.at(NOW), ratio(140));
    assert_eq!(ramped.liquidation_ratio.at(NOW + 50_000), ratio(145));
    assert_eq!(ramped.liquidation_ratio.at(NOW + 100_000), ratio(150));

    let again = ramped
        .with_ramp(ratio(140), ratio(160), NOW + 50_000, 100_000)
        .unwrap();
    assert_eq!(again.liquidation_ratio.at(NOW + 50_000), ratio(145));
}

#[test]
fn i23_risk_params_are_held_against_the_end_of_a_running_ramp() {
    let ratio = |percent| units::ratio(Decimal::percent(percent));
    let api = MockApi::default();
    let ramped = check(new_type())
        .unwrap()
        .with_ramp(ratio(155), ratio(160), NOW, 100_000)
        .unwrap();
    // Fits L of 140% now and of 155% at the end; one point less would not.
    ramped.clone().with_risk(&api, risk(), NOW).unwrap();
    let lower = RiskParams {
        base_mint_ratio: Decimal::percent(159),
        ..risk()
    };
    assert!(ramped.with_risk(&api, lower, NOW).is_err());
}

#[test]
fn i23_a_ramp_that_ends_out_of_bounds_is_refused() {
    let ratio = |percent| units::ratio(Decimal::percent(percent));
    let params = check(new_type()).unwrap();
    assert!(params
        .clone()
        .with_ramp(ratio(156), ratio(160), NOW, 100_000)
        .is_err());
    assert!(params
        .clone()
        .with_ramp(ratio(140), ratio(161), NOW, 100_000)
        .is_err());
    assert!(params
        .with_ramp(ratio(110), ratio(160), NOW, 100_000)
        .is_err());
}

//! No parameters that the owner can come to, running ramps included, let anybody mint what can be
//! liquidated at once.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::large_enum_variant
)]

use ballast_math::{
    is_below, limits::mintable_down, margin, Change, Collateral, Conditions, DebtChange, DebtIndex,
    Market, Position, Price, Ratio, VARIANCE_MAX,
};
use ballast_types::vault::{MarginParams, NewCollateralType, RiskParams};
use cosmwasm_std::{testing::MockApi, Decimal};
use proptest::prelude::*;

use super::params::{check, new_type, risk};
use crate::params::{Params, MAX_RAMP, MIN_RAMP};

const NOW: u64 = 1_600_000_000;

/// What the owner may try, in order.
#[derive(Clone, Debug)]
enum Act {
    Risk(RiskParams),
    Ramp(u64, u64, u64),
    Wait(u64),
}

fn margins() -> impl Strategy<Value = MarginParams> {
    (
        140u64..=260,
        0u64..=2_100,
        0u64..=2_700_000,
        0u64..=1_050,
        0u64..=105,
    )
        .prop_map(
            |(cap, confidence, horizon, crowding, rate_shock)| MarginParams {
                cap: Decimal::percent(cap),
                confidence: Decimal::percent(confidence),
                horizon,
                crowding: Decimal::percent(crowding),
                rate_shock: Decimal::percent(rate_shock),
            },
        )
}

fn risks() -> impl Strategy<Value = RiskParams> {
    (105u64..=255, 0u64..=60, 0u64..=100, margins()).prop_map(|(base, penalty, fee, margin)| {
        RiskParams {
            base_mint_ratio: Decimal::percent(base),
            liquidation_penalty: Decimal::percent(penalty),
            keeper_reward_share: Decimal::zero(),
            minimum_discount: Decimal::zero(),
            stability_fee: Decimal::percent(fee),
            margin,
            ..risk()
        }
    })
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        risks().prop_map(Act::Risk),
        (101u64..=250, 101u64..=250, MIN_RAMP..=MAX_RAMP)
            .prop_map(|(liquidation, target, seconds)| Act::Ramp(liquidation, target, seconds)),
        (0u64..=40 * 86_400).prop_map(Act::Wait),
    ]
}

/// A listing that is mostly taken: ratios one above the other.
fn listing() -> impl Strategy<Value = NewCollateralType> {
    (risks(), 1u64..=30, 0u64..=20, 0u64..=30).prop_map(|(mut risk, above, target, base)| {
        let points = Decimal::percent;
        let liquidation_ratio = Decimal::one() + risk.liquidation_penalty + points(above);
        let target_ratio = liquidation_ratio + points(target.max(5));
        risk.base_mint_ratio = target_ratio + points(base);
        risk.margin.cap = risk.margin.cap.max(risk.base_mint_ratio);
        NewCollateralType {
            liquidation_ratio,
            target_ratio,
            risk,
            ..new_type()
        }
    })
}

/// The parameters that the acts lead to, refused ones left out, and the time then.
fn after(mut params: Params, acts: &[Act]) -> (Params, u64) {
    let (api, mut now) = (MockApi::default(), NOW);
    for act in acts {
        let next = match act.clone() {
            Act::Risk(risk) => params.clone().with_risk(&api, risk, now),
            Act::Ramp(liquidation, target, seconds) => {
                let (l, r) = (
                    Ratio::from_bps(liquidation as u32 * 100),
                    target as u32 * 100,
                );
                params
                    .clone()
                    .with_ramp(l, Ratio::from_bps(r), now, seconds)
            }
            Act::Wait(seconds) => {
                now += seconds;
                continue;
            }
        };
        params = next.unwrap_or(params);
    }
    (params, now)
}

/// Calm as often as not: then the base is all that a mint must leave.
fn conditions() -> impl Strategy<Value = Conditions> {
    let wild = (
        0..=VARIANCE_MAX,
        0..=VARIANCE_MAX,
        0u64..=1 << 33,
        0u32..=100,
    )
        .prop_map(
            |(variance, implied_variance, time_to_maturity, percent)| Conditions {
                variance,
                implied_variance,
                time_to_maturity,
                group_use: Ratio::from_percent(percent),
            },
        );
    prop_oneof![Just(Conditions::default()), wild]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn h47_nothing_minted_can_be_liquidated_at_once(
        new in listing(),
        acts in prop::collection::vec(act(), 0..8),
        conditions in conditions(),
        collateral in 1u128..=10u128.pow(24),
        (low, above) in (1u128..=10u128.pow(24), 0u128..=10u128.pow(24)),
    ) {
        let Ok(params) = check(new) else {
            return Ok(());
        };
        let (params, now) = after(params, &acts);
        let mint_ratio = margin(&params.risk.margin_terms(), &conditions).mint_ratio;
        let market = |price| Market { price: Price::new(price), decimals: params.decimals };

        let index = DebtIndex::ONE;
        let position = Position { collateral: Collateral::new(collateral), ..Position::EMPTY };
        let most = mintable_down(position, index, market(low), mint_ratio).unwrap();
        let mint = Change { debt: DebtChange::Mint(most), ..Change::default() };
        let minted = position.apply(mint, index).unwrap();

        for seconds in [0, 1] {
            let index = index.accrue_up(params.risk.fee, seconds).unwrap();
            let liquidation = params.terms(now + seconds).liquidation_ratio;
            let spot = market(low + above);
            prop_assert!(!is_below(minted, spot, index, liquidation), "after {seconds} s");
        }
    }
}

//! What the owner and the guardian do, and those who would like to.

use ballast_types::{
    vault::{CollateralTypeResponse, ExecuteMsg as Msg, MarginParams, RiskParams},
    GroupId,
};
use cosmwasm_std::{Decimal, Uint128, WasmMsg};
use serde_json::json;

use super::{by, call, Draw, Step};
use crate::world::{self, GUARDIANS, RULERS, USD};

fn owner(draw: &mut Draw<'_>) -> String {
    let owner = draw.state.vault.owner.clone();
    draw.mostly(&owner)
}

fn percent(number: u64) -> Decimal {
    Decimal::percent(number)
}

/// Whole per cents of a ratio, rounded up.
fn percents(ratio: Decimal) -> u64 {
    u64::try_from(ratio.atomics().u128().div_ceil(10u128.pow(16))).unwrap_or(1_000)
}

/// New parameters of a type, within the bounds as far as the ratios allow, or just beyond.
pub fn risk(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let info = draw.random.pick_from(draw.state.types.values())?.clone();
    let mut risk = info.risk.clone();
    for _ in 0..draw.random.between(1, 3) {
        change(draw, &info, &mut risk);
    }
    if draw.random.chance(15) {
        break_bounds(draw, &mut risk);
    }
    let sender = owner(draw);
    let msg = Msg::SetRiskParams {
        collateral_type: info.collateral_type,
        risk,
    };
    by(&sender, call("vault", &msg, &[]))
}

fn change(draw: &mut Draw<'_>, info: &CollateralTypeResponse, risk: &mut RiskParams) {
    let random = &mut *draw.random;
    let (l, r) = (&info.liquidation_ratio, &info.target_ratio);
    let (lowest_l, highest_l) = (percents(l.now.min(l.to)), percents(l.now.max(l.to)));
    let (lowest_r, highest_r) = (percents(r.now.min(r.to)), percents(r.now.max(r.to)));
    match random.below(12) {
        0 => {
            risk.base_mint_ratio = percent(random.between((highest_l + 5).max(highest_r), 250));
            risk.margin.cap = risk.margin.cap.max(risk.base_mint_ratio);
        }
        1 => {
            let most = (lowest_l - 102)
                .min(lowest_r.saturating_sub(106))
                .clamp(1, 30);
            risk.liquidation_penalty = percent(random.between(1, most));
            risk.keeper_reward_share = Decimal::zero();
            risk.minimum_discount = percent(random.between(0, 1));
        }
        2 => {
            risk.keeper_reward_share = Decimal::permille(random.between(0, 5));
            risk.minimum_discount = Decimal::zero();
        }
        3 => risk.keeper_reward_cap = percent(*random.pick(&[0, 100, 100_000])),
        4 => risk.stability_fee = percent(*random.pick(&[0, 1, 2, 10, 50, 100])),
        5 => {
            let usd = *random.pick(&[0, 10_000, 1_000_000, 3_000_000, 3_000_000]);
            risk.debt_ceiling = Uint128::new(usd * USD);
        }
        6 => {
            risk.ceiling_gap = Uint128::new(*random.pick(&[0, 5_000, 100_000, 1_000_000]) * USD);
            risk.ceiling_interval = *random.pick(&[0, 60, 3_600, 30 * 86_400]);
        }
        7 => risk.debt_floor = Uint128::new(*random.pick(&[1, USD, 100 * USD, 300 * USD])),
        8 => risk.surplus_buffer = Uint128::new(*random.pick(&[0, 1, 10, 1_000]) * USD),
        9 => risk.pool_share = percent(*random.pick(&[0, 1, 50, 100])),
        10 => {
            risk.margin = MarginParams {
                cap: percent(random.between(percents(risk.base_mint_ratio), 250)),
                confidence: percent(*random.pick(&[0, 300, 600, 2_000])),
                horizon: *random.pick(&[0, 3_600, 86_400, 30 * 86_400]),
                crowding: percent(*random.pick(&[0, 100, 1_000])),
                rate_shock: percent(*random.pick(&[0, 20, 100])),
            };
        }
        _ => {
            // Ceilings that were closed are opened again more often than not.
            risk.debt_ceiling = Uint128::new(3_000_000 * USD);
            risk.ceiling_gap = Uint128::new(1_000_000 * USD);
            risk.ceiling_interval = 60;
        }
    }
}

fn break_bounds(draw: &mut Draw<'_>, risk: &mut RiskParams) {
    match draw.random.below(13) {
        9 => risk.margin.cap = percent(*draw.random.pick(&[100, 251])),
        10 => risk.margin.confidence = percent(2_001),
        11 => risk.margin.horizon = 30 * 86_400 + 1,
        12 => risk.margin.crowding = percent(1_001),
        0 => risk.base_mint_ratio = percent(251),
        1 => risk.base_mint_ratio = percent(100),
        2 => risk.liquidation_penalty = percent(99),
        3 => risk.keeper_reward_share = percent(90),
        4 => risk.stability_fee = percent(101),
        5 => risk.debt_floor = *draw.random.pick(&[Uint128::zero(), Uint128::MAX]),
        6 => risk.pool_share = percent(101),
        7 => risk.ceiling_interval = 31 * 86_400,
        _ => "nobody".clone_into(&mut risk.treasury),
    }
}

/// L and R go somewhere else.
pub fn ramp(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let info = draw.random.pick_from(draw.state.types.values())?.clone();
    let penalty = percents(info.risk.liquidation_penalty);
    let mint = percents(info.risk.base_mint_ratio);
    let liquidation = draw
        .random
        .between(102 + penalty, (mint - 5).max(102 + penalty));
    let least = liquidation.max(105 + penalty);
    let target = draw.random.between(least, mint.max(least));
    let seconds = *draw
        .random
        .pick(&[86_400, 7 * 86_400, 365 * 86_400, 86_399, 365 * 86_400 + 1]);
    let off = u64::from(draw.random.chance(10)) * 60;
    let msg = Msg::RampRatios {
        collateral_type: info.collateral_type,
        liquidation_ratio: percent(liquidation + off),
        target_ratio: percent(target),
        seconds,
    };
    let sender = owner(draw);
    by(&sender, call("vault", &msg, &[]))
}

/// A group's ceiling moves, or a group appears.
pub fn group(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let group: GroupId = *draw.random.pick(&[1, 1, 2, 2, 3]);
    let usd = *draw
        .random
        .pick(&[0, 1_000, 2_000_000, 5_000_000, 5_000_000, 5_000_000]);
    let sender = owner(draw);
    let msg = Msg::SetGroup {
        group,
        debt_ceiling: Uint128::new(usd * USD),
    };
    by(&sender, call("vault", &msg, &[]))
}

/// The guardian pauses, somebody resumes, the owner names another guardian.
pub fn pause(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let guardian = draw.state.vault.guardian.clone();
    let is_paused = draw
        .state
        .vault
        .minting_paused_until
        .is_some_and(|until| until > draw.state.time);
    let (sender, msg) = match draw.random.below(6) {
        0 => {
            let guardian = *draw.random.pick(&GUARDIANS);
            let guardian = draw.address(guardian);
            (owner(draw), Msg::SetGuardian { guardian })
        }
        1 if !is_paused => (draw.mostly(&guardian), Msg::ResumeMinting {}),
        _ if is_paused => {
            let by_owner = draw.random.chance(40);
            let sender = if by_owner {
                owner(draw)
            } else {
                draw.mostly(&guardian)
            };
            (sender, Msg::ResumeMinting {})
        }
        _ => {
            let seconds = *draw
                .random
                .pick(&[0, 60, 3_600, 86_400, 3 * 86_400, 3 * 86_400 + 1]);
            (draw.mostly(&guardian), Msg::PauseMinting { seconds })
        }
    };
    by(&sender, call("vault", &msg, &[]))
}

/// A contract changes hands in two steps, or does not. All contracts speak alike here.
pub fn ownership(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let state = draw.state;
    let (contract, owner, pending) = match draw.random.below(3) {
        0 => ("vault", &state.vault.owner, &state.vault.pending_owner),
        1 => ("oracle", &state.oracle.owner, &state.oracle.pending_owner),
        _ => (
            "liquidation",
            &state.liquidation.owner,
            &state.liquidation.pending_owner,
        ),
    };
    match (pending, draw.random.below(10)) {
        (Some(pending), 0..=5) => {
            let sender = draw.mostly(pending);
            by(
                &sender,
                call(contract, &json!({ "accept_ownership": {} }), &[]),
            )
        }
        (_, 6) | (Some(_), 7) => {
            let sender = draw.mostly(owner);
            by(
                &sender,
                call(contract, &json!({ "cancel_ownership_transfer": {} }), &[]),
            )
        }
        _ => {
            let new_owner = *draw.random.pick(&RULERS);
            let new_owner = draw.address(new_owner);
            let expires = match draw.random.below(4) {
                0 => Some(state.time + 3_600),
                1 => Some(u64::MAX),
                _ => None,
            };
            let msg = json!({
                "transfer_ownership": { "new_owner": new_owner, "expires": expires }
            });
            let sender = draw.mostly(owner);
            by(&sender, call(contract, &msg, &[]))
        }
    }
}

/// Bitcoin is listed, or tried to be listed again; somebody tries to wire the vault anew.
pub fn list(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let sender = owner(draw);
    if draw.random.chance(20) {
        let [stablecoin, oracle, liquidation] =
            ["stablecoin", "oracle", "liquidation"].map(|name| draw.address(name));
        return by(
            &sender,
            call(
                "vault",
                &Msg::Wire {
                    stablecoin,
                    oracle,
                    liquidation,
                },
                &[],
            ),
        );
    }
    let spec = world::bitcoin(draw.random);
    let mut new = draw.chain.new_collateral_type(&spec).unwrap();
    if draw.random.chance(20) {
        new.asset = draw
            .chain
            .names()
            .asset("stablecoin")
            .unwrap()
            .asset
            .clone();
    }
    by(&sender, call("vault", &Msg::ListCollateralType(new), &[]))
}

/// A migration to the code that is there, or to another contract's.
pub fn migrate(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let contract = *draw
        .random
        .pick(&["vault", "oracle", "liquidation", "stablecoin"]);
    let msg = WasmMsg::Migrate {
        contract_addr: draw.address(contract),
        new_code_id: draw.random.between(1, 6),
        msg: b"{}".as_slice().into(),
    };
    let admin = draw.address("owner");
    let sender = draw.mostly(&admin);
    by(&sender, call("wasm", &msg, &[]))
}

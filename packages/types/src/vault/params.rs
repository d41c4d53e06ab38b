//! A collateral type's parameters as they are sent and shown. The vault's own checked form can
//! only be made through one validation door.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use crate::{Asset, GroupId};

/// A new collateral type.
///
/// Refused unless 1 + penalty < liquidation ratio, liquidation ratio + 0.05 <= base mint ratio <= cap <= 2.5,
/// liquidation ratio <= target ratio <= base mint ratio, 1 + penalty + 0.05 <= target ratio, and the
/// bounds of [`RiskParams`] hold.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct NewCollateralType {
    /// What is locked. Never the stablecoin itself, and an asset of no other type.
    pub asset: Asset,
    /// Decimals of a whole unit of the asset, 0 to 18.
    pub decimals: u8,
    /// The oracle's feed that prices a whole unit in USD.
    pub feed: String,
    /// The group of correlated types it belongs to; must exist.
    pub group: GroupId,
    /// L, the maintenance margin: anyone may liquidate a position under it.
    pub liquidation_ratio: Decimal,
    /// R, what a liquidation brings a position back to.
    pub target_ratio: Decimal,
    /// Everything that the owner may later set without a ramp.
    pub risk: RiskParams,
}

/// The parameters of a collateral type that the owner sets at once.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct RiskParams {
    /// The initial margin of a calm market: ratio that a mint or withdrawal must leave at least.
    pub base_mint_ratio: Decimal,
    /// How the mint ratio follows the market from there.
    pub margin: MarginParams,
    /// p: what a liquidation costs the owner above the repaid debt.
    pub liquidation_penalty: Decimal,
    /// The keeper's share of the seized collateral; (1 + p)(1 - share) >= 1 + minimum discount.
    pub keeper_reward_share: Decimal,
    /// The most a keeper is rewarded for one position, in USD.
    pub keeper_reward_cap: Decimal,
    /// m: a buyer never pays more than the value of what it gets divided by 1 + m.
    pub minimum_discount: Decimal,
    /// Nominal yearly rate on debt, compounded every second; at most 1 (100%).
    pub stability_fee: Decimal,
    /// The largest booked debt of the type, in stablecoin base units. Zero stops new debt.
    pub debt_ceiling: Uint128,
    /// How far the debt may grow above what was booked within one interval.
    pub ceiling_gap: Uint128,
    /// Seconds between two raises of the line under the ceiling.
    pub ceiling_interval: u64,
    /// Least debt of a position that has any; one base unit to 100,000 stablecoins.
    pub debt_floor: Uint128,
    /// Surplus that is kept against bad debt before fees are paid out.
    pub surplus_buffer: Uint128,
    /// Share of the fees that goes to the type's stability pool, at most 1; the rest goes to the
    /// treasury.
    pub pool_share: Decimal,
    /// Who receives the rest of the fees.
    pub treasury: String,
}

/// How the mint ratio of a type rises above its base: to the ratio that covers debt and liquidation
/// penalty after the price has fallen as far as `confidence` standard deviations over the `horizon`,
/// at most to `cap`. Repaying, topping up, withdrawing without debt and liquidation never read it.
#[cw_serde]
#[derive(Copy)]
#[serde(deny_unknown_fields)]
pub struct MarginParams {
    /// The mint ratio of the wildest market: base mint ratio to 2.5. The base itself lets it stand still.
    pub cap: Decimal,
    /// k: how many standard deviations a new debt must stand, at most 20.
    pub confidence: Decimal,
    /// Over how many seconds, at most 2,592,000 (30 days).
    pub horizon: u64,
    /// By how much a full group lengthens the horizon, at most 10: with 1 it doubles.
    pub crowding: Decimal,
    /// The change of the yearly rate that a claim with a fixed maturity must stand, at most 1. Without
    /// a maturity it counts for nothing.
    pub rate_shock: Decimal,
}

/// A ratio that moves in a straight line between two times, and stands still outside them.
#[cw_serde]
pub struct RatioRamp {
    /// The ratio now.
    pub now: Decimal,
    /// The ratio up to `start`.
    pub from: Decimal,
    /// The ratio from `end` on.
    pub to: Decimal,
    /// When it starts to move.
    pub start: u64,
    /// When it has arrived.
    pub end: u64,
}

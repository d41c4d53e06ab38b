//! Redemption: what it costs, and what it would give now. The arithmetic with its proofs is that of
//! `ballast_math::redemption`.

use ballast_math::redemption;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use crate::PositionId;

/// Most positions that one message redeems from.
pub const MAX_REDEEMED: u32 = 100;
/// Share of what is redeemed that stays in the redeemed position as collateral: 0.5%.
pub const REDEMPTION_FLAT_FEE: Decimal = Decimal::raw(redemption::FLAT_FEE.u128());
/// Highest base rate, paid in stablecoin on top of what is redeemed: 5%.
pub const REDEMPTION_MAX_BASE_RATE: Decimal = Decimal::raw(redemption::MAX_BASE_RATE.u128());
/// The base rate rises by the redeemed share of the type's booked debt divided by this.
pub const REDEMPTION_VOLUME_DIVISOR: u128 = redemption::VOLUME_DIVISOR;
/// Seconds in which the base rate halves: 12 hours.
pub const REDEMPTION_HALF_LIFE: u64 = redemption::HALF_LIFE;

/// Answer to [`super::QueryMsg::Redemption`]: what the message would do now with this amount.
/// Nothing redeemed is an answer, where the message would be refused.
#[cw_serde]
pub struct RedemptionResponse {
    /// The price used: the highest of the feed's spot, slow average and pending price.
    pub price: Decimal,
    /// The base rate now, before this redemption.
    pub base_rate: Decimal,
    /// The base rate after it. The fee is charged at the mean of the two.
    pub base_rate_after: Decimal,
    /// Stablecoin that would be taken: redeemed and fee. The rest of the amount comes back.
    pub used: Uint128,
    /// Debt that would leave the positions.
    pub redeemed: Uint128,
    /// The base rate's part, on top: against the type's bad debt, then to its surplus.
    pub fee: Uint128,
    /// Collateral that the redeemer would get.
    pub collateral: Uint128,
    /// From which positions, the one with the lowest ratio first.
    pub positions: Vec<PlannedRedemption>,
    /// Positions looked at and left alone.
    pub skipped: Vec<PassedOver>,
}

/// What a redemption would take from one position.
#[cw_serde]
pub struct PlannedRedemption {
    /// The position.
    pub position: PositionId,
    /// Who holds it.
    pub owner: String,
    /// Its debt before.
    pub debt: Uint128,
    /// Its collateral before.
    pub collateral: Uint128,
    /// Debt that would leave it.
    pub redeemed: Uint128,
    /// Collateral that would leave it.
    pub taken: Uint128,
}

/// A position that a redemption leaves alone, and why.
#[cw_serde]
pub struct PassedOver {
    /// The position.
    pub position: PositionId,
    /// Why.
    pub reason: PassReason,
}

/// Why nothing is redeemed from a position.
#[cw_serde]
#[derive(Copy)]
pub enum PassReason {
    /// Its ratio is under 1: not even all of its collateral covers its debt.
    UnderOne,
    /// What is left of the amount is neither all of its debt nor a part that leaves the debt floor,
    /// or is not worth one unit of its collateral.
    TooLittle,
    /// Its numbers do not fit the arithmetic.
    Arithmetic,
}

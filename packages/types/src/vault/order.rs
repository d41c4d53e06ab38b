//! Standing orders: their bounds, and what is asked about them. The arithmetic with its proofs is that
//! of `ballast_math::order`.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use crate::PositionId;

/// Highest trigger and target of an order.
pub const MAX_ORDER_RATIO: Decimal = Decimal::percent(1_000);

/// Answer to [`super::QueryMsg::Order`], and one of those to [`super::QueryMsg::FillableOrders`].
#[cw_serde]
pub struct OrderResponse {
    /// The position.
    pub position: PositionId,
    /// Who holds it.
    pub owner: String,
    /// Under this ratio it may be filled.
    pub trigger: Decimal,
    /// Ratio that a fill brings the position back to.
    pub target: Decimal,
    /// What a buyer gets above what it repays.
    pub discount: Decimal,
    /// Collateral in reserve, base units.
    pub reserve_collateral: Uint128,
    /// Stablecoin in reserve, base units.
    pub reserve_stablecoin: Uint128,
    /// Under this price it may be filled, rounded up; absent without debt.
    pub trigger_price: Option<Decimal>,
    /// The price an order is held against now: the feed's spot, or a higher one that waits for
    /// confirmation.
    pub price: Option<Decimal>,
    /// Collateral value / debt at that price, rounded down; absent without debt or price.
    pub ratio: Option<Decimal>,
    /// Whether anyone may use the reserve and fill it now; absent without a price.
    pub is_triggered: Option<bool>,
    /// What a buyer with any amount of stablecoin would do now; absent where a fill would be refused.
    pub fill: Option<FillResponse>,
}

/// Answer to [`super::QueryMsg::Fill`]: what the message would do now with this amount.
#[cw_serde]
pub struct FillResponse {
    /// Collateral that would move in from the reserve first.
    pub reserve_collateral: Uint128,
    /// Debt that the stablecoin in reserve would repay first.
    pub reserve_repaid: Uint128,
    /// Debt that the buyer would repay; the rest of the amount comes back.
    pub repaid: Uint128,
    /// Collateral that the buyer would get.
    pub collateral: Uint128,
}

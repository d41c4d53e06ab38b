//! A type's standing orders that anyone may fill, as a snapshot holds them.

use std::cmp::Reverse;

use ballast_types::{
    vault::{FillResponse, OrderResponse},
    PositionId,
};
use cosmwasm_std::{Decimal, Uint128};

use super::{dollars, TypeState};

/// A type's orders with something to fill, and fills that they allow. Empty where there are none, or none were
/// read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenOrders {
    /// The type's accepted price, if it is valid.
    pub spot: Option<Decimal>,
    /// The orders under their trigger that a buyer can fill, the one furthest under it first.
    pub fillable: Vec<OrderResponse>,
    /// What the keeper could fill of some of them.
    pub offers: Vec<FillOffer>,
}

/// A fill as it would be now.
#[derive(Clone, Debug, PartialEq)]
pub struct FillOffer {
    /// The position.
    pub position: PositionId,
    /// Stablecoin that would be sent, base units; what is not needed comes back.
    pub payment: Uint128,
    /// Debt that would be repaid, base units.
    pub repaid: Uint128,
    /// What would be got for it, base units of collateral.
    pub collateral: Uint128,
    /// What that is worth above its cost, US dollars.
    pub gain: Decimal,
}

impl FillOffer {
    /// A fill that costs at most so much. A thousandth more is sent than it needs now, as the fees on a debt grow
    /// from block to block, and never more than that: whoever changes an order's terms meanwhile sells what the
    /// plan was to bring for a thousandth more at worst.
    pub fn new(
        state: &TypeState,
        (position, fill): (PositionId, &FillResponse),
        (spot, most): (Decimal, Uint128),
    ) -> Self {
        let more = fill.repaid.checked_div(THOUSAND).unwrap_or_default();
        let payment = fill.repaid.saturating_add(more).saturating_add(UNIT);
        Self {
            position,
            payment: payment.min(most),
            repaid: fill.repaid,
            collateral: fill.collateral,
            gain: gain(state, fill, spot),
        }
    }
}

const THOUSAND: Uint128 = Uint128::new(1_000);
const UNIT: Uint128 = Uint128::one();

impl OpenOrders {
    /// Those that sell at least so far under the accepted price, the one first of which a fill of at most so
    /// much stablecoin promises most: small ones hide no large one behind them.
    pub fn promising(
        state: &TypeState,
        (spot, discount): (Decimal, Decimal),
        budget: Uint128,
    ) -> Vec<(PositionId, FillResponse)> {
        let orders = state.orders.fillable.iter();
        let mut promising: Vec<_> = orders
            .filter_map(|order| Some((order.position, order.fill.clone()?)))
            .filter(|(_, fill)| {
                let worth = state.worth_down(fill.collateral, spot);
                gain(state, fill, spot) >= worth.saturating_mul(discount)
            })
            .collect();
        promising.sort_by_key(|(_, fill)| Reverse(promise(gain(state, fill, spot), fill, budget)));
        promising
    }
}

/// What a fill brings at the accepted price, US dollars.
fn gain(state: &TypeState, fill: &FillResponse, spot: Decimal) -> Decimal {
    let paid = dollars(fill.repaid);
    state.worth_down(fill.collateral, spot).saturating_sub(paid)
}

/// The part of a gain that a budget pays for.
fn promise(gain: Decimal, fill: &FillResponse, budget: Uint128) -> Decimal {
    if fill.repaid <= budget {
        return gain;
    }
    let part = Decimal::checked_from_ratio(budget, fill.repaid);
    gain.saturating_mul(part.unwrap_or_default())
}

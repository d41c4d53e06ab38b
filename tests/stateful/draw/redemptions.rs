//! Stablecoin is redeemed.

use ballast_types::{
    vault::{ReceiveMsg as Hook, MAX_REDEEMED},
    CollateralTypeId,
};
use cosmwasm_std::Uint128;

use super::{by, Draw, Step};
use crate::world::USD;

/// Anybody with stablecoin redeems some or all of it, now and then with a limit out of bounds or
/// with a minimum that is hard to meet.
pub fn redeem(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let collateral_type = indebted(draw)?;
    let (sender, held) = draw.payer();
    let amount = match draw.random.below(4) {
        0 => held,
        1 => draw.random.amount(held.min(300 * USD)),
        _ => draw.random.amount(held).max(held.min(1)),
    };
    let limit = match draw.random.below(20) {
        0 => 0,
        1 => MAX_REDEEMED,
        2 => MAX_REDEEMED + 1,
        _ => u32::try_from(draw.random.between(1, 6)).ok()?,
    };
    let minimum = if draw.random.chance(80) {
        Uint128::zero()
    } else {
        let shown = draw.chain.redemption(collateral_type, amount, limit);
        let collateral = shown.map_or(Uint128::one(), |shown| shown.collateral);
        // Just met, or missed by a unit.
        collateral + Uint128::from(u128::from(draw.random.chance(30)))
    };
    let hook = Hook::Redeem {
        collateral_type,
        limit,
        minimum,
    };
    by(&sender, draw.send("stablecoin", "vault", amount, &hook))
}

/// A type of which somebody owes something, or now and then any.
fn indebted(draw: &mut Draw<'_>) -> Option<CollateralTypeId> {
    let state = draw.state;
    let owing = state.positions.values().filter(|it| {
        let is_priced = state.spot(&state.types[&it.collateral_type]).is_some();
        is_priced && !it.debt.is_zero()
    });
    let owing = draw.random.pick_from(owing).map(|it| it.collateral_type);
    owing
        .filter(|_| draw.random.chance(90))
        .or_else(|| draw.any_type().map(|it| it.collateral_type))
}

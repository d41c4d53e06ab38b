//! Stablecoin is redeemed.

use ballast_types::vault::{ReceiveMsg as Hook, MAX_REDEEMED};
use cosmwasm_std::Uint128;

use super::{by, Draw, Step};
use crate::world::USD;

/// Anybody with stablecoin redeems some or all of it, now and then with a limit out of bounds or
/// with a minimum that is hard to meet.
pub fn redeem(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let info = draw.any_type()?;
    let (sender, held) = draw.payer();
    let amount = match draw.random.below(4) {
        0 => held,
        1 => draw.random.amount(held.min(300 * USD)),
        _ => draw.random.amount(held),
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
        let shown = draw.chain.redemption(info.collateral_type, amount, limit);
        let collateral = shown.map_or(Uint128::one(), |shown| shown.collateral);
        // Just met, or missed by a unit.
        collateral + Uint128::from(u128::from(draw.random.chance(30)))
    };
    let hook = Hook::Redeem {
        collateral_type: info.collateral_type,
        limit,
        minimum,
    };
    by(&sender, draw.send("stablecoin", "vault", amount, &hook))
}

//! What holders of stablecoin do.

use ballast_devchain::{STABLECOIN, VAULT};
use ballast_types::vault::ReceiveMsg;
use cosmwasm_std::Uint128;

use super::liquidations::risky;
use crate::measure::{
    meter::Meter,
    stage::{ATOM, HOARDER, WHOLE},
    MeasureError,
};

/// Whole positions of 2,000 each and a part of one, among dust of a higher ratio.
pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    risky(meter, 1)?;
    redeem(meter, "redeem_first", (2_200, 1))?;
    for count in [1, 2, 3] {
        risky(meter, count)?;
        let amount = u128::from(count) * 2_200;
        redeem(meter, &format!("redeem_{count}"), (amount, count))?;
    }
    risky(meter, 1)?;
    redeem(meter, "redeem_a_part", (500, 1))
}

fn redeem(meter: &mut Meter, name: &str, (amount, limit): (u128, u32)) -> Result<(), MeasureError> {
    let hook = ReceiveMsg::Redeem {
        collateral_type: ATOM,
        limit,
        minimum: Uint128::new(1),
    };
    let call = meter
        .chain
        .send_call(STABLECOIN, VAULT, amount * WHOLE, &hook)?;
    meter.take(name, HOARDER, call)?;
    Ok(())
}

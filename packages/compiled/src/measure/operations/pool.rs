//! What depositors do.

use ballast_devchain::{Call, LIQUIDATION};
use ballast_types::liquidation::{ExecuteMsg, MINIMUM_REST};
use cosmwasm_std::Uint128;

use crate::measure::{
    meter::Meter,
    stage::{self, pool_deposit, ATOM, HOARDER, PRICE, WHOLE},
    MeasureError,
};

pub fn deposits(meter: &mut Meter) -> Result<(), MeasureError> {
    for name in ["pool_first_deposit", "pool_deposit"] {
        let call = pool_deposit(&meter.chain, 50_000 * WHOLE)?;
        meter.take(name, HOARDER, call)?;
    }
    meter.chain.advance(MINIMUM_REST);
    stage::set_price(&mut meter.chain, PRICE)?;
    let withdraw = ExecuteMsg::Withdraw {
        collateral_type: ATOM,
        amount: Some(Uint128::new(100 * WHOLE)),
    };
    let call = Call::new(LIQUIDATION, &withdraw, &[])?;
    meter.take("pool_withdraw", HOARDER, call)?;
    Ok(())
}

pub fn gains(meter: &mut Meter) -> Result<(), MeasureError> {
    let claim = ExecuteMsg::Claim {
        collateral_type: ATOM,
    };
    let call = Call::new(LIQUIDATION, &claim, &[])?;
    meter.take("pool_claim", HOARDER, call)?;
    Ok(())
}

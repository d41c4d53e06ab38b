//! The operations, each in the same situation whatever the size of the state.

mod auctions;
mod liquidations;
mod orders;
mod pool;
mod positions;
mod prices;
mod redemptions;

use ballast_devchain::{Call, BANK, STABLECOIN};
use cosmwasm_std::{coins, BankMsg, Uint128};
use cw20::Cw20ExecuteMsg;

use super::{
    meter::Meter,
    stage::{DENOM, HOARDER, WHOLE},
    Cost, MeasureError,
};

/// Does and measures everything.
pub fn all(mut meter: Meter) -> Result<Vec<Cost>, MeasureError> {
    floors(&mut meter)?;
    positions::all(&mut meter)?;
    prices::all(&mut meter)?;
    pool::deposits(&mut meter)?;
    liquidations::all(&mut meter)?;
    pool::gains(&mut meter)?;
    liquidations::fees(&mut meter)?;
    redemptions::all(&mut meter)?;
    orders::all(&mut meter)?;
    auctions::all(&mut meter)?;
    Ok(meter.costs())
}

/// What any chain takes for moving coins and tokens.
fn floors(meter: &mut Meter) -> Result<(), MeasureError> {
    let to_address = address(meter, "bob")?;
    let amount = coins(5 * WHOLE, DENOM);
    let send = BankMsg::Send { to_address, amount };
    meter.take("bank_send", HOARDER, Call::new(BANK, &send, &[])?)?;
    let transfer = Cw20ExecuteMsg::Transfer {
        recipient: address(meter, "bob")?,
        amount: Uint128::new(1_000 * WHOLE),
    };
    let call = Call::new(STABLECOIN, &transfer, &[])?;
    meter.take("cw20_first_transfer", HOARDER, call.clone())?;
    meter.take("cw20_transfer", HOARDER, call)?;
    Ok(())
}

fn address(meter: &Meter, name: &str) -> Result<String, MeasureError> {
    let address = meter.chain.address(name);
    let address = address.map_err(ballast_devchain::Failure::from)?;
    Ok(address.into_string())
}

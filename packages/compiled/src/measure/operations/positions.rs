//! What a holder does with a position.

use ballast_devchain::{Call, STABLECOIN, VAULT};
use ballast_types::{
    vault::{ExecuteMsg as Msg, ReceiveMsg},
    PositionId,
};
use cosmwasm_std::{coins, Uint128};

use super::address;
use crate::measure::{
    meter::Meter,
    stage::{ATOM, DENOM, HOARDER, WHOLE},
    MeasureError,
};

pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    let position = open(meter)?;
    let amount = Uint128::new(100 * WHOLE);
    let mint = Msg::Mint { position, amount };
    meter.take("mint", HOARDER, Call::new(VAULT, &mint, &[])?)?;
    let repay = ReceiveMsg::Repay { position };
    paid(meter, "repay", &repay, 50 * WHOLE)?;
    let amount = Uint128::new(10 * WHOLE);
    let withdraw = Msg::Withdraw { position, amount };
    meter.take("withdraw", HOARDER, Call::new(VAULT, &withdraw, &[])?)?;
    let deposit = Msg::Deposit { position };
    let coins = coins(10 * WHOLE, DENOM);
    meter.take("deposit", HOARDER, Call::new(VAULT, &deposit, &coins)?)?;
    adjust(meter, position)?;
    offer(meter, position)?;
    let close = ReceiveMsg::Close { position };
    paid(meter, "close", &close, 1_200 * WHOLE)?;
    let accrue = Msg::Accrue {
        collateral_type: ATOM,
    };
    meter.take("accrue", "keeper", Call::new(VAULT, &accrue, &[])?)?;
    Ok(())
}

/// Twice: an account's first position and a further one cost the same, as the table shows.
fn open(meter: &mut Meter) -> Result<PositionId, MeasureError> {
    let open = Msg::Open {
        collateral_type: ATOM,
        mint: Some(Uint128::new(1_000 * WHOLE)),
    };
    let call = Call::new(VAULT, &open, &coins(400 * WHOLE, DENOM))?;
    meter.take("open_first", "bob", call.clone())?;
    let position = meter.take("open", HOARDER, call)?;
    Ok(position.unwrap_or(PositionId::new(ATOM, 0)))
}

fn paid(
    meter: &mut Meter,
    name: &str,
    hook: &ReceiveMsg,
    amount: u128,
) -> Result<(), MeasureError> {
    let call = meter.chain.send_call(STABLECOIN, VAULT, amount, hook)?;
    meter.take(name, HOARDER, call)?;
    Ok(())
}

fn adjust(meter: &mut Meter, position: PositionId) -> Result<(), MeasureError> {
    let adjust = Msg::Adjust {
        position,
        withdraw: Some(Uint128::new(WHOLE)),
        mint: Some(Uint128::new(WHOLE)),
    };
    let call = Call::new(VAULT, &adjust, &[])?;
    meter.take("adjust_withdraw_mint", HOARDER, call)?;
    let adjust = Msg::Adjust {
        position,
        withdraw: None,
        mint: Some(Uint128::new(WHOLE)),
    };
    let call = Call::new(VAULT, &adjust, &coins(WHOLE, DENOM))?;
    meter.take("adjust_deposit_mint", HOARDER, call)?;
    let hook = ReceiveMsg::Adjust {
        position,
        withdraw: Some(Uint128::new(WHOLE)),
        mint: None,
    };
    paid(meter, "adjust_repay_withdraw", &hook, WHOLE)
}

fn offer(meter: &mut Meter, position: PositionId) -> Result<(), MeasureError> {
    let offer = |meter: &Meter, to: &str| {
        let to = address(meter, to)?;
        let msg = Msg::TransferPosition { position, to };
        Ok::<_, MeasureError>(Call::new(VAULT, &msg, &[])?)
    };
    let call = offer(meter, "bob")?;
    meter.take("transfer_offer", HOARDER, call)?;
    let cancel = Call::new(VAULT, &Msg::CancelTransfer { position }, &[])?;
    meter.take("transfer_cancel", HOARDER, cancel)?;
    let accept = Call::new(VAULT, &Msg::AcceptPosition { position }, &[])?;
    for (from, to) in [(HOARDER, "bob"), ("bob", HOARDER)] {
        let call = offer(meter, to)?;
        meter.chain.execute_all(from, vec![call])?;
        if to == "bob" {
            meter.take("transfer_accept", to, accept.clone())?;
        } else {
            meter.chain.execute_all(to, vec![accept.clone()])?;
        }
    }
    Ok(())
}

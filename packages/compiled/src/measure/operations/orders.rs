//! What an owner of a standing order does, and who fills it.

use ballast_devchain::{Call, STABLECOIN, VAULT};
use ballast_types::{
    liquidation,
    vault::{ExecuteMsg as Msg, ReceiveMsg, Selection},
    PositionId,
};
use cosmwasm_std::{coins, Decimal, Uint128};

use super::liquidations::{self, LOW};
use crate::measure::{
    meter::Meter,
    stage::{self, ATOM, DENOM, HOARDER, PRICE, WHOLE},
    MeasureError,
};

/// A position at 400%, whose order is under its trigger once the price has fallen.
pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    stage::set_price(&mut meter.chain, PRICE)?;
    let opened = meter
        .chain
        .vault()
        .open(HOARDER, ATOM, 400 * WHOLE, 1_000 * WHOLE)?;
    let position = opened.position().unwrap_or(PositionId::new(ATOM, 0));
    own(meter, "place_order", &place(position))?;
    let amount = Uint128::new(100 * WHOLE);
    own(meter, "mint_with_an_order", &Msg::Mint { position, amount })?;
    reserve(meter, "add_reserve", position)?;
    stage::set_price(&mut meter.chain, LOW)?;
    fill(meter, "fill_with_a_reserve", position)?;
    fill(meter, "fill", position)?;
    reserve(meter, "add_reserve_again", position)?;
    own(meter, "use_reserve", &Msg::UseReserve { position })?;
    own(meter, "cancel_order", &Msg::CancelOrder { position })?;
    seized(meter)
}

/// 350% to 400% at 4% off.
fn place(position: PositionId) -> Msg {
    Msg::PlaceOrder {
        position,
        trigger: Decimal::percent(350),
        target: Decimal::percent(400),
        discount: Decimal::percent(4),
    }
}

fn own(meter: &mut Meter, name: &str, msg: &Msg) -> Result<(), MeasureError> {
    meter.take(name, HOARDER, Call::new(VAULT, msg, &[])?)?;
    Ok(())
}

fn reserve(meter: &mut Meter, name: &str, position: PositionId) -> Result<(), MeasureError> {
    let msg = Msg::AddReserve { position };
    let call = Call::new(VAULT, &msg, &coins(WHOLE, DENOM))?;
    meter.take(name, HOARDER, call)?;
    Ok(())
}

fn fill(meter: &mut Meter, name: &str, position: PositionId) -> Result<(), MeasureError> {
    let minimum = Uint128::one();
    let hook = ReceiveMsg::Fill { position, minimum };
    let chain = &meter.chain;
    let call = chain.send_call(STABLECOIN, VAULT, 50 * WHOLE, &hook)?;
    meter.take(name, HOARDER, call)?;
    Ok(())
}

/// A position with an order and collateral in reserve, too little of it, is liquidated.
fn seized(meter: &mut Meter) -> Result<(), MeasureError> {
    let ids = liquidations::risky(meter, 1)?;
    for position in &ids {
        let chain = &mut meter.chain;
        chain.execute_all("carol", vec![Call::new(VAULT, &place(*position), &[])?])?;
        chain.vault().add_reserve("carol", *position, WHOLE)?;
    }
    let selection = Selection::Positions { ids };
    let msg = liquidation::ExecuteMsg::Liquidate {
        collateral_type: ATOM,
        selection,
    };
    let call = Call::new(ballast_devchain::LIQUIDATION, &msg, &[])?;
    meter.take("liquidate_1_with_a_reserve", "keeper", call)?;
    Ok(())
}

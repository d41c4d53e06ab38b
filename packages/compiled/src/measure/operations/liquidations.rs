//! What keepers do.

use ballast_devchain::{Call, LIQUIDATION, STABLECOIN, VAULT};
use ballast_types::{
    liquidation::{ExecuteMsg as Msg, ReceiveMsg as Hook},
    vault::{self, Selection},
    PositionId,
};

use crate::measure::{
    meter::Meter,
    stage::{self, ATOM, PRICE, WHOLE},
    MeasureError,
};

/// The price at which positions of [`risky`] can be liquidated.
pub const LOW: u128 = 8;
/// The price at which they are worth less than they owe. All dust is safe at both.
const BOTTOM: u128 = 5;
/// Between that and the price of the beginning, so that no step is above half and waits to be confirmed.
const HALFWAY: u128 = 7;

pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    // The first of all: nothing is set aside yet.
    risky(meter, 1)?;
    take(meter, "liquidate_first", riskiest(1))?;
    for count in 1..=5 {
        risky(meter, count)?;
        take(meter, &format!("liquidate_{count}"), riskiest(count))?;
    }
    let ids = risky(meter, 1)?;
    take(meter, "liquidate_1_by_id", Selection::Positions { ids })?;
    risky(meter, 1)?;
    let hook = Hook::Liquidate {
        collateral_type: ATOM,
        selection: riskiest(1),
    };
    let paid = 3_000 * WHOLE;
    let call = meter
        .chain
        .send_call(STABLECOIN, LIQUIDATION, paid, &hook)?;
    meter
        .chain
        .vault()
        .open("carol", ATOM, 900 * WHOLE, 4_000 * WHOLE)
        .ok();
    meter.take("liquidate_1_buying_too", "carol", call)?;
    settle(meter)
}

pub fn riskiest(limit: u32) -> Selection {
    Selection::Riskiest { limit }
}

pub fn take(meter: &mut Meter, name: &str, selection: Selection) -> Result<(), MeasureError> {
    let msg = Msg::Liquidate {
        collateral_type: ATOM,
        selection,
    };
    meter.take(name, "keeper", Call::new(LIQUIDATION, &msg, &[])?)?;
    Ok(())
}

fn settle(meter: &mut Meter) -> Result<(), MeasureError> {
    let msg = Msg::Settle {
        collateral_type: ATOM,
    };
    meter.take("settle", "keeper", Call::new(LIQUIDATION, &msg, &[])?)?;
    Ok(())
}

/// Positions at a ratio of 170%, which a fall to [`LOW`] brings under the liquidation ratio.
pub fn risky(meter: &mut Meter, count: u32) -> Result<Vec<PositionId>, MeasureError> {
    let chain = &mut meter.chain;
    stage::set_price(chain, PRICE)?;
    let mut ids = vec![];
    for _ in 0..count {
        let done = chain
            .vault()
            .open("carol", ATOM, 340 * WHOLE, 2_000 * WHOLE)?;
        ids.extend(done.position());
    }
    stage::set_price(chain, LOW)?;
    Ok(ids)
}

/// A position without worth enough, liquidated and settled, leaves bad debt; a year's fees pay it.
pub fn fees(meter: &mut Meter) -> Result<(), MeasureError> {
    let ids = risky(meter, 1)?;
    stage::set_price(&mut meter.chain, BOTTOM)?;
    let selection = Selection::Positions { ids };
    let chain = &mut meter.chain;
    chain
        .liquidation()
        .liquidate("keeper", ATOM, selection, 0)?;
    chain.liquidation().settle("keeper", ATOM)?;
    chain.advance(365 * 86_400);
    stage::set_price(chain, HALFWAY)?;
    stage::set_price(chain, PRICE)?;
    let net = vault::ExecuteMsg::Net {
        collateral_type: ATOM,
        other: None,
    };
    meter.take("net", "keeper", Call::new(VAULT, &net, &[])?)?;
    let collect = vault::ExecuteMsg::Collect {
        collateral_type: ATOM,
    };
    meter.take("collect", "keeper", Call::new(VAULT, &collect, &[])?)?;
    Ok(())
}

//! What goes under auction, and who takes it.

use ballast_devchain::{Call, LIQUIDATION, STABLECOIN};
use ballast_types::{
    liquidation::{ExecuteMsg as Msg, ReceiveMsg as Hook},
    vault::Selection,
    AuctionId,
};
use cosmwasm_std::{Decimal, Uint128};
use cw20::Cw20ExecuteMsg;

use super::{
    address,
    liquidations::{riskiest, risky, take, LOW},
};
use crate::measure::{
    meter::Meter,
    stage::{self, ATOM, HOARDER, PRICE, WHOLE},
    MeasureError,
};

/// Longer than an auction takes.
const AFTER: u64 = 21_601;

/// The pool has bought what it can: each position becomes a lot.
pub fn all(meter: &mut Meter) -> Result<(), MeasureError> {
    drain(meter)?;
    for name in ["liquidate_1_into_an_auction", "liquidate_1_into_a_second"] {
        risky(meter, 1)?;
        take(meter, name, riskiest(1))?;
    }
    risky(meter, 5)?;
    take(meter, "liquidate_5_into_auctions", riskiest(5))?;

    let last = meter.chain.auction_totals(ATOM)?.begun;
    let auction = |back: u32| AuctionId::new(ATOM, last.saturating_sub(back));
    paid(meter, "take_a_part", auction(0), Some(100 * WHOLE))?;
    paid(meter, "take", auction(0), None)?;
    allowed(meter, auction(1))?;
    meter.chain.advance(AFTER);
    stage::set_price(&mut meter.chain, LOW)?;
    let restart = Msg::Restart {
        auction: auction(2),
    };
    let call = Call::new(LIQUIDATION, &restart, &[])?;
    meter.take("restart", "keeper", call)?;
    Ok(())
}

/// A position larger than the pool uses it up.
fn drain(meter: &mut Meter) -> Result<(), MeasureError> {
    let chain = &mut meter.chain;
    stage::set_price(chain, PRICE)?;
    // 48% of a debt at a ratio of 136% bring it back to its target.
    let pool = chain.pool(ATOM)?.total.u128();
    let debt = pool.saturating_mul(21) / 10 + 20_000 * WHOLE;
    let atoms = debt.saturating_mul(17) / 100;
    let position = chain.vault().open("carol", ATOM, atoms, debt)?.position();
    stage::set_price(chain, LOW)?;
    let selection = Selection::Positions {
        ids: position.into_iter().collect(),
    };
    chain
        .liquidation()
        .liquidate("keeper", ATOM, selection, 0)?;
    Ok(())
}

fn paid(
    meter: &mut Meter,
    name: &str,
    auction: AuctionId,
    amount: Option<u128>,
) -> Result<(), MeasureError> {
    let hook = Hook::Take {
        auction,
        amount: amount.map(Uint128::new),
        worst_price: Decimal::MAX,
    };
    let chain = &meter.chain;
    let call = chain.send_call(STABLECOIN, LIQUIDATION, 3_000 * WHOLE, &hook)?;
    meter.take(name, HOARDER, call)?;
    Ok(())
}

fn allowed(meter: &mut Meter, auction: AuctionId) -> Result<(), MeasureError> {
    let allow = Cw20ExecuteMsg::IncreaseAllowance {
        spender: address(meter, LIQUIDATION)?,
        amount: Uint128::new(5_000 * WHOLE),
        expires: None,
    };
    let allow = Call::new(STABLECOIN, &allow, &[])?;
    meter.chain.execute_all(HOARDER, vec![allow])?;
    let msg = Msg::Take {
        auction,
        amount: None,
        worst_price: Decimal::MAX,
        callback: None,
    };
    let call = Call::new(LIQUIDATION, &msg, &[])?;
    meter.take("take_by_allowance", HOARDER, call)?;
    Ok(())
}

//! Standing orders are placed, filled and cancelled, and something is put in reserve for them.

use ballast_types::vault::{ExecuteMsg as Msg, OrderResponse, ReceiveMsg as Hook};
use cosmwasm_std::{Decimal, Uint128};

use super::{by, call, Draw, Step};
use crate::world::USD;

/// Somebody, mostly its owner, gives a position an order: around its ratio, so that it may be filled now
/// or soon, now and then out of bounds.
pub fn place(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let position = draw.any_position()?;
    let info = draw.type_of(&position);
    let (least, discount) = (
        info.liquidation_ratio.now.max(info.liquidation_ratio.to),
        info.risk.liquidation_penalty,
    );
    let ratio = position.ratio.unwrap_or(Decimal::percent(200));
    let near = ratio.min(Decimal::percent(900));
    let trigger = match draw.random.below(8) {
        0 => least,
        1..=3 => least + Decimal::percent(draw.random.between(1, 30)),
        _ => near + Decimal::percent(draw.random.between(1, 40)),
    };
    let target = trigger + Decimal::percent(draw.random.between(0, 60));
    let discount = match draw.random.below(6) {
        0 => Decimal::zero(),
        1 => discount + Decimal::permille(1),
        _ => discount * Decimal::percent(draw.random.between(10, 100)),
    };
    let msg = Msg::PlaceOrder {
        position: position.position,
        trigger,
        target,
        discount,
    };
    let sender = draw.mostly(&position.owner);
    by(&sender, call("vault", &msg, &[]))
}

/// An order; one that can be filled, if there is one and luck wants it.
fn any_order(draw: &mut Draw<'_>) -> Option<OrderResponse> {
    let state = draw.state;
    let triggered = state.orders.values();
    let triggered = triggered.filter(|it| it.is_triggered == Some(true));
    let triggered = draw.random.pick_from(triggered);
    let any = draw.random.pick_from(state.orders.values());
    let wanted = if draw.random.chance(85) {
        triggered
    } else {
        None
    };
    wanted.or(any).cloned()
}

/// Somebody fills an order with all or some of its stablecoin, now and then with a minimum that is hard
/// to meet.
pub fn fill(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let order = any_order(draw)?;
    let (sender, held) = draw.payer();
    let amount = match draw.random.below(3) {
        0 => held,
        1 => draw.random.amount(held.min(300 * USD)),
        _ => draw.random.amount(held),
    };
    let minimum = if draw.random.chance(80) {
        Uint128::zero()
    } else {
        let shown = draw.chain.order_fill(order.position, amount);
        let collateral = shown.map_or(Uint128::one(), |shown| shown.collateral);
        collateral + Uint128::from(u128::from(draw.random.chance(30)))
    };
    let hook = Hook::Fill {
        position: order.position,
        minimum,
    };
    by(&sender, draw.send("stablecoin", "vault", amount, &hook))
}

/// Somebody puts collateral or stablecoin in reserve.
pub fn reserve(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let order = any_order(draw)?;
    let position = order.position;
    let hook = Hook::AddReserve { position };
    if draw.random.chance(50) {
        let (sender, held) = draw.payer();
        let most = held.min(2_000 * USD);
        let amount = draw.random.amount(most);
        return by(&sender, draw.send("stablecoin", "vault", amount, &hook));
    }
    let sender = draw.holder();
    let asset = draw.asset(position.collateral_type());
    let held = draw.balance(&sender, &asset);
    let amount = draw.random.amount(held / 20);
    let msg = Msg::AddReserve { position };
    let sent = draw.with_collateral(position.collateral_type(), amount, &msg, &hook);
    by(&sender, sent)
}

/// Somebody moves a reserve into its position.
pub fn use_reserve(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let position = any_order(draw)?.position;
    let sender = draw.holder();
    by(&sender, call("vault", &Msg::UseReserve { position }, &[]))
}

/// Somebody, mostly the owner, cancels an order.
pub fn cancel(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let order = any_order(draw)?;
    let position = order.position;
    let sender = draw.mostly(&order.owner);
    by(&sender, call("vault", &Msg::CancelOrder { position }, &[]))
}

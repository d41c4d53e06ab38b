//! Debts are paid and positions closed.

use ballast_types::vault::{ExecuteMsg as Msg, PositionResponse, ReceiveMsg as Hook};

use super::{by, call, Draw, Step};
use crate::world::{HOLDERS, USD};

/// Something to repay: all, nearly all, all but the floor, more than all, or some.
pub fn repayment(draw: &mut Draw<'_>, it: &PositionResponse, most: u128) -> u128 {
    let debt = it.debt.u128();
    let floor = draw.type_of(it).risk.debt_floor.u128();
    let amount = match draw.random.below(8) {
        0 | 1 => debt,
        2 => debt + draw.random.amount(100 * USD),
        3 => debt.saturating_sub(floor),
        4 => debt.saturating_sub(1),
        _ => draw.random.amount(debt.saturating_sub(floor).max(1)),
    };
    if draw.random.chance(95) {
        amount.min(most)
    } else {
        amount
    }
}

/// Somebody with stablecoin: the owner, or now and then another.
fn payer(draw: &mut Draw<'_>, owner: &str) -> (String, u128) {
    let owner = draw.name(owner);
    let own = draw.balance(&owner, "stablecoin");
    if own > 0 && draw.random.chance(70) {
        return (owner, own);
    }
    draw.payer()
}

/// Anybody pays debt.
pub fn repay(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let indebted = draw
        .state
        .positions
        .values()
        .filter(|it| !it.debt.is_zero());
    let it = draw.random.pick_from(indebted)?.clone();
    let (sender, most) = payer(draw, &it.owner);
    let amount = repayment(draw, &it, most);
    by(
        &sender,
        draw.send(
            "stablecoin",
            "vault",
            amount,
            &Hook::Repay {
                position: it.position,
            },
        ),
    )
}

/// Ends a position.
pub fn close(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let position = it.position;
    let sender = draw.mostly(&it.owner);
    if it.debt.is_zero() {
        return by(&sender, call("vault", &Msg::Close { position }, &[]));
    }
    if draw.random.chance(70) {
        return helped(draw, &it, &sender);
    }
    let amount = it.debt.u128() - u128::from(draw.random.chance(20));
    let hook = Hook::Close { position };
    by(&sender, draw.send("stablecoin", "vault", amount, &hook))
}

/// Somebody who has it gives what is missing to close a position; then it is closed.
fn helped(draw: &mut Draw<'_>, it: &PositionResponse, sender: &str) -> Option<Vec<Step>> {
    let chain = draw.chain;
    let held = |name: &str| chain.balance(name, "stablecoin").unwrap().u128();
    let amount = it.debt.u128() + u128::from(draw.random.below(2)) * USD;
    let missing = amount.saturating_sub(held(sender)).max(1);
    let able = HOLDERS
        .into_iter()
        .filter(|name| *name != sender && held(name) >= missing);
    let giver = draw.random.pick_from(able)?;
    let (recipient, amount_given) = (draw.address(sender), missing.into());
    let gift = cw20::Cw20ExecuteMsg::Transfer {
        recipient,
        amount: amount_given,
    };
    let mut steps = by(giver, call("stablecoin", &gift, &[]))?;
    let hook = Hook::Close {
        position: it.position,
    };
    steps.extend(by(sender, draw.send("stablecoin", "vault", amount, &hook))?);
    Some(steps)
}

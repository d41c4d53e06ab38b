//! Liquidation: keepers, depositors, and the ways of the fees.

use ballast_types::{
    liquidation::{DepositResponse, ExecuteMsg as Msg, ReceiveMsg as Hook},
    vault::Selection,
    CollateralTypeId, PositionId,
};
use cosmwasm_std::Uint128;

use super::{by, call, Draw, Step};

/// Positions under the liquidation ratio now.
fn unsafe_ones(draw: &Draw<'_>) -> Vec<PositionId> {
    let positions = draw.state.positions.values();
    positions
        .filter(|it| it.is_unsafe == Some(true))
        .map(|it| it.position)
        .collect()
}

/// Which positions of a type to liquidate.
pub fn selection(draw: &mut Draw<'_>, id: CollateralTypeId) -> Selection {
    if draw.random.chance(60) {
        let limit = *draw.random.pick(&[1, 1, 2, 5, 100, 0]);
        return Selection::Riskiest { limit };
    }
    let mut ids: Vec<PositionId> = unsafe_ones(draw);
    ids.retain(|it| it.collateral_type() == id);
    if ids.is_empty() || draw.random.chance(40) {
        // The safe one that is next in line.
        let safe = draw
            .state
            .positions_of(id)
            .filter(|it| it.is_unsafe == Some(false));
        let next = safe
            .filter(|it| it.ratio.is_some())
            .min_by_key(|it| it.ratio);
        ids.extend(next.map(|it| it.position));
    }
    if draw.random.chance(10) {
        ids.extend(draw.any_position().map(|it| it.position));
    }
    if draw.random.chance(30) {
        ids.extend(ids.clone());
    }
    if draw.random.chance(10) {
        ids.push(PositionId::new(id, 4_000_000_000));
    }
    Selection::Positions { ids }
}

/// A keeper liquidates, plainly or buying too.
pub fn liquidate(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let candidates = unsafe_ones(draw);
    let id = match draw.random.pick_from(candidates) {
        Some(position) => position.collateral_type(),
        None if draw.random.chance(40) => draw.any_type()?.collateral_type,
        None => return super::prices::crash(draw),
    };
    let selection = selection(draw, id);
    let (sender, most) = draw.payer();
    let is_pool_filled = draw
        .state
        .pools
        .get(&id)
        .is_some_and(|pool| !pool.room.is_zero());
    let percent = if is_pool_filled { 60 } else { 40 };
    if draw.random.chance(percent) {
        let msg = Msg::Liquidate {
            collateral_type: id,
            selection,
        };
        return by(&sender, call("liquidation", &msg, &[]));
    }
    let amount = if draw.random.chance(60) {
        most
    } else {
        draw.random.amount(most)
    };
    let hook = Hook::Liquidate {
        collateral_type: id,
        selection,
    };
    by(
        &sender,
        draw.send("stablecoin", "liquidation", amount, &hook),
    )
}

/// Somebody deposits for a type; now and then liquidates and claims in the same transaction.
pub fn deposit(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let id = draw.any_type()?.collateral_type;
    let (sender, most) = draw.payer();
    let amount = draw.random.amount(most / 2);
    let hook = Hook::Deposit {
        collateral_type: id,
    };
    let mut steps = by(
        &sender,
        draw.send("stablecoin", "liquidation", amount, &hook),
    )?;
    if draw.random.chance(10) {
        let selection = Selection::Riskiest { limit: 5 };
        let liquidate = Msg::Liquidate {
            collateral_type: id,
            selection,
        };
        steps[0].calls.push(call("liquidation", &liquidate, &[]));
        if draw.random.chance(50) {
            steps[0].calls.push(call(
                "liquidation",
                &Msg::Claim {
                    collateral_type: id,
                },
                &[],
            ));
        }
    }
    Some(steps)
}

/// A deposit: its type and depositor, what it is worth, and how long it rests yet.
fn any_deposit(
    draw: &mut Draw<'_>,
    of_gains: bool,
) -> Option<(CollateralTypeId, String, u128, u64)> {
    let state = draw.state;
    let all = state
        .deposits
        .iter()
        .flat_map(|(id, of)| of.iter().map(move |it| (*id, it)));
    let gains =
        |it: &DepositResponse| !it.collateral_gain.is_zero() || !it.stablecoin_gain.is_zero();
    let all = all.filter(|(_, it)| {
        if of_gains {
            gains(it)
        } else {
            !it.amount.is_zero()
        }
    });
    let (id, it) = draw.random.pick_from(all)?;
    let rest = it.free_from.saturating_sub(state.time);
    Some((id, draw.mostly(&it.depositor), it.amount.u128(), rest))
}

/// Mostly the first step waits until the deposit may leave.
fn rested(draw: &mut Draw<'_>, rest: u64, steps: Option<Vec<Step>>) -> Option<Vec<Step>> {
    let mut steps = steps?;
    if draw.random.chance(70) {
        steps[0].wait = rest;
    }
    Some(steps)
}

/// A depositor takes stablecoin out.
pub fn withdraw(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let (id, sender, amount, rest) = any_deposit(draw, false)?;
    let part = draw.random.amount(amount);
    let amount = if draw.random.chance(30) {
        None
    } else {
        Some(Uint128::new(part))
    };
    let msg = Msg::Withdraw {
        collateral_type: id,
        amount,
    };
    let steps = by(&sender, call("liquidation", &msg, &[]));
    rested(draw, rest, steps)
}

/// A depositor takes gains out.
pub fn claim(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let (id, sender, _, rest) = any_deposit(draw, true)?;
    let steps = by(
        &sender,
        call(
            "liquidation",
            &Msg::Claim {
                collateral_type: id,
            },
            &[],
        ),
    );
    rested(draw, rest, steps)
}

//! The ways of fees and bad debt, and those who speak as the vault or a token would.

use ballast_types::{
    liquidation::{ExecuteMsg as Msg, ReceiveMsg as Hook},
    vault::{self, Rooms},
};
use cosmwasm_std::Uint128;

use super::{by, call, pools::selection, Draw, Step};
use crate::world::USD;

/// What is set aside goes to the vault, or somebody pays on their own.
pub fn settle(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let set_aside = draw
        .state
        .pools
        .values()
        .filter(|pool| !pool.set_aside.is_zero());
    let id = draw
        .random
        .pick_from(set_aside)
        .map(|pool| pool.collateral_type);
    let sender = draw.holder();
    if let Some(id) = id.filter(|_| draw.random.chance(70)) {
        return by(
            &sender,
            call(
                "liquidation",
                &Msg::Settle {
                    collateral_type: id,
                },
                &[],
            ),
        );
    }
    let id = draw.any_type()?.collateral_type;
    let (sender, most) = draw.payer();
    let amount = draw.random.amount(most.min(50 * USD));
    let hook = vault::ReceiveMsg::Settle {
        collateral_type: id,
    };
    by(&sender, draw.send("stablecoin", "vault", amount, &hook))
}

/// Fees are netted or paid out, what is set aside being settled first.
pub fn fees(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let earning = draw
        .state
        .types
        .values()
        .filter(|it| it.books.surplus > it.risk.surplus_buffer);
    let earning = draw.random.pick_from(earning).map(|it| it.collateral_type);
    let id = earning.or(draw.any_type().map(|it| it.collateral_type))?;
    let sender = draw.holder();
    let mut steps = vec![];
    for pool in draw
        .state
        .pools
        .values()
        .filter(|pool| !pool.set_aside.is_zero())
    {
        if draw.random.chance(80) {
            let msg = Msg::Settle {
                collateral_type: pool.collateral_type,
            };
            steps.extend(by(&sender, call("liquidation", &msg, &[]))?);
        }
    }
    let owing = draw
        .state
        .types
        .values()
        .filter(|it| !it.books.bad_debt.is_zero());
    let owing = draw.random.pick_from(owing).map(|it| it.collateral_type);
    let msg = match (owing, draw.random.below(10)) {
        (Some(owing), 0..=2) => vault::ExecuteMsg::Net {
            collateral_type: owing,
            other: None,
        },
        (other, 3..=5) => vault::ExecuteMsg::Net {
            collateral_type: id,
            other,
        },
        _ => vault::ExecuteMsg::Collect {
            collateral_type: id,
        },
    };
    steps.extend(by(&sender, call("vault", &msg, &[]))?);
    Some(steps)
}

/// Somebody tries to seize, which only liquidation may, or speaks as a token would.
pub fn seize(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let id = draw.any_type()?.collateral_type;
    let sender = draw.holder();
    if draw.random.chance(50) {
        let room = Uint128::new(1_000 * USD);
        let rooms = Rooms {
            pool: room,
            caller: room,
        };
        let selection = selection(draw, id);
        let msg = vault::ExecuteMsg::Seize {
            collateral_type: id,
            selection,
            rooms,
        };
        return by(&sender, call("vault", &msg, &[]));
    }
    let otherwise = draw.address(&sender);
    let hook = cosmwasm_std::to_json_binary(&Hook::Yield {
        collateral_type: id,
        otherwise,
    });
    let amount = Uint128::new(1_000 * USD);
    let hook = cw20::Cw20ReceiveMsg {
        sender: sender.clone(),
        amount,
        msg: hook.unwrap(),
    };
    let to_vault = draw.random.chance(50);
    let call = if to_vault {
        call("vault", &vault::ExecuteMsg::Receive(hook), &[])
    } else {
        call("liquidation", &Msg::Receive(hook), &[])
    };
    by(&sender, call)
}

/// Anybody brings an index to now.
pub fn accrue(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let collateral_type = draw.any_type()?.collateral_type;
    let sender = draw.holder();
    by(
        &sender,
        call("vault", &vault::ExecuteMsg::Accrue { collateral_type }, &[]),
    )
}

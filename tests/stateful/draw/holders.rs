//! Who may do what with a position changes.

use ballast_types::vault::{ExecuteMsg as Msg, OperatorScope, PositionResponse};

use super::{by, call, Draw, Step};

/// Offers, accepts or withdraws the offer of a position.
pub fn transfer(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let offered = draw
        .state
        .positions
        .values()
        .filter(|it| it.pending_owner.is_some());
    let offered = draw.random.pick_from(offered).cloned();
    match (offered, draw.random.below(4)) {
        (Some(it), 0 | 1) => {
            let to = it.pending_owner.clone()?;
            let sender = draw.mostly(&to);
            by(
                &sender,
                call(
                    "vault",
                    &Msg::AcceptPosition {
                        position: it.position,
                    },
                    &[],
                ),
            )
        }
        (Some(it), 2) => {
            let sender = draw.mostly(&it.owner);
            by(
                &sender,
                call(
                    "vault",
                    &Msg::CancelTransfer {
                        position: it.position,
                    },
                    &[],
                ),
            )
        }
        _ => offer(draw),
    }
}

fn offer(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let to = draw.holder();
    let to = draw.address(&to);
    let sender = draw.mostly(&it.owner);
    by(
        &sender,
        call(
            "vault",
            &Msg::TransferPosition {
                position: it.position,
                to,
            },
            &[],
        ),
    )
}

/// Names an operator, takes its rights away, or lets it act.
pub fn operators(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let it = draw.any_position()?;
    let operators = draw.chain.operators(it.position).unwrap();
    let Some(one) = draw.random.pick_from(operators) else {
        return name_one(draw, &it);
    };
    match draw.random.below(5) {
        0 => name_one(draw, &it),
        1 => {
            let sender = if draw.random.chance(50) {
                &it.owner
            } else {
                &one.operator
            };
            let sender = draw.mostly(sender);
            let (position, operator) = (it.position, one.operator);
            by(
                &sender,
                call("vault", &Msg::RemoveOperator { position, operator }, &[]),
            )
        }
        choice => {
            let position = it.position;
            let most = if choice == 2 {
                it.withdrawable
            } else {
                it.mintable
            };
            let amount = draw.random.amount(most.unwrap_or_default().u128()).into();
            let msg = match choice {
                2 => Msg::Withdraw { position, amount },
                _ => Msg::Mint { position, amount },
            };
            let sender = draw.name(&one.operator);
            by(&sender, call("vault", &msg, &[]))
        }
    }
}

fn name_one(draw: &mut Draw<'_>, it: &PositionResponse) -> Option<Vec<Step>> {
    let operator = draw.holder();
    let operator = draw.address(&operator);
    let scope = OperatorScope {
        withdraw: draw.random.chance(50),
        mint: draw.random.chance(50),
        order: draw.random.chance(10),
    };
    let sender = draw.mostly(&it.owner);
    by(
        &sender,
        call(
            "vault",
            &Msg::SetOperator {
                position: it.position,
                operator,
                scope,
            },
            &[],
        ),
    )
}

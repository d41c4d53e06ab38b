//! What holders do with coins and tokens: transfers, donations, allowances, burns.

use ballast_types::{liquidation, vault};
use cosmwasm_std::{coins, to_json_binary, BankMsg, Binary};
use cw20::Cw20ExecuteMsg as Msg;

use super::{by, call, Draw, Step};
use crate::world::{RULERS, USD};

/// A transfer to an account, or to a contract for nothing.
pub fn transfer(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let (sender, other) = (draw.holder(), draw.holder());
    let contract = *draw
        .random
        .pick(&["vault", "liquidation", "oracle", "stablecoin"]);
    let to = if draw.random.chance(40) {
        contract
    } else {
        &other
    };
    let recipient = draw.address(to);
    let asset = *draw
        .random
        .pick(&["stablecoin", "stablecoin", "gold", "eth", "share", "stake"]);
    let held = draw.balance(&sender, asset);
    let amount = draw.random.amount(held / 20);
    let call = match asset {
        "eth" | "share" | "stake" => {
            let denom = match asset {
                "eth" => "aeth",
                "stake" => "ustake",
                other => other,
            };
            call(
                "bank",
                &BankMsg::Send {
                    to_address: recipient,
                    amount: coins(amount, denom),
                },
                &[],
            )
        }
        token => call(
            token,
            &Msg::Transfer {
                recipient,
                amount: amount.into(),
            },
            &[],
        ),
    };
    by(&sender, call)
}

/// Allowances of the stablecoin are given, taken back and used.
pub fn allowance(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let (owner, spender) = (draw.payer().0, draw.holder());
    let (owner_address, spender_address) = (draw.address(&owner), draw.address(&spender));
    let held = draw.balance(&owner, "stablecoin");
    let amount = draw.random.amount(held / 10);
    let give = Msg::IncreaseAllowance {
        spender: spender_address.clone(),
        amount: (amount * 2).into(),
        expires: None,
    };
    let mut steps = by(&owner, call("stablecoin", &give, &[]))?;
    let amount = amount.into();
    let (sender, msg) = match draw.random.below(5) {
        0 => {
            let (spender, expires) = (spender_address, None);
            (
                owner,
                Msg::DecreaseAllowance {
                    spender,
                    amount,
                    expires,
                },
            )
        }
        1 => {
            let recipient = spender_address;
            (
                spender,
                Msg::TransferFrom {
                    owner: owner_address,
                    recipient,
                    amount,
                },
            )
        }
        2 => (
            spender,
            Msg::BurnFrom {
                owner: owner_address,
                amount,
            },
        ),
        choice => {
            let (contract, msg) = hook(draw, choice == 3)?;
            (
                spender,
                Msg::SendFrom {
                    owner: owner_address,
                    contract,
                    amount,
                    msg,
                },
            )
        }
    };
    steps.extend(by(&sender, call("stablecoin", &msg, &[]))?);
    Some(steps)
}

/// What the spender of an allowance has a contract do.
fn hook(draw: &mut Draw<'_>, repays: bool) -> Option<(String, Binary)> {
    if repays {
        let position = draw.any_position()?.position;
        let msg = to_json_binary(&vault::ReceiveMsg::Repay { position }).unwrap();
        return Some((draw.address("vault"), msg));
    }
    let collateral_type = draw.any_type()?.collateral_type;
    let msg = to_json_binary(&liquidation::ReceiveMsg::Deposit { collateral_type }).unwrap();
    Some((draw.address("liquidation"), msg))
}

/// Burns, mints of those who may not, sends that mean nothing, and the token's pictures.
pub fn odd(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let (sender, held) = draw.payer();
    let amount = draw.random.amount(held / 20).into();
    let recipient = draw.address(&sender);
    let (sender, token, msg) = match draw.random.below(8) {
        0 | 1 => (sender, "stablecoin", Msg::Burn { amount }),
        2 => (
            sender,
            "stablecoin",
            Msg::Mint {
                recipient,
                amount: USD.into(),
            },
        ),
        3 => {
            let minter = Msg::UpdateMinter {
                new_minter: Some(recipient),
            };
            (draw.mostly(&draw.address("owner")), "stablecoin", minter)
        }
        4 => {
            let project = Some("Ballast".to_owned());
            let (description, marketing) = (None, None);
            let msg = Msg::UpdateMarketing {
                project,
                description,
                marketing,
            };
            (RULERS[0].to_owned(), "stablecoin", msg)
        }
        5 => {
            let logo = cw20::Logo::Url("https://example.com/logo.svg".to_owned());
            (RULERS[0].to_owned(), "stablecoin", Msg::UploadLogo(logo))
        }
        6 => {
            let (contract, msg) = hook(draw, true)?;
            (
                sender,
                "gold",
                Msg::Send {
                    contract,
                    amount: 1u128.into(),
                    msg,
                },
            )
        }
        _ => {
            let contract = draw.address("vault");
            let msg = Binary::from(b"{}".as_slice());
            (
                sender,
                "stablecoin",
                Msg::Send {
                    contract,
                    amount,
                    msg,
                },
            )
        }
    };
    by(&sender, call(token, &msg, &[]))
}

//! Positions.

use std::str::FromStr;

use crate::{
    amount::TypedAmount,
    args::PositionArgs,
    command::{Change, Listed, PositionVerb},
    error::{CliError, CliResult},
};

pub fn position(args: PositionArgs) -> CliResult<PositionVerb> {
    let change = |position: String, change: Change| {
        let (position, change) = (position.parse()?, Box::new(change));
        CliResult::Ok(PositionVerb::Change { position, change })
    };
    match args {
        PositionArgs::Open { collateral, mint } => Ok(PositionVerb::Open {
            collateral: collateral.parse()?,
            mint: mint.map(|mint| mint.parse()).transpose()?,
        }),
        PositionArgs::Deposit { position, amount } => change(
            position,
            Change {
                deposit: Some(amount.parse()?),
                ..Change::default()
            },
        ),
        PositionArgs::Withdraw { position, amount } => change(
            position,
            Change {
                withdraw: Some(amount.parse()?),
                ..Change::default()
            },
        ),
        PositionArgs::Mint { position, amount } => change(
            position,
            Change {
                mint: Some(amount.parse()?),
                ..Change::default()
            },
        ),
        PositionArgs::Repay { position, amount } => change(
            position,
            Change {
                repay: Some(amount.parse()?),
                ..Change::default()
            },
        ),
        PositionArgs::Adjust {
            position,
            deposit,
            withdraw,
            mint,
            repay,
        } => change(position, adjustment([deposit, withdraw, mint, repay])?),
        PositionArgs::Close { position } => Ok(PositionVerb::Close {
            position: position.parse()?,
        }),
        PositionArgs::Show { position } => Ok(PositionVerb::Show {
            position: position.parse()?,
        }),
        PositionArgs::List { all, riskiest } => Ok(PositionVerb::List(match (all, riskiest) {
            (_, true) => Listed::Riskiest,
            (true, false) => Listed::All,
            (false, false) => Listed::Own,
        })),
    }
}

/// The parts of an adjustment: deposit, withdrawal, mint and repayment as typed.
fn adjustment(parts: [Option<String>; 4]) -> CliResult<Change> {
    let refused = |text: &str| Err(CliError::Arguments(text.to_owned()));
    let [deposit, withdraw, mint, repay] = parts;
    match (&deposit, &withdraw, &mint, &repay) {
        (None, None, None, None) => {
            refused("nothing to adjust: give --deposit, --withdraw, --mint or --repay")
        }
        (Some(_), Some(_), ..) => refused("--deposit and --withdraw cannot stand together"),
        (.., Some(_), Some(_)) => refused("--mint and --repay cannot stand together"),
        (Some(_), None, None, Some(_)) => refused(
            "--deposit and --repay need two messages: use `position deposit` and `position repay`",
        ),
        _ => {
            let parsed =
                |part: Option<String>| part.as_deref().map(TypedAmount::from_str).transpose();
            Ok(Change {
                deposit: parsed(deposit)?,
                withdraw: parsed(withdraw)?,
                mint: parsed(mint)?,
                repay: parsed(repay)?,
            })
        }
    }
}

//! From the words as typed to what they mean.

use std::{ffi::OsString, path::PathBuf, str::FromStr};

use ballast_types::vault::MAX_LIQUIDATED;
use cosmwasm_std::Decimal;

use super::{
    Change, Command, DemoSettings, Liquidation, Listed, PoolVerb, PositionVerb, Resolved,
    SandboxCommand, Selected, Verb,
};
use crate::{
    amount::TypedAmount,
    args::{Args, CommandArgs, DemoArgs, LiquidateArgs, PoolArgs, PositionArgs, SandboxArgs},
    error::{CliError, CliResult},
    position_name::PositionName,
    time::Duration,
};

/// Most positions that the demo opens.
const MOST_POSITIONS: u32 = 100_000;

/// The folder of the sandbox, unless another is named.
const SANDBOX: &str = "sandbox";

impl Resolved {
    /// The meaning of a command line; `sandbox` is what the environment says of the folder.
    pub fn new(args: Args, sandbox: Option<OsString>) -> CliResult<Self> {
        let from_environment = sandbox
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from);
        let folder = args.global.sandbox.or(from_environment);
        Ok(Self {
            sandbox: folder.unwrap_or_else(|| PathBuf::from(SANDBOX)),
            actor: args.global.actor,
            command: Command::new(args.command)?,
        })
    }
}

impl Command {
    fn new(args: CommandArgs) -> CliResult<Self> {
        Ok(match args {
            CommandArgs::Demo(args) => Self::Demo(demo(args)?),
            CommandArgs::Replay(args) => Self::Replay(args),
            CommandArgs::Sandbox(args) => Self::Sandbox(sandbox(args)?),
            CommandArgs::Position(args) => Self::Verb(Verb::Position(position(args)?)),
            CommandArgs::Pool(args) => Self::Verb(Verb::Pool(pool(args)?)),
            CommandArgs::Liquidate(args) => Self::Verb(Verb::Liquidate(liquidation(args)?)),
            CommandArgs::Settle(args) => Self::Verb(Verb::Settle {
                collateral_type: args.collateral_type,
            }),
            CommandArgs::Types => Self::Verb(Verb::Types),
            CommandArgs::Status => Self::Verb(Verb::Status),
        })
    }
}

fn demo(args: DemoArgs) -> CliResult<DemoSettings> {
    Ok(DemoSettings {
        positions: number("--positions", &args.positions, 1, MOST_POSITIONS.into())?,
        seed: number("--seed", &args.seed, 0, u64::MAX)?,
        report: args.report,
        write: args.write,
    })
}

fn sandbox(args: SandboxArgs) -> CliResult<SandboxCommand> {
    Ok(match args {
        SandboxArgs::Reset => SandboxCommand::Reset,
        SandboxArgs::Advance { duration, silent } => SandboxCommand::Advance {
            seconds: duration.parse::<Duration>()?.0,
            is_silent: silent,
        },
        SandboxArgs::Price { feed, price } => SandboxCommand::Price {
            feed: feed.to_uppercase(),
            price: usd_price(&price)?,
        },
    })
}

fn usd_price(given: &str) -> CliResult<Decimal> {
    let refused = || CliError::Price {
        given: given.to_owned(),
    };
    let digits = given.strip_prefix('$').unwrap_or(given);
    let price = digits.parse::<Decimal>().map_err(|_| refused())?;
    if price.is_zero() {
        return Err(refused());
    }
    Ok(price)
}

fn position(args: PositionArgs) -> CliResult<PositionVerb> {
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

fn pool(args: PoolArgs) -> CliResult<PoolVerb> {
    Ok(match args {
        PoolArgs::Deposit {
            collateral_type,
            amount,
        } => PoolVerb::Deposit {
            collateral_type,
            amount: amount.parse()?,
        },
        PoolArgs::Withdraw {
            collateral_type,
            amount,
        } => PoolVerb::Withdraw {
            collateral_type,
            amount: amount.map(|amount| amount.parse()).transpose()?,
        },
        PoolArgs::Claim { collateral_type } => PoolVerb::Claim { collateral_type },
        PoolArgs::Show { collateral_type } => PoolVerb::Show { collateral_type },
    })
}

fn liquidation(args: LiquidateArgs) -> CliResult<Liquidation> {
    let positions = args.positions.iter().map(|position| position.parse());
    let named: Vec<PositionName> = positions.collect::<Result<_, _>>()?;
    let selected = if named.is_empty() {
        let limit = number("--limit", &args.limit, 1, MAX_LIQUIDATED.into())?;
        Selected::Riskiest {
            collateral_type: args.collateral_type,
            limit,
        }
    } else {
        Selected::Named(named)
    };
    let with = args.with.map(|with| with.parse()).transpose()?;
    Ok(Liquidation {
        selected,
        with,
        is_settled: !args.no_settle,
    })
}

/// A whole number within bounds.
fn number<T: TryFrom<u64>>(name: &str, given: &str, least: u64, most: u64) -> CliResult<T> {
    let refused = || {
        CliError::Arguments(format!(
            "{name} takes a whole number from {least} to {most}, not '{given}'"
        ))
    };
    let number: u64 = given.parse().map_err(|_| refused())?;
    if !(least..=most).contains(&number) {
        return Err(refused());
    }
    T::try_from(number).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn resolve(line: &str) -> CliResult<Resolved> {
        let words = ["ballast"].into_iter().chain(line.split_whitespace());
        Resolved::new(Args::try_parse_from(words).unwrap(), None)
    }

    fn error(line: &str) -> String {
        resolve(line).unwrap_err().to_string()
    }

    #[test]
    fn words_become_a_command() {
        let resolved = resolve("position mint eth-1 500usd --as bob --json").unwrap();
        assert_eq!(resolved.actor, "bob");
        let Command::Verb(Verb::Position(PositionVerb::Change { position, change })) =
            resolved.command
        else {
            panic!("another command")
        };
        assert_eq!(position.to_string(), "eth-1");
        assert_eq!(change.mint.unwrap().base_units(6), Ok(500_000_000));
    }

    #[test]
    fn the_folder_is_the_argument_or_the_environment_or_sandbox() {
        let folder = |line: &str, environment: Option<&str>| {
            let words = ["ballast"].into_iter().chain(line.split_whitespace());
            let args = Args::try_parse_from(words).unwrap();
            Resolved::new(args, environment.map(Into::into))
                .unwrap()
                .sandbox
        };
        assert_eq!(folder("types", None), PathBuf::from("sandbox"));
        assert_eq!(folder("types", Some("there")), PathBuf::from("there"));
        assert_eq!(
            folder("types --sandbox here", Some("there")),
            PathBuf::from("here")
        );
    }

    #[test]
    fn a_dash_before_an_amount_is_its_sign_and_not_a_flag() {
        assert!(error("position open -1eth").contains("negative"));
        assert!(error("position open 1eth --mint -5usd").contains("negative"));
        assert!(resolve("position open 1eth --json").is_ok());
    }

    #[test]
    fn adjustments_that_cannot_be_are_refused() {
        assert!(error("position adjust eth-1").starts_with("nothing to adjust"));
        assert!(error("position adjust eth-1 --deposit 1eth --withdraw 1eth").contains("together"));
        assert!(error("position adjust eth-1 --mint 1usd --repay 1usd").contains("together"));
        assert!(error("position adjust eth-1 --deposit 1eth --repay 1usd").contains("two messages"));
        assert!(resolve("position adjust eth-1 --withdraw 1eth --repay 1usd").is_ok());
    }

    #[test]
    fn numbers_have_bounds() {
        assert!(error("demo --positions 0").contains("from 1 to 100000, not '0'"));
        assert!(error("demo --positions many").contains("not 'many'"));
        assert!(error("demo --seed=-1").contains("--seed takes"));
        assert!(error("liquidate --limit 101").contains("from 1 to 100"));
        assert!(resolve("liquidate eth-1 eth-2 --with 5usd").is_ok());
    }

    #[test]
    fn prices_are_positive_decimals() {
        for given in ["0", "-1", "much", "1e3", "1,800"] {
            assert!(
                error(&format!("sandbox price ETH {given}")).contains("is no price"),
                "{given}"
            );
        }
        assert!(resolve("sandbox price eth 1799.95").is_ok());
    }
}

//! From the words as typed to what they mean, noun by noun.

mod auction;
mod gov;
mod oracle;
mod order;
mod place;
mod pool;
mod position;
mod sandbox;
#[cfg(test)]
mod tests;

use cosmwasm_std::Decimal;

use super::{Command, Environment, Resolved, Verb};
use crate::{
    args::{Args, CommandArgs},
    error::{CliError, CliResult},
    gov::Ratio,
};

impl Resolved {
    /// The meaning of a command line in an environment.
    pub fn new(args: Args, environment: Environment) -> CliResult<Self> {
        let command = Command::new(args.command)?;
        let (place, actor) = place::find(args.global, environment, &command)?;
        Ok(Self {
            place,
            actor,
            command,
        })
    }
}

impl Command {
    fn new(args: CommandArgs) -> CliResult<Self> {
        Ok(match args {
            CommandArgs::Demo(args) if args.list => Self::Scenarios,
            CommandArgs::Demo(args) => Self::Demo(sandbox::demo(args)?),
            CommandArgs::Replay(args) => Self::Replay(args),
            CommandArgs::Sandbox(args) => Self::Sandbox(sandbox::sandbox(args)?),
            CommandArgs::Position(args) => Self::Verb(Verb::Position(position::position(args)?)),
            CommandArgs::Pool(args) => Self::Verb(Verb::Pool(pool::pool(args)?)),
            CommandArgs::Auction(args) => Self::Verb(Verb::Auction(auction::auction(args)?)),
            CommandArgs::Order(args) => Self::Verb(Verb::Order(order::order(args)?)),
            CommandArgs::Liquidate(args) => Self::Verb(Verb::Liquidate(pool::liquidation(args)?)),
            CommandArgs::Redeem(args) => Self::Verb(Verb::Redeem(pool::redemption(args)?)),
            CommandArgs::Settle(args) => Self::Verb(Verb::Settle {
                collateral_type: args.collateral_type,
            }),
            CommandArgs::Types => Self::Verb(Verb::Types),
            CommandArgs::Status => Self::Verb(Verb::Status),
            CommandArgs::Oracle(args) => oracle::oracle(args)?,
            CommandArgs::Deploy(args) => Self::Deploy(args),
            CommandArgs::Gov(args) => gov::gov(args)?,
            CommandArgs::Keeper(args) => Self::Keeper(args),
        })
    }
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

/// A ratio: a decimal number or per cent.
fn ratio(given: &str) -> CliResult<Decimal> {
    let Ratio(ratio) = given.parse()?;
    Ok(ratio)
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

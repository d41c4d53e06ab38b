//! Price feeds.

use ballast_math::Price;
use ballast_oracle::feed::ensure_name;
use ballast_types::units;
use cosmwasm_std::Decimal;

use super::ratio;
use crate::{
    args::{OracleArgs, ReportArgs, SignArgs},
    command::{Command, NamedOracle, OracleVerb, Signing, Statement, Verb},
    error::{CliError, CliResult},
};

/// The last second of the year 9999: times above are no unix seconds.
const LAST_SECOND: u64 = 253_402_300_799;

pub fn oracle(args: OracleArgs) -> CliResult<Command> {
    let verb = match args {
        OracleArgs::Sign(args) => return Ok(Command::Sign(signing(args)?)),
        OracleArgs::Status { feed } => OracleVerb::Status {
            feed: feed.map(|feed| feed.to_uppercase()),
        },
        OracleArgs::Relay { files } => OracleVerb::Relay { files },
        OracleArgs::Report {
            report,
            all_feeders,
        } => OracleVerb::Report {
            statement: statement(report)?,
            is_by_all: all_feeders,
        },
        OracleArgs::Poke { feeds } => OracleVerb::Poke {
            feeds: feeds.iter().map(|feed| feed.to_uppercase()).collect(),
        },
        OracleArgs::Freeze { feed, duration } => OracleVerb::Freeze {
            feed: feed.to_uppercase(),
            duration: duration.parse()?,
        },
        OracleArgs::Unfreeze { feed } => OracleVerb::Unfreeze {
            feed: feed.to_uppercase(),
        },
    };
    Ok(Command::Verb(Verb::Oracle(verb)))
}

fn signing(args: SignArgs) -> CliResult<Signing> {
    let oracle = args.chain_id.zip(args.oracle);
    if let Some((chain_id, _)) = &oracle {
        if chain_id.is_empty() || chain_id.contains(char::is_whitespace) {
            let text = format!("--chain-id takes a chain's id, as ballast-1, not '{chain_id}'");
            return Err(CliError::Arguments(text));
        }
    }
    Ok(Signing {
        statement: statement(args.report)?,
        oracle: oracle.map(|(chain_id, address)| NamedOracle { chain_id, address }),
        file: args.file,
    })
}

fn statement(args: ReportArgs) -> CliResult<Statement> {
    let feed = args.feed.to_uppercase();
    ensure_name(&feed).map_err(|error| CliError::Arguments(error.to_string()))?;
    let volatility = |given: String| implied_volatility(&given);
    Ok(Statement {
        feed,
        price: feeds_number(&args.price)?,
        published_at: args.at.map(|given| published_at(&given)).transpose()?,
        implied_volatility: args.implied_volatility.map(volatility).transpose()?,
    })
}

/// What a feeder says: of a price US dollars, of a rate units of its base.
fn feeds_number(given: &str) -> CliResult<Decimal> {
    let most = units::price_decimal(Price::MAX);
    let digits = given.strip_prefix('$').unwrap_or(given);
    let found = digits.parse::<Decimal>().ok();
    let taken = found.filter(|number| !number.is_zero() && *number <= most);
    taken.ok_or_else(|| {
        CliError::Arguments(format!(
            "'{given}' is no price: expected a decimal number above zero and at most {most}, with up to 18 digits \
             after the point, as 1799.95; of a price US dollars for a whole unit, of a rate units of its base"
        ))
    })
}

fn published_at(given: &str) -> CliResult<u64> {
    let found = given.parse().ok().filter(|seconds| *seconds <= LAST_SECOND);
    found.ok_or_else(|| {
        CliError::Arguments(format!(
            "--at takes unix seconds, a whole number from 0 to {LAST_SECOND} (milliseconds are more), not '{given}'"
        ))
    })
}

/// As much as the oracle takes.
fn implied_volatility(given: &str) -> CliResult<Decimal> {
    let found = ratio(given)?;
    if found > Decimal::percent(1_000) {
        let text = format!("--implied-volatility takes at most 1000%, not '{given}'");
        return Err(CliError::Arguments(text));
    }
    Ok(found)
}

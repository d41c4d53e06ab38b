//! Price feeds.

use ballast_math::Price;
use ballast_oracle::feed::ensure_name;
use ballast_types::units;
use cosmwasm_std::Decimal;

use super::{number, ratio, usd_price};
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
    Ok(Signing {
        statement: statement(args.report)?,
        oracle: oracle.map(|(chain_id, address)| NamedOracle { chain_id, address }),
        file: args.file,
    })
}

fn statement(args: ReportArgs) -> CliResult<Statement> {
    let feed = args.feed.to_uppercase();
    ensure_name(&feed).map_err(|error| CliError::Arguments(error.to_string()))?;
    let price = usd_price(&args.price)?;
    if price > units::price_decimal(Price::MAX) {
        let text = format!(
            "the oracle takes prices up to 1000000000, not '{}'",
            args.price
        );
        return Err(CliError::Arguments(text));
    }
    let at = |given: String| number("--at", &given, 0, LAST_SECOND);
    let volatility = |given: String| implied_volatility(&given);
    Ok(Statement {
        feed,
        price,
        published_at: args.at.map(at).transpose()?,
        implied_volatility: args.implied_volatility.map(volatility).transpose()?,
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

//! Price feeds.

use super::usd_price;
use crate::{args::OracleArgs, command::OracleVerb, error::CliResult};

pub fn oracle(args: OracleArgs) -> CliResult<OracleVerb> {
    Ok(match args {
        OracleArgs::Report {
            feed,
            price,
            all_feeders,
        } => OracleVerb::Report {
            feed: feed.to_uppercase(),
            price: usd_price(&price)?,
            is_by_all: all_feeders,
        },
        OracleArgs::Status { feed } => OracleVerb::Status {
            feed: feed.map(|feed| feed.to_uppercase()),
        },
    })
}

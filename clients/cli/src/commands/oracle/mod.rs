//! Price feeds: signing, relaying and reporting as a feeder, and how the feeds are.

mod freeze;
mod outcome;
mod poke;
mod read;
mod relay;
mod report;
mod sign;
mod status;
mod told;

use ballast_types::oracle::{ExecuteMsg, Report};
use cosmwasm_std::Event;

use super::calls;
use crate::{
    chain::Contract,
    command::{OracleVerb, Statement},
    error::CliResult,
    output::Output,
    session::Session,
};

pub use sign::run as sign;
pub use status::state;
pub use told::number;

/// Does what the verb says.
pub fn run(session: &mut Session, verb: &OracleVerb) -> CliResult<Output> {
    match verb {
        OracleVerb::Status { feed } => status::run(session, feed.as_deref()),
        OracleVerb::Relay { files } => relay::run(session, files),
        OracleVerb::Report {
            statement,
            is_by_all,
        } => report::run(session, statement, *is_by_all),
        OracleVerb::Poke { feeds } => poke::run(session, feeds),
        OracleVerb::Freeze { feed, duration } => freeze::freeze(session, feed, *duration),
        OracleVerb::Unfreeze { feed } => freeze::unfreeze(session, feed),
    }
}

/// A message to the oracle by an account, its refusal explained.
fn tell(session: &mut Session, sender: &str, msg: &ExecuteMsg) -> CliResult<Vec<Event>> {
    let call = calls::plain(Contract::Oracle, msg)?;
    let done = session.chain.execute(sender, vec![call]);
    done.map_err(|error| told::explained(error, session))
}

/// What a feeder states, published now unless it says when.
fn stated(statement: &Statement, now: u64) -> Report {
    Report {
        feed: statement.feed.clone(),
        price: statement.price,
        published_at: statement.published_at.unwrap_or(now),
        implied_volatility: statement.implied_volatility,
    }
}

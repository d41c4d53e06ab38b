//! On which chain a command acts, and as whom.

use std::path::PathBuf;

use crate::{
    args::GlobalArgs,
    command::{Actor, ChainName, Command, Environment, OracleVerb, Place, Verb},
    error::{CliError, CliResult},
};

/// The folder of the sandbox, unless another is named.
const SANDBOX: &str = "sandbox";

/// The place and the account. What is typed stands above what the environment says.
pub fn find(
    global: GlobalArgs,
    environment: Environment,
    command: &Command,
) -> CliResult<(Place, Actor)> {
    let refused = |text: &str| Err(CliError::Arguments(text.to_owned()));
    let is_typed = global.chain.is_some();
    if is_typed && global.sandbox.is_some() {
        return refused("--chain and --sandbox cannot stand together");
    }
    if global.key.is_some() && global.actor.is_some() {
        return refused("--key and --as cannot stand together: both say who acts");
    }
    if is_by_all(command) && (global.key.is_some() || global.actor.is_some()) {
        return refused("--all-feeders says who acts: leave --as and --key away");
    }
    let from_environment = || environment.chain.filter(|_| global.sandbox.is_none());
    let chain = global.chain.or_else(from_environment);
    let actor = Actor {
        name: global.actor,
        key: global.key,
    };
    let place = match (chain, command) {
        (Some(_), Command::Sandbox(_)) if is_typed => {
            return refused("`sandbox` commands act on the sandbox, not on a --chain")
        }
        (Some(_), Command::Sandbox(_)) => return refused(
            "`sandbox` commands act on the sandbox, but BALLAST_CHAIN names a chain: unset it, or \
                 give --sandbox",
        ),
        (Some(_), Command::Demo(_) | Command::Scenarios | Command::Replay(_)) if is_typed => {
            return refused("`demo` and `replay` run on a chain of their own, not on a --chain")
        }
        (Some(_), Command::Deploy(_)) if is_typed => {
            return refused("the deployment file names the chain: leave --chain away")
        }
        (Some(chain), _) => Place::Chain(ChainName::from(chain.as_str())),
        (None, Command::Gov(_)) => {
            return refused("this needs a chain's governance: name the chain with --chain")
        }
        (None, _) => Place::Sandbox(
            global
                .sandbox
                .or(environment.sandbox)
                .unwrap_or_else(|| PathBuf::from(SANDBOX)),
        ),
    };
    let needs_no_key = matches!(
        command,
        Command::Verb(_)
            | Command::Sandbox(_)
            | Command::Demo(_)
            | Command::Scenarios
            | Command::Replay(_)
    );
    if actor.key.is_some() && matches!(place, Place::Sandbox(_)) && needs_no_key {
        return refused("--key is for a --chain; in the sandbox --as NAME acts");
    }
    Ok((place, actor))
}

fn is_by_all(command: &Command) -> bool {
    let report = |verb: &OracleVerb| {
        matches!(
            verb,
            OracleVerb::Report {
                is_by_all: true,
                ..
            }
        )
    };
    matches!(command, Command::Verb(Verb::Oracle(verb)) if report(verb))
}

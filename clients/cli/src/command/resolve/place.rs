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
    ensure_one_meaning(&global, command)?;
    let is_typed = global.chain.is_some();
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
    if actor.key.is_some() && matches!(place, Place::Sandbox(_)) && acts_there(command) {
        return refused("--key is for a --chain; in the sandbox --as NAME acts");
    }
    Ok((place, actor))
}

fn refused<T>(text: &str) -> CliResult<T> {
    Err(CliError::Arguments(text.to_owned()))
}

/// Options that say the same thing twice, and might say two things.
fn ensure_one_meaning(global: &GlobalArgs, command: &Command) -> CliResult<()> {
    let is_named = global.key.is_some() || global.actor.is_some();
    if global.chain.is_some() && global.sandbox.is_some() {
        return refused("--chain and --sandbox cannot stand together");
    }
    if global.key.is_some() && global.actor.is_some() {
        return refused("--key and --as cannot stand together: both say who acts");
    }
    if is_by_all(command) && is_named {
        return refused("--all-feeders says who acts: leave --as and --key away");
    }
    if names_oracle(command) && (global.chain.is_some() || global.sandbox.is_some()) {
        return refused("--oracle says for whom it is: leave --chain and --sandbox away");
    }
    if names_oracle(command) && global.actor.is_some() {
        return refused(
            "--as names an account of a chain: with --oracle, --key or BALLAST_KEY signs",
        );
    }
    Ok(())
}

/// Whether a command that has the sandbox for its place does something with it, as one of its accounts.
fn acts_there(command: &Command) -> bool {
    let there = matches!(
        command,
        Command::Verb(_)
            | Command::Sign(_)
            | Command::Sandbox(_)
            | Command::Demo(_)
            | Command::Scenarios
            | Command::Replay(_)
    );
    there && !names_oracle(command)
}

fn names_oracle(command: &Command) -> bool {
    matches!(command, Command::Sign(signing) if signing.oracle.is_some())
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

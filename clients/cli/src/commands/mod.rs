//! What each command does.

mod calls;
mod explain;
mod liquidate;
mod pool;
mod position;
mod position_view;
mod replay;
mod sandbox;
mod status;
mod targets;
mod types;

pub use replay::hex;

use crate::{
    chain::Embedded,
    command::{Command, PositionVerb, Resolved, Verb},
    demo,
    error::CliResult,
    output::Output,
    session::Session,
};

/// Does what the command line says.
pub fn run(resolved: Resolved) -> CliResult<Output> {
    match resolved.command {
        Command::Demo(settings) => demo::run(&settings),
        Command::Replay(args) => replay::run(&args),
        Command::Sandbox(command) => sandbox::run(&command, &resolved.sandbox),
        Command::Verb(verb) => {
            let mut chain = Embedded::open(&resolved.sandbox)?;
            run_verb(&verb, Session::new(&mut chain, resolved.actor)?)
        }
    }
}

fn run_verb(verb: &Verb, mut session: Session) -> CliResult<Output> {
    match verb {
        Verb::Position(PositionVerb::Open { collateral, mint }) => {
            position::open(&mut session, collateral, mint.as_ref())
        }
        Verb::Position(PositionVerb::Change { position, change }) => {
            position::change(&mut session, position, change)
        }
        Verb::Position(PositionVerb::Close { position }) => position::close(&mut session, position),
        Verb::Position(PositionVerb::Show { position }) => position_view::show(&session, position),
        Verb::Position(PositionVerb::List(listed)) => position_view::list(&session, *listed),
        Verb::Pool(verb) => pool::run(&mut session, verb),
        Verb::Liquidate(liquidation) => liquidate::run(&mut session, liquidation),
        Verb::Settle { collateral_type } => liquidate::settle(&mut session, collateral_type),
        Verb::Types => types::run(&session),
        Verb::Status => status::run(&session),
    }
}

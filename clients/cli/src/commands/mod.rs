//! What each command does.

mod auction;
mod calls;
mod deploy;
pub mod draft;
mod explain;
mod gov;
mod keeper;
mod liquidate;
mod minting;
mod oracle;
mod order;
mod pool;
mod position;
mod position_view;
mod receipts;
mod redeem;
mod replay;
mod requirement;
mod sandbox;
mod status;
mod targets;
mod types;

pub use replay::hex;

use crate::{
    chain::{Chain, Embedded, Remote},
    command::{Command, Place, PositionVerb, Resolved, Verb},
    demo,
    error::{CliError, CliResult},
    output::Output,
    session::Session,
};

/// Who acts in a sandbox where nobody is named.
const ALICE: &str = "alice";

/// Does what the command line says.
pub fn run(resolved: Resolved) -> CliResult<Output> {
    let Resolved {
        place,
        actor,
        command,
    } = resolved;
    match (command, place) {
        (Command::Demo(settings), _) => demo::run(&settings),
        (Command::Scenarios, _) => demo::list(),
        (Command::Replay(args), _) => replay::run(&args),
        (Command::Sandbox(command), Place::Sandbox(folder)) => sandbox::run(&command, &folder),
        (Command::Verb(verb), Place::Sandbox(folder)) => {
            let actor = actor.name.unwrap_or_else(|| ALICE.to_owned());
            run_on(&mut Embedded::open(&folder)?, Some(actor), &verb)
        }
        (Command::Verb(verb), Place::Chain(name)) => {
            let (mut chain, actor) = Remote::open(&name, actor)?;
            run_on(&mut chain, actor, &verb)
        }
        (Command::Gov(command), Place::Chain(name)) => {
            let (mut chain, actor) = Remote::open(&name, actor)?;
            let result = gov::run(&mut chain, actor, &command);
            result.map_err(|error| receipts::failed(chain.sent(), error))
        }
        (Command::Sign(signing), place) => oracle::sign(&signing, &place, actor),
        (Command::Deploy(args), _) => deploy::run(&args, &actor),
        (Command::Keeper(args), place) => keeper::run(&args, &place, actor),
        (Command::Sandbox(_), Place::Chain(_)) | (Command::Gov(_), Place::Sandbox(_)) => Err(
            CliError::Arguments("the command does not fit the chain".to_owned()),
        ),
    }
}

/// A verb on any chain. What was done before an error is told with it.
fn run_on(chain: &mut dyn Chain, actor: Option<String>, verb: &Verb) -> CliResult<Output> {
    let result = Session::new(chain, actor).and_then(|session| run_verb(verb, session));
    result.map_err(|error| receipts::failed(chain.sent(), error))
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
        Verb::Auction(verb) => auction::run(&mut session, verb),
        Verb::Order(verb) => order::run(&mut session, verb),
        Verb::Liquidate(liquidation) => liquidate::run(&mut session, liquidation),
        Verb::Redeem(redemption) => redeem::run(&mut session, redemption),
        Verb::Settle { collateral_type } => liquidate::settle(&mut session, collateral_type),
        Verb::Types => types::run(&session),
        Verb::Status => status::run(&session),
        Verb::Oracle(verb) => oracle::run(&mut session, verb),
        Verb::Draft(drafting) => draft::write(&session, drafting),
        Verb::ShowDraft(file) => draft::show(&session, file),
    }
}

//! Why a command did not do what it was asked for: one line, and a hint where one helps.

mod hint;
mod remote;

use std::{io, path::PathBuf};

use ballast_client::ReportError;
use ballast_devchain::{
    history::HistoryError, paths::CsvError, DeployError, Failure, NameError, QueryFailure,
    SnapshotError,
};

use ballast_math::MathError;

use crate::{
    amount::AmountError,
    auction_name::AuctionNameError,
    chain::Refusal,
    gov::{DraftError, ValueError},
    position_name::PositionNameError,
    time::DurationError,
};

pub use remote::RemoteError;

/// What every command answers with.
pub type CliResult<T> = Result<T, CliError>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Whoever reads the output has stopped reading: no failure.
    #[error("the output is closed")]
    PipeClosed,
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(io::Error),
    /// The input cannot be read.
    #[error("{0}")]
    Input(io::Error),
    /// A file cannot be read or written.
    #[error("{}: {error}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// The system's answer.
        error: io::Error,
    },
    /// No amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// No duration.
    #[error(transparent)]
    Duration(#[from] DurationError),
    /// No position's name.
    #[error(transparent)]
    PositionName(#[from] PositionNameError),
    /// No auction's name.
    #[error(transparent)]
    AuctionName(#[from] AuctionNameError),
    /// An asset that the chain does not have.
    #[error("there is no asset '{given}': this chain has {known}")]
    UnknownAsset {
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// No collateral type locks this asset.
    #[error("there is no collateral type '{given}': this chain has {known}")]
    UnknownType {
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// The demo cannot play this.
    #[error("there is no scenario '{given}': there are {known}")]
    UnknownScenario {
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// Nobody holds a position of this name.
    #[error("there is no position '{given}'")]
    UnknownPosition {
        /// What was given.
        given: String,
        /// Which there are.
        hint: String,
    },
    /// No live auction has this name.
    #[error("auction '{given}' is not live: it has ended, was restarted under another number, or never began")]
    AuctionNotLive {
        /// What was given.
        given: String,
        /// Which there are.
        hint: String,
    },
    /// An amount of something else than is needed.
    #[error("'{given}' is an amount of {found}, {expected} is expected")]
    OtherAsset {
        /// What was given.
        given: String,
        /// Its asset.
        found: String,
        /// What is needed.
        expected: String,
    },
    /// Arguments that cannot stand together, or a value that an argument cannot have.
    #[error("{0}")]
    Arguments(String),
    /// Nobody to liquidate.
    #[error("nothing to liquidate: no position is unsafe")]
    NothingUnsafe,
    /// The named ones are safe.
    #[error("nothing to liquidate: {names} is not unsafe")]
    Safe {
        /// Which.
        names: String,
    },
    /// A position has less collateral than is to be taken.
    #[error("{position} holds {held}, of which {asked} cannot be withdrawn")]
    MoreThanLocked {
        /// The position.
        position: String,
        /// What is there.
        held: String,
        /// What was asked for.
        asked: String,
    },
    /// A feed that nobody reports.
    #[error("there is no feed '{given}': this chain has {known}")]
    UnknownFeed {
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
    /// A signed report that is not what it should be, or one that cannot be signed.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// What is to be relayed holds something else than signed reports.
    #[error("{place} holds no signed reports: {reason}")]
    NoReports {
        /// The file, or the standard input.
        place: String,
        /// Why.
        reason: String,
    },
    /// The oracle would refuse them, and all that come with them. Nothing was sent.
    #[error("{} of {of} reports cannot be relayed, nothing was sent\n  {}", .bad.len(), bad.join("\n  "))]
    BadReports {
        /// Where each one stands and what is wrong with it.
        bad: Vec<String>,
        /// How many reports there are.
        of: usize,
        /// What to do about it.
        hint: Option<String>,
    },
    /// A value of a proposal that cannot be read.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// A proposal's file that cannot be used.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The contracts or the chain would refuse a change.
    #[error("this would be refused: {0}")]
    WouldBeRefused(String),
    /// Arithmetic without an answer.
    #[error(transparent)]
    Math(MathError),
    /// A part had been done before.
    #[error("{error} (done before it: {done})")]
    After {
        /// What had been done.
        done: String,
        /// What went wrong then.
        error: Box<CliError>,
    },
    /// What a real chain's manifest does not have.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// A real chain did not do or answer something.
    #[error("{0}")]
    Client(Box<ballast_client::Error>),
    /// A deployment on a real chain stopped.
    #[error("{}", faults(.0))]
    Deployment(Box<ballast_deploy::DeployError>),
    /// A proposal that should have passed was decided otherwise.
    #[error("proposal {id} ended as {state}{}", because(.why))]
    NotPassed {
        /// Its number.
        id: u64,
        /// How it ended.
        state: &'static str,
        /// Why, if the chain says so.
        why: String,
    },
    /// The keeper cannot run.
    #[error("{0}")]
    Keeper(Box<ballast_keeper::KeeperError>),
    /// No runtime for waiting on a chain.
    #[error("cannot wait for a chain: {0}")]
    Runtime(io::Error),
    /// Nobody acts, where somebody must.
    #[error("nobody acts: no account and no key is named")]
    NoActor,
    /// No price.
    #[error("'{given}' is no price: expected US dollars for a whole unit, above zero, as 1800 or 1799.95")]
    Price {
        /// What was given.
        given: String,
    },
    /// More time than a chain has.
    #[error("the chain would come to {time}, its clock ends with the year 2500 at {last}")]
    TimeEnds {
        /// Unix seconds.
        time: u64,
        /// The last second.
        last: u64,
    },
    /// The account has less than an operation needs.
    #[error("{account} needs {needed} and has {held}")]
    NotEnough {
        /// Whose account.
        account: String,
        /// What is needed.
        needed: String,
        /// What is there.
        held: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// The sandbox cannot be used.
    #[error("{0}")]
    Sandbox(Box<SnapshotError>),
    /// A contract refused.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// A question was not answered.
    #[error("{0}")]
    Query(Box<QueryFailure>),
    /// The embedded chain could not do it.
    #[error("{0}")]
    Chain(Box<Failure>),
    /// A name that nobody has.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A deployment that cannot be made.
    #[error("{0}")]
    Deploy(Box<DeployError>),
    /// A replay file that cannot be read.
    #[error("{file}, {error}")]
    History {
        /// The file.
        file: String,
        /// What is wrong with it, and in which line.
        error: HistoryError,
    },
    /// A line of a replay file that cannot be run.
    #[error("{file}, line {line}: {error}")]
    Line {
        /// The file.
        file: String,
        /// The line's number, from 1.
        line: usize,
        /// Why.
        error: Box<CliError>,
    },
    /// The simulator under the embedded chain panicked.
    #[error("the embedded chain gave up: {0}")]
    GaveUp(String),
    /// The embedded price table cannot be read.
    #[error("the embedded price table: {0}")]
    Table(#[from] CsvError),
    /// An event of our own contracts that does not read.
    #[error(transparent)]
    Event(#[from] ballast_types::event::EventError),
    /// JSON that does not become text or a type.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A picture that cannot be drawn.
    #[error("cannot draw the report: {0}")]
    Drawing(String),
    /// The accounting does not hold.
    #[error("an invariant does not hold: {0}")]
    Invariant(String),
}

impl CliError {
    /// An error of a file.
    pub fn file(file: impl Into<PathBuf>, error: io::Error) -> Self {
        Self::File {
            file: file.into(),
            error,
        }
    }
}

/// A reason behind a sentence, if there is one.
fn because(why: &str) -> String {
    match why {
        "" => String::new(),
        why => format!(": {why}"),
    }
}

/// All faults of a deployment, a line each.
fn faults(error: &ballast_deploy::DeployError) -> String {
    use ballast_deploy::DeployError;
    let listed = |head: &str, all: Vec<String>| format!("{head}:\n  {}", all.join("\n  "));
    match error {
        DeployError::Faults(faults) if faults.len() > 1 => {
            let faults = faults.iter().map(ToString::to_string).collect();
            listed("the deployment file cannot be deployed", faults)
        }
        DeployError::Differs(differences) if differences.len() > 1 => {
            let differences = differences.iter().map(ToString::to_string).collect();
            listed(
                "the chain has another deployment under this name",
                differences,
            )
        }
        other => other.to_string(),
    }
}

/// Errors that are large stand in a box, so that every result stays small.
macro_rules! boxed {
    ($($variant:ident($error:ty)),* $(,)?) => {$(
        impl From<$error> for CliError {
            fn from(error: $error) -> Self {
                Self::$variant(Box::new(error))
            }
        }
    )*};
}

boxed!(
    Sandbox(SnapshotError),
    Refused(Refusal),
    Query(QueryFailure),
    Chain(Failure),
    Deploy(DeployError),
    Client(ballast_client::Error),
    Deployment(ballast_deploy::DeployError),
    Keeper(ballast_keeper::KeeperError),
);

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::Output(error),
        }
    }
}

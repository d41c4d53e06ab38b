//! What can go wrong, with both sides of what was refused.

use std::{io, path::PathBuf, process::ExitStatus, time::Duration};

/// Shorthand for results of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a node could not be built, or a network not be made, started or stopped.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)] // each message says what its fields are
pub enum Error {
    #[error(
        "Go is missing; wasmd is built from source with Go {needed} or later (https://go.dev/dl)"
    )]
    GoMissing { needed: String },
    #[error("Go {found} is installed, but wasmd needs Go {needed} or later (https://go.dev/dl)")]
    GoTooOld { needed: String, found: String },
    #[error("`{command}` failed with {status}:\n{output}")]
    Command {
        command: String,
        status: ExitStatus,
        output: String,
    },
    #[error("`{command}` answered something else than {expected}: {found}")]
    Answer {
        command: String,
        expected: &'static str,
        found: String,
    },
    #[error("cannot {action} {}: {source}", path.display())]
    File {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("{} is not what it should be: {reason}", path.display())]
    Content { path: PathBuf, reason: String },
    #[error("cannot start `{command}`: {source}")]
    Start { command: String, source: io::Error },

    #[error("a network of {found} validators cannot be made, only one of 1 to {most}")]
    Validators { found: u16, most: u16 },
    #[error("`{found}` cannot be {what}: {rule}")]
    Name {
        what: &'static str,
        found: String,
        rule: &'static str,
    },
    #[error("{what} must be at least {least:?}, not {found:?}")]
    TooShort {
        what: &'static str,
        least: Duration,
        found: Duration,
    },
    #[error("{} exists already and is not empty; a new network needs a new folder", .0.display())]
    FolderExists(PathBuf),
    #[error("there is no network in {}", .0.display())]
    NoNetwork(PathBuf),
    #[error(
        "{} was written by another version of this program (format {found}, this one reads {known})",
        path.display()
    )]
    Format {
        path: PathBuf,
        found: u64,
        known: u64,
    },
    #[error("another process is working on {}", .0.display())]
    Busy(PathBuf),
    #[error("not {wanted} free ports on 127.0.0.1 between {from} and {to}, only {found}")]
    NoFreePorts {
        wanted: usize,
        found: usize,
        from: u16,
        to: u16,
    },

    #[error("node {found} does not exist, the last is {last}")]
    NoSuchNode { found: usize, last: usize },
    #[error("there is no account `{found}`; there are: {known}")]
    NoSuchAccount { found: String, known: String },
    #[error("{node} runs already, as process {pid}")]
    RunsAlready { node: String, pid: u32 },
    #[error(
        "{node} needs port {port} on 127.0.0.1 ({purpose}), and another program has it: {source}"
    )]
    PortTaken {
        node: String,
        purpose: &'static str,
        port: u16,
        source: io::Error,
    },
    #[error("{node} ended before it was up; the end of {}:\n{tail}", log.display())]
    Died {
        node: String,
        log: PathBuf,
        tail: String,
    },
    #[error(
        "{node} was not {awaited} within {} s; the end of {}:\n{tail}",
        waited.as_secs(),
        log.display()
    )]
    Late {
        node: String,
        awaited: String,
        waited: Duration,
        log: PathBuf,
        tail: String,
    },
    #[error("{url} is a node of chain `{found}`, not of `{expected}`")]
    WrongChain {
        url: String,
        expected: String,
        found: String,
    },
    #[error("{url} does not answer: {reason}")]
    Unreachable { url: String, reason: String },
    #[error("process {pid} did not end within {} s of being killed", waited.as_secs())]
    DoesNotEnd { pid: u32, waited: Duration },
    #[error("cannot signal process {pid}: {source}")]
    Signal { pid: u32, source: io::Error },
}

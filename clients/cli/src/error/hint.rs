//! What the user may do about an error, where there is something.

use ballast_client::Error;
use ballast_deploy::DeployError;
use ballast_devchain::SnapshotError;
use ballast_keeper::KeeperError;

use super::{CliError, RemoteError};
use crate::gov::DraftError;

impl CliError {
    /// What the user may do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) => refusal.hint.clone(),
            Self::NotEnough { hint, .. } | Self::BadReports { hint, .. } => hint.clone(),
            Self::After { error, .. } => error.hint(),
            Self::NothingUnsafe | Self::Safe { .. } => {
                Some("`ballast position list --riskiest` shows who comes first".to_owned())
            }
            Self::UnknownPosition { hint, .. } | Self::AuctionNotLive { hint, .. } => {
                Some(hint.clone())
            }
            Self::Sandbox(error) => sandbox_hint(error),
            Self::Client(error) => client_hint(error),
            Self::Remote(error) => remote_hint(error),
            Self::Deployment(error) => match error.as_ref() {
                DeployError::Step { .. } => {
                    Some("the same command goes on where this one stopped".to_owned())
                }
                DeployError::Client(error) => client_hint(error),
                _ => None,
            },
            Self::Keeper(error) => match error.as_ref() {
                KeeperError::Client(error) => client_hint(error),
                _ => None,
            },
            Self::NoActor => Some(
                "--key FILE or BALLAST_KEY signs; --as NAME or --as ADDRESS is enough to look"
                    .to_owned(),
            ),
            Self::Draft(DraftError::Exists { file }) => Some(format!(
                "--add adds the change to {}; --file names another",
                file.display()
            )),
            _ => None,
        }
    }
}

fn client_hint(error: &Error) -> Option<String> {
    let hint = match error {
        Error::Unreachable { .. } => {
            "is the node running? `rpc` in the manifest says which are asked"
        }
        Error::NotTaken { .. } => {
            "no node will ever carry it out: it can be sent again once one of them takes transactions"
        }
        Error::WrongChain { .. } => {
            "the manifest's or deployment file's `rpc` leads to another chain than it names"
        }
        Error::InsufficientFee { .. } => "`gas_price` in the manifest says what is paid",
        Error::OutOfGas { .. } => "nothing happened but the fee; try again",
        Error::Unconfirmed { .. } => "look before sending again: it may still happen",
        _ => return None,
    };
    Some(hint.to_owned())
}

fn remote_hint(error: &RemoteError) -> Option<String> {
    let hint = match error {
        RemoteError::UnknownChain { .. } => {
            "`cargo xtask localnet up` starts the chain 'local'; --chain FILE names any manifest"
        }
        RemoteError::NotDeployed { .. } => {
            "was the chain made anew? `ballast deploy` writes a new manifest"
        }
        RemoteError::NoKey { .. } => "--key FILE or BALLAST_KEY signs with a key of your own",
        RemoteError::NoFeeder { .. } => {
            "add --as FEEDER, or --all-feeders to report as all of them"
        }
        RemoteError::VotedOn { id } => {
            return Some(format!(
                "`ballast gov status {id}` shows it, `ballast gov vote {id} yes` votes for it"
            ))
        }
        _ => return None,
    };
    Some(hint.to_owned())
}

fn sandbox_hint(error: &SnapshotError) -> Option<String> {
    match error {
        SnapshotError::Missing { .. } => Some("`ballast sandbox reset` makes one".to_owned()),
        SnapshotError::Damaged { .. } | SnapshotError::OtherVersion { .. } => {
            Some("`ballast sandbox reset` begins a new one in its place".to_owned())
        }
        SnapshotError::Io { .. } => None,
    }
}

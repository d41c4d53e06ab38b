//! What a real chain, its manifest and its keys do not have.

use std::path::PathBuf;

/// Something that was named and is not there.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// No manifest of this name.
    #[error("there is no chain '{given}': no {} from here upwards", .place.display())]
    UnknownChain {
        /// The name.
        given: String,
        /// Where its manifest was looked for.
        place: PathBuf,
    },
    /// What a manifest names is not on its chain.
    #[error("{}: {what} does not exist on the chain; the manifest is of another chain", .file.display())]
    NotDeployed {
        /// The manifest.
        file: PathBuf,
        /// What is not there.
        what: String,
    },
    /// A name that the manifest does not have.
    #[error("nobody on this chain is called '{given}', and it is no address ({prefix}1...)")]
    UnknownAccount {
        /// What was given.
        given: String,
        /// What addresses begin with.
        prefix: String,
    },
    /// An address of another chain.
    #[error("'{given}' is an address of another chain: here they begin with {prefix}1")]
    OtherPrefix {
        /// What was given.
        given: String,
        /// What addresses begin with here.
        prefix: String,
    },
    /// An account that cannot sign here.
    #[error("there is no key of {account}{}", in_folder(.keys.as_deref()))]
    NoKey {
        /// The account.
        account: String,
        /// The folder that was looked into.
        keys: Option<PathBuf>,
    },
    /// A key file that is not its account's.
    #[error("{} holds the key of {found}, {account} is {expected}", .file.display())]
    OtherKey {
        /// The file.
        file: PathBuf,
        /// Whose it should be.
        account: String,
        /// That account's address.
        expected: String,
        /// Whose it is.
        found: String,
    },
    /// A report by somebody who reports nothing.
    #[error("{account} is no feeder of {feed}: they are {feeders}")]
    NoFeeder {
        /// Who wanted to report.
        account: String,
        /// The feed.
        feed: String,
        /// Who may.
        feeders: String,
    },
    /// What was to be proposed is voted on already.
    #[error("proposal {id} does the same and is voted on: the second to pass could only fail")]
    VotedOn {
        /// Its number.
        id: u64,
    },
    /// A code that the manifest does not name.
    #[error(
        "there is no code '{given}': the manifest has {known}; a code's number is understood too"
    )]
    UnknownCode {
        /// What was given.
        given: String,
        /// What there is.
        known: String,
    },
}

fn in_folder(folder: Option<&std::path::Path>) -> String {
    folder.map_or_else(String::new, |folder| format!(" in {}", folder.display()))
}

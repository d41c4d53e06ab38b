//! What can stop a deployment.

use std::{fmt, path::PathBuf};

/// A deployment file, or an artifact, that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {reason}", file.display())]
pub struct FileError {
    /// Which.
    pub file: PathBuf,
    /// Why, with the place.
    pub reason: String,
}

/// Something in a deployment file that cannot be deployed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as `collateral type eth`.
    pub place: String,
    /// What is wrong, with both sides.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

/// Something that is on the chain and not as the file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What, as `group majors, debt ceiling`.
    pub what: String,
    /// As the file has it.
    pub file: String,
    /// As the chain has it.
    pub chain: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, file, chain } = self;
        write!(f, "{what}: the file has {file}, the chain {chain}")
    }
}

/// What stopped a deployment. Whatever had been done by then stays, and the next attempt goes on from
/// there.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// A file.
    #[error(transparent)]
    File(#[from] FileError),
    /// The deployment file is at fault; nothing was sent.
    #[error("the deployment file cannot be deployed: {}", lines(.0))]
    Faults(Vec<Fault>),
    /// The chain has something else; nothing more was sent.
    #[error("the chain has another deployment under this name: {}", lines(.0))]
    Differs(Vec<Difference>),
    /// A code's checksum is not the one that was published.
    #[error("{}: its checksum is {found}, checksums.txt has {expected}", file.display())]
    Checksum {
        /// The code.
        file: PathBuf,
        /// As published.
        expected: String,
        /// As it is.
        found: String,
    },
    /// The manifest that should be written belongs to another chain.
    #[error("manifest {} is of chain '{found}', this is chain '{expected}'; choose another file", file.display())]
    OtherChain {
        /// The manifest.
        file: PathBuf,
        /// The chain that is deployed to.
        expected: String,
        /// The manifest's.
        found: String,
    },
    /// The manifest that should be written belongs to another deployment.
    #[error("manifest {} is of the vault {found}, this deployment's is {expected}; choose another file", file.display())]
    OtherDeployment {
        /// The manifest.
        file: PathBuf,
        /// This deployment's vault.
        expected: String,
        /// The manifest's.
        found: String,
    },
    /// A contract is not the deployer's any more, and something is missing that only its owner can do.
    #[error("{step} is missing, and only the {contract}'s owner can do it: that is {owner}, not {deployer}")]
    NotOwner {
        /// What is missing.
        step: String,
        /// The contract.
        contract: &'static str,
        /// Its owner.
        owner: String,
        /// Who deploys.
        deployer: String,
    },
    /// A step was refused.
    #[error("{step}: {error}")]
    Step {
        /// Which.
        step: String,
        /// Why.
        error: ballast_client::Error,
    },
    /// The chain cannot be asked.
    #[error(transparent)]
    Client(#[from] ballast_client::Error),
    /// The manifest cannot be read or written.
    #[error(transparent)]
    Manifest(#[from] ballast_client::ManifestError),
    /// The watcher asked to stop.
    #[error("stopped at '{step}'; the same command goes on from there")]
    Stopped {
        /// Where.
        step: String,
    },
}

fn lines<T: fmt::Display>(all: &[T]) -> String {
    let texts: Vec<_> = all.iter().map(ToString::to_string).collect();
    texts.join("; ")
}

//! A proposal's file: TOML that people may write and change.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use ballast_client::from_toml;
use serde::{Deserialize, Serialize};

use super::change::Change;

/// First lines of a file that the command writes.
const HEADING: &str = "# A proposal to the chain's governance, for `ballast gov`.\n\
                       # `title`, `summary` and `deposit` may be added; without them they are made \
                       from the changes\n# and from what the chain asks for.\n\n";

/// A proposal as it is written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The chain it is made for.
    pub chain_id: String,
    /// The vault it is made for: a chain can hold several.
    pub vault: String,
    /// What is proposed, in a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Coins to deposit, as `1000stake`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<String>,
    /// What it changes, in order; all or nothing.
    #[serde(rename = "change", default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// The part of a file that a change adds.
#[derive(Serialize)]
struct Added<'a> {
    change: [&'a Change; 1],
}

/// A proposal's file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// It cannot be read or written.
    #[error("{}: {error}", .file.display())]
    Io {
        /// Which file.
        file: PathBuf,
        /// The system's answer.
        error: io::Error,
    },
    /// It is there already.
    #[error("{} is there already", .file.display())]
    Exists {
        /// Which file.
        file: PathBuf,
    },
    /// It does not say what a proposal's file says.
    #[error("{}: {reason}", .file.display())]
    Malformed {
        /// Which file.
        file: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
    /// It is made for another chain.
    #[error("{} is made for the chain '{drafted}', this is '{chain}'", .file.display())]
    OtherChain {
        /// Which file.
        file: PathBuf,
        /// The chain it names.
        drafted: String,
        /// The chain it was to be used on.
        chain: String,
    },
    /// It is made for another vault of this chain.
    #[error("{} is made for the vault {drafted}, the manifest's is {vault}", .file.display())]
    OtherVault {
        /// Which file.
        file: PathBuf,
        /// The vault it names.
        drafted: String,
        /// The manifest's.
        vault: String,
    },
    /// It changes nothing.
    #[error("{} has no [[change]]", .file.display())]
    Empty {
        /// Which file.
        file: PathBuf,
    },
}

impl Draft {
    /// Reads a file that is made for this chain and vault.
    pub fn load(file: &Path, chain_id: &str, vault: &str) -> Result<Self, DraftError> {
        let error = |error| DraftError::Io {
            file: file.to_owned(),
            error,
        };
        let text = fs::read_to_string(file).map_err(error)?;
        let draft = Self::parse(file, &text)?;
        draft.ensure_for(file, chain_id, vault)?;
        Ok(draft)
    }

    /// Reads a file's text.
    fn parse(file: &Path, text: &str) -> Result<Self, DraftError> {
        from_toml(text).map_err(|reason| DraftError::Malformed {
            file: file.to_owned(),
            reason,
        })
    }

    fn ensure_for(&self, file: &Path, chain_id: &str, vault: &str) -> Result<(), DraftError> {
        let file = file.to_owned();
        if self.chain_id != chain_id {
            let (drafted, chain) = (self.chain_id.clone(), chain_id.to_owned());
            return Err(DraftError::OtherChain {
                file,
                drafted,
                chain,
            });
        }
        if self.vault != vault {
            let (drafted, vault) = (self.vault.clone(), vault.to_owned());
            return Err(DraftError::OtherVault {
                file,
                drafted,
                vault,
            });
        }
        if self.changes.is_empty() {
            return Err(DraftError::Empty { file });
        }
        Ok(())
    }

    /// Writes a new file, unless one is there.
    pub fn create(&self, file: &Path) -> Result<(), DraftError> {
        let error = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => DraftError::Exists {
                file: file.to_owned(),
            },
            _ => DraftError::Io {
                file: file.to_owned(),
                error,
            },
        };
        let text = as_toml(file, self)?;
        let mut new = fs::File::create_new(file).map_err(error)?;
        let text = format!("{HEADING}{text}");
        new.write_all(text.as_bytes()).map_err(error)
    }

    /// Adds a change at the end of a file; what stands there stays as it is, comments too.
    pub fn append(file: &Path, change: &Change) -> Result<(), DraftError> {
        let error = |error: io::Error| DraftError::Io {
            file: file.to_owned(),
            error,
        };
        let added = as_toml(file, &Added { change: [change] })?;
        let mut end = fs::OpenOptions::new()
            .append(true)
            .open(file)
            .map_err(error)?;
        end.write_all(format!("\n{added}").as_bytes())
            .map_err(error)
    }
}

fn as_toml(file: &Path, value: &impl Serialize) -> Result<String, DraftError> {
    toml::to_string(value).map_err(|error| DraftError::Malformed {
        file: file.to_owned(),
        reason: error.to_string(),
    })
}

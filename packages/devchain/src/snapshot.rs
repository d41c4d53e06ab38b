//! A chain in a folder, so that a command line goes on where it stopped.
//!
//! The folder holds one file of two lines: a header with format, version, length and checksum, and
//! the state as JSON. It is written beside and renamed, so that an interrupted writer leaves the
//! state before; a file that was damaged all the same is refused, never half read.

use std::{
    collections::BTreeMap,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use cosmwasm_std::Binary;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{codes, deployment::Deployment, witness::Witness, Devchain};

/// The file in the folder.
const FILE: &str = "chain.json";
/// Where it is written before it takes the old one's place.
const NEW_FILE: &str = "chain.json.new";
/// First field of the header.
const FORMAT: &str = "ballast-devchain";
/// Layout of the file.
const VERSION: u32 = 1;
/// Version of the contracts that wrote the state.
const CODE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Everything that makes a chain what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    pub(crate) block: BlockState,
    pub(crate) deployment: Deployment,
    pub(crate) accounts: Vec<String>,
    pub(crate) contracts: BTreeMap<String, String>,
    pub(crate) codes: Vec<String>,
    pub(crate) witness: Witness,
    pub(crate) storage: Vec<(Binary, Binary)>,
}

/// The block that the chain stands in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BlockState {
    pub(crate) time: u64,
    pub(crate) height: u64,
    pub(crate) is_used: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    format: String,
    version: u32,
    code_version: String,
    length: usize,
    sha256: String,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// There is no chain in it.
    #[error("no chain is kept in {}", .folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// The file cannot be read or written.
    #[error("{}: {error}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's answer.
        error: io::Error,
    },
    /// The file is not as it was written.
    #[error("{} is damaged: {reason}", .file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The file was written by another version.
    #[error("{} was written by version {found}, this is version {known}", .file.display())]
    OtherVersion {
        /// The file.
        file: PathBuf,
        /// Its version.
        found: String,
        /// This one.
        known: String,
    },
}

impl Devchain {
    /// Keeps the chain in a folder, which is created if need be. The recording is not kept.
    pub fn save(&self, folder: &Path) -> Result<(), SnapshotError> {
        let (file, new_file) = (folder.join(FILE), folder.join(NEW_FILE));
        let failed = |error: io::Error| SnapshotError::Io {
            file: file.clone(),
            error,
        };
        let text = encode(&self.snapshot()).map_err(|error| failed(io::Error::other(error)))?;
        fs::create_dir_all(folder).map_err(failed)?;
        let write = || {
            let mut open = fs::File::create(&new_file)?;
            open.write_all(text.as_bytes())?;
            open.sync_all()?;
            fs::rename(&new_file, &file)
        };
        write().map_err(failed)
    }

    /// The chain that was kept in a folder.
    pub fn load(folder: &Path) -> Result<Self, SnapshotError> {
        let file = folder.join(FILE);
        let text = fs::read_to_string(&file).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => SnapshotError::Missing {
                folder: folder.to_owned(),
            },
            io::ErrorKind::InvalidData => damaged(&file, "it is no text"),
            _ => SnapshotError::Io {
                file: file.clone(),
                error,
            },
        })?;
        let snapshot = decode(&file, &text)?;
        if snapshot.codes != codes::CODES {
            return Err(damaged(&file, "it names other contract codes"));
        }
        Self::restore(snapshot).map_err(|error| damaged(&file, error))
    }
}

fn damaged(file: &Path, reason: impl ToString) -> SnapshotError {
    SnapshotError::Damaged {
        file: file.to_owned(),
        reason: reason.to_string(),
    }
}

fn checksum(body: &str) -> String {
    Binary::new(Sha256::digest(body.as_bytes()).to_vec()).to_base64()
}

fn encode(snapshot: &Snapshot) -> serde_json::Result<String> {
    let body = serde_json::to_string(snapshot)?;
    let header = Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        code_version: CODE_VERSION.to_owned(),
        length: body.len(),
        sha256: checksum(&body),
    };
    Ok(format!("{}\n{body}\n", serde_json::to_string(&header)?))
}

fn decode(file: &Path, text: &str) -> Result<Snapshot, SnapshotError> {
    let (header, body) = text
        .split_once('\n')
        .ok_or_else(|| damaged(file, "it has no state"))?;
    let header: Header =
        serde_json::from_str(header).map_err(|_| damaged(file, "its first line is no header"))?;
    if header.format != FORMAT {
        return Err(damaged(
            file,
            format!("its format is '{}', not '{FORMAT}'", header.format),
        ));
    }
    let (found, known) = (
        (header.version, header.code_version),
        (VERSION, CODE_VERSION.to_owned()),
    );
    if found != known {
        return Err(SnapshotError::OtherVersion {
            file: file.to_owned(),
            found: format!("{}/{}", found.1, found.0),
            known: format!("{}/{}", known.1, known.0),
        });
    }
    let body = body.strip_suffix('\n').unwrap_or(body);
    if body.len() != header.length {
        let reason = format!(
            "it holds {} of {} bytes of state",
            body.len(),
            header.length
        );
        return Err(damaged(file, reason));
    }
    if checksum(body) != header.sha256 {
        return Err(damaged(file, "its checksum does not match"));
    }
    serde_json::from_str(body).map_err(|error| damaged(file, error))
}

//! The file that says what a network consists of and which of it runs.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{files, ports::Ports, process::Process, Error, Result};

/// The file's name in the network's folder.
pub const STATE_FILE: &str = "localnet.toml";

/// Of the file; another number is another meaning.
const FORMAT: u64 = 1;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    format: u64,
    pub chain_id: String,
    /// The program that made the chain's data and therefore reads it.
    pub binary: PathBuf,
    #[serde(default)]
    pub accounts: Vec<NamedAddress>,
    pub nodes: Vec<NodeState>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedAddress {
    pub name: String,
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NodeState {
    pub name: String,
    pub ports: Ports,
    /// Once it was started; whether it still runs is another question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub process: Option<Process>,
}

impl State {
    pub fn new(chain_id: &str, binary: &Path) -> Self {
        Self {
            format: FORMAT,
            chain_id: chain_id.to_owned(),
            binary: binary.to_owned(),
            accounts: vec![],
            nodes: vec![],
        }
    }

    pub fn load(folder: &Path) -> Result<Self> {
        let path = folder.join(STATE_FILE);
        if !path.is_file() {
            return Err(Error::NoNetwork(folder.to_owned()));
        }
        let text = files::read(&path)?;
        let content = |error: toml::de::Error| Error::Content {
            path: path.clone(),
            reason: error.to_string(),
        };
        let format = toml::from_str::<Format>(&text).map_err(content)?.format;
        if format != FORMAT {
            return Err(Error::Format {
                path,
                found: format,
                known: FORMAT,
            });
        }
        toml::from_str(&text).map_err(content)
    }

    pub fn save(&self, folder: &Path) -> Result<()> {
        let path = folder.join(STATE_FILE);
        let text = toml::to_string(self).map_err(|error| Error::Content {
            path: path.clone(),
            reason: error.to_string(),
        })?;
        files::replace(&path, &text)
    }
}

/// The one field that every version of the file has.
#[derive(Deserialize)]
struct Format {
    format: u64,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn state() -> State {
        let mut state = State::new("c-1", Path::new("wasmd"));
        state.accounts.push(NamedAddress {
            name: "alice".to_owned(),
            address: "wasm1a".to_owned(),
        });
        state.nodes.push(NodeState {
            name: "node-0".to_owned(),
            ports: Ports {
                rpc: 1,
                p2p: 2,
                grpc: 3,
            },
            process: Process::with_id(std::process::id()),
        });
        state
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        state().save(folder.path()).unwrap();
        assert_eq!(State::load(folder.path()).unwrap(), state());
    }

    #[test]
    fn a_folder_without_a_network_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let refused = State::load(folder.path()).unwrap_err();
        assert!(matches!(refused, Error::NoNetwork(_)), "{refused}");
    }

    #[test]
    fn another_format_and_unknown_fields_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        state().save(folder.path()).unwrap();
        let path = folder.path().join(STATE_FILE);
        let text = fs::read_to_string(&path).unwrap();

        fs::write(&path, text.replace("format = 1", "format = 2")).unwrap();
        let refused = State::load(folder.path()).unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Format {
                    found: 2,
                    known: 1,
                    ..
                }
            ),
            "{refused}"
        );
        fs::write(&path, text.replace("chain_id", "chain")).unwrap();
        let refused = State::load(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("unknown field `chain`"), "{refused}");
    }
}

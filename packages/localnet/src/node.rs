//! One node of a network: started and waited for.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command},
    time::{Duration, Instant},
};

use crate::{
    ports,
    process::{self, Process},
    rpc,
    state::NodeState,
    Error, Result,
};

/// How many lines of a log an error quotes.
const TAIL: usize = 15;

/// How often a node is asked for its height while one waits for it.
const ASK_EVERY: Duration = Duration::from_millis(50);

/// A node, as it stands in the state file, and where its things are.
pub struct Node<'a> {
    pub folder: &'a Path,
    pub chain_id: &'a str,
    pub state: &'a NodeState,
}

impl Node<'_> {
    pub fn home(&self) -> PathBuf {
        self.folder.join(&self.state.name)
    }

    pub fn log(&self) -> PathBuf {
        self.folder.join(format!("{}.log", self.state.name))
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.state.ports.rpc)
    }

    /// The process, if it is alive.
    pub fn running(&self) -> Option<&Process> {
        let process = self.state.process.as_ref();
        process.filter(|process| process.is_alive())
    }

    /// Starts the node's process. Refuses if it runs or one of its ports is taken.
    pub fn spawn(&self, binary: &Path, on_its_own: bool) -> Result<Child> {
        if let Some(Process { pid, .. }) = self.running() {
            return Err(Error::RunsAlready {
                node: self.state.name.clone(),
                pid: *pid,
            });
        }
        ports::ensure_free(&self.state.name, self.state.ports)?;
        let mut command = Command::new(binary);
        command.args(["start", "--log_no_color", "--home"]);
        process::spawn(command.arg(self.home()), &self.log(), on_its_own)
    }

    /// The height of the newest block that the node has, or why it does not say.
    pub fn height(&self) -> Result<u64> {
        let url = self.url();
        let info = rpc::status(&url)?;
        if info.chain_id != self.chain_id {
            return Err(Error::WrongChain {
                url,
                expected: self.chain_id.to_owned(),
                found: info.chain_id,
            });
        }
        Ok(info.height)
    }

    /// Waits until the node answers with a height that is enough. Gives up when it has ended.
    pub fn wait(&self, until: &Until, patience: Duration) -> Result<u64> {
        let begun = Instant::now();
        loop {
            match self.height() {
                Ok(height) if until.is_met(height) => return Ok(height),
                Err(error @ Error::WrongChain { .. }) => return Err(error),
                Ok(_) | Err(_) => {}
            }
            if self.running().is_none() {
                return Err(Error::Died {
                    node: self.state.name.clone(),
                    log: self.log(),
                    tail: process::tail(&self.log(), TAIL),
                });
            }
            if begun.elapsed() > patience {
                return Err(Error::Late {
                    node: self.state.name.clone(),
                    awaited: until.to_string(),
                    waited: patience,
                    log: self.log(),
                    tail: process::tail(&self.log(), TAIL),
                });
            }
            std::thread::sleep(ASK_EVERY);
        }
    }
}

/// What is waited for.
pub enum Until {
    Answering,
    Height(u64),
}

impl Until {
    fn is_met(&self, height: u64) -> bool {
        match self {
            Self::Answering => true,
            Self::Height(wanted) => height >= *wanted,
        }
    }
}

impl std::fmt::Display for Until {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Answering => formatter.write_str("answering"),
            Self::Height(wanted) => write!(formatter, "at height {wanted}"),
        }
    }
}

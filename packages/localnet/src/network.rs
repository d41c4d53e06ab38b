//! A network in a folder: started, stopped, asked.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Child,
    time::Duration,
};

use crate::{
    binary, create,
    files::{self, trying},
    node::{Node, Until},
    process::Process,
    state::{NodeState, State},
    Error, Guard, Options, Result,
};

/// How long a node may take until it answers, and a network until it makes blocks.
const UP_WITHIN: Duration = Duration::from_secs(60);

/// How long a node may take to close its files, before it is killed.
const STOPPED_WITHIN: Duration = Duration::from_secs(15);

/// How long another process that works on the same network is waited for.
const LOCK_WITHIN: Duration = Duration::from_secs(30);

/// A network of nodes in a folder. Dropping it leaves its nodes running; see [`Localnet::guarded`].
#[derive(Debug)]
pub struct Localnet {
    folder: PathBuf,
    state: State,
    /// Of nodes that this process started, so that they can be collected when they have ended.
    children: Vec<Child>,
    guarded: bool,
}

/// What runs of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The chain's name.
    pub chain_id: String,
    /// Every node, in order.
    pub nodes: Vec<NodeStatus>,
}

/// What one node does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeStatus {
    /// As `node-0`.
    pub name: String,
    /// The node's RPC address, as `http://127.0.0.1:20123`.
    pub rpc: String,
    /// The process id, if the process that was started is alive.
    pub pid: Option<u32>,
    /// The height of its newest block, if it answers.
    pub height: Option<u64>,
}

impl Status {
    /// Whether every node's process is alive.
    pub fn is_up(&self) -> bool {
        self.nodes.iter().all(|node| node.pid.is_some())
    }

    /// Whether no node's process is alive.
    pub fn is_down(&self) -> bool {
        self.nodes.iter().all(|node| node.pid.is_none())
    }
}

impl Localnet {
    /// Makes a new network in a folder that does not exist or is empty. Nothing is started. Builds
    /// wasmd first if need be ([`crate::wasmd`]).
    pub fn create(folder: &Path, options: &Options) -> Result<Self> {
        options.check()?;
        create::ensure_vacant(folder)?; // before some minutes are spent on building
        create::create(folder, options, &binary::wasmd()?)?;
        Self::open(folder)
    }

    /// Takes up a network that exists, running or not.
    pub fn open(folder: &Path) -> Result<Self> {
        let folder = std::path::absolute(folder).map_err(trying("find", folder))?;
        Ok(Self {
            state: State::load(&folder)?,
            folder,
            children: vec![],
            guarded: false,
        })
    }

    /// Ties nodes that are started from now on to this process: they stop when the guard is dropped.
    pub fn guarded(mut self) -> Guard {
        self.guarded = true;
        Guard::new(self)
    }

    /// Starts the nodes that do not run, and waits until all answer and a new block is made.
    pub fn start(&mut self) -> Result<()> {
        let held = self.hold()?;
        for number in 0..self.nodes() {
            if self.node(number)?.running().is_none() {
                self.spawn(number)?;
            }
        }
        drop(held);
        let mut highest = 0;
        for number in 0..self.nodes() {
            let height = self.node(number)?.wait(&Until::Answering, UP_WITHIN)?;
            highest = highest.max(height);
        }
        let next = Until::Height(highest + 1);
        (0..self.nodes()).try_for_each(|number| {
            self.node(number)?.wait(&next, UP_WITHIN)?;
            Ok(())
        })
    }

    /// Starts one node and waits until it answers. It may still be catching up with the others.
    pub fn start_node(&mut self, number: usize) -> Result<()> {
        let held = self.hold()?;
        self.spawn(number)?;
        drop(held);
        self.node(number)?.wait(&Until::Answering, UP_WITHIN)?;
        Ok(())
    }

    /// Ends every node in good order, keeping the chain's state. Nodes that take too long are killed:
    /// they recover from that as well.
    pub fn stop(&mut self) -> Result<()> {
        let _held = self.hold()?;
        self.end(0..self.nodes())
    }

    /// Ends one node in good order.
    pub fn stop_node(&mut self, number: usize) -> Result<()> {
        let _held = self.hold()?;
        self.node(number)?;
        self.end(number..number + 1)
    }

    /// Ends one node as a power failure would.
    pub fn kill_node(&mut self, number: usize) -> Result<()> {
        let _held = self.hold()?;
        if let Some(process) = self.node(number)?.running() {
            process.kill()?;
        }
        self.forget(number..number + 1)
    }

    /// Stops the network and removes its folder, keys and all.
    pub fn delete(mut self) -> Result<()> {
        self.stop()?;
        fs::remove_dir_all(&self.folder).map_err(trying("remove", &self.folder))
    }

    /// Asks every node.
    pub fn status(&self) -> Result<Status> {
        let state = State::load(&self.folder)?;
        let nodes = state.nodes.iter().map(|node| {
            let node = self.seen(node);
            let pid = node.running().map(|process| process.pid);
            NodeStatus {
                name: node.state.name.clone(),
                rpc: node.url(),
                pid,
                height: pid.and_then(|_| node.height().ok()),
            }
        });
        Ok(Status {
            nodes: nodes.collect(),
            chain_id: state.chain_id,
        })
    }

    /// Waits until a node has a block of this height; gives the height that it has by then.
    pub fn wait_for_height(&self, number: usize, height: u64, patience: Duration) -> Result<u64> {
        self.node(number)?.wait(&Until::Height(height), patience)
    }

    /// The height of a node's newest block.
    pub fn height(&self, number: usize) -> Result<u64> {
        self.node(number)?.height()
    }

    /// Where everything of this network is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The chain's name.
    pub fn chain_id(&self) -> &str {
        &self.state.chain_id
    }

    /// How many nodes, and thereby validators, the network has.
    pub fn nodes(&self) -> usize {
        self.state.nodes.len()
    }

    /// Each node's RPC address, as `http://127.0.0.1:20123`.
    pub fn rpc_urls(&self) -> Vec<String> {
        let nodes = self.state.nodes.iter();
        nodes.map(|node| self.seen(node).url()).collect()
    }

    /// Where a node writes its log.
    pub fn log(&self, number: usize) -> Result<PathBuf> {
        Ok(self.node(number)?.log())
    }

    /// A node's home folder, for calls of wasmd by hand.
    pub fn home(&self, number: usize) -> Result<PathBuf> {
        Ok(self.node(number)?.home())
    }

    /// The program that the nodes run.
    pub fn binary(&self) -> &Path {
        &self.state.binary
    }

    /// The folder of key files, `<name>.key` with a mnemonic each.
    pub fn keys(&self) -> PathBuf {
        self.folder.join("keys")
    }

    /// An account's key file.
    pub fn key(&self, name: &str) -> Result<PathBuf> {
        self.address(name)?;
        Ok(self.keys().join(format!("{name}.key")))
    }

    /// Names and addresses of the accounts that have a key here, `validator-0` and so on among them.
    pub fn accounts(&self) -> impl Iterator<Item = (&str, &str)> {
        let accounts = self.state.accounts.iter();
        accounts.map(|account| (account.name.as_str(), account.address.as_str()))
    }

    /// An account's address.
    pub fn address(&self, name: &str) -> Result<&str> {
        let found = self.accounts().find(|(known, _)| *known == name);
        let (_, address) = found.ok_or_else(|| Error::NoSuchAccount {
            found: name.to_owned(),
            known: self
                .accounts()
                .map(|(known, _)| known)
                .collect::<Vec<_>>()
                .join(", "),
        })?;
        Ok(address)
    }

    fn node(&self, number: usize) -> Result<Node<'_>> {
        let state = self.state.nodes.get(number);
        let state = state.ok_or(Error::NoSuchNode {
            found: number,
            last: self.nodes().saturating_sub(1),
        })?;
        Ok(self.seen(state))
    }

    fn seen<'a>(&'a self, state: &'a NodeState) -> Node<'a> {
        Node {
            folder: &self.folder,
            chain_id: &self.state.chain_id,
            state,
        }
    }

    /// Keeps other processes from starting and stopping nodes, and takes over what they did.
    fn hold(&mut self) -> Result<File> {
        let held = files::lock_within(&self.folder.join("lock"), LOCK_WITHIN)?;
        self.state = State::load(&self.folder)?;
        Ok(held)
    }

    /// The process is in the file before anything is waited for.
    fn spawn(&mut self, number: usize) -> Result<()> {
        let child = self
            .node(number)?
            .spawn(&self.state.binary, !self.guarded)?;
        let process = Process::with_id(child.id());
        self.children.push(child);
        if let Some(node) = self.state.nodes.get_mut(number) {
            node.process = process;
        }
        self.state.save(&self.folder)
    }

    fn end(&mut self, numbers: std::ops::Range<usize>) -> Result<()> {
        let nodes = self.state.nodes.get(numbers.clone()).unwrap_or_default();
        let processes: Vec<Process> = nodes
            .iter()
            .filter_map(|node| node.process.clone())
            .collect();
        processes.iter().try_for_each(Process::terminate)?;
        for process in &processes {
            if !process.ends_within(STOPPED_WITHIN) {
                process.kill()?;
            }
        }
        self.forget(numbers)
    }

    /// Collects what has ended and takes it out of the file.
    fn forget(&mut self, numbers: std::ops::Range<usize>) -> Result<()> {
        self.children
            .retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        for node in self.state.nodes.get_mut(numbers).unwrap_or_default() {
            node.process = None;
        }
        self.state.save(&self.folder)
    }
}

//! A network in a folder: started, stopped, asked.

mod places;
mod status;

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

pub use status::{NodeStatus, Status};

/// How long a node may take until it answers, and a network until it makes blocks.
const UP_WITHIN: Duration = Duration::from_mins(2);

/// How long a node may take to close its files, before it is killed.
const STOPPED_WITHIN: Duration = Duration::from_secs(15);

/// How long another process that works on the same network is waited for.
const LOCK_WITHIN: Duration = Duration::from_secs(30);

/// A block's time is that of the votes for the block before. Votes from before a stop may be kept for
/// one block that was not finished, so that the second block after it still has an old time, and the
/// third has not.
const FRESH_AFTER: u64 = 3;

/// A network of nodes in a folder. Dropping it leaves its nodes running; see [`Localnet::guarded`].
#[derive(Debug)]
pub struct Localnet {
    folder: PathBuf,
    state: State,
    /// Of nodes that this process started, so that they can be collected when they have ended.
    children: Vec<Child>,
    guarded: bool,
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

    /// Starts the nodes that do not run, and waits until all answer and new blocks are made, with the
    /// time of now.
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
        let next = Until::Height(highest + FRESH_AFTER);
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

    /// Waits until a node has a block of this height; gives the height that it has by then.
    pub fn wait_for_height(&self, number: usize, height: u64, patience: Duration) -> Result<u64> {
        self.node(number)?.wait(&Until::Height(height), patience)
    }

    /// The height of a node's newest block.
    pub fn height(&self, number: usize) -> Result<u64> {
        self.node(number)?.height()
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

//! What of a network runs.

use super::Localnet;
use crate::{state::State, Result};

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
}

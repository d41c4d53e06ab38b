//! A real chain on this machine: wasmd built from source, and networks of one to seven validators,
//! each in a folder of its own.
//!
//! # A network
//!
//! [`Localnet::create`] makes a folder with a genesis file, a home folder for each node and freshly
//! made test keys; [`Localnet::start`] starts every node and returns when blocks are being made;
//! [`Localnet::stop`] ends them and keeps the chain's state, so that the next start goes on where it
//! stopped. [`Localnet::kill_node`] and [`Localnet::start_node`] treat one node as an operator or a
//! power failure would. [`Localnet::open`] takes up a network that another process made.
//!
//! Nodes outlive the process that started them, unless the network is in a [`Guard`], which is what a
//! test wants.
//!
//! # What it touches
//!
//! Everything is in the network's folder, and every port is on 127.0.0.1, free when the network was
//! made and written down in [`STATE_FILE`]. A node is ended by its process id, and only when the
//! process that has this id is still the one that was started.
//!
//! The keys are for this chain only. They lie in the folder in plain text (mode 0600), one BIP39
//! mnemonic a file, and control nothing but test coins.
//!
//! Linux only: processes are told apart by what /proc says.
#![deny(missing_docs)]
// Nothing here holds money that is worth anything.
#![allow(clippy::arithmetic_side_effects)]

mod binary;
mod config;
mod create;
mod error;
mod files;
mod genesis;
mod guard;
mod network;
mod node;
mod options;
mod ports;
mod process;
mod rpc;
mod state;

pub use binary::{built_wasmd, go_version, wasmd, GoVersion};
pub use error::{Error, Result};
pub use guard::Guard;
pub use network::{Localnet, NodeStatus, Status};
pub use options::{Account, Coin, Options, FEE_DENOM};
pub use state::STATE_FILE;

/// The first part of every address on these chains.
pub const BECH32_PREFIX: &str = "wasm";

//! `cargo xtask wasm`: the contracts as a chain takes them.
//!
//! Compiled for a machine without the newer WebAssembly instructions, which chains refuse, optimised
//! for size, checked as the chain's virtual machine checks, and listed with their checksums.

mod artifacts;
mod build;
mod check;
pub mod compiler;
pub mod optimise;

use std::path::PathBuf;

use anyhow::Result;

use crate::workspace;

/// The contracts, in the order in which a deployment stores them.
pub const CONTRACTS: [Contract; 4] = [
    Contract {
        name: "vault",
        budget: 700 * KIB,
    },
    Contract {
        name: "oracle",
        budget: 440 * KIB,
    },
    Contract {
        name: "liquidation",
        budget: 580 * KIB,
    },
    Contract {
        name: "stablecoin",
        budget: 320 * KIB,
    },
];

/// The examples, for tests on a chain: no deployment stores them, and `checksums.txt` does not list them.
pub const EXAMPLES: [Contract; 2] = [
    Contract {
        name: "example-market",
        budget: 320 * KIB,
    },
    Contract {
        name: "example-taker",
        budget: 320 * KIB,
    },
];

const KIB: u64 = 1024;

/// A contract and how large its code may become. A chain takes no more than 800 KiB.
pub struct Contract {
    pub name: &'static str,
    pub budget: u64,
}

impl Contract {
    /// The crate that holds it.
    pub fn package(&self) -> String {
        format!("ballast-{}", self.name)
    }

    /// The file that a chain is given.
    pub fn file(&self) -> String {
        format!("ballast_{}.wasm", self.name.replace('-', "_"))
    }
}

/// Where the compiled contracts go.
pub fn folder() -> PathBuf {
    workspace::root().join("artifacts")
}

/// Where the compiled examples go.
pub fn examples_folder() -> PathBuf {
    folder().join("examples")
}

/// Every contract that is compiled, with the folder that it goes into.
fn all() -> impl Iterator<Item = (&'static Contract, PathBuf)> {
    let contracts = CONTRACTS.iter().map(|it| (it, folder()));
    contracts.chain(EXAMPLES.iter().map(|it| (it, examples_folder())))
}

/// Compiles, optimises, checks and lists all contracts. What has not changed takes no time.
pub fn run() -> Result<()> {
    let compiler = compiler::find_or_install()?;
    let optimiser = optimise::find_or_install()?;
    println!("compiler: {}, optimiser: {optimiser}", compiler.version);
    build::fetch(&compiler)?;
    for (contract, folder) in all() {
        let compiled = build::contract(contract, &compiler)?;
        optimise::file_once(&compiled, &folder.join(contract.file()))?;
    }
    check::all()?;
    let list = artifacts::write(&compiler.version, &optimiser)?;
    println!("\n{list}");
    Ok(())
}

//! The project's own chores: `cargo xtask <chore>`.
//!
//! Whatever continuous integration runs is a chore here, so that what passes on one machine passes on
//! the other.

// Chores count seconds and tests. They hold no money.
#![allow(clippy::arithmetic_side_effects)]

mod command;
mod gas;
mod localnet;
mod node;
mod schema;
mod test;
mod tools;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about = "The project's own chores")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Check everything, as continuous integration does
    Test {
        /// Formatting, lints, tests and schema only, with short property tests
        #[arg(long)]
        quick: bool,
    },
    /// Write the JSON schema of every contract into schema/
    Schema {
        /// Write nothing; fail if a file there is not what the messages say
        #[arg(long)]
        check: bool,
    },
    /// Compile the contracts for a chain, into artifacts/
    Wasm,
    /// Say what every operation costs on a chain, from the compiled contracts
    Gas(gas::Options),
    /// A real chain on this machine, with the contracts on it
    #[command(subcommand)]
    Localnet(localnet::Action),
    /// Say which tools the chores need and which of them are missing
    Doctor,
    /// Install the tools that are missing
    Install,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().chore {
        Chore::Test { quick } => test::run(quick),
        Chore::Schema { check: true } => schema::check(),
        Chore::Schema { check: false } => schema::write(),
        Chore::Wasm => wasm::run(),
        Chore::Gas(options) => gas::run(&options),
        Chore::Localnet(action) => localnet::run(&action),
        Chore::Doctor => tools::doctor(),
        Chore::Install => tools::install(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

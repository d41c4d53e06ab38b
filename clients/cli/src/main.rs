//! The `ballast` command: a demo of the whole system, replays of recorded histories, and everyday
//! verbs against a sandbox or a real chain, its governance included.
//!
//! A command line travels one way: [`args`] are the words as typed, [`command`] what they mean
//! (resolved before anything is read or written), [`commands`] do it against a [`chain`], and
//! [`output`] tells the result and ends the program.
// Nothing here holds money: sums of amounts that exist on the chain fit their types by far, and what
// is computed is shown, never stored.
#![allow(clippy::arithmetic_side_effects)]

mod amount;
mod args;
mod auction_name;
mod chain;
mod command;
mod commands;
mod demo;
mod error;
mod gov;
mod guarded;
mod output;
mod position_name;
mod session;
mod table;
mod text;
mod time;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let is_json = args.global.json;
    output::conclude(run(args), is_json)
}

fn run(args: args::Args) -> error::CliResult<output::Output> {
    let environment = command::Environment::read(|name| std::env::var_os(name));
    commands::run(command::Resolved::new(args, environment)?)
}

//! Prints what every operation costs in gas, as JSON: `cargo xtask gas` makes a table of it.
//!
//!     ballast-gas ARTIFACTS POSITIONS...
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::{path::Path, process::ExitCode};

use ballast_compiled::{measure::measure, Codes};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("ballast-gas: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<String> {
    let Some((artifacts, sizes)) = arguments.split_first() else {
        anyhow::bail!("a folder of artifacts and numbers of positions are expected");
    };
    let codes = Codes::load(Path::new(artifacts))?;
    let mut all = vec![];
    for size in sizes {
        all.push(measure(&codes, size.parse()?)?);
    }
    Ok(serde_json::to_string_pretty(&all)?)
}

//! `cargo xtask gas`: what every operation costs on a chain.
//!
//! `ballast-gas` (packages/compiled) runs the artifacts and prices what they do; here it becomes a
//! table, and is held against the committed figures of the same compiler and against the goals.

mod baseline;
mod goals;
mod measured;
mod table;

use std::fs;

use anyhow::{ensure, Context, Result};
use clap::Args;

use crate::{
    command::{cargo, output_of},
    wasm, workspace,
};
use baseline::Baseline;
use measured::Measured;

/// Positions, and depositors, among which everything is measured.
const SIZES: [&str; 3] = ["10", "1000", "100000"];

/// What is done with the figures.
#[derive(Args, Default)]
pub struct Options {
    #[command(flatten)]
    form: Form,
    /// Fail if a figure is not the committed one within 2%, or grows by more than 1% with the state
    #[arg(long)]
    check: bool,
    /// Commit to these figures: write them into gas/
    #[arg(long)]
    bless: bool,
}

/// How they are shown, if not as a table of sizes and goals.
#[derive(Args, Default)]
struct Form {
    /// Print everything that was measured as JSON
    #[arg(long, conflicts_with = "parts")]
    json: bool,
    /// Print what the gas is charged for instead of comparing sizes
    #[arg(long)]
    parts: bool,
}

/// Measures, prints, and checks or blesses where that was asked for.
pub fn run(options: &Options) -> Result<()> {
    let built_with = wasm::folder().join("built-with.txt");
    let versions = fs::read_to_string(&built_with)
        .with_context(|| format!("{}: run `cargo xtask wasm` first", built_with.display()))?;
    let (json, sizes) = measure()?;
    if options.form.json {
        println!("{json}");
    } else if options.form.parts {
        print!("{}", table::parts(&sizes)?);
    } else {
        println!("compiled with {}\n", versions.trim().replace('\n', ", "));
        print!("{}\n{}", table::sizes(&sizes)?, goals::table(&sizes)?);
    }
    let file = baseline::file(&versions)?;
    if options.bless {
        Baseline::of(&versions, &sizes).save(&file)?;
        eprintln!("written: {}", file.display());
    }
    if options.check {
        let faults = [
            baseline::growth(&sizes),
            Baseline::load(&file)?.compare(&sizes),
        ]
        .concat();
        ensure!(faults.is_empty(), "{}", faults.join("\n       "));
        eprintln!("gas: as committed in {}", file.display());
    }
    Ok(())
}

/// Fails if a figure is not the committed one, and prints the table.
pub fn check() -> Result<()> {
    run(&Options {
        check: true,
        ..Options::default()
    })
}

/// The program's output, as it is and read.
fn measure() -> Result<(String, Vec<Measured>)> {
    let program = ["run", "--quiet", "--package", "ballast-compiled"];
    let program = program.into_iter().chain(["--bin", "ballast-gas", "--"]);
    let mut command = cargo(program);
    command
        .arg(wasm::folder())
        .args(SIZES)
        .current_dir(workspace::root());
    let json = output_of(&mut command).context(
        "nothing measured (if the sources are newer than artifacts/: `cargo xtask wasm`)",
    )?;
    let sizes =
        serde_json::from_str(&json).context("ballast-gas printed what is no measurement")?;
    Ok((json, sizes))
}

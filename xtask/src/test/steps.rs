//! The checks, in the order in which they run.

use std::process::Command;

use anyhow::Result;

use super::report::TestCount;
use crate::{
    command::{cargo, run, run_reading},
    gas, node, schema, tools, wasm,
};

/// A check. What it returns stands beside its name in the summary.
pub struct Step {
    pub name: &'static str,
    pub run: fn() -> Result<String>,
}

/// How long the property tests run, unless the caller has set it: properties of the arithmetic, and
/// operations of the stateful test.
const THOROUGH: [(&str, &str); 2] = [("BALLAST_CASES", "10000"), ("BALLAST_OPERATIONS", "20000")];

/// Crates whose tests run the compiled contracts.
const COMPILED: [&str; 2] = ["ballast-compiled", "ballast-vm-tests"];

/// Crates whose tests need a chain.
const CHAIN: [&str; 1] = ["ballast-chain-tests"];

/// The steps of a full or of a quick run.
pub fn steps(quick: bool) -> Vec<Step> {
    let step = |name, run| Step { name, run };
    if quick {
        return vec![
            step("format", format),
            step("lints", lints),
            step("tests", quick_tests),
            step("schema", schema),
        ];
    }
    vec![
        step("format", format),
        step("lints", lints),
        step("tests", thorough_tests),
        step("documentation", documentation),
        step("schema", schema),
        step("dependencies", dependencies),
        step("demo", demo),
        step("feeder", node::test_feeder),
        step("contracts", contracts),
        step("gas", gas_figures),
        step("compiled", compiled_tests),
        step("chain", chain_tests),
    ]
}

fn format() -> Result<String> {
    run(&mut cargo(["fmt", "--all", "--check"]))?;
    Ok(String::new())
}

fn lints() -> Result<String> {
    run(&mut cargo([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(String::new())
}

fn quick_tests() -> Result<String> {
    native_tests(&[])
}

fn thorough_tests() -> Result<String> {
    native_tests(&THOROUGH)
}

/// Everything that needs neither the compiled contracts nor a chain.
fn native_tests(settings: &[(&str, &str)]) -> Result<String> {
    let mut command = cargo(["test", "--workspace", "--no-fail-fast"]);
    for package in COMPILED.into_iter().chain(CHAIN) {
        command.args(["--exclude", package]);
    }
    tests(command, settings)
}

/// The contracts as a chain takes them, in the machine that runs them.
fn compiled_tests() -> Result<String> {
    tests(packages(&COMPILED), &[])
}

/// The whole system on a real chain.
fn chain_tests() -> Result<String> {
    tests(packages(&CHAIN), &[])
}

fn packages(packages: &[&str]) -> Command {
    let mut command = cargo(["test", "--no-fail-fast"]);
    for package in packages {
        command.args(["--package", package]);
    }
    command
}

fn tests(mut command: Command, settings: &[(&str, &str)]) -> Result<String> {
    for (name, value) in settings {
        if std::env::var_os(name).is_none() {
            command.env(name, value);
        }
    }
    let mut count = TestCount::default();
    run_reading(&mut command, |line| count.add(line))?;
    Ok(count.to_string())
}

fn documentation() -> Result<String> {
    run(cargo(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(String::new())
}

fn schema() -> Result<String> {
    schema::check()?;
    Ok(String::new())
}

fn dependencies() -> Result<String> {
    let mut command = tools::cargo_deny()?;
    run(command.args([
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))?;
    Ok(String::new())
}

fn demo() -> Result<String> {
    run(&mut cargo([
        "ballast",
        "demo",
        "--positions",
        "50",
        "--report",
        "target/demo-report",
    ]))?;
    Ok(String::new())
}

fn contracts() -> Result<String> {
    wasm::run()?;
    Ok(String::new())
}

/// The committed figures hold for the contracts just compiled.
fn gas_figures() -> Result<String> {
    gas::check()?;
    Ok(String::new())
}

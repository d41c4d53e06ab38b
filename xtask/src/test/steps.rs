//! The checks, in the order in which they run.

use anyhow::Result;

use super::report::TestCount;
use crate::{
    command::{cargo, run, run_reading},
    schema, tools,
};

/// A check. What it returns stands beside its name in the summary.
pub struct Step {
    pub name: &'static str,
    pub run: fn() -> Result<String>,
}

/// How long the property tests run, unless the caller has set it: properties of the arithmetic, and
/// operations of the stateful test.
const THOROUGH: [(&str, &str); 2] = [("BALLAST_CASES", "10000"), ("BALLAST_OPERATIONS", "20000")];

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
    tests(&[])
}

fn thorough_tests() -> Result<String> {
    tests(&THOROUGH)
}

fn tests(settings: &[(&str, &str)]) -> Result<String> {
    let mut command = cargo(["test", "--workspace", "--no-fail-fast"]);
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

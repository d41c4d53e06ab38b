//! The tools that the chores need beside cargo, and how to come by them.

use std::{path::PathBuf, process::Command};

use anyhow::{bail, Context, Result};

use crate::{
    command::{cargo, output, run},
    workspace,
};

/// The version is fixed, so that a check passes or fails everywhere alike.
const CARGO_DENY: &str = "0.20.2";

/// A tool, how to ask for it, and how to get it.
struct Tool {
    name: &'static str,
    purpose: &'static str,
    /// What the tool says of itself, if it is there.
    find: fn() -> Option<String>,
    install: fn() -> Result<()>,
}

const TOOLS: [Tool; 3] = [
    Tool {
        name: "rustfmt",
        purpose: "formatting",
        find: || output(&mut cargo(["fmt", "--version"])),
        install: || component("rustfmt"),
    },
    Tool {
        name: "clippy",
        purpose: "lints",
        find: || output(&mut cargo(["clippy", "--version"])),
        install: || component("clippy"),
    },
    Tool {
        name: "cargo-deny",
        purpose: "licences and sources of dependencies",
        find: || find_cargo_deny().and_then(|path| output(Command::new(path).arg("--version"))),
        install: install_cargo_deny,
    },
];

/// Lists the tools; fails if one is missing.
pub fn doctor() -> Result<()> {
    let mut missing = vec![];
    for Tool {
        name,
        purpose,
        find,
        ..
    } in TOOLS
    {
        let found = find();
        println!(
            "{name:<12} {purpose:<38} {}",
            found.as_deref().unwrap_or("MISSING")
        );
        if found.is_none() {
            missing.push(name);
        }
    }
    if !missing.is_empty() {
        bail!("missing: {}; run `cargo xtask install`", missing.join(", "));
    }
    Ok(())
}

/// Installs the tools that are missing.
pub fn install() -> Result<()> {
    for Tool {
        name,
        find,
        install,
        ..
    } in TOOLS
    {
        if find().is_none() {
            println!("installing {name}");
            install().with_context(|| format!("cannot install {name}"))?;
        }
    }
    doctor()
}

/// A call of `cargo deny` at the workspace's root. Installs it first if it is missing.
pub fn cargo_deny() -> Result<Command> {
    if find_cargo_deny().is_none() {
        println!("installing cargo-deny {CARGO_DENY}: once, and it takes some minutes");
        install_cargo_deny().context("cannot install cargo-deny")?;
    }
    let path = find_cargo_deny().context("cargo-deny was installed, but does not run")?;
    let mut command = Command::new(path);
    command.current_dir(workspace::root());
    Ok(command)
}

/// Ours, or one that is installed already, if it has the right version.
fn find_cargo_deny() -> Option<PathBuf> {
    let ours = workspace::tools().join("bin/cargo-deny");
    [ours, PathBuf::from("cargo-deny")]
        .into_iter()
        .find(|path| {
            output(Command::new(path).arg("--version"))
                .is_some_and(|version| version == format!("cargo-deny {CARGO_DENY}"))
        })
}

fn install_cargo_deny() -> Result<()> {
    let mut command = cargo(["install", "--locked", "cargo-deny", "--version", CARGO_DENY]);
    run(command.arg("--root").arg(workspace::tools()))
}

fn component(name: &str) -> Result<()> {
    run(Command::new("rustup").args(["component", "add", name])).context(
        "it is part of the Rust toolchain, installed by rustup or by the system's packages",
    )
}

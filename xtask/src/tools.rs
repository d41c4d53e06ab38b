//! The tools that the chores need beside cargo, and how to come by them.

use std::{path::PathBuf, process::Command};

use anyhow::{bail, Context, Result};

use crate::{
    command::{cargo, output, run},
    node,
    wasm::{compiler, optimise},
    workspace,
};

/// A tool of crates.io. The version is fixed, so that a check passes or fails everywhere alike.
struct Crate {
    name: &'static str,
    version: &'static str,
}

const CARGO_DENY: Crate = Crate {
    name: "cargo-deny",
    version: "0.20.2",
};

/// Has the checks of the virtual machine that chains run.
const COSMWASM_CHECK: Crate = Crate {
    name: "cosmwasm-check",
    version: "3.0.10",
};

/// A tool, how to ask for it, and how to get it.
struct Tool {
    name: &'static str,
    purpose: &'static str,
    /// What the tool says of itself, if it is there.
    find: fn() -> Option<String>,
    install: fn() -> Result<()>,
}

const TOOLS: [Tool; 9] = [
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
        find: || CARGO_DENY.version_found(),
        install: || CARGO_DENY.install(),
    },
    Tool {
        name: "cosmwasm-check",
        purpose: "whether chains accept a contract",
        find: || COSMWASM_CHECK.version_found(),
        install: || COSMWASM_CHECK.install(),
    },
    Tool {
        name: "rustc for wasm",
        purpose: "contracts for chains",
        find: compiler::found,
        install: || compiler::find_or_install().map(drop),
    },
    Tool {
        name: "wasm-opt",
        purpose: "smaller contracts",
        find: optimise::found,
        install: || optimise::find_or_install().map(drop),
    },
    Tool {
        name: "node",
        purpose: "a feeder in JavaScript",
        find: node::found,
        install: || node::find_or_install().map(drop),
    },
    Tool {
        name: "go",
        purpose: "building the local chain's node",
        find: || ballast_localnet::go_version().ok()?.found,
        install: || bail!("it is a toolchain of its own; get it from https://go.dev/dl"),
    },
    Tool {
        name: "wasmd",
        purpose: "local chain",
        find: || output(Command::new(ballast_localnet::built_wasmd()?).arg("version")),
        install: || Ok(ballast_localnet::wasmd().map(drop)?),
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
            "{name:<14} {purpose:<38} {}",
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
    let mut command = Command::new(CARGO_DENY.find_or_install()?);
    command.current_dir(workspace::root());
    Ok(command)
}

/// A call of `cosmwasm-check`. Installs it first if it is missing.
pub fn cosmwasm_check() -> Result<Command> {
    Ok(Command::new(COSMWASM_CHECK.find_or_install()?))
}

impl Crate {
    /// Ours, or one that is installed already, if it has the right version.
    fn find(&self) -> Option<PathBuf> {
        let ours = workspace::tools().join("bin").join(self.name);
        [ours, PathBuf::from(self.name)].into_iter().find(|path| {
            output(Command::new(path).arg("--version"))
                .is_some_and(|version| version.split(' ').next_back() == Some(self.version))
        })
    }

    fn version_found(&self) -> Option<String> {
        self.find()
            .map(|_| format!("{} {}", self.name, self.version))
    }

    fn find_or_install(&self) -> Result<PathBuf> {
        if let Some(path) = self.find() {
            return Ok(path);
        }
        println!(
            "installing {} {}: once, and it takes some minutes",
            self.name, self.version
        );
        self.install()
            .with_context(|| format!("cannot install {}", self.name))?;
        self.find()
            .with_context(|| format!("{} was installed, but does not run", self.name))
    }

    fn install(&self) -> Result<()> {
        let mut command = cargo(["install", "--locked", self.name, "--version", self.version]);
        run(command.arg("--root").arg(workspace::tools()))
    }
}

/// Installs packages of Debian or of a system made from it, as root or by sudo.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    println!("installing Debian's {wanted}");
    for arguments in [
        vec!["update"],
        [&["install", "--yes", "--no-install-recommends"], packages].concat(),
    ] {
        let is_root = output(Command::new("id").arg("-u")).as_deref() == Some("0");
        let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            command.arg("apt-get");
        }
        run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
            .with_context(|| format!("cannot install {wanted}: on other systems than Debian, install what they contain by hand"))?;
    }
    Ok(())
}

fn component(name: &str) -> Result<()> {
    run(Command::new("rustup").args(["component", "add", name])).context(
        "it is part of the Rust toolchain, installed by rustup or by the system's packages",
    )
}

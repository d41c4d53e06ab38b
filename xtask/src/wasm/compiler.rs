//! A Rust compiler with the sources of its standard library, which has to be compiled anew: the one
//! that is shipped uses instructions that chains refuse.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    command::{output, run},
    tools::apt_install,
};

/// The compiler of published checksums. Another one makes contracts that do the same, with other
/// checksums.
const TOOLCHAIN: &str = "1.95.0";

/// Debian's compiler with its sources, where rustup has none to give, and its linker.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// The linker of the last of these packages.
const LINKER: &str = "wasm-ld-19";

/// A compiler that can build for chains.
pub struct Compiler {
    /// What it says of itself, as `rustc 1.95.0 (59807616e 2026-04-14)`.
    pub version: String,
    /// The compiler's root, where the sources of the standard library are.
    pub root: PathBuf,
    rustc: PathBuf,
    cargo: PathBuf,
    /// None if the compiler brings its own.
    linker: Option<&'static str>,
}

impl Compiler {
    /// A call of its cargo that will use it.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(&self.cargo);
        command.env("RUSTC", &self.rustc);
        // Building the standard library is not stable yet; this is how a stable compiler does it.
        command.env("RUSTC_BOOTSTRAP", "1");
        if let Some(linker) = self.linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        // What the calling cargo has set for another compiler.
        for name in [
            "RUSTC_WRAPPER",
            "RUSTUP_TOOLCHAIN",
            "CARGO_ENCODED_RUSTFLAGS",
        ] {
            command.env_remove(name);
        }
        command
    }
}

/// What a compiler for chains is called, if there is one.
pub fn found() -> Option<String> {
    of_rustup().or_else(of_debian).map(|found| found.version)
}

/// The compiler, installed first if it is missing: by rustup, or where rustup cannot, as packages of
/// Debian.
pub fn find_or_install() -> Result<Compiler> {
    if let Some(found) = of_rustup() {
        return Ok(found);
    }
    let by_rustup = install_by_rustup();
    if let Some(found) = of_rustup() {
        return Ok(found);
    }
    if let Some(found) = of_debian() {
        return Ok(found);
    }
    apt_install(&PACKAGES).with_context(|| match by_rustup {
        Ok(()) => format!("rustup's toolchain {TOOLCHAIN} does not run"),
        Err(error) => format!("rustup cannot install the toolchain {TOOLCHAIN} ({error:#})"),
    })?;
    of_debian().context("the packages are installed, but their compiler does not run")
}

fn install_by_rustup() -> Result<()> {
    println!("installing Rust {TOOLCHAIN} with the sources of its standard library");
    let install = ["toolchain", "install", TOOLCHAIN, "--profile", "minimal"];
    run(Command::new("rustup")
        .args(install)
        .args(["--component", "rust-src"]))
}

/// The pinned toolchain, under its own name or as the one that is called stable.
fn of_rustup() -> Option<Compiler> {
    [TOOLCHAIN, "stable"].into_iter().find_map(|toolchain| {
        let which = |program| {
            let mut command = Command::new("rustup");
            command.args(["which", "--toolchain", toolchain, program]);
            command.env("RUSTUP_AUTO_INSTALL", "0");
            output(&mut command).map(PathBuf::from)
        };
        let compiler = compiler(which("rustc")?, which("cargo")?, None)?;
        let is_pinned = compiler.version.split(' ').nth(1) == Some(TOOLCHAIN);
        is_pinned.then_some(compiler)
    })
}

fn of_debian() -> Option<Compiler> {
    output(Command::new(LINKER).arg("--version"))?;
    compiler(
        "/usr/bin/rustc".into(),
        "/usr/bin/cargo".into(),
        Some(LINKER),
    )
}

/// A compiler, if it runs and has the sources.
fn compiler(rustc: PathBuf, cargo: PathBuf, linker: Option<&'static str>) -> Option<Compiler> {
    let version = output(Command::new(&rustc).arg("--version"))?;
    let root = PathBuf::from(output(Command::new(&rustc).args(["--print", "sysroot"]))?);
    let has_sources = sources(&root).join("Cargo.lock").exists();
    has_sources.then_some(Compiler {
        version,
        root,
        rustc,
        cargo,
        linker,
    })
}

/// The sources of the standard library under a compiler's root.
fn sources(root: &Path) -> PathBuf {
    root.join("lib/rustlib/src/rust/library")
}

//! The shape of the workspace: which crate may know which, and what the shipped profile promises.

#![allow(clippy::expect_used)] // a test that cannot read the workspace has failed

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// Crates that may stand above each crate's code, in order from the bottom. A crate knows only those
/// listed for it.
const RULES: &[(&str, &[&[&str]])] = &[
    ("ballast-math", &[]),
    ("ballast-storage", &[]),
    ("ballast-types", &[MATH]),
    ("ballast-guard", &[TYPES]),
    ("ballast-stablecoin", &[FOUNDATION]),
    ("ballast-oracle", &[FOUNDATION]),
    ("ballast-vault", &[FOUNDATION]),
    ("ballast-liquidation", &[FOUNDATION]),
    ("ballast-example-market", &[TYPES]),
    (
        "ballast-example-taker",
        &[TYPES, &["ballast-example-market"]],
    ),
    ("ballast-devchain", &[FOUNDATION, CONTRACTS]),
    ("ballast-compiled", &[TYPES, DEVCHAIN]),
    ("ballast-client", &[MATH, TYPES]),
    // The contracts' own code checks a deployment file's parameters before anything is sent.
    ("ballast-deploy", &[MATH, TYPES, CLIENT, CONTRACTS]),
    ("ballast-keeper", &[MATH, TYPES, CLIENT]),
    ("ballast-localnet", &[]),
    // The command line offers everything on every chain.
    (
        "ballast-cli",
        &[FOUNDATION, CONTRACTS, DEVCHAIN, CLIENT, PROGRAMS],
    ),
    ("ballast-tests", &[FOUNDATION, CONTRACTS, DEVCHAIN]),
    ("ballast-vm-tests", &[DEVCHAIN, &["ballast-compiled"]]),
    (
        "ballast-chain-tests",
        &[MATH, TYPES, DEVCHAIN, CLIENT, PROGRAMS, LOCALNET],
    ),
    ("xtask", &[TYPES, LOCALNET]),
];

const MATH: &[&str] = &["ballast-math"];
const TYPES: &[&str] = &["ballast-types"];
const FOUNDATION: &[&str] = &[
    "ballast-math",
    "ballast-storage",
    "ballast-types",
    "ballast-guard",
];
const CONTRACTS: &[&str] = &[
    "ballast-stablecoin",
    "ballast-oracle",
    "ballast-vault",
    "ballast-liquidation",
];
const DEVCHAIN: &[&str] = &["ballast-devchain"];
const LOCALNET: &[&str] = &["ballast-localnet"];
const CLIENT: &[&str] = &["ballast-client"];
const PROGRAMS: &[&str] = &["ballast-deploy", "ballast-keeper"];

fn metadata() -> Metadata {
    MetadataCommand::new()
        .no_deps()
        .exec()
        .expect("cargo metadata")
}

#[test]
fn dependencies_run_one_way() {
    let metadata = metadata();
    let ours: BTreeSet<String> = metadata
        .packages
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    let ruled: BTreeSet<String> = RULES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(
        ours, ruled,
        "every crate needs a rule, and every rule a crate"
    );

    for package in &metadata.packages {
        let (_, allowed) = RULES
            .iter()
            .find(|(name, _)| *name == package.name.as_str())
            .unwrap();
        let known = package.dependencies.iter().filter(|dependency| {
            dependency.kind == DependencyKind::Normal && ours.contains(&dependency.name)
        });
        for dependency in known {
            assert!(
                allowed
                    .iter()
                    .any(|group| group.contains(&dependency.name.as_str())),
                "{} may not depend on {}",
                package.name,
                dependency.name
            );
        }
    }
}

#[test]
fn the_compiler_that_is_asked_for_is_new_enough_for_every_crate() {
    let all = MetadataCommand::new().exec().expect("cargo metadata");
    let asked = all.workspace_packages()[0].rust_version.clone().unwrap();
    let newer = all.packages.iter().filter(|package| {
        let needed = package.rust_version.as_ref();
        needed.is_some_and(|needed| *needed > asked)
    });
    let newer: Vec<_> = newer.map(|package| package.name.as_str()).collect();
    assert!(newer.is_empty(), "Rust {asked} cannot build {newer:?}");
    let readme = std::fs::read_to_string(all.workspace_root.join("README.md")).unwrap();
    let named = format!("(1.{} or later, with rustfmt and clippy)", asked.minor);
    assert!(readme.contains(&named), "README names another than {named}");
}

#[test]
fn math_knows_no_chain() {
    let metadata = metadata();
    let math = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "ballast-math");
    for dependency in &math.unwrap().dependencies {
        let is_chain = dependency.name.starts_with("cosmwasm") || dependency.name.starts_with("cw");
        assert!(!is_chain, "math depends on {}", dependency.name);
    }
}

#[test]
fn h14_overflow_checks_are_on_in_the_shipped_profile() {
    let root = metadata().workspace_root.join("Cargo.toml");
    let manifest = std::fs::read_to_string(root).unwrap();
    let release = manifest.split("[profile.release]").nth(1).unwrap();
    let release = release.split("\n[").next().unwrap();
    assert!(
        release
            .lines()
            .any(|line| line.trim() == "overflow-checks = true"),
        "{release}"
    );
    assert!(manifest.contains("arithmetic_side_effects = \"deny\""));
}

#[test]
fn h02_an_unused_result_does_not_compile() {
    let root = metadata().workspace_root.join("Cargo.toml");
    let manifest = std::fs::read_to_string(root).unwrap();
    assert!(manifest.contains("unused_must_use = \"deny\""));
    for package in metadata().packages {
        let own = std::fs::read_to_string(&package.manifest_path).unwrap();
        let inherits = own.contains("[lints]\nworkspace = true");
        assert!(
            inherits,
            "{} does not take the workspace's lints",
            package.name
        );
    }
}

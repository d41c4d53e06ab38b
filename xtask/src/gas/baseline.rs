//! The figures that are committed, so that a rise is seen in review.
//!
//! Another compiler makes other code, and other figures: each has a file of its own.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::measured::{percent, rise, thousands, Measured};
use crate::workspace;

/// Largest difference to a committed figure, in hundredths of a per cent.
const TOLERANCE: i64 = 200;
/// Largest growth from the smallest state to the largest.
const GROWTH: i64 = 100;

/// Gas of one operation among so many positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    unpinned: u64,
    pinned: u64,
}

/// All figures: by operation, then by number of positions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    built_with: Vec<String>,
    gas: BTreeMap<String, BTreeMap<u64, Figure>>,
}

/// The file for the compiler named in the first of these lines, as `rustc 1.95.0 (59807616e 2026-04-14)`.
pub fn file(versions: &str) -> Result<PathBuf> {
    let version = versions.split_whitespace().nth(1);
    let version = version.context("artifacts/built-with.txt names no compiler")?;
    let name = format!("gas/baseline-rustc-{version}.json");
    Ok(workspace::root().join(name))
}

impl Baseline {
    /// These figures as they are.
    pub fn of(versions: &str, sizes: &[Measured]) -> Self {
        let mut gas: BTreeMap<String, BTreeMap<u64, Figure>> = BTreeMap::new();
        for measured in sizes {
            for cost in &measured.costs {
                let figure = Figure {
                    unpinned: cost.unpinned,
                    pinned: cost.pinned,
                };
                let by_size = gas.entry(cost.name.clone()).or_default();
                by_size.insert(measured.positions, figure);
            }
        }
        Self {
            built_with: versions.lines().map(str::to_owned).collect(),
            gas,
        }
    }

    /// Reads the committed figures.
    pub fn load(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| {
            let hint = "`cargo xtask gas --bless` writes the figures of this compiler";
            format!("{}: {hint}", file.display())
        })?;
        serde_json::from_str(&text).with_context(|| format!("{} is damaged", file.display()))
    }

    /// Writes them for a commit.
    pub fn save(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
    }

    /// What differs by more than the tolerance, and what only one of the two knows.
    pub fn compare(&self, sizes: &[Measured]) -> Vec<String> {
        let now = Self::of("", sizes);
        let mut faults = vec![];
        for (name, figures) in &self.gas {
            for (positions, old) in figures {
                match now.figure(name, *positions) {
                    Some(new) => faults.extend(differs(name, *positions, *old, new)),
                    None => faults.push(format!("{name} at {positions}: no longer measured")),
                }
            }
        }
        for (name, figures) in &now.gas {
            for positions in figures.keys() {
                if self.figure(name, *positions).is_none() {
                    faults.push(format!(
                        "{name} at {positions}: not in the committed figures"
                    ));
                }
            }
        }
        faults
    }

    fn figure(&self, name: &str, positions: u64) -> Option<Figure> {
        self.gas.get(name)?.get(&positions).copied()
    }
}

fn differs(name: &str, positions: u64, old: Figure, new: Figure) -> Option<String> {
    let pairs = [
        ("unpinned", old.unpinned, new.unpinned),
        ("pinned", old.pinned, new.pinned),
    ];
    let (kind, old, new) = pairs
        .into_iter()
        .find(|(_, old, new)| rise(*old, *new).abs() > TOLERANCE)?;
    let (by, old, new) = (percent(rise(old, new)), thousands(old), thousands(new));
    Some(format!(
        "{name} at {positions}, {kind}: {new} gas, {old} committed ({by})"
    ))
}

/// Operations that cost more among many positions.
pub fn growth(sizes: &[Measured]) -> Vec<String> {
    let Some((few, many)) = sizes.first().zip(sizes.last()) else {
        return vec!["nothing was measured".to_owned()];
    };
    let mut faults = vec![];
    for (few, many) in few.costs.iter().zip(&many.costs) {
        let growth = rise(few.pinned, many.pinned);
        if growth > GROWTH {
            let (name, by) = (&few.name, percent(growth));
            faults.push(format!("{name} grows with the state: {by}"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gas::measured::Cost;

    fn measured(positions: u64, gas: &[(&str, u64)]) -> Measured {
        let cost = |(name, gas): &(&str, u64)| Cost {
            name: (*name).to_owned(),
            unpinned: gas + 58_000,
            pinned: *gas,
            parts: BTreeMap::new(),
        };
        Measured {
            positions,
            costs: gas.iter().map(cost).collect(),
        }
    }

    #[test]
    fn two_per_cent_pass_and_more_do_not() {
        let old = Baseline::of("", &[measured(10, &[("open", 100_000)])]);
        for (gas, is_fine) in [
            (102_000, true),
            (98_000, true),
            (102_020, false),
            (97_900, false),
        ] {
            let faults = old.compare(&[measured(10, &[("open", gas)])]);
            assert_eq!(faults.is_empty(), is_fine, "{gas}: {faults:?}");
        }
    }

    #[test]
    fn what_only_one_side_knows_is_said() {
        let old = Baseline::of("", &[measured(10, &[("open", 1), ("close", 1)])]);
        let faults = old.compare(&[measured(10, &[("open", 1), ("mint", 1)])]);
        assert_eq!(
            faults,
            [
                "close at 10: no longer measured",
                "mint at 10: not in the committed figures"
            ]
        );
    }

    #[test]
    fn growth_of_more_than_one_per_cent_is_refused() {
        let few = measured(10, &[("open", 100_000), ("mint", 100_000)]);
        let many = measured(100_000, &[("open", 101_000), ("mint", 101_011)]);
        let faults = growth(&[few, many]);
        assert_eq!(faults, ["mint grows with the state: +1.01%"]);
    }

    #[test]
    fn each_compiler_has_a_file() {
        let file = file("rustc 1.95.0 (59807616e 2026-04-14)\nwasm-opt 126\n").unwrap();
        assert!(file.ends_with("gas/baseline-rustc-1.95.0.json"));
        assert!(super::file("").is_err());
    }

    #[test]
    fn figures_survive_their_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("gas/baseline.json");
        let baseline = Baseline::of("one\ntwo", &[measured(10, &[("open", 7)])]);
        baseline.save(&file).unwrap();
        assert_eq!(Baseline::load(&file).unwrap(), baseline);
        fs::write(&file, "{").unwrap();
        assert!(Baseline::load(&file).is_err());
    }
}

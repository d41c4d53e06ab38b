//! Node, which runs the example of a feeder that is written in another language.

use std::process::Command;

use anyhow::{bail, ensure, Context, Result};

use crate::{
    command::{output, run_reading},
    tools::apt_install,
    workspace,
};

/// What Debian 12 and Ubuntu 24.04 have, and the first that runs tests by itself.
const OLDEST: u32 = 18;

/// What it says of itself, if it is there: `v20.20.2`.
pub fn found() -> Option<String> {
    output(Command::new("node").arg("--version"))
}

/// The version, after installing it if it is missing.
pub fn find_or_install() -> Result<String> {
    if found().is_none() {
        apt_install(&["nodejs"])?;
    }
    let version = found().context("node is installed, but does not run")?;
    if major(&version).is_none_or(|major| major < OLDEST) {
        bail!("this is node {version}, expected v{OLDEST} or later");
    }
    Ok(version)
}

/// Runs the tests of `examples/feeder-js`: they hold the committed vectors of signed reports. Says how many
/// passed.
pub fn test_feeder() -> Result<String> {
    find_or_install()?;
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=tap"]);
    command.current_dir(workspace::root().join("examples/feeder-js"));
    let mut count = None;
    run_reading(&mut command, |line| count = passed(line).or(count))?;
    // Node that finds no test is content.
    ensure!(count > Some(0), "node ran no test of examples/feeder-js");
    Ok(format!("{} passed", count.unwrap_or_default()))
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// The number in a closing line: `# pass 56`.
fn passed(line: &str) -> Option<u64> {
    line.strip_prefix("# pass ")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_begins_with_its_major_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        for wrong in ["", "20.1.0", "v", "vx.1"] {
            assert_eq!(major(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn tests_are_counted_by_their_closing_line() {
        assert_eq!(passed("# pass 56"), Some(56));
        for other in ["# fail 0", "ok 56 - refused: no signature", "# pass"] {
            assert_eq!(passed(other), None, "{other}");
        }
    }
}

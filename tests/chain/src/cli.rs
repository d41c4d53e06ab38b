//! The command line on a site's chain.

use std::{path::PathBuf, process::Command};

use crate::{ballast, Site};

/// The `ballast` command, as somebody of the site's accounts uses it in the test's folder.
#[derive(Clone, Debug)]
pub struct Cli {
    manifest: PathBuf,
    folder: PathBuf,
}

impl Cli {
    /// On this chain.
    pub fn of(site: &Site) -> Self {
        Self {
            manifest: site.manifest_file(),
            folder: site.folder.path().to_owned(),
        }
    }

    /// What it says.
    pub fn says(&self, name: &str, arguments: &[&str]) -> String {
        let (succeeded, text) = self.ran(name, arguments);
        assert!(succeeded, "ballast {}: {text}", arguments.join(" "));
        text
    }

    /// What it says when it refuses.
    pub fn refuses(&self, name: &str, arguments: &[&str]) -> String {
        let (succeeded, text) = self.ran(name, arguments);
        assert!(!succeeded, "ballast {}: {text}", arguments.join(" "));
        text
    }

    /// Whether it succeeded, and all that it printed.
    fn ran(&self, name: &str, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(ballast());
        command.current_dir(&self.folder).env_remove("BALLAST_KEY");
        command.args(["--as", name, "--chain"]).arg(&self.manifest);
        let output = command.args(arguments).output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        (output.status.success(), String::from_utf8(text).unwrap())
    }
}

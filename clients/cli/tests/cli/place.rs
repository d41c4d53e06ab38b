//! The built command in a folder of its own.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands run.
pub struct Place(TempDir);

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One with a new sandbox.
    pub fn with_sandbox() -> Self {
        let place = Self::new();
        place.ok("sandbox reset");
        place
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The command with a line of arguments.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ballast"));
        command
            .args(line.split_whitespace())
            .current_dir(self.path())
            .env_remove("BALLAST_SANDBOX")
            .env_remove("BALLAST_CHAIN")
            .env_remove("BALLAST_KEY")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    /// What a command prints that succeeds and complains of nothing.
    pub fn ok(&self, line: &str) -> String {
        let output = self.run(line);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{line}: {errors}");
        assert_eq!(errors, "", "{line}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The JSON of a command that succeeds.
    pub fn json(&self, line: &str) -> Value {
        serde_json::from_str(&self.ok(&format!("{line} --json"))).unwrap()
    }

    /// The complaint of a command that fails: its error and its hint, one line each, and nothing on
    /// standard output.
    pub fn refused(&self, line: &str) -> (String, String) {
        let output = self.run(line);
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {errors}");
        assert_eq!(output.stdout, b"", "{line}");
        let mut lines = errors.lines();
        let error = lines
            .next()
            .and_then(|line| line.strip_prefix("error: "))
            .unwrap();
        let hint = lines
            .next()
            .map(|line| line.strip_prefix(" hint: ").unwrap());
        assert_eq!(lines.next(), None, "{line}: {errors}");
        (error.to_owned(), hint.unwrap_or_default().to_owned())
    }

    /// The error of a command that fails.
    pub fn error(&self, line: &str) -> String {
        self.refused(line).0
    }

    /// The hint of a command that fails.
    pub fn hint(&self, line: &str) -> String {
        self.refused(line).1
    }

    /// Writes a file.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), text).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }
}

/// The text of a field, by the path to it.
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.unwrap_or_else(|| panic!("no text at {pointer} in {value}"))
}

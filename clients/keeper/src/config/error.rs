//! What is wrong with a configuration.

use std::path::{Path, PathBuf};

/// A configuration that cannot be used; one line, with both sides.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The file.
    #[error("configuration {}: {reason}", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file whose content is wrong.
    #[error("configuration {}: {error}", file.display())]
    InFile {
        /// Which.
        file: PathBuf,
        /// What is wrong with it.
        error: Box<ConfigError>,
    },
    /// No TOML, an unknown key, or a value of another type.
    #[error("{reason}")]
    Malformed {
        /// What and where.
        reason: String,
    },
    /// A value that can not be.
    #[error("{key} is {given}, but must be {bound}")]
    OutOfBounds {
        /// The key.
        key: String,
        /// Its value.
        given: String,
        /// What it must be.
        bound: String,
    },
    /// Something named twice.
    #[error("{key} names {name} twice")]
    Twice {
        /// The list.
        key: &'static str,
        /// What it names.
        name: String,
    },
    /// Something without a default is missing.
    #[error("{key} is missing: {remedy}")]
    Missing {
        /// The key.
        key: &'static str,
        /// Where it may come from.
        remedy: &'static str,
    },
}

impl ConfigError {
    pub(super) fn within(self, file: &Path) -> Self {
        Self::InFile {
            file: file.to_owned(),
            error: Box::new(self),
        }
    }
}

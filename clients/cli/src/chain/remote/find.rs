//! Where the manifest of a chain is.

use std::path::{Path, PathBuf};

use crate::{
    command::ChainName,
    error::{CliError, CliResult, RemoteError},
};

/// Where a local network's folder stands, in the project's own or above the folder one is in.
const LOCALNETS: &str = "target/localnet";
const MANIFEST: &str = "manifest.toml";

/// The file of a chain's manifest. That of a name is looked for from the current folder upwards.
pub fn manifest_file(name: &ChainName) -> CliResult<PathBuf> {
    match name {
        ChainName::File(file) => Ok(file.clone()),
        ChainName::Named(name) => {
            let current = std::env::current_dir().map_err(|error| CliError::file(".", error))?;
            upwards(&current, name).ok_or_else(|| {
                RemoteError::UnknownChain {
                    given: name.clone(),
                    place: Path::new(LOCALNETS).join(name).join(MANIFEST),
                }
                .into()
            })
        }
    }
}

fn upwards(from: &Path, name: &str) -> Option<PathBuf> {
    let place = Path::new(LOCALNETS).join(name).join(MANIFEST);
    let files = from.ancestors().map(|folder| folder.join(&place));
    files.into_iter().find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_manifest_is_found_from_below() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("a/b");
        std::fs::create_dir_all(&below).unwrap();
        assert_eq!(upwards(&below, "local"), None);
        let place = folder.path().join("target/localnet/local");
        std::fs::create_dir_all(&place).unwrap();
        let file = place.join("manifest.toml");
        std::fs::write(&file, "").unwrap();
        assert_eq!(upwards(&below, "local"), Some(file.clone()));
        assert_eq!(upwards(folder.path(), "local"), Some(file));
        assert_eq!(upwards(&below, "other"), None);
    }
}

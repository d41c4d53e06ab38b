//! Compiled contracts.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::{DeployError, FileError, LIQUIDATION, ORACLE, STABLECOIN, TOKEN, VAULT};

/// The codes of a deployment by contract, as `cargo xtask wasm` leaves them.
#[derive(Debug, Clone)]
pub struct Artifacts {
    codes: BTreeMap<&'static str, Artifact>,
}

/// One code.
#[derive(Debug, Clone)]
pub struct Artifact {
    /// Its file.
    pub file: PathBuf,
    /// Its bytes.
    pub wasm: Vec<u8>,
    /// SHA-256 of them, hexadecimal.
    pub checksum: String,
}

const FILES: [(&str, &str); 4] = [
    (VAULT, "ballast_vault.wasm"),
    (ORACLE, "ballast_oracle.wasm"),
    (STABLECOIN, "ballast_stablecoin.wasm"),
    (LIQUIDATION, "ballast_liquidation.wasm"),
];

/// The code of created tokens.
const TOKEN_FILE: &str = "cw20_base.wasm";

impl Artifacts {
    /// Reads a folder of codes, with the code of tokens if the deployment creates some. Each is held
    /// against `checksums.txt` where the folder has one.
    pub fn read(folder: &Path, with_tokens: bool) -> Result<Self, DeployError> {
        let published = published(folder)?;
        let tokens = with_tokens.then_some((TOKEN, TOKEN_FILE));
        let mut codes = BTreeMap::new();
        for (contract, name) in FILES.into_iter().chain(tokens) {
            let artifact = read(&folder.join(name))?;
            match published.get(name) {
                Some(expected) if *expected != artifact.checksum => {
                    return Err(DeployError::Checksum {
                        file: artifact.file,
                        expected: expected.clone(),
                        found: artifact.checksum,
                    })
                }
                _ => codes.insert(contract, artifact),
            };
        }
        Ok(Self { codes })
    }

    /// All codes with their names.
    pub fn codes(&self) -> impl Iterator<Item = (&'static str, &Artifact)> {
        self.codes.iter().map(|(name, artifact)| (*name, artifact))
    }

    pub(crate) fn get(&self, code: &str) -> Option<&Artifact> {
        self.codes.get(code)
    }

    pub(crate) fn checksum(&self, code: &str) -> &str {
        self.get(code).map_or("", |artifact| &artifact.checksum)
    }
}

fn read(file: &Path) -> Result<Artifact, FileError> {
    let failed = |reason: String| FileError {
        file: file.to_owned(),
        reason,
    };
    let wasm = std::fs::read(file)
        .map_err(|error| failed(format!("{error}; `cargo xtask wasm` compiles it")))?;
    if !wasm.starts_with(b"\0asm") {
        return Err(failed("it is no wasm module".to_owned()));
    }
    Ok(Artifact {
        file: file.to_owned(),
        checksum: hex::encode(Sha256::digest(&wasm)),
        wasm,
    })
}

/// Checksums by file name; none without the file.
fn published(folder: &Path) -> Result<BTreeMap<String, String>, FileError> {
    let file = folder.join("checksums.txt");
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => {
            return Err(FileError {
                file,
                reason: error.to_string(),
            })
        }
    };
    let entries = text.lines().filter_map(|line| {
        let (checksum, name) = line.split_once(char::is_whitespace)?;
        Some((
            name.trim().trim_start_matches('*').to_owned(),
            checksum.to_owned(),
        ))
    });
    Ok(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_artifact_that_is_not_the_published_one_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: &[u8]| std::fs::write(folder.path().join(name), text).unwrap();
        for code in ["vault", "oracle", "stablecoin", "liquidation"] {
            write(&format!("ballast_{code}.wasm"), b"\0asm");
        }
        let artifacts = Artifacts::read(folder.path(), false).unwrap();
        let right = artifacts.checksum(VAULT).to_owned();
        write(
            "checksums.txt",
            format!("{right}  ballast_vault.wasm\n").as_bytes(),
        );
        assert!(Artifacts::read(folder.path(), false).is_ok());
        write(
            "checksums.txt",
            format!("{}  ballast_vault.wasm\n", "0".repeat(64)).as_bytes(),
        );
        let refused = Artifacts::read(folder.path(), false).unwrap_err();
        assert!(
            matches!(&refused, DeployError::Checksum { found, .. } if *found == right),
            "{refused}"
        );
        let missing = Artifacts::read(folder.path(), true)
            .unwrap_err()
            .to_string();
        assert!(!missing.is_empty());
        write("ballast_oracle.wasm", b"wasm");
        write("checksums.txt", b"");
        let refused = Artifacts::read(folder.path(), false)
            .unwrap_err()
            .to_string();
        assert!(
            refused.contains("ballast_oracle.wasm: it is no wasm module"),
            "{refused}"
        );
    }
}

//! What a program has to know of a deployment, in a file.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use ballast_types::Asset;
use serde::{Deserialize, Serialize};

use crate::{Endpoint, GasPrice};

/// A deployment: which chain, how to reach it, and the contracts on it. Kept as TOML; a field that this
/// program does not know is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The chain's name, as `ballast-local`.
    pub chain_id: String,
    /// RPC endpoints, as `http://127.0.0.1:26657`; asked in this order.
    pub rpc: Vec<Endpoint>,
    /// What the chain's addresses begin with.
    pub bech32_prefix: String,
    /// What this deployment's users pay for gas.
    pub gas_price: GasPrice,
    /// Directory of key files (`NAME.key`), for a local chain only; relative to the manifest's folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keys: Option<PathBuf>,
    /// The four contracts.
    pub contracts: Contracts,
    /// The code of each contract, by the contract's name.
    #[serde(default)]
    pub codes: BTreeMap<String, Code>,
    /// Names of accounts, for reading and writing.
    #[serde(default)]
    pub accounts: BTreeMap<String, String>,
    /// Assets that have a name; the stablecoin is `usd`.
    #[serde(default)]
    pub assets: Vec<ManifestAsset>,
}

/// Addresses of the contracts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contracts {
    /// Escrow and accounting core.
    pub vault: String,
    /// Price intake.
    pub oracle: String,
    /// Buyers of seized collateral.
    pub liquidation: String,
    /// The token.
    pub stablecoin: String,
}

/// A stored code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Its number on the chain.
    pub id: u64,
    /// SHA-256 of the wasm file, in hexadecimal.
    pub checksum: String,
}

/// An asset with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestAsset {
    /// Its name, as `eth`.
    pub name: String,
    /// Decimals of a whole unit.
    pub decimals: u8,
    /// The coin or token.
    pub asset: Asset,
}

/// A manifest that cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// The file.
    #[error("manifest {}: {reason}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// Its content.
    #[error("manifest {} is not valid: {reason}", file.display())]
    Invalid {
        /// Which.
        file: PathBuf,
        /// Why, with the place.
        reason: String,
    },
}

impl Manifest {
    /// Reads a manifest. A relative `keys` is taken from the manifest's own folder.
    pub fn load(file: &Path) -> Result<Self, ManifestError> {
        let text = std::fs::read_to_string(file).map_err(|error| failed(file, &error))?;
        let mut manifest: Self =
            crate::from_toml(&text).map_err(|reason| ManifestError::Invalid {
                file: file.to_owned(),
                reason,
            })?;
        if let (Some(keys), Some(folder)) = (&manifest.keys, file.parent()) {
            manifest.keys = Some(folder.join(keys));
        }
        Ok(manifest)
    }

    /// Writes the manifest: whole or not at all, also if the machine stops in between. `keys` in the
    /// manifest's own folder is written relative to it, so that the folder can be moved.
    pub fn save(&self, file: &Path) -> Result<(), ManifestError> {
        let mut written = self.clone();
        if let (Some(keys), Some(folder)) = (&self.keys, file.parent()) {
            let below = keys
                .strip_prefix(folder)
                .ok()
                .filter(|below| !below.as_os_str().is_empty());
            written.keys = below.map(Path::to_owned).or(written.keys);
        }
        let text = toml::to_string(&written).map_err(|error| ManifestError::Invalid {
            file: file.to_owned(),
            reason: error.to_string(),
        })?;
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let written = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            let mut draft = tempfile::NamedTempFile::new_in(folder)?;
            draft.write_all(text.as_bytes())?;
            draft.as_file().sync_all()?;
            draft.persist(file)?;
            Ok(())
        };
        written().map_err(|error| failed(file, &error))
    }

    /// The asset of that name.
    pub fn asset(&self, name: &str) -> Option<&ManifestAsset> {
        self.assets.iter().find(|asset| asset.name == name)
    }

    /// The address of a name in `accounts`; a text that is no name there is returned as it is.
    pub fn address<'a>(&'a self, name: &'a str) -> &'a str {
        self.accounts.get(name).map_or(name, String::as_str)
    }

    /// The file of a local chain's key.
    pub fn key_file(&self, name: &str) -> Option<PathBuf> {
        let keys = self.keys.as_ref()?;
        Some(keys.join(format!("{name}.key")))
    }
}

fn failed(file: &Path, error: &std::io::Error) -> ManifestError {
    ManifestError::File {
        file: file.to_owned(),
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests;

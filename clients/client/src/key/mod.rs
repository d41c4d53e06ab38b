//! Keys: read from a file or the environment, never from an argument, never printed.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use cosmrs::crypto::secp256k1::SigningKey;
use zeroize::Zeroizing;

use crate::msg::is_prefix;

mod secret;

/// A secp256k1 key with its address. `Debug` shows the address only; the secret is wiped from memory
/// when the last copy goes.
#[derive(Clone)]
pub struct Key {
    signing: Arc<SigningKey>,
    address: String,
}

/// A key that cannot be used. The key itself is in no error.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Others than its owner may read or change the file.
    #[error("key file {} has mode {mode:04o}, others can read it; expected 0600 (chmod 600 {})", file.display(), file.display())]
    Permissions {
        /// The file.
        file: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file cannot be read.
    #[error("key file {}: {reason}", file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// The environment variable is not there, or no text.
    #[error("the environment variable {name} holds no key")]
    Environment {
        /// Its name.
        name: String,
    },
    /// The content is neither a mnemonic nor 64 hexadecimal digits of a key.
    #[error("{source_name} holds no key: expected a BIP39 mnemonic of 12 to 24 words, or 64 hexadecimal digits")]
    Content {
        /// Where it was read.
        source_name: String,
    },
    /// The address prefix is none.
    #[error("'{prefix}' cannot begin an address")]
    Prefix {
        /// What was given.
        prefix: String,
    },
}

impl Key {
    /// Reads a file that holds a BIP39 mnemonic (derived at m/44'/118'/0'/0/0) or 64 hexadecimal digits.
    /// Refuses a file that group or others may read or write.
    pub fn from_file(file: &Path, prefix: &str) -> Result<Self, KeyError> {
        let text = secret::read(file)?;
        Self::parse(&text, &file.display().to_string(), prefix)
    }

    /// Reads the same from an environment variable.
    pub fn from_env(name: &str, prefix: &str) -> Result<Self, KeyError> {
        let text = std::env::var(name).map_err(|_| KeyError::Environment {
            name: name.to_owned(),
        })?;
        Self::parse(&Zeroizing::new(text), name, prefix)
    }

    /// The key whose secret is these 32 bytes, as a program derives it for an account of a test.
    pub fn from_secret(secret: &[u8; 32], prefix: &str) -> Result<Self, KeyError> {
        Self::new(SigningKey::from_slice(secret).ok(), "the secret", prefix)
    }

    fn parse(text: &str, source_name: &str, prefix: &str) -> Result<Self, KeyError> {
        Self::new(secret::signing_key(text), source_name, prefix)
    }

    fn new(signing: Option<SigningKey>, source_name: &str, prefix: &str) -> Result<Self, KeyError> {
        let signing = signing.ok_or_else(|| KeyError::Content {
            source_name: source_name.to_owned(),
        })?;
        let address = is_prefix(prefix).then(|| signing.public_key().account_id(prefix).ok());
        let address = address.flatten().ok_or_else(|| KeyError::Prefix {
            prefix: prefix.to_owned(),
        })?;
        Ok(Self {
            signing: Arc::new(signing),
            address: address.to_string(),
        })
    }

    /// The account that it signs for.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its public key, compressed: 33 bytes.
    pub fn public_key(&self) -> Vec<u8> {
        self.signing.public_key().to_bytes()
    }

    pub(crate) fn signing(&self) -> &SigningKey {
        &self.signing
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.address)
    }
}

#[cfg(test)]
mod tests;

//! From a text to a signing key.

use std::{io::Read, path::Path};

use bip0039::{English, Mnemonic};
use cosmrs::{bip32::DerivationPath, crypto::secp256k1::SigningKey};
use zeroize::Zeroizing;

use super::KeyError;

/// Where chains of the Cosmos keep an account's first key.
const PATH: &str = "m/44'/118'/0'/0/0";

/// A key file is short; more is no key.
const MAX_BYTES: usize = 1_024;

/// Permission bits that let others read, write or execute.
const OTHERS: u32 = 0o077;

/// The text of a key file that nobody else can read.
pub(super) fn read(file: &Path) -> Result<Zeroizing<String>, KeyError> {
    let failed = |error: std::io::Error| KeyError::File {
        file: file.to_owned(),
        reason: error.to_string(),
    };
    let opened = std::fs::File::open(file).map_err(failed)?;
    ensure_private(file, &opened.metadata().map_err(failed)?)?;
    let mut text = Zeroizing::new(String::with_capacity(MAX_BYTES));
    opened
        .take(MAX_BYTES as u64)
        .read_to_string(&mut text)
        .map_err(failed)?;
    Ok(text)
}

#[cfg(unix)]
fn ensure_private(file: &Path, found: &std::fs::Metadata) -> Result<(), KeyError> {
    use std::os::unix::fs::PermissionsExt;

    let mode = found.permissions().mode() & 0o7777;
    if mode & OTHERS == 0 {
        return Ok(());
    }
    Err(KeyError::Permissions {
        file: file.to_owned(),
        mode,
    })
}

#[cfg(not(unix))]
fn ensure_private(_: &Path, _: &std::fs::Metadata) -> Result<(), KeyError> {
    Ok(())
}

/// The key that a text holds, if it holds one.
pub(super) fn signing_key(text: &str) -> Option<SigningKey> {
    let text = text.trim();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let mut bytes = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text, &mut *bytes).ok()?;
        return SigningKey::from_slice(&*bytes).ok();
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = Zeroizing::new(words);
    let mnemonic = Mnemonic::<English>::from_phrase(words.as_str()).ok()?;
    let seed = Zeroizing::new(mnemonic.to_seed(""));
    let path: DerivationPath = PATH.parse().ok()?;
    SigningKey::derive_from_path(*seed, &path).ok()
}

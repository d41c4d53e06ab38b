//! Addresses: of governance, of contracts that are yet to be, and what is one.

use cosmrs::AccountId;
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// The account of the chain's governance: the first 20 bytes of SHA-256 of the module's name.
pub fn gov_address(prefix: &str) -> Result<String> {
    let digest = Sha256::digest(b"gov");
    let bytes = digest.get(..20).unwrap_or_default();
    address(prefix, bytes)
}

/// Whether a text is an address of a chain with this prefix: of an account (20 bytes) or a contract (32),
/// in small letters as chains write it.
pub fn is_address(text: &str, prefix: &str) -> bool {
    let parsed = text.parse::<AccountId>();
    parsed.is_ok_and(|parsed| {
        let length = parsed.to_bytes().len();
        parsed.prefix() == prefix && parsed.to_string() == text && (length == 20 || length == 32)
    })
}

/// Where [`crate::Msg::Instantiate`] with a salt will create the contract.
pub fn predict_address(checksum: &str, creator: &str, salt: &[u8]) -> Result<String> {
    let unusable = |what: &str, reason: String| Error::Unusable {
        what: what.to_owned(),
        reason,
    };
    let creator: AccountId = creator
        .parse()
        .map_err(|_| unusable(creator, "it is no address".to_owned()))?;
    let checksum = hex::decode(checksum).map_err(|error| unusable(checksum, error.to_string()))?;
    let predicted = cosmwasm_std::instantiate2_address(&checksum, &creator.to_bytes().into(), salt)
        .map_err(|error| unusable("salt", error.to_string()))?;
    address(creator.prefix(), predicted.as_slice())
}

fn address(prefix: &str, bytes: &[u8]) -> Result<String> {
    let made = is_prefix(prefix).then(|| AccountId::new(prefix, bytes).ok());
    let made = made.flatten().ok_or_else(|| Error::Unusable {
        what: format!("address prefix '{prefix}'"),
        reason: "it cannot begin an address".to_owned(),
    })?;
    Ok(made.to_string())
}

/// Whether chains could begin their addresses so: a small letter, then small letters and digits.
pub(crate) fn is_prefix(text: &str) -> bool {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.len() <= 20 && text.bytes().all(fits)
}

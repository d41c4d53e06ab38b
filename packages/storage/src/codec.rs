//! Bytes to values and back. Every error carries the name of its record.

use cosmwasm_std::{StdError, StdResult};
use serde::{de::DeserializeOwned, Serialize};

/// Encodes a value; refuses one that would be stored as no bytes at all.
pub fn encode<T: Serialize>(name: &Name, value: &T) -> StdResult<Vec<u8>> {
    let bytes =
        postcard::to_allocvec(value).map_err(|e| StdError::serialize_err(name.to_string(), e))?;
    if bytes.is_empty() {
        return Err(StdError::serialize_err(
            name.to_string(),
            "an empty value cannot be told from an absent one",
        ));
    }
    Ok(bytes)
}

/// Decodes a value that must take up all of `bytes`.
pub fn decode<T: DeserializeOwned>(name: &Name, bytes: &[u8]) -> StdResult<T> {
    let (value, rest) = postcard::take_from_bytes(bytes)
        .map_err(|e| StdError::parse_err(name.to_string(), format!("damaged value: {e}")))?;
    if rest.is_empty() {
        Ok(value)
    } else {
        Err(StdError::parse_err(
            name.to_string(),
            format!("{} bytes after the value", rest.len()),
        ))
    }
}

/// How a record is called in errors: `record books`, `record positions[0000000100000007]`.
pub struct Name<'n> {
    namespace: &'static str,
    storage_key: [&'n [u8]; 2],
}

impl<'n> Name<'n> {
    /// The only record of its name.
    pub const fn single(namespace: &'static str) -> Self {
        Self {
            namespace,
            storage_key: [&[], &[]],
        }
    }

    /// One record of many, by its storage key in two pieces. What follows the namespace is shown,
    /// in hexadecimal.
    pub const fn keyed(namespace: &'static str, head: &'n [u8], tail: &'n [u8]) -> Self {
        Self {
            namespace,
            storage_key: [head, tail],
        }
    }

    pub fn not_found(&self) -> StdError {
        StdError::not_found(self.to_string())
    }
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "record {}", self.namespace)?;
        let bytes = self.storage_key.into_iter().flatten();
        let mut key = bytes
            .skip(LENGTH_BYTES)
            .skip(self.namespace.len())
            .peekable();
        if key.peek().is_none() {
            return Ok(());
        }
        f.write_str("[")?;
        key.try_for_each(|byte| write!(f, "{byte:02x}"))?;
        f.write_str("]")
    }
}

/// A namespace's length stands before it in two bytes.
const LENGTH_BYTES: usize = 2;

/// Checks, while compiling, a name that is given to a constant.
///
/// The key of a single record is its name as it stands, that of a map begins with the name's length
/// in two bytes, the first of which is zero. A name that does not begin with a zero byte keeps the
/// two apart.
pub const fn checked(namespace: &'static str) -> &'static str {
    assert!(
        matches!(namespace.as_bytes(), [first, ..] if *first != 0),
        "the name of a record is neither empty nor does it begin with a zero byte"
    );
    assert!(
        namespace.len() < 256,
        "the name of a record is shorter than 256 bytes"
    );
    namespace
}

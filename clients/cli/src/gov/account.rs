//! Addresses as a proposal carries them.

use std::borrow::Cow;

use cosmrs::AccountId;

/// An address in small letters, as chains write it: one in capitals is the same account. Any other text is as
/// it was.
pub fn small(text: &str) -> Cow<'_, str> {
    let is_mixed = text.bytes().any(|c| c.is_ascii_lowercase());
    let lower = text.to_ascii_lowercase();
    if is_mixed || lower.parse::<AccountId>().is_err() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOV: &str = "wasm10d07y265gmmuvt4z0w9aw880jnsr700js7zslc";

    #[test]
    fn only_an_address_in_capitals_becomes_small() {
        assert_eq!(small(&GOV.to_uppercase()), GOV);
        let mixed = GOV.replace("wasm", "WASM");
        for text in [GOV, "ALICE", "WASM1NOBODY", "", &mixed] {
            assert_eq!(small(text), text);
        }
    }
}

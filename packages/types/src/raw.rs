//! Raw storage keys: records of one contract that another reads without calling it.
//!
//! A raw read costs the reader the record's bytes and no contract instance. The layout of a key is
//! that of a `cw-storage-plus` map: the namespace's length in two bytes (big-endian), the
//! namespace, the key. The contracts' tests hold the same bytes against their own storage.

/// The storage key of entry `key` in the map `namespace`.
pub fn map_key(namespace: &str, key: &[u8]) -> Vec<u8> {
    let length = u16::try_from(namespace.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), namespace.as_bytes(), key].concat()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_key_carries_its_namespace_with_length_in_front() {
        assert_eq!(super::map_key("price", b"ETH"), b"\x00\x05priceETH");
    }
}

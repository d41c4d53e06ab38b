//! Prices of the chain's storage (`KVGasConfig` of the SDK).

/// Whether a key exists.
pub const HAS: u64 = 1_000;
/// A deletion.
pub const DELETE: u64 = 1_000;
const READ: u64 = 1_000;
const READ_BYTE: u64 = 3;
const WRITE: u64 = 2_000;
const WRITE_BYTE: u64 = 30;
const STEP: u64 = 30;

/// What stands before every key of a contract: a byte and the 32 bytes of its address.
pub const CONTRACT_PREFIX: usize = 33;

/// A length as gas is reckoned in; nothing in memory is longer than a `u64` can say.
pub fn length(bytes: usize) -> u64 {
    u64::try_from(bytes).unwrap_or(u64::MAX)
}

/// A single read of a key and a value of so many bytes.
pub fn read(key: usize, value: usize) -> u64 {
    READ + READ_BYTE * length(key + value)
}

/// A write.
pub fn write(key: usize, value: usize) -> u64 {
    WRITE + WRITE_BYTE * length(key + value)
}

/// Standing on a record, or on none: an iterator pays it when it is made, for the first record, and
/// again for each record that it leaves. At its end it pays nothing.
pub fn step(record: Option<(usize, usize)>) -> u64 {
    STEP + record.map_or(0, |(key, value)| READ_BYTE * length(key + value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a node charged them: the vault's parameters, its position, its group and its index.
    #[test]
    fn storage_costs_what_it_did_on_a_node() {
        assert_eq!(read(CONTRACT_PREFIX + 10, 281), 1_972);
        assert_eq!(write(CONTRACT_PREFIX + 19, 42), 4_820);
        assert_eq!(write(CONTRACT_PREFIX + 10, 14), 3_710);
        assert_eq!(step(None), 30);
        assert_eq!(step(Some((CONTRACT_PREFIX + 32, 1))), 30 + 3 * 66);
    }
}

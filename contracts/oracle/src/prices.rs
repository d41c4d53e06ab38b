//! The accepted prices, as other contracts read them: their keys and bytes belong to
//! [`ballast_types::oracle`], not to this contract.

use ballast_types::{
    oracle::{PriceRecord, RecordError, RECORD_NAMESPACE},
    raw::map_key,
};
use cosmwasm_std::Storage;

/// The accepted price of a feed, valid or not; `None` before its first round.
pub fn may_load(storage: &dyn Storage, feed: &str) -> Result<Option<PriceRecord>, RecordError> {
    storage
        .get(&key(feed))
        .map(|bytes| PriceRecord::decode(&bytes))
        .transpose()
}

/// Replaces the accepted price of a feed.
pub fn save(storage: &mut dyn Storage, feed: &str, price: &PriceRecord) -> Result<(), RecordError> {
    storage.set(&key(feed), &price.encode()?);
    Ok(())
}

/// Forgets the accepted price of a feed.
pub fn remove(storage: &mut dyn Storage, feed: &str) {
    storage.remove(&key(feed));
}

fn key(feed: &str) -> Vec<u8> {
    map_key(RECORD_NAMESPACE, feed.as_bytes())
}

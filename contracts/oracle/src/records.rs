//! What other contracts read: the records' keys and bytes belong to [`ballast_types::oracle`], not to this
//! contract.

use ballast_types::{
    oracle::{chain_of_records, FeedPrice, FeedRecord, PriceError, RecordError, RECORD_NAMESPACE},
    raw::map_key,
};
use cosmwasm_std::Storage;

/// A feed's record; `None` before its first round.
pub fn may_load(storage: &dyn Storage, feed: &str) -> Result<Option<FeedRecord>, RecordError> {
    storage
        .get(&key(feed))
        .map(|bytes| FeedRecord::decode(&bytes))
        .transpose()
}

/// Replaces a feed's record.
pub fn save(storage: &mut dyn Storage, feed: &str, record: &FeedRecord) -> Result<(), RecordError> {
    storage.set(&key(feed), &record.encode()?);
    Ok(())
}

/// Forgets a feed's record.
pub fn remove(storage: &mut dyn Storage, feed: &str) {
    storage.remove(&key(feed));
}

/// The price of a feed as others find it at `now`.
pub fn usable(storage: &dyn Storage, feed: &str, now: u64) -> Result<FeedPrice, PriceError> {
    let chain = chain_of_records(feed, |feed| Ok(storage.get(&key(feed))))?;
    FeedPrice::of(&chain, now)
}

fn key(feed: &str) -> Vec<u8> {
    map_key(RECORD_NAMESPACE, feed.as_bytes())
}

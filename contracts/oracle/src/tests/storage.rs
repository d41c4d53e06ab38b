//! Bytes in storage: what other contracts read, and what a migration must find.

use std::collections::BTreeSet;

use ballast_math::Price;
use ballast_types::raw::map_key;
use cosmwasm_std::{Api, Storage};
use cw_storage_plus::Map;

use super::*;
use crate::{
    prices,
    round::Report as Stored,
    state::{Feed, FEEDERS, FEEDS},
};

#[test]
fn the_price_lies_where_other_contracts_read_it() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let key = map_key(RECORD_NAMESPACE, b"ETH");
    assert_eq!(key, b"\x00\x05priceETH");
    assert_eq!(key, *Map::<&str, ()>::new(RECORD_NAMESPACE).key("ETH"));

    let bytes = oracle.deps.storage.get(&key).unwrap();
    let price = Price::new(2_000_000_000_000_000_000_000);
    let record = PriceRecord::of_spot(price, oracle.now(), oracle.now() + 600, 101);
    assert_eq!(bytes, record.encode().unwrap());
    assert_eq!(PriceRecord::decode(&bytes), Ok(record));
}

#[test]
fn golden_bytes_of_a_price() {
    let mut storage = MockStorage::new();
    prices::save(
        &mut storage,
        "ETH",
        &PriceRecord::of_spot(Price::new(200), 300, 1_000, 7),
    )
    .unwrap();
    let bytes = storage.get(b"\x00\x05priceETH").unwrap();
    assert_eq!(
        bytes,
        [1, 200, 1, 200, 1, 200, 1, 0, 172, 2, 232, 7, 7, 0, 0]
    );
}

#[test]
fn golden_bytes_of_a_feed() {
    let mut storage = MockStorage::new();
    let feed = Feed {
        liars: 1,
        quorum: 3,
        beat: 60,
        maximum_age: 600,
        added_at: 1_700_000_000,
    };
    FEEDS.save(&mut storage, "ETH", &feed).unwrap();
    let bytes = storage.get(b"\x00\x05feedsETH").unwrap();
    assert_eq!(bytes, [1, 3, 60, 216, 4, 128, 226, 207, 170, 6]);
}

#[test]
fn golden_bytes_of_a_feeder() {
    let mut storage = MockStorage::new();
    let key = b"\x00\x07feeders\x00\x03ETH\x11\x22";
    FEEDERS
        .save(&mut storage, ("ETH", &[0x11, 0x22]), &None)
        .unwrap();
    assert_eq!(storage.get(key).unwrap(), [0]);
    let report = Stored {
        price: Price::new(200),
        published_at: 300,
    };
    FEEDERS
        .save(&mut storage, ("ETH", &[0x11, 0x22]), &Some(report))
        .unwrap();
    assert_eq!(storage.get(key).unwrap(), [1, 200, 1, 172, 2]);
}

#[test]
fn h39_names_are_unique_and_no_value_is_empty() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let feeder = |n| {
        let canonical = oracle
            .deps
            .api
            .addr_canonicalize(oracle.feeder(n).as_str())
            .unwrap();
        FEEDERS.key(("ETH", &canonical))
    };
    let mut expected: BTreeSet<Vec<u8>> = (0..4).map(feeder).collect();
    expected.insert(FEEDS.key("ETH"));
    expected.insert(map_key(RECORD_NAMESPACE, b"ETH"));
    expected.insert(b"ownership".to_vec());
    expected.insert(b"contract_info".to_vec());
    let (keys, values): (BTreeSet<_>, Vec<_>) = oracle.bytes().into_iter().unzip();
    assert_eq!(keys, expected);
    assert!(values.iter().all(|value| !value.is_empty()));
}

#[test]
fn a_price_record_of_another_version_stops_the_intake() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let key = map_key(RECORD_NAMESPACE, b"ETH");
    let mut bytes = oracle.deps.storage.get(&key).unwrap();
    bytes[0] = 2;
    oracle.deps.storage.set(&key, &bytes);
    oracle.pass(BEAT);
    let error = ContractError::Record(RecordError::UnknownVersion { found: 2, known: 1 });
    assert_eq!(oracle.report(0, 2_000), Err(error));
    // The way out: the owner removes the feed and adds it again.
    oracle.remove_feed("ETH").unwrap();
}

//! Bytes in storage: what other contracts read, and what a migration must find.

use std::collections::BTreeSet;

use ballast_math::{feed::Report as Stored, Price, Ratio};
use cosmwasm_std::{Api, Storage};
use cw_storage_plus::Map;

use super::*;
use crate::{
    records,
    state::{self, Feed, Kind, FEEDERS, FEEDS},
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
    let accepted = Accepted::first(price, oracle.now(), oracle.now() + 600, 101);
    let record = FeedRecord::Price(accepted);
    assert_eq!(bytes, record.encode().unwrap());
    assert_eq!(FeedRecord::decode(&bytes), Ok(record));
}

#[test]
fn golden_bytes_of_a_price() {
    let mut storage = MockStorage::new();
    let price = FeedRecord::Price(Accepted::first(Price::new(200), 300, 1_000, 7));
    records::save(&mut storage, "ETH", &price).unwrap();
    // Version, kind, spot, low, high, nothing pending; published at, valid until, height; never frozen, two
    // variances, slow average, nothing pending since; reference, its time, its variance; no highest.
    assert_eq!(
        storage.get(b"\x00\x05priceETH").unwrap(),
        [
            2, 0, 200, 1, 200, 1, 200, 1, 0, 172, 2, 232, 7, 7, 0, 0, 0, 200, 1, 0, 200, 1, 172, 2,
            0, 0
        ]
    );
}

fn feed(kind: Kind) -> Feed {
    Feed {
        kind,
        changed_at: 1_700_000_000,
        depth: 1,
        dependents: 300,
    }
}

fn intake(source: state::Source) -> state::Intake {
    state::Intake {
        source,
        maximum_age: 600,
        maximum_step: Ratio::new(300),
        confirmation_gap: 30,
    }
}

fn bytes_of(feed: &Feed) -> Vec<u8> {
    let mut storage = MockStorage::new();
    FEEDS.save(&mut storage, "ETH", feed).unwrap();
    storage.get(b"\x00\x05feedsETH").unwrap()
}

/// Changed at, depth, dependents.
const FEED_ENDS: [u8; 8] = [128, 226, 207, 170, 6, 1, 172, 2];

#[test]
fn golden_bytes_of_a_feed_of_feeders() {
    let source = state::Source::Feeders(Panel::new(1, 3, 60));
    let bytes = bytes_of(&feed(Kind::Price(intake(source))));
    // Price; feeders: liars, quorum, beat; maximum age, step, gap.
    let begins = [0, 0, 1, 3, 60, 216, 4, 172, 2, 30];
    assert_eq!(bytes, [&begins[..], &FEED_ENDS].concat());
}

#[test]
fn golden_bytes_of_a_rate_from_a_foreign_oracle() {
    let source = state::Source::Pyth {
        contract: Addr::unchecked("pyth"),
        price_id: [7; 32],
        maximum_confidence: Ratio::new(400),
    };
    let bytes = bytes_of(&feed(Kind::RedemptionRate {
        base: "ETH".into(),
        maximum_growth: Ratio::new(500),
        intake: intake(source),
    }));
    // Rate: base, growth; Pyth: contract, id, confidence; maximum age, step, gap.
    let mut golden = b"\x01\x03ETH\xf4\x03\x01\x04pyth".to_vec();
    golden.extend([7; 32]);
    golden.extend([144, 3, 216, 4, 172, 2, 30]);
    golden.extend(FEED_ENDS);
    assert_eq!(bytes, golden);
}

#[test]
fn golden_bytes_of_a_claim() {
    let bytes = bytes_of(&feed(Kind::FixedMaturity {
        base: "ETH".into(),
        discount: Ratio::new(500),
        maturity: 1_700_000_000,
    }));
    // Claim: base, discount, maturity.
    let begins = b"\x02\x03ETH\xf4\x03\x80\xe2\xcf\xaa\x06";
    assert_eq!(bytes, [&begins[..], &FEED_ENDS].concat());
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
        implied_variance: 400,
    };
    FEEDERS
        .save(&mut storage, ("ETH", &[0x11, 0x22]), &Some(report))
        .unwrap();
    assert_eq!(storage.get(key).unwrap(), [1, 200, 1, 172, 2, 144, 3]);
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
    expected.insert(b"guardian".to_vec());
    expected.insert(b"ownership".to_vec());
    expected.insert(b"contract_info".to_vec());
    let (keys, values): (BTreeSet<_>, Vec<_>) = oracle.bytes().into_iter().unzip();
    assert_eq!(keys, expected);
    assert!(values.iter().all(|value| !value.is_empty()));
}

#[test]
fn a_record_of_another_version_stops_the_intake() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    let key = map_key(RECORD_NAMESPACE, b"ETH");
    let mut bytes = oracle.deps.storage.get(&key).unwrap();
    bytes[0] = 1;
    oracle.deps.storage.set(&key, &bytes);
    oracle.pass(BEAT);
    let error = ContractError::Record(RecordError::UnknownVersion { found: 1, known: 2 });
    assert_eq!(oracle.report(0, 2_000), Err(error));
    // The way out: the owner removes the feed and adds it again.
    oracle.remove_feed("ETH").unwrap();
    oracle.add_feed(oracle.new_feed("ETH", 4)).unwrap();
    oracle.pass(BEAT);
    oracle.accept(3_000);
}

//! What is saved is loaded; what is damaged is refused by name.

use cosmwasm_std::{testing::MockStorage, Order, StdError, Storage, Uint128};
use proptest::prelude::*;
use rstest::rstest;
use serde::{Deserialize, Serialize};

use crate::{Record, Records};

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
struct Sample {
    owner: Vec<u8>,
    digest: [u8; 32],
    collateral: u128,
    change: i128,
    index: u64,
    kind: Kind,
    paused: bool,
}

#[derive(Serialize, Deserialize, Clone, Debug, PartialEq)]
enum Kind {
    Plain,
    Ordered { ratio: Option<u64> },
}

const SAMPLE: Record<Sample> = Record::new("sample");
const SAMPLES: Records<(u16, u64), Sample> = Records::new("samples");
const NUMBER: Record<u64> = Record::new("number");

fn any_sample() -> impl Strategy<Value = Sample> {
    let kind = prop_oneof![
        Just(Kind::Plain),
        any::<Option<u64>>().prop_map(|ratio| Kind::Ordered { ratio }),
    ];
    let owner = prop::collection::vec(any::<u8>(), 0..40);
    (
        owner,
        any::<[u8; 32]>(),
        any::<u128>(),
        any::<i128>(),
        any::<u64>(),
        kind,
        any::<bool>(),
    )
        .prop_map(
            |(owner, digest, collateral, change, index, kind, paused)| Sample {
                owner,
                digest,
                collateral,
                change,
                index,
                kind,
                paused,
            },
        )
}

proptest! {
    #[test]
    fn what_is_saved_is_loaded(sample in any_sample(), key in any::<(u16, u64)>()) {
        let mut store = MockStorage::new();
        SAMPLE.save(&mut store, &sample)?;
        SAMPLES.save(&mut store, key, &sample)?;
        prop_assert_eq!(SAMPLE.load(&store)?, sample.clone());
        prop_assert_eq!(SAMPLES.load(&store, key)?, sample.clone());
        prop_assert_eq!(SAMPLES.may_load(&store, key)?, Some(sample.clone()));
        let entries = SAMPLES.range(&store, None, None, Order::Ascending);
        prop_assert_eq!(entries.collect::<Result<Vec<_>, _>>()?, vec![(key, sample)]);
    }

    #[test]
    fn no_beginning_and_no_extension_of_a_value_is_accepted(
        sample in any_sample(),
        cut in any::<prop::sample::Index>(),
        tail in prop::collection::vec(any::<u8>(), 1..9),
    ) {
        let mut store = MockStorage::new();
        SAMPLE.save(&mut store, &sample)?;
        let bytes = store.get(&SAMPLE.key()).unwrap();
        prop_assert!(SAMPLE.decode(&bytes[..cut.index(bytes.len())]).is_err());
        prop_assert!(SAMPLE.decode(&[bytes, tail].concat()).is_err());
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        let _ = SAMPLE.decode(&bytes);
    }
}

#[rstest]
#[case::trailing(&[7, 0], "1 bytes after the value")]
#[case::cut_short(&[0x80], "damaged value")]
#[case::nothing(&[], "damaged value")]
#[case::too_large(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02], "damaged value")]
fn a_damaged_value_is_refused_by_name(#[case] bytes: &[u8], #[case] reason: &str) {
    let error = NUMBER.decode(bytes).unwrap_err();
    assert!(matches!(error, StdError::ParseErr { .. }));
    assert!(error.to_string().contains("record number:"), "{error}");
    assert!(error.to_string().contains(reason), "{error}");
}

#[test]
fn a_damaged_entry_is_refused_by_name_and_key() {
    let mut store = MockStorage::new();
    store.set(&SAMPLES.key((1, 7)), &[0xff]);
    let named = "record samples[000200010000000000000007]:";
    for error in [
        SAMPLES.load(&store, (1, 7)).unwrap_err(),
        SAMPLES.may_load(&store, (1, 7)).unwrap_err(),
        SAMPLES.decode((1, 7), &[0xff]).unwrap_err(),
    ] {
        assert!(error.to_string().contains(named), "{error}");
    }
}

#[test]
fn an_absent_record_is_named() {
    let store = MockStorage::new();
    assert_eq!(NUMBER.may_load(&store).unwrap(), None);
    assert_eq!(
        NUMBER.load(&store).unwrap_err(),
        StdError::not_found("record number")
    );
    assert_eq!(SAMPLES.may_load(&store, (1, 7)).unwrap(), None);
    let error = SAMPLES.load(&store, (1, 7)).unwrap_err();
    assert_eq!(
        error,
        StdError::not_found("record samples[000200010000000000000007]")
    );
}

#[test]
fn an_empty_value_is_never_written() {
    const NOTHING: Record<()> = Record::new("nothing");
    const NOTHINGS: Records<u64, [u8; 0]> = Records::new("nothings");
    let mut store = MockStorage::new();
    assert!(matches!(
        NOTHING.save(&mut store, &()),
        Err(StdError::SerializeErr { .. })
    ));
    let error = NOTHINGS.save(&mut store, 7, &[]).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("record nothings[0000000000000007]"),
        "{error}"
    );
    assert!(!NOTHING.has(&store) && !NOTHINGS.has(&store, 7));
}

#[test]
fn a_removed_record_is_gone() {
    let mut store = MockStorage::new();
    NUMBER.save(&mut store, &7).unwrap();
    assert!(NUMBER.has(&store));
    NUMBER.remove(&mut store);
    assert!(!NUMBER.has(&store));
    assert_eq!(NUMBER.may_load(&store).unwrap(), None);
}

/// A change of these bytes is a change of the format: it needs a migration of every contract.
#[test]
fn the_format_stays_as_it_is() {
    let sample = Sample {
        owner: vec![0xaa, 0xbb],
        digest: [9; 32],
        collateral: 300,
        change: -2,
        index: 127,
        kind: Kind::Ordered { ratio: Some(1) },
        paused: true,
    };
    let mut store = MockStorage::new();
    SAMPLE.save(&mut store, &sample).unwrap();
    let bytes = store.get(&SAMPLE.key()).unwrap();
    let numbers = [0xac, 0x02, 3, 127, 1, 1, 1, 1];
    assert_eq!(bytes, [&[2, 0xaa, 0xbb][..], &[9; 32], &numbers].concat());
}

/// The reason for plain integers in records: eight bytes here, of which one is the length.
#[test]
fn the_chain_number_types_are_text_in_any_format() {
    const TEXT: Record<Uint128> = Record::new("text");
    const PLAIN: Record<u128> = Record::new("plain");
    let mut store = MockStorage::new();
    TEXT.save(&mut store, &Uint128::new(1_000_000)).unwrap();
    PLAIN.save(&mut store, &1_000_000).unwrap();
    assert_eq!(store.get(&TEXT.key()).unwrap(), b"\x071000000");
    assert_eq!(store.get(&PLAIN.key()).unwrap().len(), 3);
}

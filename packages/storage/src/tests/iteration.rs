//! Iteration follows the order of keys, stays within its bounds and decodes as it goes.

use cosmwasm_std::{testing::MockStorage, Order, StdResult, Storage};
use cw_storage_plus::Bound;
use proptest::prelude::*;

use crate::{Marks, Records};

const BY_KIND: Records<(u16, u64), u32> = Records::new("by_kind");
const INDEX: Marks<(u16, u128, u64)> = Marks::new("index");

fn filled() -> MockStorage {
    let mut store = MockStorage::new();
    for (key, value) in [
        ((1, 1), 1_001),
        ((1, 2), 1_002),
        ((1, 256), 1_256),
        ((2, 1), 2_001),
    ] {
        BY_KIND.save(&mut store, key, &value).unwrap();
    }
    store
}

#[test]
fn a_range_goes_over_all_entries_in_order_of_keys() {
    let store = filled();
    let up: Vec<_> = BY_KIND
        .range(&store, None, None, Order::Ascending)
        .collect::<StdResult<_>>()
        .unwrap();
    assert_eq!(
        up,
        [
            ((1, 1), 1_001),
            ((1, 2), 1_002),
            ((1, 256), 1_256),
            ((2, 1), 2_001)
        ]
    );

    let mut down: Vec<_> = BY_KIND
        .keys(&store, None, None, Order::Descending)
        .collect::<StdResult<_>>()
        .unwrap();
    down.reverse();
    assert_eq!(down, up.into_iter().map(|(key, _)| key).collect::<Vec<_>>());
}

#[test]
fn bounds_are_kept() {
    let store = filled();
    let within = |min, max| {
        BY_KIND
            .keys(&store, min, max, Order::Ascending)
            .collect::<StdResult<Vec<_>>>()
            .unwrap()
    };
    let inclusive = |key| Some(Bound::inclusive(key));
    let exclusive = |key| Some(Bound::exclusive(key));
    assert_eq!(within(inclusive((1, 2)), None), [(1, 2), (1, 256), (2, 1)]);
    assert_eq!(within(exclusive((1, 2)), None), [(1, 256), (2, 1)]);
    assert_eq!(
        within(None, inclusive((1, 256))),
        [(1, 1), (1, 2), (1, 256)]
    );
    assert_eq!(within(exclusive((1, 1)), exclusive((1, 256))), [(1, 2)]);
}

#[test]
fn a_prefix_goes_over_its_own_entries_only() {
    let store = filled();
    let under = |kind, min| {
        BY_KIND
            .prefix(kind)
            .range(&store, min, None, Order::Ascending)
            .collect::<StdResult<Vec<_>>>()
            .unwrap()
    };
    assert_eq!(under(1, None), [(1, 1_001), (2, 1_002), (256, 1_256)]);
    assert_eq!(under(1, Some(Bound::exclusive(2_u64))), [(256, 1_256)]);
    assert_eq!(under(2, None), [(1, 2_001)]);
    assert_eq!(under(3, None), []);
}

#[test]
fn an_index_is_read_from_its_head_up_to_a_bound() {
    let mut store = MockStorage::new();
    for entry in [(1, 900, 5), (1, 70, 6), (1, 900, 4), (2, 1, 7)] {
        INDEX.save(&mut store, entry);
    }
    let head: Vec<_> = INDEX
        .sub_prefix(1)
        .keys(
            &store,
            None,
            Some(Bound::inclusive((900_u128, 4_u64))),
            Order::Ascending,
        )
        .collect::<StdResult<_>>()
        .unwrap();
    assert_eq!(head, [(70, 6), (900, 4)]);

    let equal: Vec<_> = INDEX
        .prefix((1, 900))
        .keys(&store, None, None, Order::Ascending)
        .collect::<StdResult<_>>()
        .unwrap();
    assert_eq!(equal, [4, 5]);

    let all = INDEX.keys(&store, None, None, Order::Ascending);
    assert_eq!(all.collect::<StdResult<Vec<_>>>().unwrap().len(), 4);
}

#[test]
fn an_entry_is_decoded_when_the_iterator_comes_to_it() {
    let mut store = filled();
    store.set(&BY_KIND.key((1, 2)), &[0xff]);
    let mut entries = BY_KIND
        .prefix(1)
        .range(&store, None, None, Order::Ascending);
    assert_eq!(entries.next().unwrap().unwrap(), (1, 1_001));
    let error = entries.next().unwrap().unwrap_err();
    assert!(
        error
            .to_string()
            .contains("record by_kind[000200010000000000000002]:"),
        "{error}"
    );
    assert_eq!(entries.next().unwrap().unwrap(), (256, 1_256));
}

#[test]
fn a_foreign_key_is_refused_by_name() {
    let mut store = MockStorage::new();
    store.set(b"\0\x07by_kind\0\x02\0\x01\xab", &[7]);
    let error = BY_KIND
        .prefix(1)
        .keys(&store, None, None, Order::Ascending)
        .next()
        .unwrap();
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("record by_kind[00020001ab]: damaged key"),
        "{error}"
    );
}

proptest! {
    #[test]
    fn entries_come_in_the_order_of_their_numbers(
        keys in prop::collection::btree_map(any::<(u16, u64)>(), any::<u32>(), 0..20),
    ) {
        let mut store = MockStorage::new();
        for (key, value) in &keys {
            BY_KIND.save(&mut store, *key, value)?;
        }
        let read: Vec<_> =
            BY_KIND.range(&store, None, None, Order::Ascending).collect::<StdResult<_>>()?;
        prop_assert_eq!(read, keys.into_iter().collect::<Vec<_>>());
    }
}

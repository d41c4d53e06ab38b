//! Keys are injective, and those of cw-storage-plus.

use cosmwasm_std::{testing::MockStorage, Storage};
use cw_storage_plus::{Item, Map};
use proptest::prelude::*;

use crate::{Marker, Marks, Record, Records};

const PAIRS: Records<(&[u8], &[u8]), u8> = Records::new("pairs");
const TRIPLES: Marks<(&[u8], &[u8], &[u8])> = Marks::new("triples");

#[test]
fn h39_a_bc_is_not_ab_c() {
    let mut store = MockStorage::new();
    PAIRS.save(&mut store, (b"a", b"bc"), &1).unwrap();
    PAIRS.save(&mut store, (b"ab", b"c"), &2).unwrap();
    assert_eq!(PAIRS.load(&store, (b"a", b"bc")).unwrap(), 1);
    assert_eq!(PAIRS.load(&store, (b"ab", b"c")).unwrap(), 2);
}

#[test]
fn h39_namespaces_that_run_into_the_key_stay_apart() {
    const A: Records<&[u8], u8> = Records::new("a");
    const AB: Records<&[u8], u8> = Records::new("ab");
    let mut store = MockStorage::new();
    A.save(&mut store, b"bc", &1).unwrap();
    AB.save(&mut store, b"c", &2).unwrap();
    assert_eq!(A.load(&store, b"bc").unwrap(), 1);
    assert_eq!(AB.load(&store, b"c").unwrap(), 2);
}

#[test]
fn h39_a_single_record_is_no_entry_of_a_map() {
    const ONE: Record<u8> = Record::new("same");
    const MANY: Records<&[u8], u8> = Records::new("same");
    assert_ne!(ONE.key(), MANY.key(b""));
    assert_ne!(ONE.key().first(), MANY.key(b"x").first());
}

#[test]
#[should_panic(expected = "zero byte")]
fn h39_a_name_that_looks_like_a_map_is_refused() {
    Record::<u8>::new("\0\u{4}same");
}

#[test]
#[should_panic(expected = "zero byte")]
fn h39_an_empty_name_is_refused() {
    Records::<u8, u8>::new("");
}

#[test]
fn keys_are_those_of_item_and_map() {
    let item: Item<u8> = Item::new("books");
    assert_eq!(Record::<u8>::new("books").key(), item.as_slice());
    assert_eq!(Marker::new("books").key(), item.as_slice());

    let map: Map<(u16, u64), u8> = Map::new("positions");
    let key: &[u8] = &map.key((1, 7));
    assert_eq!(Records::<(u16, u64), u8>::new("positions").key((1, 7)), key);
    assert_eq!(Marks::<(u16, u64)>::new("positions").key((1, 7)), key);
    assert_eq!(key, b"\0\x09positions\0\x02\0\x01\0\0\0\0\0\0\0\x07");
}

#[test]
fn a_mark_stores_one_byte() {
    let mut store = MockStorage::new();
    let (flag, set) = (Marker::new("flag"), Marks::<u64>::new("set"));
    flag.save(&mut store);
    set.save(&mut store, 7);
    assert_eq!(store.get(&flag.key()), Some(vec![1]));
    assert_eq!(store.get(&set.key(7)), Some(vec![1]));
    assert!(flag.has(&store) && set.has(&store, 7) && !set.has(&store, 8));

    flag.remove(&mut store);
    set.remove(&mut store, 7);
    assert!(!flag.has(&store) && !set.has(&store, 7));
}

fn part() -> impl Strategy<Value = Vec<u8>> {
    // Few letters and short words, so that concatenations often agree.
    prop::collection::vec(0_u8..2, 0..4)
}

proptest! {
    #[test]
    fn h39_different_pairs_have_different_keys(a in (part(), part()), b in (part(), part())) {
        let (x, y) = (PAIRS.key((&a.0, &a.1)), PAIRS.key((&b.0, &b.1)));
        prop_assert_eq!(x == y, a == b);
    }

    #[test]
    fn h39_different_triples_have_different_keys(
        a in (part(), part(), part()),
        b in (part(), part(), part()),
    ) {
        let (x, y) = (TRIPLES.key((&a.0, &a.1, &a.2)), TRIPLES.key((&b.0, &b.1, &b.2)));
        prop_assert_eq!(x == y, a == b);
    }
}

use std::collections::BTreeSet;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::Addr;

use crate::{contracts::canonical, state};

/// Namespaces of everything in storage, the libraries' too.
fn namespaces() -> Vec<Vec<u8>> {
    // A map's key starts with the namespace's length in two bytes.
    let map = |key: Vec<u8>| key[2..2 + usize::from(key[1])].to_vec();
    vec![
        state::GUARDIAN.as_slice().to_vec(),
        state::CONTRACTS.key(),
        state::PAUSE.key(),
        state::LAST_TYPE.key(),
        map(state::PARAMS.key(1)),
        map(state::BOOKS.key(1)),
        map(state::ASSETS.key("a")),
        map(state::GROUPS.key(1)),
        map(state::BASE_RATES.key(1)),
        map(state::POSITIONS.key(1)),
        map(state::RISK_INDEX.key((1, 1, 1))),
        map(state::BY_OWNER.key((b"a", 1))),
        map(state::OPERATORS.key((1, b"a"))),
        map(state::OFFERS.key(1)),
        b"ownership".to_vec(),
        b"contract_info".to_vec(),
    ]
}

#[test]
fn h39_namespaces_are_unique() {
    let all = namespaces();
    let distinct: BTreeSet<_> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
}

#[test]
fn h39_keys_of_neighbouring_parts_differ() {
    assert_ne!(
        state::BY_OWNER.key((b"a", 0x6263_0000_0000_0000)),
        state::BY_OWNER.key((b"ab", 0x6300_0000_0000_0000))
    );
    assert_ne!(
        state::RISK_INDEX.key((1, 2, 3)),
        state::RISK_INDEX.key((1, 3, 2))
    );
}

#[test]
fn i19_the_index_is_ordered_by_type_then_risk_then_number() {
    let ordered = [(1, 5, 9), (1, 6, 1), (1, 1 << 100, 0), (2, 0, 0)];
    let keys: Vec<_> = ordered
        .into_iter()
        .map(|key| state::RISK_INDEX.key(key))
        .collect();
    let mut sorted = keys.clone();
    sorted.sort();
    assert_eq!(keys, sorted);
}

#[test]
fn an_address_of_any_width_becomes_canonical_bytes() {
    let api = MockApi::default();
    let address: Addr = api.addr_make("anyone");
    let bytes = canonical(&api, &address).unwrap();
    assert_eq!(crate::contracts::human(&api, &bytes).unwrap(), address);
}

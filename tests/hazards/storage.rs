//! Names and keys in storage.

use std::collections::BTreeMap;

use ballast_devchain::{LIQUIDATION, ORACLE, VAULT};
use ballast_tests::{Suite, ETH};
use ballast_types::oracle::{FeedKind, NewFeed, Panel};

use crate::stage::stage;

/// The namespace of a stored key: a map's has its length in two bytes in front, an item's is all.
fn namespace(key: &[u8]) -> String {
    let length = usize::from(u16::from_be_bytes([key[0], key[1]]));
    let of_map = key.get(2..2 + length).filter(|_| length < 64);
    String::from_utf8(of_map.unwrap_or(key).to_vec()).unwrap()
}

fn namespaces(suite: &Suite, contract: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (key, value) in suite.chain.contract_dump(contract).unwrap() {
        assert!(!value.is_empty(), "{contract}: an empty value");
        *found.entry(namespace(&key)).or_default() += 1;
    }
    found
}

/// Namespaces of each contract, when everything that can be stored is.
const NAMESPACES: [(&str, &[&str]); 3] = [
    (
        VAULT,
        &[
            "assets",
            "book",
            "by_owner",
            "contract_info",
            "contracts",
            "group",
            "guardian",
            "last_type",
            "offers",
            "operators",
            "order",
            "ownership",
            "params",
            "pause",
            "pos",
            "r",
            "t",
        ],
    ),
    (
        LIQUIDATION,
        &[
            "abook",
            "aside",
            "assets",
            "auc",
            "contract_info",
            "deposits",
            "leftovers",
            "ownership",
            "pools",
            "stablecoin",
            "surplus",
            "terms",
            "vault",
        ],
    ),
    (
        ORACLE,
        &[
            "contract_info",
            "feeders",
            "feeds",
            "guardian",
            "ownership",
            "price",
        ],
    ),
];

#[test]
fn h39_every_record_stands_under_a_name_of_its_own() {
    let mut stage = stage();
    crate::stage::auctions::left_over(&mut stage.suite);
    crate::stage::auctions::written_off(&mut stage.suite);
    crate::stage::paused(&mut stage.suite);
    crate::stage::offered(&mut stage.suite);
    for (contract, names) in NAMESPACES {
        let found: Vec<String> = namespaces(&stage.suite, contract).into_keys().collect();
        assert_eq!(found, names, "{contract}");
    }
}

#[test]
fn h39_i25_nothing_is_left_of_what_is_removed() {
    let mut suite = Suite::base();
    let before = suite.chain.contract_dump(VAULT).unwrap().len();
    let id = suite.open("alice", ETH, 1_000_000_000_000_000_000, 100_000_000);
    let scope = ballast_types::vault::OperatorScope {
        mint: true,
        ..Default::default()
    };
    suite.ok(|chain| chain.vault().set_operator("alice", id, "dave", scope));
    suite.ok(|chain| chain.vault().transfer_position("alice", id, "bob"));
    // Position, owner's index, risk index, operator, offer.
    assert_eq!(suite.chain.contract_dump(VAULT).unwrap().len(), before + 5);
    suite.open("carol", ETH, 1_000_000_000_000_000_000, 100_000_000);
    suite.ok(|chain| chain.stablecoin().transfer("carol", "alice", 1_000_000));
    let debt = suite.position(id).debt.u128();
    suite.ok(|chain| chain.vault().close("alice", id, debt));
    assert_eq!(suite.chain.contract_dump(VAULT).unwrap().len(), before + 3);
}

#[test]
fn h39_a_feed_whose_name_begins_anothers_name_shares_nothing_with_it() {
    let mut suite = Suite::base();
    let feeders: Vec<_> = (1..=4)
        .map(|number| suite.address(&format!("feeder-{number}")))
        .collect();
    let names = ["E", "ET", "ETH/", "ETH/ETH"];
    for feed in names {
        let (feed, feeders) = (feed.to_owned(), feeders.clone());
        let new = NewFeed {
            feed,
            kind: FeedKind::price(Panel::new(1, 3, 60), 180),
            feeders,
        };
        suite.ok(|chain| chain.oracle().add_feed("owner", new));
    }
    suite.ok(|chain| chain.oracle().add_feeder("owner", "ET", "alice"));
    let ether = (
        suite.chain.feed("ETH").unwrap(),
        suite.chain.feeders("ETH").unwrap(),
    );
    assert_eq!(suite.chain.feeders("ET").unwrap().len(), 5);
    assert_eq!(suite.chain.feeders("E").unwrap().len(), 4);
    for feed in names {
        suite.ok(|chain| chain.oracle().remove_feed("owner", feed));
        assert_eq!(
            ether,
            (
                suite.chain.feed("ETH").unwrap(),
                suite.chain.feeders("ETH").unwrap()
            )
        );
    }
    assert_eq!(namespaces(&suite, ORACLE)["feeders"], 8);
}

#[test]
fn h17_collateral_and_stablecoin_differ_in_decimals() {
    let suite = Suite::base();
    let stablecoin = suite.chain.stablecoin_info().unwrap().decimals;
    let types = suite.chain.collateral_types().unwrap();
    assert!(types.len() >= 2);
    assert!(types.iter().all(|info| info.decimals != stablecoin));
    assert_ne!(types[0].decimals, types[1].decimals);
}

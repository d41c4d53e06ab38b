//! Every list has pages, and they add up to the whole in order.

use std::collections::BTreeSet;

use ballast_devchain::{AssetKind, AssetSpec, Devchain, Terms, LIQUIDATION, ORACLE, VAULT};
use ballast_tests::{Suite, SuiteBuilder, BTC, ETH};
use ballast_types::oracle::{FeedKind, Panel};
use ballast_types::{vault::ExecuteMsg, MAX_PAGE};
use cosmwasm_std::{Decimal, Uint128};
use serde_json::{json, Value};

/// A list query: contract, its name, other fields, the field that is the key of an entry.
type List = (&'static str, &'static str, Value, &'static str);

fn lists(suite: &Suite) -> Vec<List> {
    let alice = suite.address("alice");
    vec![
        (VAULT, "collateral_types", json!({}), "collateral_type"),
        (VAULT, "groups", json!({}), "group"),
        (
            VAULT,
            "positions_by_owner",
            json!({ "owner": alice }),
            "position",
        ),
        (
            VAULT,
            "positions",
            json!({ "collateral_type": ETH }),
            "position",
        ),
        (LIQUIDATION, "pools", json!({}), "collateral_type"),
        (
            LIQUIDATION,
            "deposits",
            json!({ "collateral_type": ETH }),
            "depositor",
        ),
        (ORACLE, "feeds", json!({}), "feed"),
        (ORACLE, "feeders", json!({ "feed": "ETH" }), "feeder"),
    ]
}

/// More than a page of everything: 105 positions, 12 types, groups, pools, deposits and feeds, 14
/// feeders.
fn crowd() -> Suite {
    let mut suite = SuiteBuilder::base().without_watch().with(more).build();
    for group in 2..=12 {
        let msg = ExecuteMsg::SetGroup {
            group,
            debt_ceiling: Uint128::new(u128::from(group)),
        };
        suite.ok(|chain| chain.vault().govern("owner", &msg));
    }
    for number in 10..=14 {
        suite.ok(|chain| {
            chain
                .oracle()
                .add_feeder("owner", "ETH", &format!("feeder-{number}"))
        });
    }
    for number in 0..105 {
        suite.open(if number % 15 == 14 { "bob" } else { "alice" }, ETH, 1, 0);
    }
    suite.open("alice", BTC, 10_000_000_000, 100_000_000_000);
    for number in 0..12u16 {
        let depositor = format!("depositor-{number}");
        suite.ok(|chain| chain.stablecoin().transfer("alice", &depositor, 2_000_000));
        suite.ok(|chain| chain.liquidation().deposit(&depositor, ETH, 1_000_000));
        suite.ok(|chain| {
            chain
                .liquidation()
                .deposit(&depositor, number + 1, 1_000_000)
        });
    }
    suite
}

fn more(deployment: &mut ballast_devchain::Deployment) {
    let (feed, kind) = (
        deployment.feeds[0].clone(),
        deployment.collateral_types[0].clone(),
    );
    let ether = &mut deployment.feeds[0];
    ether.kind = FeedKind::price(Panel::new(1, 8, 60), 3_600);
    ether.feeders = (1..=9).map(|number| format!("feeder-{number}")).collect();
    for number in 3..=12 {
        let name = format!("coin{number}");
        deployment.assets.push(AssetSpec {
            name: name.clone(),
            decimals: 9,
            kind: AssetKind::Native {
                denom: format!("u{name}"),
            },
        });
        deployment.feeds.push(ballast_devchain::FeedSpec {
            feed: format!("C{number}"),
            ..feed.clone()
        });
        deployment
            .collateral_types
            .push(ballast_devchain::CollateralSpec {
                asset: name,
                feed: format!("C{number}"),
                ..kind.clone()
            });
    }
}

fn ask(chain: &Devchain, list: &List, start_after: &Value, limit: Option<u32>) -> Vec<Value> {
    let (contract, name, fields, _) = list;
    let mut fields = fields.clone();
    if !start_after.is_null() {
        fields["start_after"] = start_after.clone();
    }
    if let Some(limit) = limit {
        fields["limit"] = limit.into();
    }
    chain.query(contract, &json!({ *name: fields })).unwrap()
}

fn pages(chain: &Devchain, list: &List, limit: u32) -> Vec<Value> {
    let (mut entries, mut last): (Vec<Value>, Value) = (vec![], Value::Null);
    loop {
        let page = ask(chain, list, &last, Some(limit));
        assert!(page.len() <= usize::try_from(limit).unwrap());
        let Some(end) = page.last() else {
            return entries;
        };
        last = end[list.3].clone();
        entries.extend(page);
    }
}

#[test]
fn h40_pages_of_any_size_are_the_whole_list_each_entry_once() {
    let suite = crowd();
    for list in lists(&suite) {
        let whole = pages(&suite.chain, &list, MAX_PAGE);
        let keys: BTreeSet<String> = whole
            .iter()
            .map(|entry| entry[list.3].to_string())
            .collect();
        assert!(whole.len() >= 12, "{}: {}", list.1, whole.len());
        assert_eq!(keys.len(), whole.len(), "{}", list.1);
        for limit in [1, 7, 10, 11] {
            assert_eq!(
                pages(&suite.chain, &list, limit),
                whole,
                "{} by {limit}",
                list.1
            );
        }
    }
    let alices = lists(&suite).remove(2);
    assert_eq!(pages(&suite.chain, &alices, 100).len(), 99); // 98 of ether, one of bitcoin
}

#[test]
fn h40_a_page_is_ten_by_default_and_a_hundred_at_most() {
    let suite = crowd();
    for list in lists(&suite) {
        assert_eq!(
            ask(&suite.chain, &list, &Value::Null, None).len(),
            10,
            "{}",
            list.1
        );
        assert_eq!(
            ask(&suite.chain, &list, &Value::Null, Some(0)).len(),
            0,
            "{}",
            list.1
        );
        let most = ask(&suite.chain, &list, &Value::Null, Some(u32::MAX)).len();
        assert!((11..=100).contains(&most), "{}: {most}", list.1);
    }
    let positions = lists(&suite).remove(3);
    assert_eq!(
        ask(&suite.chain, &positions, &Value::Null, Some(u32::MAX)).len(),
        100
    );
}

#[test]
fn h40_a_page_after_what_does_not_exist_or_is_the_last_is_no_error() {
    let suite = crowd();
    for (list, after) in lists(&suite).into_iter().zip([
        json!(u16::MAX),
        json!(u16::MAX),
        json!(u64::MAX),
        json!(u64::MAX),
        json!(u16::MAX),
        json!(suite.address("nobody")),
        json!("ZZZZZZZZZZZZZZZZ"),
        json!(suite.address("nobody")),
    ]) {
        let entries = ask(&suite.chain, &list, &after, Some(100));
        assert!(
            entries.is_empty() || after.to_string().contains("cosmwasm1"),
            "{}",
            list.1
        );
    }
    // From another type's positions the list starts at its own beginning or is at its end.
    let (of_ether, bitcoin) = (lists(&suite).remove(3), 2u64 << 32);
    assert_eq!(
        ask(&suite.chain, &of_ether, &json!(bitcoin), None),
        Vec::<Value>::new()
    );
    let of_bitcoin = (
        VAULT,
        "positions",
        json!({ "collateral_type": BTC }),
        "position",
    );
    assert_eq!(
        ask(&suite.chain, &of_bitcoin, &json!(1u64 << 32), None).len(),
        1
    );
}

#[test]
fn h40_a_positions_operators_are_few_by_rule() {
    let mut suite = SuiteBuilder::base().without_watch().build();
    let id = suite.open("alice", ETH, 1, 0);
    let scope = ballast_types::vault::OperatorScope {
        mint: true,
        ..Default::default()
    };
    for number in 0..8 {
        let name = format!("operator-{number}");
        suite.ok(|chain| chain.vault().set_operator("alice", id, &name, scope));
    }
    suite.refused(|chain| chain.vault().set_operator("alice", id, "ninth", scope));
    assert_eq!(suite.chain.operators(id).unwrap().len(), 8);
}

#[test]
fn h40_orders_that_can_be_filled_are_read_page_by_page() {
    let mut suite = SuiteBuilder::base().with_no_fees().without_watch().build();
    let one = Decimal::percent(1);
    for number in 0..25u64 {
        let id = suite.open("alice", ETH, 2_000_000_000_000_000_000, 200_000_000);
        let terms = Terms {
            trigger: Decimal::percent(170) + one * Decimal::from_ratio(number, 1u64),
            target: Decimal::percent(300),
            discount: one,
        };
        suite.ok(|chain| chain.vault().place_order("alice", id, terms));
    }
    suite.set_price("ETH", "165");
    let mut seen = vec![];
    loop {
        let after = seen.last().copied();
        let page = suite.chain.fillable_orders(ETH, after, 7).unwrap();
        if page.is_empty() {
            break;
        }
        seen.extend(page.iter().map(|order| order.position));
    }
    // The highest trigger first; each once.
    let numbers: Vec<u32> = seen.iter().map(|id| id.number()).collect();
    let expected: Vec<u32> = (1..=25).rev().collect();
    assert_eq!(numbers, expected);
    assert_eq!(suite.chain.fillable_orders(ETH, None, 0).unwrap(), []);
}

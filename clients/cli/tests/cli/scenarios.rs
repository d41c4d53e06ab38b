//! The scenarios of the demo: each ends with exact books and nobody left whom somebody could liquidate, replays
//! to the same end, and prints what its guide shows.

use std::sync::LazyLock;

use super::place::{text, Place};
use cosmwasm_std::{Decimal, Uint128};
use serde_json::{json, Value};

/// All but the usual one, which `demo.rs` tests.
const SCENARIOS: [&str; 5] = ["full-pool", "empty-pool", "few-takers", "luna", "usdc"];

/// Each played once, with so few positions that it takes less than a second.
static PLAYED: LazyLock<[Value; 5]> = LazyLock::new(|| {
    let place = Place::new();
    SCENARIOS.map(|scenario| {
        let run = format!("demo --scenario {scenario} --positions 40 --write {scenario}.jsonl");
        let mut summary = place.json(&run);
        let replay = place.ok(&format!("replay {scenario}.jsonl --final"));
        summary["replayed"] = serde_json::from_str(&replay).unwrap();
        summary
    })
});

fn number(value: &Value, pointer: &str) -> u128 {
    text(value, pointer).parse().unwrap()
}

/// A figure of a scenario's outcome.
fn outcome(scenario: &str, name: &str) -> u128 {
    let mut played = SCENARIOS.into_iter().zip(PLAYED.iter());
    let (_, summary) = played.find(|(played, _)| *played == scenario).unwrap();
    number(summary, &format!("/outcome/{name}"))
}

/// How many of a scenario's rounds left a price waiting.
fn waits(scenario: &str) -> u64 {
    let mut played = SCENARIOS.into_iter().zip(PLAYED.iter());
    let (_, summary) = played.find(|(played, _)| *played == scenario).unwrap();
    summary["outcome"]["waits"].as_u64().unwrap()
}

#[test]
fn an_unknown_scenario_is_refused_with_those_that_there_are() {
    let place = Place::new();
    let error = place.error("demo --scenario nowhere");
    assert_eq!(
        error,
        "there is no scenario 'nowhere': there are half-pool, full-pool, empty-pool, few-takers, luna, usdc"
    );
    assert!(place
        .error("demo --scenario luna --positions 0")
        .contains("from 1 to 100000"));
    assert!(!place.path().join("report").exists());
}

#[test]
fn the_list_names_every_scenario() {
    let place = Place::new();
    let listed = place.ok("demo --list");
    let entries = place.json("demo --list");
    let names: Vec<_> = entries
        .as_array()
        .unwrap()
        .iter()
        .map(|it| text(it, "/name"))
        .collect();
    assert_eq!(names[0], "half-pool");
    assert_eq!(names[1..], SCENARIOS);
    for (line, name) in listed.lines().zip(names) {
        assert!(line.trim_start().starts_with(name), "{line}");
    }
    assert!(!place.path().join("report").exists(), "nothing was played");
}

#[test]
fn every_scenario_ends_with_exact_books_and_replays_to_the_same_end() {
    for (scenario, summary) in SCENARIOS.into_iter().zip(PLAYED.iter()) {
        assert_eq!(summary["scenario"], json!(scenario));
        let books = |name: &str| number(summary, &format!("/books/{name}"));
        assert_eq!(
            books("booked") + books("bad_debt") - books("surplus"),
            books("minted") - books("burned_by_vault"),
            "{scenario}"
        );
        assert_eq!(books("supply"), books("minted") - books("burned_by_vault"));
        let end = &summary["replayed"];
        assert_eq!(end["refused"], json!(0), "{scenario}");
        assert_eq!(end["state_hash"], summary["state_hash"], "{scenario}");
    }
}

#[test]
fn i18_no_scenario_leaves_a_position_that_could_be_liquidated() {
    for (scenario, summary) in SCENARIOS.into_iter().zip(PLAYED.iter()) {
        assert_eq!(summary["outcome"]["unsafe_at_end"], json!(0), "{scenario}");
        ensure_all_are_safe(scenario, &summary["replayed"]["books"]);
        assert_eq!(outcome(scenario, "under_auction"), 0, "{scenario}");
        assert!(outcome(scenario, "liquidated") > 0, "{scenario}");
    }
}

/// By our own reckoning: collateral x price against debt x liquidation ratio.
fn ensure_all_are_safe(scenario: &str, books: &Value) {
    let (feed, decimals, liquidation_ratio) = match scenario {
        "luna" => ("LUNA", 6, 170),
        "usdc" => ("USDC", 6, 110),
        _ => ("ETH", 18, 140),
    };
    let price: Decimal = text(books, &format!("/prices/{feed}/spot"))
        .parse()
        .unwrap();
    for position in books["positions"].as_array().unwrap() {
        let collateral = Uint128::new(number(position, "/collateral"));
        // A dollar has 6 digits, the price 18.
        let worth = collateral.multiply_ratio(price.atomics(), 10u128.pow(decimals + 12));
        let needed = number(position, "/debt") * liquidation_ratio / 100;
        assert!(
            worth.u128() >= needed,
            "{scenario}: {position} is worth {worth}"
        );
    }
}

#[test]
fn what_was_liquidated_is_divided_among_buyers_without_rest() {
    for scenario in SCENARIOS {
        let outcome = |name: &str| outcome(scenario, name);
        let parts = ["to_pool", "to_caller", "to_auctions", "to_nobody"];
        let sum: u128 = parts.map(outcome).iter().sum();
        assert_eq!(sum, outcome("liquidated"), "{scenario}");
        let paid = outcome("to_pool") + outcome("to_caller") + outcome("raised");
        assert_eq!(paid, outcome("recovered"), "{scenario}");
        // Fees and penalties can make the bad debt less than what was not recovered, and nothing more.
        let lost = outcome("liquidated").saturating_sub(outcome("recovered"));
        assert!(outcome("bad_debt") <= lost, "{scenario}");
    }
}

#[test]
fn each_scenario_shows_what_it_is_there_for() {
    let of_full = |name: &str| outcome("full-pool", name);
    assert_eq!(of_full("to_pool"), of_full("liquidated"));
    assert_eq!(outcome("empty-pool", "to_pool"), 0);
    assert!(outcome("empty-pool", "returned") > 0);
    assert_eq!(outcome("few-takers", "to_caller"), 0);
    assert!(outcome("few-takers", "bad_debt") > outcome("empty-pool", "bad_debt"));
    assert!(outcome("luna", "bad_debt") > 0);
    assert!(waits("luna") > 100);
    assert_eq!(waits("empty-pool"), 0);
    assert!(outcome("usdc", "redemptions/redeemed") > 0);
    assert_eq!(outcome("usdc", "bad_debt"), 0);
}

#[test]
fn a_named_scenario_prints_the_table_that_all_share_and_its_page_says_which() {
    let place = Place::new();
    for scenario in ["half-pool", "luna"] {
        let printed = place.ok(&format!("demo --scenario {scenario} --positions 10"));
        for label in [
            " liquidated ",
            "   to the pool ",
            "   to the caller ",
            "   to auctions ",
            "   to nobody ",
            " recovered ",
            " returned to owners ",
            " bad debt ",
            " still under auction ",
            " largest backlog ",
            " redemptions ",
            " surplus ",
            " prices ",
        ] {
            let lines = printed.lines().filter(|line| line.starts_with(label));
            assert_eq!(lines.count(), 1, "{label}: {printed}");
        }
        let page = place.read("report/index.html");
        assert!(page.contains(&format!("embedded chain: {scenario}</p>")));
        assert_eq!(page.matches("<svg").count(), 4);
    }
    let page = place.read("report/index.html");
    assert!(page.contains("price of Luna") && !page.contains("ether"));
}

/// The table of a run: the lines between the chart and the books.
fn table(printed: &str) -> &str {
    printed.split("\n\n").nth(1).unwrap()
}

#[test]
fn the_tables_of_the_guide_are_what_is_printed() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scenarios.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    std::thread::scope(|scope| {
        for scenario in SCENARIOS {
            let guide = &guide;
            scope.spawn(move || {
                let printed = Place::new().ok(&format!("demo --scenario {scenario}"));
                let table = table(&printed);
                assert!(guide.contains(table), "{scenario} prints\n{table}");
            });
        }
    });
}

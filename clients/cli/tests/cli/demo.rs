//! The demo: its figures, its report and its sameness.

use super::place::{text, Place};
use serde_json::{json, Value};

fn number(value: &Value, pointer: &str) -> u128 {
    text(value, pointer).parse().unwrap()
}

#[test]
fn the_books_of_a_small_demo_balance() {
    let place = Place::new();
    let summary = place.json("demo --positions 30");
    let books = |name: &str| number(&summary, &format!("/books/{name}"));
    assert_eq!(
        books("booked") + books("bad_debt") - books("surplus"),
        books("minted") - books("burned_by_vault")
    );
    assert_eq!(books("supply"), books("minted") - books("burned_by_vault"));
    assert_eq!(summary["positions"], json!(30));
    assert!(summary["invariants_checked"].as_u64().unwrap() > 5);
    assert!(summary["liquidated_in_part"].as_u64().unwrap() > 0);
    let totals = |name: &str| number(&summary, &format!("/totals/{name}"));
    assert!(totals("pool_paid") + totals("keeper_paid") <= totals("repaid"));
    let auctions = |name: &str| totals(&format!("auctions/{name}"));
    let at_once = totals("pool_collateral") + totals("keeper_collateral") + totals("rewards");
    assert!(auctions("auctioned") > 0, "the pool runs out");
    assert_eq!(
        at_once + auctions("auctioned") + auctions("written_off"),
        totals("seized")
    );
    let gone = auctions("sold") + auctions("returned") + auctions("restart_rewards");
    assert_eq!(
        gone + auctions("given_up") + auctions("left"),
        auctions("auctioned")
    );
    let lowest = text(&summary, "/lowest_price");
    assert!(
        lowest.starts_with("85.") || lowest.starts_with("86."),
        "{lowest}"
    );
}

#[test]
fn the_same_seed_gives_the_same_run_and_another_does_not() {
    let place = Place::new();
    let state = |line: &str| text(&place.json(line), "/state_hash").to_owned();
    let first = state("demo --positions 5 --seed 1");
    assert_eq!(first, state("demo --positions 5 --seed 1"));
    assert_ne!(first, state("demo --positions 5 --seed 2"));
}

#[test]
fn people_get_a_chart_a_table_and_a_page() {
    let place = Place::new();
    let printed = place.ok("demo --positions 10 --report there/report");
    for expected in [
        "ether, US dollars",
        "positions liquidated, hour by hour",
        "2020-03-12",
        " positions opened       10, and 13 by lenders",
        "The books balance to the last base unit",
        "report: there/report/index.html",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
    let page = place.read("there/report/index.html");
    assert_eq!(page.matches("<svg").count(), 4);
    assert!(page.contains("prefers-color-scheme: dark"));
    assert!(
        !page.contains("http://") || page.matches("http").count() == 4,
        "only namespaces"
    );
    assert!(!page.contains("<script") && !page.contains("<link"));
}

#[test]
fn a_demo_that_cannot_write_says_so() {
    let place = Place::new();
    place.write("file", "");
    assert!(place
        .error("demo --positions 1 --report file")
        .contains("file"));
    assert!(place
        .error("demo --positions 1 --write no/such/file")
        .contains("no/such/file"));
    assert!(place
        .error("demo --positions 0")
        .contains("from 1 to 100000"));
    assert!(place.error("demo --seed x").contains("--seed takes"));
}

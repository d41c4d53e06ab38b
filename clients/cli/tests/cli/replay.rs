//! Histories: what the demo writes replays to the same end, and what cannot be read is named by its
//! line.

use std::io::Write;

use super::place::{text, Place};
use ballast_devchain::Books;
use serde_json::{json, Value};

/// A demo of a few positions and the file it wrote.
fn recorded() -> (Place, Value) {
    let place = Place::new();
    let summary = place.json("demo --positions 8 --write run.jsonl");
    (place, summary)
}

#[test]
fn a_replay_ends_in_the_same_books_and_state() {
    let (place, summary) = recorded();
    let end: Value = serde_json::from_str(&place.ok("replay run.jsonl --final")).unwrap();
    assert_eq!(end["state_hash"], summary["state_hash"]);
    assert_eq!(end["operations"], summary["operations"]);
    assert_eq!(end["refused"], json!(0));
    let books: Books = serde_json::from_value(end["books"].clone()).unwrap();
    let eth = &books.types[0];
    assert_eq!(eth.booked.to_string(), text(&summary, "/books/booked"));
    assert_eq!(eth.bad_debt.to_string(), text(&summary, "/books/bad_debt"));
    assert_eq!(eth.surplus.to_string(), text(&summary, "/books/surplus"));
    assert_eq!(books.supply.to_string(), text(&summary, "/books/supply"));
}

#[test]
fn each_operation_has_a_line_and_books_if_asked_for() {
    let (place, _) = recorded();
    let history = place.read("run.jsonl");
    let first: Vec<&str> = history.lines().take(40).collect();
    place.write("first.jsonl", first.join("\n"));

    let outcomes = place.ok("replay first.jsonl");
    assert_eq!(outcomes.lines().count(), 39);
    for line in outcomes.lines() {
        let outcome: Value = serde_json::from_str(line).unwrap();
        assert!(outcome["events"].is_array() && outcome.get("books").is_none());
    }
    let with_books = place.ok("replay first.jsonl --state");
    let last: Value = serde_json::from_str(with_books.lines().last().unwrap()).unwrap();
    let books: Books = serde_json::from_value(last["books"].clone()).unwrap();
    assert!(!books.positions.is_empty());
    assert!(books.balances.contains_key("vault"));
}

#[test]
fn an_operation_that_is_refused_is_an_outcome() {
    let (place, _) = recorded();
    let history = place.read("run.jsonl");
    let deployment = history.lines().next().unwrap();
    let refused = r#"{"time":1583881300,"sender":"zoe","calls":[{"contract":"vault","msg":{"close":{"position":4294967297}}}]}"#;
    place.write("refused.jsonl", format!("{deployment}\n\n{refused}\n"));
    let outcome: Value = serde_json::from_str(&place.ok("replay refused.jsonl")).unwrap();
    assert!(
        text(&outcome, "/error").contains("no position 4294967297"),
        "{outcome}"
    );
    assert_eq!(outcome["time"], json!(1_583_881_300));
}

#[test]
fn standard_input_is_a_file_too() {
    let (place, summary) = recorded();
    let mut command = place.command("replay - --final");
    let piped = std::process::Stdio::piped;
    let mut child = command.stdin(piped()).stdout(piped()).spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(place.read("run.jsonl").as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let end: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(end["state_hash"], summary["state_hash"]);
}

/// Runs a file and expects so many outcomes, then one line that names the file and says this.
fn ends(place: &Place, file: &str, outcomes: usize, expected: &str) {
    place.write("bad.jsonl", file);
    let output = place.command("replay bad.jsonl").output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{expected}");
    assert!(
        errors.starts_with("error: bad.jsonl, ") && errors.contains(expected),
        "{errors}"
    );
    assert_eq!(errors.lines().count(), 1, "{errors}");
    let lines = String::from_utf8(output.stdout).unwrap().lines().count();
    assert_eq!(lines, outcomes, "{expected}");
}

#[test]
fn what_cannot_be_read_is_named_by_its_line() {
    let (place, _) = recorded();
    let history = place.read("run.jsonl");
    let (deployment, rest) = history.split_once('\n').unwrap();
    let first = rest.lines().next().unwrap();
    ends(&place, "", 0, "line 1: a deployment is expected");
    ends(&place, "{}", 0, "line 1: no deployment");
    let other_group = deployment.replacen("majors", "minors", 1);
    ends(
        &place,
        &other_group,
        0,
        "line 1: deployment: 'eth' refers to group 'majors'",
    );
    let half = format!("{deployment}\n{first}\n{{\"time\":158");
    ends(&place, &half, 1, "line 3: no operation: EOF");
    let no_operation = format!("{deployment}\n{first}\n[1]\n{first}\n");
    ends(&place, &no_operation, 1, "line 3: no operation");
    place.write("bad.jsonl", b"\xff\xfe\n");
    assert!(place.error("replay bad.jsonl").contains("line 1"));
    assert!(place
        .error("replay nowhere.jsonl")
        .contains("nowhere.jsonl: No such file"));
}

#[test]
fn what_no_chain_could_hold_ends_the_run_and_not_in_a_panic() {
    let (place, _) = recorded();
    let history = place.read("run.jsonl");
    let deployment = history.lines().next().unwrap();
    let late = deployment.replacen("1583881200", "99999999999999", 1);
    ends(
        &place,
        &late,
        0,
        "line 1: the chain would come to 99999999999999",
    );
    let late = r#"{"time":18446744073709551615,"sender":"a","calls":[]}"#;
    let late = format!("{deployment}\n{late}");
    ends(
        &place,
        &late,
        0,
        "line 2: the chain would come to 18446744073709551615",
    );

    let rich = |name: &str| json!({ "name": name, "balances": { "eth": u128::MAX.to_string() } });
    let mut deployment: Value = serde_json::from_str(deployment).unwrap();
    deployment["accounts"] = json!([rich("a"), rich("b")]);
    let send =
        json!({ "send": { "to_address": "@b", "amount": [{ "denom": "aeth", "amount": "1" }] } });
    let calls = json!([{ "contract": "bank", "msg": send }]);
    let operation = json!({ "time": 1_583_881_300, "sender": "a", "calls": calls });
    let beyond = format!("{deployment}\n{operation}");
    ends(&place, &beyond, 0, "line ");
}

#[test]
fn the_examples_of_the_documentation_run() {
    let guide = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/replay.md");
    let guide = std::fs::read_to_string(guide).unwrap();
    let blocks = guide.split("```json\n").skip(1);
    let blocks: Vec<&str> = blocks
        .map(|block| block.split("```").next().unwrap())
        .collect();
    let deployment: Value = serde_json::from_str(blocks[0]).unwrap();
    let place = Place::new();
    place.write(
        "guide.jsonl",
        format!("{deployment}\n{}{}", blocks[1], blocks[2]),
    );
    let outcomes = place.ok("replay guide.jsonl");
    let errors: Vec<Value> = outcomes
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(errors.len(), 2);
    assert_eq!(text(&errors[0], "/error"), "feed ETH has no price");
    assert!(
        text(&errors[1], "/error").contains("Overflow"),
        "alice has no stablecoin"
    );
    for line in blocks[3].lines().chain(blocks[4].lines()) {
        serde_json::from_str::<Value>(line).unwrap();
    }
}

//! What goes wrong gets one clear line on standard error, exit code 1, and leaves all as it was.

use std::{
    io::{BufRead, BufReader},
    process::Stdio,
};

use super::place::Place;
use serde_json::Value;

/// Commands with a part of what they say on standard error.
const WRONG: &[(&str, &str)] = &[
    (
        "position open 1foo",
        "no asset 'foo': this chain has eth, wbtc, stake, usd",
    ),
    ("position open 1stake", "no collateral type 'stake'"),
    ("position open 1", "has no asset: write 1usd"),
    ("position open eth", "is no amount"),
    ("position open -1eth", "is negative"),
    ("position open 0eth", "is zero"),
    (
        "position open 1.0000000000000000001eth",
        "has 19 decimals, eth has 18",
    ),
    (
        "position open 999999999999999999999999999999eth",
        "is too large",
    ),
    (
        "position open 10001eth",
        "alice needs 10001eth and has 9990eth",
    ),
    (
        "position open 1eth --mint 50usd",
        "under the debt floor of 100usd",
    ),
    ("position open 1eth --mint 1eth", "usd is expected"),
    ("position open 1eth --as zoe", "zoe needs 1eth and has 0eth"),
    ("position open 1eth --as vault", "is the name of a contract"),
    ("position list --as @x", "is no name"),
    ("position mint eth-7 1usd", "no position 'eth-7'"),
    ("position mint foo-1 1usd", "no collateral type 'foo'"),
    ("position mint 99 1usd", "no position '99'"),
    ("position mint eth 1usd", "names no position"),
    (
        "position mint eth-1 1usd --as bob",
        "belongs to alice, not to bob",
    ),
    (
        "position withdraw eth-1 11eth",
        "eth-1 holds 10eth, of which 11eth",
    ),
    (
        "position withdraw eth-1 9eth",
        "under the mint ratio of 160%",
    ),
    (
        "position repay eth-1 1usd --as bob",
        "bob needs 1usd and has 0usd",
    ),
    ("position repay eth-1 4950usd", "under the debt floor"),
    ("position adjust eth-1", "nothing to adjust"),
    (
        "position adjust eth-1 --deposit 1eth --repay 1usd",
        "two messages",
    ),
    ("pool deposit eth 1usd --as bob", "bob needs 1usd"),
    ("pool deposit eth 1eth", "usd is expected"),
    ("pool deposit gold 1usd", "no collateral type 'gold'"),
    ("pool withdraw eth", "no deposit"),
    ("pool claim eth", "no deposit"),
    ("settle eth", "nothing is set aside"),
    ("auction list gold", "no collateral type 'gold'"),
    ("auction show eth-1", "'eth-1' names no auction"),
    ("auction show eth-a1", "auction 'eth-a1' is not live"),
    ("auction show 99", "auction '99' is not live"),
    ("auction take foo-a1", "no collateral type 'foo'"),
    ("auction take eth-a1", "auction 'eth-a1' is not live"),
    ("auction take eth-a1 --worst-price cheap", "is no price"),
    ("auction restart eth-a1", "auction 'eth-a1' is not live"),
    ("auction claim eth", "alice has nothing left over"),
    ("order show eth-1", "eth-1 has no order"),
    ("order show eth-7", "no position 'eth-7'"),
    ("order place eth --trigger 2", "names no position"),
    ("liquidate", "no position is unsafe"),
    ("liquidate eth-9", "no position 'eth-9'"),
    (
        "liquidate --limit 0",
        "--limit takes a whole number from 1 to 100",
    ),
    ("liquidate --with 100000usd", "alice needs 100000usd"),
    (
        "sandbox price DOGE 1",
        "no feed 'DOGE': this chain has ETH, BTC",
    ),
    ("sandbox price ETH 0", "is no price"),
    ("sandbox price ETH 99999999999", "is not within"),
    ("sandbox advance soon", "is no duration"),
    ("sandbox advance -1h", "is no duration"),
    (
        "sandbox advance 99999999w",
        "its clock ends with the year 2500",
    ),
];

#[test]
fn wrong_arguments_change_nothing() {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    let before = place.read("sandbox/chain.json");
    for (line, expected) in WRONG {
        let error = place.error(line);
        assert!(error.contains(expected), "{line}: {error}");
        assert_eq!(place.read("sandbox/chain.json"), before, "{line}");
    }
}

#[test]
fn errors_are_json_too() {
    let place = Place::with_sandbox();
    let output = place
        .command("position show eth-9 --json")
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(error["error"], "there is no position 'eth-9'");
    assert!(error["hint"]
        .as_str()
        .unwrap()
        .contains("alice has no positions"));
}

#[test]
fn a_missing_or_damaged_sandbox_is_named() {
    let place = Place::new();
    let (error, hint) = place.refused("status");
    assert_eq!(error, "no chain is kept in sandbox");
    assert!(hint.contains("ballast sandbox reset"));

    place.ok("sandbox reset");
    let whole = place.read("sandbox/chain.json");
    let half = &whole[..whole.len() / 2];
    for damaged in ["", "{}", "junk\n", half, &whole.replace("alice", "alicf")] {
        place.write("sandbox/chain.json", damaged);
        let (error, hint) = place.refused("status");
        assert!(error.contains("damaged"), "{error}");
        assert!(hint.contains("reset"), "{hint}");
    }
    place.write("sandbox/chain.json", [0xff, 0xfe, 0x00]);
    assert!(place.error("position list").contains("damaged"));
    place.ok("sandbox reset");
    place.ok("status");

    place.write("file", "");
    assert!(place.error("status --sandbox file").contains("file"));
    assert!(place.error("sandbox reset --sandbox file").contains("file"));
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let place = Place::new();
    place.ok("demo --positions 5 --write run.jsonl");
    let mut child = place
        .command("replay run.jsonl --state")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with("{\"time\""));
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

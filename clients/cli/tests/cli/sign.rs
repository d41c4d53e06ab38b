//! What is signed, and what is not.

use super::place::Place;

#[test]
fn what_no_oracle_would_take_is_not_signed() {
    let place = Place::with_sandbox();
    for (line, expected) in [
        (
            "ETH 0",
            "expected a decimal number above zero and at most 1000000000",
        ),
        ("ETH -1", "is no price"),
        ("ETH 1e3", "is no price"),
        ("ETH 1000000001", "at most 1000000000, with up to 18 digits"),
        ("ETH 0.0000000000000000001", "of a rate units of its base"),
        ("ETH 1 --implied-volatility 1001%", "at most 1000%"),
        ("ETH 1 --implied-volatility wild", "is no ratio"),
        ("ETH 1 --at 1584056400000", "--at takes unix seconds"),
        ("ETH 1 --at noon", "--at takes unix seconds"),
        ("eth_usd 1", "cannot name a feed"),
        ("ETH 1 --as vault", "not of an account"),
        ("ETH 1 --key k", "--key is for a --chain"),
        (
            "ETH 1 --chain-id c --oracle wasm1x --as bob",
            "--as names an account",
        ),
        (
            "ETH 1 --chain-id c --oracle wasm1x --chain local",
            "leave --chain",
        ),
        (
            "ETH 1 --chain-id= --oracle wasm1x",
            "--chain-id takes a chain's id",
        ),
        (
            "ETH 1 --chain-id c --oracle wasm1x",
            "the address of a contract",
        ),
    ] {
        let error = place.error(&format!("oracle sign {line}"));
        assert!(error.contains(expected), "{line}: {error}");
    }
}

#[test]
fn a_feed_that_the_sandbox_does_not_have_is_signed_with_a_warning() {
    let place = Place::with_sandbox();
    let warned = place.command("oracle sign DOGE 1 --as feeder-1").output();
    let warned = String::from_utf8(warned.unwrap().stderr).unwrap();
    let expected = "warning: the sandbox's oracle has no feed DOGE: it has BTC, ETH\n";
    assert_eq!(warned, expected);
}

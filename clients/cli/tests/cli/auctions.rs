//! What the pool cannot take on goes under auction, and somebody takes it.

use super::place::{text, Place};
use serde_json::{json, Value};

/// bob's 5 ether for 6,200 usd, liquidated at this price with an empty pool; carol has stablecoin.
fn under_auction(price: &str) -> (Place, String) {
    let place = Place::with_sandbox();
    place.ok("position open 5eth --mint 6200usd --as bob");
    place.ok("position open 100eth --mint 50000usd --as carol");
    place.ok(&format!("sandbox price ETH {price}"));
    let liquidated = place.ok("liquidate --as keeper");
    (place, liquidated)
}

fn number(value: &Value, pointer: &str) -> u128 {
    text(value, pointer).parse().unwrap()
}

#[test]
fn what_is_refused_of_a_live_auction() {
    let (place, _) = under_auction("1700");
    let before = place.read("sandbox/chain.json");
    for (line, error, hint) in [
        (
            "take eth-a2 --as carol",
            "auction 'eth-a2' is not live",
            "eth-a1 is live",
        ),
        (
            "take eth-a1",
            "alice needs 2896.800413usd and has 0usd",
            "a part is enough",
        ),
        (
            "take eth-a1 --pay 50001usd --as carol",
            "carol needs 50001usd",
            "",
        ),
        ("take eth-a1 1usd --as carol", "eth is expected", ""),
        ("take eth-a1 --pay 1eth --as carol", "usd is expected", ""),
        (
            "take eth-a1 --worst-price 1784.99 --as carol",
            "a whole eth costs 1,785.00 USD, more than the 1,784.99 USD accepted",
            "eth-a1 falls so far in 1s, at 2020-03-11 00:01:33",
        ),
        (
            "take eth-a1 --worst-price 900 --as carol",
            "more than the 900.00 USD accepted",
            "eth-a1 is over before it falls so far",
        ),
        (
            "restart eth-a1",
            "eth-a1 is not over: it can be taken from, at 1,785.00 USD",
            "`ballast auction take eth-a1`",
        ),
    ] {
        let (refused, helped) = place.refused(&format!("auction {line}"));
        assert!(refused.contains(error), "{line}: {refused}");
        assert!(helped.contains(hint), "{line}: {helped}");
        assert_eq!(place.read("sandbox/chain.json"), before, "{line}");
    }
}

#[test]
fn a_take_leaves_no_dust() {
    let (place, _) = under_auction("1700");
    // 2,896.80 less 2,796.80 are 100, the least that may be left.
    place.ok("auction take eth-a1 --pay 2850usd --as carol");
    let left = place.json("auction show eth-a1");
    assert_eq!(number(&left, "/tab") / 10, 10_000_000);
    let (error, hint) = place.refused("auction take eth-a1 --pay 60usd --as carol");
    assert!(
        error.contains("a take leaves nothing or at least 100usd"),
        "{error}"
    );
    assert!(
        hint.starts_with("all of it costs 100") && hint.ends_with("`ballast auction take eth-a1`"),
        "{hint}"
    );
    let (error, _) = place.refused("auction take eth-a1 0.000000000000000001eth --as carol");
    assert!(error.contains("would leave"), "{error}");
    place.ok("auction take eth-a1 --as carol");
    assert!(place
        .error("auction take eth-a1 --as carol")
        .contains("not live"));
}

#[test]
fn from_an_empty_pool_to_settled_debt() {
    let (place, liquidated) = under_auction("1700");
    for expected in [
        "under auction    eth-a1: 2.168411 eth, to raise 2,896.80 usd",
        "settled          nothing was paid yet",
    ] {
        assert!(liquidated.contains(expected), "{liquidated}");
    }
    for line in ["status", "types", "pool show eth"] {
        let shown = place.ok(line);
        assert!(
            shown.contains("2.168411 eth, to raise 2,896.80 usd"),
            "{shown}"
        );
        assert!(!place.ok(&format!("{line} --json")).is_empty());
    }
    let listed = place.json("auction list");
    assert_eq!(text(&listed, "/0/name"), "eth-a1");
    assert_eq!(text(&listed, "/0/position_name"), "eth-1");
    assert_eq!(text(&listed, "/0/owner"), "bob");
    assert_eq!(text(&listed, "/0/discount"), "-0.05");
    assert_eq!(place.json("auction list eth --cheapest"), listed);
    assert_eq!(place.json("auction list wbtc"), json!([]));

    place.ok("sandbox advance 15m");
    let shown = place.json("auction show eth-a1");
    assert_eq!(text(&shown, "/discount"), "0.055");
    assert_eq!(shown["over_at"], listed[0]["over_at"], "asked and guessed");
    let last = shown["prices"].as_array().unwrap().last().unwrap();
    assert_eq!(
        last["at"].as_u64().unwrap() + 1,
        shown["over_at"].as_u64().unwrap()
    );
    assert_eq!(last["is_over"], json!(false));
    assert_eq!(place.json("auction show 4294967297"), shown);

    let part = place.json("auction take eth-a1 1eth --as carol");
    assert_eq!(text(&part, "/taken/0/collateral"), "1000000000000000000");
    assert_eq!(part["is_live"], json!(true));
    let before = number(&place.json("position show eth-1"), "/collateral");
    let told = place.ok("auction take eth-a1 --as carol");
    assert!(
        told.contains("back in eth-1") && told.contains("the auction has ended"),
        "{told}"
    );
    assert!(number(&place.json("position show eth-1"), "/collateral") > before);
    assert!(place
        .ok("auction list")
        .contains("nothing is under auction"));
    assert!(!place.ok("status").contains("under auction"));

    assert!(number(&place.json("types"), "/0/books/bad_debt") > 0);
    assert!(place.ok("settle eth").starts_with("settled 2,896.80 usd"));
    assert_eq!(number(&place.json("types"), "/0/books/bad_debt"), 0);
}

#[test]
fn what_is_not_needed_comes_back() {
    let (place, _) = under_auction("1700");
    let held = |place: &Place| number(&place.json("status --as carol"), "/balances/usd");
    let before = held(&place);
    let told = place.ok("auction take eth-a1 1eth --pay 5000usd --as carol");
    assert!(
        told.starts_with("took 1eth for 1785usd from eth-a1"),
        "{told}"
    );
    assert!(told.contains("came back        3,215.00 usd"), "{told}");
    assert_eq!(before - held(&place), 1_785_000_000);
}

#[test]
fn over_restarted_and_left_over() {
    // At 1,330 all of bob's debt goes: whatever is left of the lot has no position to go back to.
    let (place, _) = under_auction("1330");
    place.ok("sandbox advance 4h");
    assert!(place.ok("auction list").contains("over, must be restarted"));
    let (error, hint) = place.refused("auction take eth-a1 --as carol");
    assert!(error.starts_with("eth-a1 is over"), "{error}");
    assert!(hint.contains("`ballast auction restart eth-a1`"), "{hint}");
    place.ok("sandbox advance 2h --silent");
    let (error, _) = place.refused("auction restart eth-a1");
    assert_eq!(error, "there is no valid price of ETH");
    place.ok("sandbox price ETH 1500");

    let restarted = place.json("auction restart eth-a1 --as dave");
    assert_eq!(text(&restarted, "/auction/name"), "eth-a2");
    assert!(number(&restarted, "/reward") > 0);
    let (_, hint) = place.refused("auction take eth-a1 --as carol");
    assert_eq!(hint, "eth-a2 is live");

    let told = place.ok("auction take eth-a2 --as carol");
    assert!(told.contains("bob's to claim"), "{told}");
    assert!(place
        .ok("status --as bob")
        .contains("`ballast auction claim eth`"));
    let claimed = place.ok("auction claim eth --as bob");
    assert!(claimed.starts_with("claimed 0.9"), "{claimed}");
    let (error, hint) = place.refused("auction claim eth --as bob");
    assert_eq!(error, "bob has nothing left over of auctions of eth");
    assert!(hint.contains("goes back into its position"), "{hint}");
}

#[test]
fn a_lot_that_is_too_small_is_told_of() {
    let place = Place::with_sandbox();
    place.ok("position open 0.16eth --mint 168usd --as bob");
    place.ok("position open 100eth --mint 50000usd --as carol");
    // Some 67 usd bring it back to its target, and nobody lends.
    place.ok("sandbox price ETH 1469");
    let told = place.ok("liquidate --as keeper");
    assert!(told.contains("too little for an auction"), "{told}");
    assert!(place.ok("types").contains("written off as too little"));
    assert_eq!(place.json("auction list"), json!([]));
}

#[test]
fn what_is_over_is_not_the_cheapest() {
    let (place, _) = under_auction("1700");
    place.ok("position open 5eth --mint 3700usd --as dave");
    place.ok("sandbox advance 4h");
    place.ok("sandbox price ETH 1100");
    place.ok("liquidate --as keeper");
    let names = |line: &str| -> Vec<String> {
        let listed = place.json(line);
        let listed = listed.as_array().unwrap().iter();
        listed.map(|it| text(it, "/name").to_owned()).collect()
    };
    let by_end = names("auction list eth");
    assert_eq!(by_end.first().unwrap(), "eth-a1");
    let cheapest = names("auction list eth --cheapest");
    assert_eq!(cheapest.last().unwrap(), "eth-a1");
    assert_eq!(cheapest.len(), by_end.len());
}

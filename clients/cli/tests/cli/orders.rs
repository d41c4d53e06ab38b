//! Standing orders, from the command line: placed, reserved for, filled, and what becomes of them.

use super::place::{text, Place};
use serde_json::{json, Value};

/// alice's 10 ether for 5,000 usd, bob with 20,000 usd.
pub fn place() -> Place {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    place.ok("position open 100eth --mint 20000usd --as bob");
    place
}

pub fn ordered() -> Place {
    let place = place();
    place.ok("order place eth-1 --trigger 170%");
    place
}

fn number(value: &Value, pointer: &str) -> u128 {
    text(value, pointer).parse().unwrap()
}

pub fn held(place: &Place, account: &str, asset: &str) -> u128 {
    let status = place.json(&format!("status --as {account}"));
    number(&status, &format!("/balances/{asset}"))
}

#[test]
fn terms_out_of_bounds_are_refused_with_their_bounds() {
    let place = place();
    let before = place.read("sandbox/chain.json");
    for (line, error, hint) in [
        (
            "--trigger 140%",
            "an order's trigger of 140% must be more than 140%",
            "too late to sell",
        ),
        (
            "--trigger 1.7 --target 169.9%",
            "an order's target of 169.9% must be at least 170%",
            "must bring the position to its trigger",
        ),
        (
            "--trigger 170",
            "an order's target of 17,000% must be at most 1,000%",
            "170 is 17,000%",
        ),
        (
            "--trigger 1.7 --discount 0.1001",
            "an order's discount of 10.01% must be at most 10%",
            "whose penalty is 10%",
        ),
        ("--trigger high", "'high' is no ratio", ""),
        (
            "--trigger 1.7 --as bob",
            "eth-1 belongs to alice, not to bob",
            "--as alice",
        ),
    ] {
        let (refused, helped) = place.refused(&format!("order place eth-1 {line}"));
        assert!(refused.contains(error), "{line}: {refused}");
        assert!(helped.contains(hint), "{line}: {helped}");
        assert_eq!(place.read("sandbox/chain.json"), before, "{line}");
    }
}

#[test]
fn without_an_order_there_is_nothing_to_do() {
    let place = place();
    let before = place.read("sandbox/chain.json");
    for line in [
        "show eth-1",
        "reserve eth-1 1eth",
        "use eth-1",
        "fill eth-1 --as bob",
        "cancel eth-1",
    ] {
        let (error, hint) = place.refused(&format!("order {line}"));
        assert_eq!(error, "eth-1 has no order", "{line}");
        assert!(
            hint.contains("`ballast order place eth-1"),
            "{line}: {hint}"
        );
        assert_eq!(place.read("sandbox/chain.json"), before, "{line}");
    }
}

#[test]
fn what_is_refused_of_an_order() {
    let place = ordered();
    let above = "eth-1 stands at 399.99%, which is not under its order's trigger of 170%";
    for line in ["use eth-1", "fill eth-1 --as bob"] {
        assert_eq!(place.error(&format!("order {line}")), above, "{line}");
    }
    place.ok("sandbox price ETH 800");
    let before = place.read("sandbox/chain.json");
    for (line, error, hint) in [
        (
            "use eth-1",
            "nothing in the reserve of eth-1 can move in: it holds 0eth and 0usd",
            "`ballast order reserve eth-1 AMOUNT`",
        ),
        ("reserve eth-1 1wbtc", "eth or usd is expected", ""),
        ("reserve eth-1 20000eth", "alice needs 20000eth", ""),
        ("fill eth-1 --as carol", "carol needs 1315.789", "a part"),
        ("fill eth-1 --pay 1usd --as carol", "carol needs 1usd", ""),
        ("fill eth-1 --pay 1eth --as bob", "usd is expected", ""),
        (
            "fill eth-1 --pay 104usd --minimum 0.1353eth --as bob",
            "the fill gives 0.1352eth, less than 0.1353eth",
            "--minimum says what is accepted",
        ),
        ("cancel eth-1 --as bob", "eth-1 belongs to alice", ""),
        ("list gold", "no collateral type 'gold'", ""),
    ] {
        let (refused, helped) = place.refused(&format!("order {line}"));
        assert!(refused.contains(error), "{line}: {refused}");
        assert!(helped.contains(hint), "{line}: {helped}");
        assert_eq!(place.read("sandbox/chain.json"), before, "{line}");
    }
    place.ok("sandbox advance 2h --silent");
    let expected = "there is no valid price of ETH";
    for line in ["fill eth-1 --as bob", "list eth --fillable", "use eth-1"] {
        assert_eq!(place.error(&format!("order {line}")), expected, "{line}");
    }
    let listed = place.ok("order list --fillable");
    assert!(listed.contains("not looked at: eth, wbtc"), "{listed}");
    let shown = place.json("order show eth-1");
    assert_eq!(text(&shown, "/state"), "no price");
}

#[test]
fn what_a_fill_leaves_is_no_debt_or_the_floor() {
    let place = Place::with_sandbox();
    place.ok("position open 1eth --mint 110usd");
    place.ok("position open 100eth --mint 20000usd --as bob");
    place.ok("order place eth-1 --trigger 9 --target 10");
    place.ok("sandbox price ETH 900");
    // To the target some 22 of 110 are missing; they would leave less than the floor, so all is wanted.
    let (error, hint) = place.refused("order fill eth-1 --pay 0.000001usd --as bob");
    assert!(error.contains("too little to fill the order"), "{error}");
    assert!(hint.starts_with("all that is wanted now is 110"), "{hint}");
    place.ok("order fill eth-1 --as bob");
    assert_eq!(number(&place.json("position show eth-1"), "/debt"), 0);
}

#[test]
fn scarce_collateral_is_left_to_a_liquidation() {
    let place = ordered();
    place.ok("sandbox price ETH 515");
    let (error, hint) = place.refused("order fill eth-1 --as bob");
    assert!(
        error.contains("is worth 102.99% of its debt: its order sells above 104% only"),
        "{error}"
    );
    assert!(hint.contains("`ballast liquidate`"), "{hint}");
    let listed = place.json("order list eth --fillable");
    assert_eq!(text(&listed, "/0/state"), "collateral scarce");
    assert_eq!(listed[0]["fill"], Value::Null);
}

#[test]
fn what_is_told_at_the_trigger_is_what_a_fill_gives_there() {
    let place = place();
    let placed = place.json("order place eth-1 --trigger 1.7");
    for (field, expected) in [("target", "1.8"), ("discount", "0.04"), ("state", "waits")] {
        assert_eq!(text(&placed, &format!("/order/{field}")), expected);
    }
    assert_eq!(
        text(&placed, "/order/at_trigger/price"),
        "850.000000000000000001"
    );
    let told = place.ok("order show eth-1");
    assert!(
        told.contains("850.00 USD, 57.49% under today's 2,000.00")
            && told.contains("repays 657.89 usd for 0.804953 eth, worth 26.31 usd more")
            && told.contains("700.00 USD, at a penalty of 10%"),
        "{told}"
    );
    place.ok("sandbox price ETH 850");
    let now = place.json("order show eth-1");
    assert_eq!(text(&now, "/state"), "fillable");
    // Fees of half a minute, and a price that is under the trigger's by a trifle.
    let (told, found) = (
        number(&placed, "/order/at_trigger/fill/repaid"),
        number(&now, "/fill/repaid"),
    );
    assert!(found.abs_diff(told) < 1_000, "{told} {found}");
}

#[test]
fn from_an_order_to_a_fill() {
    let place = ordered();
    let replaced = place.ok("order place eth-1 --trigger 170% --target 185% --discount 3%");
    assert!(replaced.starts_with("replaced the terms of the order of eth-1"));
    place.ok("sandbox price ETH 800");
    let listed = place.json("order list --fillable");
    assert_eq!(text(&listed, "/0/name"), "eth-1");
    assert_eq!(text(&listed, "/0/owner"), "alice");
    let wanted = number(&listed, "/0/fill/repaid");
    let above = number(&listed, "/0/above_spot");
    assert!(above.abs_diff(wanted * 3 / 100) < 10, "{above} of {wanted}");
    assert_eq!(place.json("order list eth --fillable"), listed);
    assert_eq!(place.json("order list wbtc --fillable"), json!([]));

    let before = held(&place, "bob", "usd");
    let told = place.ok("order fill eth-1 --pay 500usd --as bob");
    assert!(
        told.starts_with("took 0.64375eth for 500usd from eth-1") && told.contains("15.00 usd"),
        "{told}"
    );
    assert_eq!(before - held(&place, "bob", "usd"), 500_000_000);
    let filled = place.json("order fill eth-1 --as bob");
    let repaid = number(&filled, "/filled/0/repaid");
    assert_eq!(before - held(&place, "bob", "usd"), 500_000_000 + repaid);
    assert!((500_000_000 + repaid).abs_diff(wanted) < 100);
    assert!(text(&filled, "/position/ratio").starts_with("1.85"));
    assert!(place.error("order fill eth-1 --as bob").contains("185%"));
    assert!(place.ok("order list --fillable").starts_with("no order is"));
    assert!(place
        .ok("order list --as bob")
        .starts_with("bob has no orders"));
}

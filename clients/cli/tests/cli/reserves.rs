//! What is in reserve beside a position, and what ends its order.

use super::{
    orders::{held, ordered, place},
    place::text,
};
use serde_json::json;

#[test]
fn a_reserve_is_shown_used_and_handed_back() {
    let place = ordered();
    place.ok("order reserve eth-1 0.5eth");
    let reserved = place.ok("order reserve eth-1 100usd --as bob");
    assert!(
        reserved.contains("takes 0.5 eth and 100.00 usd out of its reserve, then under 793.33 USD"),
        "{reserved}"
    );
    for line in ["status", "position show eth-1", "order list"] {
        let shown = place.ok(line);
        assert!(shown.contains("0.5 eth and 100.00 usd"), "{line}: {shown}");
    }
    let status = place.json("status");
    assert_eq!(text(&status, "/orders/0/reserve_stablecoin"), "100000000");
    let shown = place.json("position show eth-1");
    assert_eq!(text(&shown, "/order/trigger"), "1.7");

    place.ok("sandbox price ETH 840");
    let listed = place.ok("order list --fillable");
    assert!(listed.contains("reserve is enough"), "{listed}");
    assert!(place
        .ok("order show eth-1")
        .contains("`ballast order use eth-1`"));
    let used = place.ok("order use eth-1 --as carol");
    assert!(
        used.starts_with("0.5 eth and 100.00 usd moved in from the reserve of eth-1"),
        "{used}"
    );
    assert_eq!(
        text(&place.json("position show eth-1"), "/collateral"),
        "10500000000000000000"
    );

    place.ok("order reserve eth-1 2eth");
    place.ok("order reserve eth-1 50usd");
    let (eth, usd) = (held(&place, "alice", "eth"), held(&place, "alice", "usd"));
    assert_eq!(
        place.ok("order cancel eth-1").trim_end(),
        "the order of eth-1 has ended: 2 eth and 50.00 usd of its reserve went to alice"
    );
    assert_eq!(held(&place, "alice", "eth") - eth, 2 * 10_u128.pow(18));
    assert_eq!(held(&place, "alice", "usd") - usd, 50_000_000);
    assert_eq!(place.json("order list"), json!([]));
}

#[test]
fn a_fill_moves_the_reserve_in_first() {
    let place = ordered();
    place.ok("order reserve eth-1 0.5eth");
    place.ok("order reserve eth-1 100usd");
    place.ok("sandbox price ETH 700");
    let told = place.ok("order fill eth-1 --pay 100usd --as bob");
    assert!(
        told.contains("0.5 eth and 100.00 usd moved in first") && told.contains("0.000001 usd"),
        "{told}"
    );
}

#[test]
fn tokens_are_in_reserve_too() {
    let place = place();
    place.ok("position open 1wbtc --mint 10000usd");
    place.ok("order place wbtc-1 --trigger 2 --target 210%");
    let reserved = place.json("order reserve wbtc-1 0.1wbtc");
    assert_eq!(text(&reserved, "/order/reserve_collateral"), "10000000");
    let all = place.ok("order reserve wbtc-1 10001usd");
    assert!(
        all.contains("sells nothing: the reserve repays all debt"),
        "{all}"
    );
    assert!(place
        .error("order reserve wbtc-1 1eth")
        .contains("wbtc or usd is expected"));
}

#[test]
fn an_order_ends_with_its_position() {
    let place = ordered();
    place.ok("order reserve eth-1 1eth");
    place.ok("position repay eth-1 5001usd --as bob");
    assert!(place.ok("order show eth-1").contains("no debt to repay"));
    let closed = place.ok("position close eth-1");
    assert!(
        closed.contains("the order of eth-1 has ended: 1 eth of its reserve went to alice"),
        "{closed}"
    );
    place.ok("position open 1eth");
    place.ok("order place eth-3 --trigger 1.5");
    let emptied = place.ok("position withdraw eth-3 1eth");
    assert!(
        emptied.contains("nothing is left in it; the order of eth-3 has ended"),
        "{emptied}"
    );
}

#[test]
fn a_liquidation_tells_what_reserves_did() {
    let place = ordered();
    place.ok("order reserve eth-1 1eth");
    place.ok("order reserve eth-1 100usd");
    place.ok("position open 10eth --mint 5000usd --as carol");
    place.ok("order place eth-3 --trigger 1.5 --as carol");
    place.ok("order reserve eth-3 50usd --as carol");
    place.ok("sandbox price ETH 690");
    let told = place.ok("liquidate eth-1 --as keeper");
    assert_eq!(
        told.trim_end(),
        "safe by what was in reserve, nothing seized: eth-1\n\n \
         reserve of eth-1  1 eth and 100.00 usd moved in"
    );
    let json = place.json("liquidate eth-3 --as keeper");
    assert_eq!(text(&json, "/0/reserves_used/0/repaid"), "50000000");
    assert_eq!(json[0]["seized"].as_array().unwrap().len(), 1);
    assert_eq!(place.json("position show eth-1")["is_unsafe"], json!(false));
}

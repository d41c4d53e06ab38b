//! Redeeming, from the command line.

use super::place::{text, Place};

fn place() -> Place {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 10000usd");
    place.ok("position open 500eth --mint 100000usd --as carol");
    place
}

#[test]
fn what_the_preview_shows_is_what_a_redemption_gives() {
    let place = place();
    let shown = place.json("redeem eth 12000usd --as carol --preview");
    let would = &shown["would"];
    let done = place.json("redeem eth 12000usd --as carol");
    for field in ["collateral", "fee"] {
        let found = text(&done, &format!("/redeemed/0/{field}"));
        assert_eq!(found, text(would, &format!("/{field}")), "{field}");
    }
    assert_eq!(text(&done, "/redeemed/0/repaid"), text(would, "/redeemed"));
    assert!(text(&done, "/positions/0/taken").starts_with("4975000000"));
    let left = place.json("position show eth-1");
    assert_eq!(text(&left, "/debt"), "0");
    place.ok("position close eth-1");
}

#[test]
fn refusals_say_what_would_be_accepted() {
    let place = place();
    let (error, hint) = place.refused("redeem eth 5000usd --as carol --minimum 3eth");
    assert!(error.contains("less than 3eth"), "{error}");
    assert!(hint.contains("--preview"), "{hint}");
    let (error, hint) = place.refused("redeem btc 50usd");
    assert!(error.contains("nothing to redeem with 48.78"), "{error}");
    assert!(hint.contains("debt floor"), "{hint}");
    for limit in ["0", "101", "x"] {
        let error = place.error(&format!("redeem eth 50usd --limit {limit}"));
        assert!(error.contains("from 1 to 100"), "{error}");
    }
    assert!(place.error("redeem eth 1eth").contains("usd is expected"));
    assert!(place
        .error("redeem eth 50usd --minimum 1btc")
        .contains("eth is expected"));
    assert!(place
        .error("redeem eth 50usd --as dave")
        .contains("dave needs 50usd"));
    place.ok("sandbox advance 2h --silent");
    assert!(place
        .error("redeem eth 50usd --preview")
        .contains("no valid price"));
}

//! Which price minting and withdrawing go by, and what a report has made of it.

use super::place::{text, Place};

/// A sandbox with 5,000 usd against 10 ether, two minutes after its last prices.
fn place() -> Place {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    place.ok("sandbox advance 2m --silent");
    place
}

fn relayed(place: &Place, price: &str, feeders: &[u8]) -> String {
    for feeder in feeders {
        place.ok(&format!(
            "oracle sign ETH {price} --as feeder-{feeder} --file r.json"
        ));
    }
    place.ok("oracle relay r.json")
}

#[test]
fn h24_a_mint_is_refused_by_the_price_that_waits_and_says_so_everywhere() {
    let place = place();
    assert!(!place.ok("position show eth-1").contains("for minting"));
    relayed(&place, "1500", &[1, 2, 3]);
    let why = "1,500.00 USD (1,500.00 USD waits for confirmation)";
    let card = place.ok("position show eth-1");
    assert!(
        card.contains(&format!(" price for minting  {why}")),
        "{card}"
    );
    let status = place.ok("status");
    assert!(
        status.contains(&format!(" minting by ETH is at {why}")),
        "{status}"
    );
    assert!(status.contains(" ETH    2,000.00 USD"), "{status}");
    for line in ["mint eth-1 5000usd", "open 10eth --mint 10000usd"] {
        let error = place.error(&format!("position {line}"));
        assert_eq!(
            error,
            "the collateral ratio would be 149.99% at 1,500.00 USD, the price for minting (spot 2,000.00 USD; \
             1,500.00 USD waits for confirmation), under the mint ratio of 160%"
        );
    }
    let hint = place.hint("position open 10eth --mint 10000usd");
    assert_eq!(hint, "10eth lets you mint at most 9374.999999usd");
}

#[test]
fn the_slow_average_is_the_price_for_minting_after_a_rise() {
    let place = place();
    place.ok("sandbox price ETH 2150");
    let card = place.ok("position show eth-1");
    assert!(card.contains("(the slow average)"), "{card}");
    let usable = place.json("status");
    assert_eq!(text(&usable, "/feeds/1/usable/spot"), "2150");
}

#[test]
fn where_nothing_can_be_minted_no_amount_is_named() {
    let place = place();
    place.ok("sandbox price ETH 800");
    let (error, hint) = place.refused("position mint eth-1 5000usd");
    assert!(!error.contains("for minting"), "{error}");
    assert_eq!(hint, "from eth-1 nothing can be minted or withdrawn");
}

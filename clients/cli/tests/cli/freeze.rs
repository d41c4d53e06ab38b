//! The guardian's brake on a feed.

use super::place::Place;

#[test]
fn only_the_guardian_freezes_and_not_for_longer_than_it_may() {
    let place = Place::with_sandbox();
    let (error, hint) = place.refused("oracle freeze ETH --for 30m");
    assert_eq!(
        error,
        "only the oracle's guardian guardian may do this, not alice"
    );
    assert!(hint.contains("--as guardian"), "{hint}");
    let (error, _) = place.refused("oracle unfreeze ETH --as bob");
    assert!(
        error.contains("guardian or its owner may do this, not bob"),
        "{error}"
    );
    for (line, expected) in [
        ("freeze ETH --for 31m", "a freeze of 31m is longer than 30m"),
        ("freeze ETH --for 0s", "is no duration"),
        ("freeze DOGE --for 1m", "there is no feed 'DOGE'"),
        ("unfreeze ETH", "ETH is not frozen, and never was"),
    ] {
        let error = place.error(&format!("oracle {line} --as guardian"));
        assert!(error.contains(expected), "{line}: {error}");
    }
}

#[test]
fn a_frozen_feed_says_until_when_wherever_its_price_is_needed() {
    let place = Place::with_sandbox();
    place.ok("position open 10eth --mint 5000usd");
    let done = place.ok("oracle freeze eth --for 20m --as guardian");
    assert_eq!(
        done,
        "ETH is frozen until 2020-03-11 00:21:00 UTC, for 20m: nothing is minted, withdrawn from under debt, \
         redeemed or liquidated by its price; it can be frozen again from 2020-03-12 00:21:00 UTC\n"
    );
    for line in [
        "position mint eth-1 1usd",
        "redeem eth 100usd",
        "liquidate eth-1",
    ] {
        let (error, hint) = place.refused(line);
        let expected = "ETH is frozen until 2020-03-11 00:21:00 UTC: until then it has no price";
        assert_eq!(error, expected, "{line}");
        assert!(
            hint.contains("in 20m") && hint.contains("oracle unfreeze ETH"),
            "{line}: {hint}"
        );
    }
    assert!(place.ok("status").contains("FROZEN for 20m"));
    let status = place.ok("oracle status ETH");
    let because = "the guardian has frozen ETH until 2020-03-11 00:21:00 UTC";
    assert!(status.contains(because), "{status}");
    place.ok("position deposit eth-1 1eth");
    let done = place.ok("oracle unfreeze ETH --as owner");
    assert_eq!(
        done,
        "ETH is frozen no more; it can be frozen again from 2020-03-12 00:01:00 UTC\n"
    );
    place.ok("position mint eth-1 1usd");
    let (error, hint) = place.refused("oracle freeze ETH --for 1m --as guardian");
    assert_eq!(
        error,
        "ETH can be frozen again from 2020-03-12 00:01:00 UTC, 1d after the last freeze"
    );
    assert!(hint.contains("cooldown"), "{hint}");
    let error = place.error("oracle unfreeze ETH --as guardian");
    assert_eq!(
        error,
        "ETH is not frozen: the last freeze ended at 2020-03-11 00:01:00 UTC"
    );
}

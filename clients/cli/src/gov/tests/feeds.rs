//! Feeds that are added, changed and removed, and guardians, on paper.

use ballast_devchain::Call;
use cosmwasm_std::Decimal;

use super::{told, Place};
use crate::{
    chain::Chain,
    gov::{Change, FeedChange, GuardianOf, Message, Planned},
};

fn feed(name: &str) -> FeedChange {
    FeedChange {
        feed: name.to_owned(),
        ..FeedChange::default()
    }
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn four(name: &str) -> FeedChange {
    FeedChange {
        feeders: named(&["alice", "bob", "carol", "feeder-1"]),
        ..feed(name)
    }
}

fn rate(name: &str, base: &str) -> FeedChange {
    FeedChange {
        base: Some(base.to_owned()),
        maximum_growth: Some("30%".parse().unwrap()),
        ..four(name)
    }
}

fn claim(name: &str, base: &str, maturity: &str) -> FeedChange {
    FeedChange {
        base: Some(base.to_owned()),
        discount: Some("10%".parse().unwrap()),
        maturity: Some(maturity.parse().unwrap()),
        ..feed(name)
    }
}

fn add(new: FeedChange) -> Change {
    Change::AddFeed(Box::new(new))
}

fn update(change: FeedChange) -> Change {
    Change::UpdateFeed(Box::new(change))
}

fn remove(name: &str) -> Change {
    Change::RemoveFeed {
        feed: name.to_owned(),
    }
}

fn guardian(name: &str, of: GuardianOf) -> Change {
    Change::Guardian {
        guardian: name.to_owned(),
        of,
    }
}

/// Governance carries out what was planned.
fn carried_out(place: &mut Place, planned: &[Planned]) {
    let calls = planned.iter().map(|planned| match &planned.message {
        Message::Oracle(msg) => Call::new("oracle", msg.as_ref(), &[]).unwrap(),
        Message::Vault(msg) => Call::new("vault", msg.as_ref(), &[]).unwrap(),
        other => panic!("{other:?}"),
    });
    let calls = calls.collect();
    place.chain.execute("owner", calls).unwrap();
}

fn refused(changes: Vec<Change>, expected: &str) {
    let error = Place::new().plan(changes).unwrap_err().to_string();
    assert!(error.contains(expected), "{expected}: {error}");
}

#[test]
fn a_new_feed_that_the_oracle_would_refuse_is_refused_on_paper() {
    let foreign = FeedChange {
        pyth: Some("cosmwasm1nobody".to_owned()),
        price_id: Some("00".repeat(32)),
        ..feed("ATOM")
    };
    for (changes, expected) in [
        (vec![add(four("eth"))], "feed ETH exists"),
        (vec![add(four("eth_usd"))], "cannot name a feed"),
        (vec![add(feed("ATOM"))], "name who reports"),
        (
            vec![add(rate("STETH", "LUNA"))],
            "there is no feed \"LUNA\"",
        ),
        (vec![add(claim("PT", "ETH", "2019-01-01"))], "is not after"),
        (vec![add(foreign)], "'cosmwasm1nobody' is no address"),
        (
            vec![add(FeedChange {
                base: Some("ETH".to_owned()),
                ..four("STETH")
            })],
            "a new feed is a price",
        ),
        (
            vec![add(FeedChange {
                liars: Some(1),
                ..claim("PT", "ETH", "2021-01-01")
            })],
            "nobody reports it",
        ),
        (
            vec![add(FeedChange {
                maximum_step: Some("51%".parse().unwrap()),
                ..four("ATOM")
            })],
            "a maximum step of 0.51 is not within 0.005 and 0.5",
        ),
        (
            vec![add(FeedChange {
                quorum: Some(2),
                ..four("ATOM")
            })],
            "1 liars need a quorum of 3 or more, not 2",
        ),
        (
            vec![
                add(rate("A", "ETH")),
                add(rate("B", "A")),
                add(rate("C", "B")),
            ],
            "on B there would be 3 feeds below, 2 may be",
        ),
    ] {
        refused(changes, expected);
    }
}

#[test]
fn a_change_of_feeds_that_the_oracle_would_refuse_is_refused_on_paper() {
    for (changes, expected) in [
        (vec![update(feed("DOGE"))], "there is no feed 'DOGE'"),
        (vec![update(feed("eth"))], "changes nothing"),
        (
            vec![update(claim("ETH", "BTC", "2021-01-01"))],
            "a feed keeps its kind",
        ),
        (
            vec![update(FeedChange {
                feeders: named(&["alice", "bob", "carol"]),
                ..feed("ETH")
            })],
            "3 feeders are fewer than the 4",
        ),
        (vec![remove("DOGE")], "there is no feed 'DOGE'"),
        (
            vec![add(rate("STETH", "ETH")), remove("ETH")],
            "ETH cannot go: STETH stands on it",
        ),
        (
            vec![guardian("guardian", GuardianOf::Both)],
            "changes nothing",
        ),
        (vec![guardian("@x", GuardianOf::Oracle)], "is no name"),
    ] {
        refused(changes, expected);
    }
}

#[test]
fn a_new_feed_is_told_whole_and_is_what_the_oracle_then_has() {
    let mut place = Place::new();
    let planned = place.plan(vec![
        add(rate("steth", "eth")),
        add(claim("PT", "STETH", "2021-03-01")),
        Change::AddFeeder {
            feed: "steth".to_owned(),
            feeder: "dave".to_owned(),
        },
    ]);
    let planned = planned.unwrap();
    assert_eq!(
        told(&planned),
        [
            "STETH feed: - -> added",
            "STETH kind: - -> redemption rate of ETH",
            "STETH maximum growth a year: - -> 30%",
            "STETH source: - -> feeders",
            "STETH liars tolerated: - -> 1",
            "STETH quorum: - -> 3",
            "STETH beat: - -> 1m",
            "STETH maximum age: - -> 1h",
            "STETH maximum step: - -> 10%",
            "STETH confirmation gap: - -> 30s",
            "STETH feeder alice: - -> added",
            "STETH feeder bob: - -> added",
            "STETH feeder carol: - -> added",
            "STETH feeder feeder-1: - -> added",
            "PT feed: - -> added",
            "PT kind: - -> claim on STETH",
            "PT discount a year: - -> 10%",
            "PT maturity: - -> 2021-03-01 00:00:00 UTC",
            "STETH feeder dave: - -> added",
        ]
        .map(str::to_owned)
        .into_iter()
        .collect::<Vec<_>>()
    );
    assert!(planned.iter().all(|it| !it.is_shown_whole()));
    carried_out(&mut place, &planned);
    let feeds = (&place.chain as &dyn Chain).feeds().unwrap();
    let steth = feeds.iter().find(|feed| feed.feed == "STETH").unwrap();
    assert_eq!((steth.kind.base(), steth.feeders), (Some("ETH"), 5));
}

#[test]
fn a_changed_feed_keeps_what_is_not_named_and_tells_it() {
    let mut place = Place::new();
    let change = FeedChange {
        feeders: named(&["feeder-1", "feeder-2", "feeder-3", "dave"]),
        maximum_step: Some("0.05".parse().unwrap()),
        ..feed("eth")
    };
    let planned = place.plan(vec![update(change)]).unwrap();
    let mut rows = told(&planned);
    rows.sort();
    assert_eq!(
        rows,
        [
            "ETH feeder dave: - -> added",
            "ETH feeder feeder-4: - -> removed",
            "ETH maximum step: 10% -> 5%",
        ]
    );
    let same: Vec<_> = planned[0].same.iter().map(|row| row.what.clone()).collect();
    assert!(same.contains(&"quorum".to_owned()) && same.contains(&"feeder feeder-1".to_owned()));
    carried_out(&mut place, &planned);
    let feeds = (&place.chain as &dyn Chain).feeds().unwrap();
    let eth = feeds.iter().find(|feed| feed.feed == "ETH").unwrap();
    let intake = eth.kind.intake().unwrap();
    assert_eq!(intake.maximum_step, Decimal::percent(5));
    assert_eq!((intake.maximum_age, eth.feeders), (3_600, 4));
    // A second change in one proposal goes on from the first.
    let age = FeedChange {
        maximum_age: Some("30m".parse().unwrap()),
        ..feed("ETH")
    };
    let step = FeedChange {
        maximum_step: Some("7%".parse().unwrap()),
        ..feed("ETH")
    };
    let planned = place.plan(vec![update(age), update(step)]).unwrap();
    let expected = ["ETH maximum age: 1h -> 30m", "ETH maximum step: 5% -> 7%"];
    assert_eq!(told(&planned), expected);
}

#[test]
fn a_removed_feed_takes_everything_with_it() {
    let mut place = Place::new();
    let planned = place.plan(vec![remove("btc")]).unwrap();
    let rows = told(&planned);
    assert!(
        rows.contains(&"BTC kind: price in US dollars -> -".to_owned()),
        "{rows:?}"
    );
    assert!(
        rows.contains(&"BTC feeder feeder-4: - -> removed".to_owned()),
        "{rows:?}"
    );
    carried_out(&mut place, &planned);
    assert_eq!((&place.chain as &dyn Chain).feeds().unwrap().len(), 1);
}

#[test]
fn both_guardians_change_together_and_one_that_is_so_already_is_left_out() {
    let mut place = Place::new();
    let both = place.plan(vec![guardian("bob", GuardianOf::Both)]).unwrap();
    let vault = "vault guardian: guardian -> bob";
    let oracle = "oracle guardian: guardian -> bob";
    assert_eq!(told(&both), [vault, oracle]);
    let one = place
        .plan(vec![guardian("bob", GuardianOf::Oracle)])
        .unwrap();
    assert_eq!(told(&one), [oracle]);
    carried_out(&mut place, &one);
    let rest = place.plan(vec![guardian("bob", GuardianOf::Both)]).unwrap();
    assert_eq!(told(&rest), [vault]);
    carried_out(&mut place, &rest);
    let error = place.plan(vec![guardian("bob", GuardianOf::Both)]);
    assert!(error.unwrap_err().to_string().contains("changes nothing"));
}

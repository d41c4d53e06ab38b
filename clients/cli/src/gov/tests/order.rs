//! Changes and messages that depend on those before them.

use ballast_types::{oracle, vault::ExecuteMsg};
use cosmwasm_std::Decimal;

use super::{ramp, told, Place, DAY};
use crate::{
    chain::Chain,
    gov::{read, Change, GuardianOf, Message, RiskChange},
    session::Session,
    time::Duration,
};

fn group(usd: &str) -> Change {
    Change::Group {
        group: 7,
        debt_ceiling: usd.parse().unwrap(),
    }
}

fn guardian(name: &str) -> Change {
    Change::Guardian {
        guardian: name.to_owned(),
        of: GuardianOf::Vault,
    }
}

fn added(name: &str) -> Change {
    Change::AddFeeder {
        feed: "eth".to_owned(),
        feeder: name.to_owned(),
    }
}

fn removed(name: &str) -> Change {
    Change::RemoveFeeder {
        feed: "eth".to_owned(),
        feeder: name.to_owned(),
    }
}

fn risk(mint: &str) -> Change {
    Change::Risk(Box::new(RiskChange {
        collateral_type: "eth".to_owned(),
        base_mint_ratio: Some(mint.parse().unwrap()),
        ..RiskChange::default()
    }))
}

#[test]
fn each_change_is_held_against_those_before_it() {
    let mut place = Place::new();
    let planned = place.plan(vec![
        group("5usd"),
        group("6usd"),
        guardian("bob"),
        guardian("guardian"),
        added("bob"),
        removed("feeder-1"),
        added("feeder-1"),
    ]);
    assert_eq!(
        told(&planned.unwrap()),
        [
            "group 7 debt ceiling: no such group -> 5.00 usd",
            "group 7 debt ceiling: 5.00 usd -> 6.00 usd",
            "vault guardian: guardian -> bob",
            "vault guardian: bob -> guardian",
            "ETH feeder bob: - -> added",
            "ETH feeder feeder-1: - -> removed",
            "ETH feeder feeder-1: - -> added",
        ]
    );
}

#[test]
fn a_change_that_those_before_it_make_wrong_is_refused() {
    let mut place = Place::new();
    for (changes, expected) in [
        (
            vec![added("bob"), removed("feeder-1"), removed("bob")],
            "ETH: 3 feeders are fewer than the 4",
        ),
        (
            vec![added("bob"), added("bob")],
            "bob is a feeder of ETH already",
        ),
        (
            vec![added("bob"), added("carol")],
            "ETH: a quorum of 3 is no majority of 6 feeders",
        ),
        (
            vec![group("5usd"), group("5usd")],
            "change 2 changes nothing",
        ),
        (
            vec![risk("200%"), ramp("170%", DAY)],
            "target ratio 1.6 must be at least 1.7",
        ),
    ] {
        let error = place.plan(changes).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let ramps = vec![ramp("150%", DAY), ramp("145%", DAY)];
    assert!(place.plan(ramps).is_ok());
}

#[test]
fn a_ramp_that_stops_another_is_a_change() {
    let mut place = Place::new();
    let stop = vec![ramp("200%", DAY), ramp("140%", DAY)];
    let wide = risk("250%");
    let target = Change::Ramp {
        collateral_type: "eth".to_owned(),
        liquidation_ratio: None,
        target_ratio: Some("220%".parse().unwrap()),
        over: Duration(DAY),
    };
    let planned = place.plan([vec![wide, target], stop].concat()).unwrap();
    let told = told(&planned);
    assert_eq!(
        told[1..],
        [
            "eth target ratio: 160% -> 220% over 1d",
            "eth liquidation ratio: 140% -> 200% over 1d",
            "eth target ratio: 160% (on its way to 220%) -> 220% over 1d",
            "eth liquidation ratio: 140% (on its way to 200%) -> 140% over 1d",
            "eth target ratio: 160% (on its way to 220%) -> 220% over 1d",
        ]
    );
    let same = place.plan(vec![ramp("140%", DAY)]).unwrap_err();
    assert!(same.to_string().contains("changes nothing"), "{same}");
}

#[test]
fn a_message_about_a_feed_is_read_after_those_before_it() {
    let mut place = Place::new();
    let feeders: Vec<_> = ["alice", "bob", "feeder-1", "feeder-2"]
        .map(|name| place.chain.address(name).unwrap())
        .into();
    let carol = place.chain.address("carol").unwrap();
    let session = Session::new(&mut place.chain, None).unwrap();
    let oracle = |msg| Message::Oracle(Box::new(msg));
    let feeder = |feed: &str| {
        oracle(oracle::ExecuteMsg::AddFeeder {
            feed: feed.to_owned(),
            feeder: carol.clone(),
        })
    };
    let new = oracle::NewFeed {
        feed: "NEW".to_owned(),
        kind: oracle::FeedKind::price(oracle::Panel::new(1, 3, 10), 90),
        feeders,
    };
    let removed = oracle::ExecuteMsg::RemoveFeed {
        feed: "ETH".to_owned(),
    };
    let messages = vec![
        oracle(oracle::ExecuteMsg::AddFeed(new.clone())),
        oracle(oracle::ExecuteMsg::AddFeed(new)),
        feeder("NEW"),
        feeder("NONE"),
        oracle(removed),
        feeder("ETH"),
    ];
    let planned = read(messages, &session).unwrap();
    assert_eq!(told(&planned[2..3]), ["NEW feeder carol: - -> added"]);
    assert!(told(&planned[..1]).contains(&"NEW quorum: - -> 3".to_owned()));
    let texts: Vec<_> = planned.iter().map(|it| it.message.as_it_is().1).collect();
    assert!(texts[0].starts_with(r#"{"add_feed":{"#) && !planned[0].is_shown_whole());
    assert!(texts[3].starts_with(r#"{"add_feeder":{"feed":"NONE""#) && planned[3].is_shown_whole());
    let refused: Vec<_> = planned.iter().map(|it| it.refused.as_deref()).collect();
    assert_eq!(refused[..3], [None, Some("feed NEW exists"), None]);
    let is_known = [true, true, true, false, true, false];
    for (planned, is_known) in planned.iter().zip(is_known) {
        assert_eq!(planned.unknown.is_none(), is_known, "{planned:?}");
    }
    let unknown = planned[5].unknown.as_deref().unwrap();
    assert!(unknown.contains("no feed 'ETH'"), "{unknown}");
}

#[test]
fn a_message_about_a_type_that_is_not_there_yet_is_shown_as_it_is() {
    let mut place = Place::new();
    let session = Session::new(&mut place.chain, None).unwrap();
    let risk = session.types()[0].now.risk.clone();
    let ramp = |collateral_type, ratio| {
        Message::Vault(Box::new(ExecuteMsg::RampRatios {
            collateral_type,
            liquidation_ratio: ratio,
            target_ratio: ratio,
            seconds: u64::MAX,
        }))
    };
    let messages = vec![
        Message::Vault(Box::new(ExecuteMsg::SetRiskParams {
            collateral_type: 9,
            risk,
        })),
        ramp(9, Decimal::percent(150)),
        ramp(1, Decimal::MAX),
    ];
    let planned = read(messages, &session).unwrap();
    for planned in &planned[..2] {
        assert!(planned.is_shown_whole());
        let unknown = planned.unknown.as_deref().unwrap();
        assert!(unknown.contains("no collateral type '9'"), "{unknown}");
        assert!(planned.reached.is_none());
    }
    let refused = planned[2].refused.as_deref().unwrap();
    assert!(refused.contains("a ramp of"), "{refused}");
}

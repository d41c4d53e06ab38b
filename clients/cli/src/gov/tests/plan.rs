//! What changes and messages do to the chain as it is.

use ballast_types::{oracle, vault::ExecuteMsg};
use cosmwasm_std::Decimal;

use super::{ramp, told, Place, DAY};
use crate::{
    chain::Chain,
    gov::{Change, CodeName, GuardianOf, Message, Planned, RiskChange},
};

#[test]
fn a_message_carries_all_parameters_and_shows_those_that_change() {
    let mut place = Place::new();
    let change = RiskChange {
        collateral_type: "ETH".to_owned(),
        stability_fee: Some("3%".parse().unwrap()),
        debt_ceiling: Some("0usd".parse().unwrap()),
        treasury: Some("bob".to_owned()),
        ..RiskChange::default()
    };
    let planned = place.plan(vec![Change::Risk(Box::new(change))]).unwrap();
    let rows: Vec<_> = planned[0]
        .rows
        .iter()
        .map(|row| (row.what.as_str(), row.old.as_str(), row.new.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("fee a year", "2%", "3%"),
            ("debt ceiling", "1,000,000,000.00 usd", "0.00 usd"),
            ("treasury", "treasury", "bob"),
        ]
    );
    let Message::Vault(msg) = &planned[0].message else {
        panic!("another message")
    };
    let ExecuteMsg::SetRiskParams { risk, .. } = msg.as_ref() else {
        panic!("another message")
    };
    assert_eq!(risk.treasury, place.chain.address("bob").unwrap());
    assert_eq!(risk.base_mint_ratio, Decimal::percent(160));
}

#[test]
fn a_margin_changes_part_by_part() {
    let mut place = Place::new();
    let change = |part: fn(&mut RiskChange)| {
        let mut change = RiskChange {
            collateral_type: "eth".to_owned(),
            ..RiskChange::default()
        };
        part(&mut change);
        vec![Change::Risk(Box::new(change))]
    };
    let planned = place.plan(change(|risk| {
        risk.mint_ratio_cap = Some("200%".parse().unwrap());
        risk.confidence = Some("7.5".parse().unwrap());
        risk.horizon = Some("12h".parse().unwrap());
        risk.crowding = Some("2".parse().unwrap());
        risk.rate_shock = Some("25%".parse().unwrap());
    }));
    let planned = planned.unwrap();
    let rows: Vec<_> = planned[0]
        .rows
        .iter()
        .map(|row| (row.what.as_str(), row.old.as_str(), row.new.as_str()))
        .collect();
    assert_eq!(
        rows,
        [
            ("mint ratio cap", "250%", "200%"),
            ("confidence", "6", "7.5"),
            ("horizon", "1d", "12h"),
            ("crowding", "1", "2"),
            ("rate shock", "20%", "25%"),
        ]
    );
    let refused = |place: &mut Place, part| place.plan(change(part)).unwrap_err().to_string();
    let told = refused(&mut place, |risk| {
        risk.mint_ratio_cap = Some("159%".parse().unwrap());
    });
    assert!(
        told.contains("mint ratio cap 1.59 must be at least 1.6"),
        "{told}"
    );
    let told = refused(&mut place, |risk| {
        risk.horizon = Some("31d".parse().unwrap());
    });
    let expected = "margin horizon of 2678400 seconds is longer than 2592000";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn what_the_contracts_would_refuse_is_refused_on_paper() {
    let mut place = Place::new();
    let feeder = |feeder: &str| Change::AddFeeder {
        feed: "eth".to_owned(),
        feeder: feeder.to_owned(),
    };
    let risk = |mint: &str| {
        Change::Risk(Box::new(RiskChange {
            collateral_type: "eth".to_owned(),
            base_mint_ratio: Some(mint.parse().unwrap()),
            ..RiskChange::default()
        }))
    };
    let removed = Change::RemoveFeeder {
        feed: "ETH".to_owned(),
        feeder: "feeder-1".to_owned(),
    };
    for (change, expected) in [
        (ramp("150%", 3_600), "a ramp of 3600 s must take 86400"),
        (
            ramp("170%", DAY),
            "base mint ratio 1.6 must be at least 1.75",
        ),
        (risk("140%"), "base mint ratio 1.4 must be at least 1.45"),
        (risk("160%"), "changes nothing"),
        (feeder("feeder-1"), "is a feeder of ETH already"),
        (
            removed,
            "ETH: 3 feeders are fewer than the 4 of quorum and liars",
        ),
        (feeder("@bob"), "is no name"),
        (
            Change::Pin {
                codes: vec![CodeName::Number(3)],
            },
            "there is no code 3 on this chain",
        ),
        (
            Change::Pin { codes: vec![] },
            "no code is named, and the manifest has none",
        ),
        (
            Change::Pin {
                codes: vec!["vault".into()],
            },
            "there is no code 'vault'",
        ),
        (
            Change::Guardian {
                guardian: "guardian".to_owned(),
                of: GuardianOf::Vault,
            },
            "changes nothing",
        ),
    ] {
        let error = place.plan(vec![change]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn other_changes_become_their_messages() {
    let mut place = Place::new();
    let planned = place
        .plan(vec![
            Change::Group {
                group: 1,
                debt_ceiling: "5000usd".parse().unwrap(),
            },
            Change::Group {
                group: 9,
                debt_ceiling: "1usd".parse().unwrap(),
            },
            Change::AddFeeder {
                feed: "eth".to_owned(),
                feeder: "bob".to_owned(),
            },
        ])
        .unwrap();
    let told: Vec<_> = planned.iter().map(Planned::told).collect();
    assert_eq!(
        told,
        [
            "group 1: debt ceiling 1,500,000,000.00 usd to 5,000.00 usd",
            "group 9: debt ceiling no such group to 1.00 usd",
            "ETH: feeder bob added",
        ]
    );
    let feeder = place.chain.address("bob").unwrap();
    let feed = "ETH".to_owned();
    let expected = Message::Oracle(Box::new(oracle::ExecuteMsg::AddFeeder { feed, feeder }));
    assert_eq!(planned[2].message, expected);
}

#[test]
fn the_least_change_is_seen_with_all_its_digits() {
    let mut place = Place::new();
    let change = RiskChange {
        collateral_type: "eth".to_owned(),
        stability_fee: Some("0.020000000000000001".parse().unwrap()),
        debt_floor: Some("100.000001usd".parse().unwrap()),
        keeper_reward_cap: Some("1000.001".parse().unwrap()),
        ..RiskChange::default()
    };
    let planned = place.plan(vec![Change::Risk(Box::new(change))]).unwrap();
    let told = told(&planned);
    assert!(
        told.contains(&"eth fee a year: 2% -> 2.0000000000000001%".to_owned()),
        "{told:?}"
    );
    assert!(
        told.iter().any(|row| row.ends_with("-> 100.000001 usd")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|row| row.ends_with("-> 1,000.001 USD")),
        "{told:?}"
    );
}

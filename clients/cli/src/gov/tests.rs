//! Drafts, ramps and plans.

use std::path::Path;

use ballast_devchain::{Deployment, Devchain};
use ballast_math::{DebtIndex, Decimals, Market, Price, Ratio as Share};
use ballast_types::{oracle, vault::ExecuteMsg};
use cosmwasm_std::{Decimal, Uint128};
use tempfile::TempDir;

use super::{
    effect::{RampEffect, RampPath},
    *,
};
use crate::{
    chain::{Chain, Embedded},
    error::CliResult,
    session::Session,
    time::Duration,
};

const CHANGES: &str = r#"
chain_id = "sandbox"
vault = "V"
deposit = "5stake"

[[change]]
kind = "ramp"
type = "eth"
liquidation_ratio = "150%"
over = "3d"

[[change]]
kind = "risk"
type = "eth"
stability_fee = "0.03"
debt_ceiling = "0usd"
ceiling_interval = "2h"

[[change]]
kind = "group"
group = 1
debt_ceiling = "5000usd"

[[change]]
kind = "add-feeder"
feed = "eth"
feeder = "bob"

[[change]]
kind = "pin"
codes = [1, "vault"]
"#;

/// A sandbox with ether at 2,000 USD, in a folder that lasts as long as this.
struct Place {
    chain: Embedded,
    _folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
        chain.advance(60);
        let price = Decimal::percent(200_000);
        chain.report_price("ETH", price).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let chain = Embedded::create(chain, folder.path()).unwrap();
        Self {
            chain,
            _folder: folder,
        }
    }

    fn open(&mut self, ether: u128, usd: u128) {
        self.chain
            .change(|chain| {
                let minted = Some(Uint128::new(usd * 1_000_000));
                let msg = ExecuteMsg::Open {
                    collateral_type: 1,
                    mint: minted,
                };
                let coins = cosmwasm_std::coins(ether * 10u128.pow(18), "aeth");
                let call = ballast_devchain::Call::new("vault", &msg, &coins).unwrap();
                chain.execute_all("alice", vec![call]).unwrap();
                Ok(())
            })
            .unwrap();
    }

    fn plan(&mut self, changes: Vec<Change>) -> CliResult<Vec<Planned>> {
        let draft = draft(changes, &self.chain);
        plan(&draft, &Session::new(&mut self.chain, None)?)
    }
}

fn draft(changes: Vec<Change>, chain: &Embedded) -> Draft {
    Draft {
        chain_id: chain.id(),
        vault: chain.address("vault").unwrap(),
        title: None,
        summary: None,
        deposit: None,
        changes,
    }
}

fn ramp(liquidation: &str, over: u64) -> Change {
    Change::Ramp {
        collateral_type: "eth".to_owned(),
        liquidation_ratio: Some(liquidation.parse().unwrap()),
        target_ratio: None,
        over: Duration(over),
    }
}

const DAY: u64 = 86_400;

#[test]
fn a_file_reads_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("proposal.toml");
    std::fs::write(&file, CHANGES).unwrap();
    let draft = Draft::load(&file, "sandbox", "V").unwrap();
    assert_eq!(
        (draft.changes.len(), draft.deposit.as_deref()),
        (5, Some("5stake"))
    );
    assert_eq!(draft.changes.first(), Some(&ramp("1.5", 3 * DAY)));

    let copy = folder.path().join("copy.toml");
    draft.create(&copy).unwrap();
    assert_eq!(Draft::load(&copy, "sandbox", "V").unwrap(), draft);
    assert!(draft
        .create(&copy)
        .unwrap_err()
        .to_string()
        .contains("is there already"));
    Draft::append(&copy, &ramp("1.45", DAY)).unwrap();
    let longer = Draft::load(&copy, "sandbox", "V").unwrap();
    assert_eq!(longer.changes.last(), Some(&ramp("1.45", DAY)));
    assert!(std::fs::read_to_string(&copy)
        .unwrap()
        .starts_with("# A proposal"));
}

#[test]
fn a_file_for_another_chain_or_with_another_field_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("p.toml");
    let refused = |text: &str, chain: &str, vault: &str| {
        std::fs::write(&file, text).unwrap();
        let error = Draft::load(Path::new(&file), chain, vault).unwrap_err();
        let line = error.to_string();
        assert!(!line.contains('\n'), "{line}");
        line
    };
    assert!(
        refused(CHANGES, "other", "V").contains("is made for the chain 'sandbox', this is 'other'")
    );
    assert!(refused(CHANGES, "sandbox", "W").contains("is made for the vault V"));
    for (from, to, expected) in [
        ("deposit =", "deposits =", "unknown field `deposits`"),
        ("over =", "until =", "unknown field `until`"),
        (
            "stability_fee",
            "stabilty_fee",
            "unknown field `stabilty_fee`",
        ),
        ("\"ramp\"", "\"ramps\"", "unknown variant `ramps`"),
        ("\"150%\"", "\"a lot\"", "'a lot' is no ratio"),
        ("\"150%\"", "1.5", "invalid type: floating point"),
        ("\"3d\"", "\"3\"", "is no duration"),
        ("\"0usd\"", "\"0\"", "has no asset"),
        ("[[change]]", "[[changes]]", "unknown field `changes`"),
    ] {
        let line = refused(&CHANGES.replace(from, to), "sandbox", "V");
        assert!(line.contains(expected) && line.contains("line "), "{line}");
    }
    let none = CHANGES.split("[[change]]").next().unwrap();
    assert!(refused(none, "sandbox", "V").contains("has no [[change]]"));
}

#[test]
fn a_ramp_reaches_who_is_safe_now_and_not_at_its_end() {
    let mut place = Place::new();
    // Ratios of 400%, 160.3%, 200% and none.
    for (ether, usd) in [(10, 5_000), (4, 4_990), (5, 5_000), (1, 0)] {
        place.open(ether, usd);
    }
    let changes = vec![
        Change::Risk(Box::new(RiskChange {
            collateral_type: "eth".to_owned(),
            mint_ratio: Some("250%".parse().unwrap()),
            ..RiskChange::default()
        })),
        Change::Ramp {
            collateral_type: "eth".to_owned(),
            liquidation_ratio: Some("210%".parse().unwrap()),
            target_ratio: Some("220%".parse().unwrap()),
            over: Duration(10 * DAY),
        },
    ];
    let planned = place.plan(changes).unwrap();
    let reached = planned[1].reached.as_ref().unwrap();
    let effect = &reached.effect;
    assert_eq!(
        (effect.with_debt, effect.unsafe_now, effect.reached.len()),
        (3, 0, 2)
    );
    let [first, second] = effect.reached.as_slice() else {
        panic!("two are reached")
    };
    // From 140% to 210% the one is crossed after 29% of the way, the other after six sevenths.
    assert!((249_500..251_000).contains(&first.after), "{}", first.after);
    assert!(
        (737_000..741_000).contains(&second.after),
        "{}",
        second.after
    );
    assert_eq!(first.position.position.number(), 2);
    assert!(first.debt > 4_990_000_000 && effect.debt() == first.debt + second.debt);
    let told: Vec<_> = planned.iter().map(Planned::told).collect();
    assert_eq!(
        told,
        [
            "eth: mint ratio 160% to 250%",
            "eth: liquidation ratio 140% to 210% over 10d, target ratio 160% to 220% over 10d"
        ]
    );
}

#[test]
fn the_fee_on_a_ramps_way_is_the_one_that_the_proposal_sets() {
    let mut place = Place::new();
    place.open(4, 4_990);
    let change = RiskChange {
        collateral_type: "eth".to_owned(),
        mint_ratio: Some("250%".parse().unwrap()),
        stability_fee: Some("50%".parse().unwrap()),
        ..RiskChange::default()
    };
    let dear = Change::Risk(Box::new(change.clone()));
    let mint = Change::Risk(Box::new(RiskChange {
        stability_fee: None,
        ..change
    }));
    let path = Change::Ramp {
        collateral_type: "eth".to_owned(),
        liquidation_ratio: Some("200%".parse().unwrap()),
        target_ratio: Some("220%".parse().unwrap()),
        over: Duration(365 * DAY),
    };
    let mut debt = |changes| {
        place.plan(changes).unwrap()[1]
            .reached
            .as_ref()
            .unwrap()
            .effect
            .debt()
    };
    // 2% of 4,990 in a year, or half of it and more.
    assert!((5_090_000_000..5_092_000_000).contains(&debt(vec![mint, path.clone()])));
    assert!(debt(vec![dear, path]) > 8_200_000_000);
}

#[test]
fn a_position_is_reached_in_the_second_that_it_becomes_unsafe() {
    let mut place = Place::new();
    place.open(5, 5_000);
    let session = Session::new(&mut place.chain, None).unwrap();
    let positions = session.chain.positions(1).unwrap();
    let path = RampPath {
        from: Share::from_percent(180),
        to: Share::from_percent(220),
        seconds: 40,
        fee: Share::ZERO,
        index: DebtIndex::ONE,
        market: Market {
            price: Price::new(2_000 * 10u128.pow(18)),
            decimals: Decimals::new(18).unwrap(),
        },
    };
    // One per cent a second: at 200% it is not below, one second later it is.
    let effect = RampEffect::of(&path, &positions).unwrap();
    assert_eq!(effect.reached.first().map(|it| it.after), Some(21));
    let to = Share::from_percent(200);
    let effect = RampEffect::of(&RampPath { to, ..path }, &positions).unwrap();
    assert!(effect.reached.is_empty() && effect.with_debt == 1);
    let fee = Share::from_percent(10);
    let effect = RampEffect::of(&RampPath { to, fee, ..path }, &positions).unwrap();
    assert_eq!(effect.reached.len(), 1, "the fees alone bring it under");
}

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
    assert_eq!(risk.mint_ratio, Decimal::percent(160));
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
            mint_ratio: Some(mint.parse().unwrap()),
            ..RiskChange::default()
        }))
    };
    let removed = Change::RemoveFeeder {
        feed: "ETH".to_owned(),
        feeder: "feeder-1".to_owned(),
    };
    for (change, expected) in [
        (ramp("150%", 3_600), "a ramp of 3600 s must take 86400"),
        (ramp("170%", DAY), "mint ratio 1.6 must be at least 1.75"),
        (risk("140%"), "mint ratio 1.4 must be at least 1.45"),
        (risk("160%"), "changes nothing"),
        (feeder("feeder-1"), "is a feeder of ETH already"),
        (removed, "ETH needs 4 feeders"),
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
            },
            "changes nothing",
        ),
    ] {
        let error = place.plan(vec![change]).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    // The second change is held against what the first makes.
    let both = vec![risk("200%"), ramp("170%", DAY)];
    let error = place.plan(both).unwrap_err().to_string();
    assert!(
        error.contains("target ratio 1.6 must be at least 1.7"),
        "{error}"
    );
    assert!(place
        .plan(vec![ramp("150%", DAY), ramp("145%", DAY)])
        .is_ok());
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
fn a_message_that_is_only_shown_is_shown_whole() {
    let mut place = Place::new();
    let text = "x".repeat(5_000);
    let message = Message::Other("somebody".to_owned(), text.clone());
    let session = Session::new(&mut place.chain, None).unwrap();
    let planned = read(vec![message], &session).unwrap();
    assert_eq!(planned[0].rows[0].new, text);
    assert!(difference(&planned[0].rows).contains(&text));
}

//! The same id twice in a list.

use ballast_devchain::{Devchain, State, LIQUIDATION};
use ballast_oracle::ContractError;
use ballast_tests::{price, ETH};
use ballast_types::oracle::{FeedKind, NewFeed, Panel, Report};

use crate::stage::{stage, Stage};

/// carol's other position is unsafe too.
fn two_unsafe() -> (Stage, [ballast_types::PositionId; 2]) {
    let mut stage = stage();
    stage.suite.set_price("ETH", "110");
    let ids = [stage.positions.unsafe_one, stage.positions.ether];
    stage.suite.set_price("ETH", "80");
    (stage, ids)
}

#[test]
fn h09_a_position_named_twice_is_liquidated_once() {
    let (stage, [one, other]) = two_unsafe();
    let start = stage.suite.chain.snapshot();
    let after = |ids: &[_]| {
        let mut chain = Devchain::restore(start.clone()).unwrap();
        chain
            .liquidation()
            .liquidate_positions("dave", ETH, ids)
            .unwrap();
        State::read(&chain).unwrap()
    };
    assert_eq!(after(&[one]), after(&[one, one, one]));
    assert_eq!(after(&[one, other]), after(&[one, other, one, other]));
    let pool = stage.suite.chain.pool(ETH).unwrap();
    assert!(!pool.room.is_zero(), "{LIQUIDATION} buys");
}

#[test]
fn h09_a_feeder_named_twice_is_refused() {
    let mut stage = stage();
    let suite = &mut stage.suite;
    let feeder = suite.address("feeder-1");
    let mut feeders: Vec<_> = (1..=4)
        .map(|number| suite.address(&format!("feeder-{number}")))
        .collect();
    feeders.push(feeder.clone());
    let feed = "SOL".to_owned();
    let new = NewFeed {
        feed: feed.clone(),
        kind: FeedKind::price(Panel::new(1, 3, 60), 180),
        feeders,
    };
    let error = suite.refused_by(|chain| chain.oracle().add_feed("owner", new));
    assert_eq!(
        ContractError::AlreadyFeeder {
            feed,
            feeder: feeder.clone()
        },
        error
    );
    let error = suite.refused_by(|chain| chain.oracle().add_feeder("owner", "ETH", "feeder-1"));
    assert_eq!(
        ContractError::AlreadyFeeder {
            feed: "ETH".to_owned(),
            feeder
        },
        error
    );
}

#[test]
fn h09_a_feeder_that_reports_a_feed_many_times_in_a_message_makes_no_quorum() {
    let mut stage = stage();
    let suite = &mut stage.suite;
    suite.chain.advance(60);
    let (now, before) = (suite.chain.now(), suite.chain.price("ETH").unwrap());
    let report = |age: u64, usd: &str| Report::new("ETH", price(usd), now - age);
    let reports = vec![
        report(9, "1"),
        report(0, "2"),
        report(0, "3"),
        report(5, "4"),
        report(0, "2"),
    ];
    suite.ok(|chain| chain.oracle().report_all("feeder-1", reports));
    assert_eq!(suite.chain.price("ETH").unwrap(), before);
    let own = suite.address("feeder-1");
    let feeders = suite.chain.feeders("ETH").unwrap();
    let last = feeders
        .iter()
        .find(|feeder| feeder.feeder == own)
        .unwrap()
        .last_report
        .as_ref();
    assert_eq!(
        last.map(|last| (last.price, last.published_at)),
        Some((price("2"), now))
    );
}

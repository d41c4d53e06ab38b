//! Feeders: adding and removing.

use super::*;

#[test]
fn h01_only_the_owner_adds_and_removes_feeders() {
    let mut oracle = Oracle::new();
    let (sender, feed) = (oracle.feeder(0), "ETH".to_owned());
    let not_owner = Err(oracle.not_owner(&sender));
    let feeder = oracle.feeder(7).into_string();
    let add = ExecuteMsg::AddFeeder {
        feed: feed.clone(),
        feeder,
    };
    assert_eq!(oracle.execute(&sender, add), not_owner);
    let feeder = sender.to_string();
    assert_eq!(
        oracle.execute(&sender, ExecuteMsg::RemoveFeeder { feed, feeder }),
        not_owner
    );
}

#[test]
fn an_unknown_feed_is_refused() {
    let mut oracle = Oracle::empty();
    let error = Err(ContractError::UnknownFeed { feed: "ETH".into() });
    assert_eq!(oracle.add_feeder(0), error);
    assert_eq!(oracle.remove_feeder(0), error);
}

#[test]
fn h03_an_address_that_is_none_is_refused() {
    let mut oracle = Oracle::new();
    let (owner, feed) = (oracle.owner(), "ETH".to_owned());
    let feeder = oracle.feeder(0).into_string().to_uppercase();
    let add = ExecuteMsg::AddFeeder {
        feed: feed.clone(),
        feeder: feeder.clone(),
    };
    assert!(matches!(
        oracle.execute(&owner, add),
        Err(ContractError::Std(_))
    ));
    let remove = ExecuteMsg::RemoveFeeder { feed, feeder };
    assert!(matches!(
        oracle.execute(&owner, remove),
        Err(ContractError::Std(_))
    ));
}

#[test]
fn a_feeder_is_added_once() {
    let mut oracle = Oracle::new();
    let feeder = oracle.feeder(0).into_string();
    let error = ContractError::AlreadyFeeder {
        feed: "ETH".into(),
        feeder,
    };
    assert_eq!(oracle.add_feeder(0), Err(error));
}

#[test]
fn i27_a_feed_has_at_most_32_feeders() {
    let mut oracle = Oracle::empty();
    let new = with_panel(oracle.new_feed("ETH", 18), |panel| panel.quorum = 17);
    oracle.add_feed(new).unwrap();
    oracle.pass(BEAT);
    for feeder in 18..32 {
        oracle.add_feeder(feeder).unwrap();
    }
    let error = ContractError::TooManyFeeders {
        feeders: 33,
        maximum: 32,
    };
    assert_eq!(oracle.add_feeder(32), Err(error));
    for feeder in 0..32 {
        oracle.report(feeder, 2_000).unwrap();
    }
}

#[test]
fn h22_a_feed_gets_no_more_feeders_than_its_quorum_is_a_majority_of() {
    let mut oracle = Oracle::new();
    oracle.add_feeder(4).unwrap();
    let error = ContractError::QuorumNoMajority {
        quorum: 3,
        feeders: 6,
    };
    assert_eq!(oracle.add_feeder(5), Err(error));
    oracle.remove_feeder(0).unwrap();
    oracle.add_feeder(5).unwrap();
}

#[test]
fn h23_a_feed_keeps_enough_feeders_for_its_liars() {
    let mut oracle = Oracle::new();
    let error = ContractError::TooFewFeeders {
        feeders: 3,
        needed: 4,
    };
    assert_eq!(oracle.remove_feeder(0), Err(error));
}

#[test]
fn an_account_that_is_no_feeder_cannot_be_removed() {
    let mut oracle = Oracle::new();
    let feeder = oracle.feeder(4).into_string();
    let error = ContractError::NotFeeder {
        feed: "ETH".into(),
        feeder,
    };
    assert_eq!(oracle.remove_feeder(4), Err(error));
}

#[test]
fn h26_a_removed_feeders_report_goes_with_it() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(BEAT);
    oracle.report(0, 2_010).unwrap();
    oracle.report(1, 2_010).unwrap();
    let feeder = oracle.feeder(4).into_string();
    let added = FeederAdded {
        feed: "ETH".into(),
        feeder,
    };
    assert_eq!(oracle.add_feeder(4), Ok(vec![added.into()]));
    let feeder = oracle.feeder(1).into_string();
    let removed = FeederRemoved {
        feed: "ETH".into(),
        feeder: feeder.clone(),
    };
    assert_eq!(oracle.remove_feeder(1), Ok(vec![removed.into()]));

    let refused = ContractError::NotFeeder {
        feed: "ETH".into(),
        feeder,
    };
    assert_eq!(oracle.report(1, 2_010), Err(refused));
    oracle.report(2, 2_010).unwrap();
    assert_eq!(
        oracle.spot(),
        Some(usd(2_000)),
        "no quorum without the removed feeder's report"
    );

    // Added again it has not reported yet.
    oracle.add_feeder(1).unwrap();
    assert_eq!(oracle.last_report(1), None);
    oracle.report(4, 2_010).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_010)));
}

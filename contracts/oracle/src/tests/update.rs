//! Another intake for a feed: whom it keeps, what it must satisfy, how it goes on.

use rstest::rstest;

use super::*;

impl Oracle {
    /// Another intake for ETH with the feeders named.
    pub fn update_to(&mut self, intake: Intake, feeders: Vec<String>) -> Outcome {
        let feed = "ETH".into();
        let msg = ExecuteMsg::UpdateFeed {
            feed,
            intake,
            feeders,
        };
        self.execute(&self.owner(), msg)
    }

    /// The intake that it has, with other feeders.
    pub fn update(&mut self, feeders: impl IntoIterator<Item = usize>) -> Outcome {
        let (intake, feeders) = (self.intake(), self.addresses(feeders));
        self.update_to(intake, feeders)
    }

    pub fn intake(&self) -> Intake {
        self.feed("ETH").kind.intake().unwrap().clone()
    }

    /// Three feeders say one price now.
    pub fn say(&mut self, feeders: [usize; 3], dollars: u128) {
        for feeder in feeders {
            self.report(feeder, dollars).unwrap();
        }
    }
}

fn pyth(oracle: &Oracle) -> Intake {
    Intake {
        source: Source::Pyth {
            contract: oracle.stranger().into_string(),
            price_id: "07".repeat(32),
            maximum_confidence: Decimal::percent(1),
        },
        ..oracle.intake()
    }
}

#[test]
fn h01_only_the_owner_updates_a_feed() {
    let mut oracle = Oracle::new();
    for sender in [oracle.feeder(0), oracle.guardian(), oracle.stranger()] {
        let msg = ExecuteMsg::UpdateFeed {
            feed: "ETH".into(),
            intake: oracle.intake(),
            feeders: oracle.addresses(0..4),
        };
        assert_eq!(oracle.execute(&sender, msg), Err(oracle.not_owner(&sender)));
    }
}

#[test]
fn an_unknown_and_a_computed_feed_are_refused() {
    let mut oracle = Oracle::new();
    oracle.add_feed(claim("PT", "ETH", START + 1_000)).unwrap();
    for (feed, error) in [
        ("BTC", ContractError::UnknownFeed { feed: "BTC".into() }),
        ("PT", ContractError::ComputedFeed { feed: "PT".into() }),
    ] {
        let msg = ExecuteMsg::UpdateFeed {
            feed: feed.into(),
            intake: oracle.intake(),
            feeders: oracle.addresses(0..4),
        };
        assert_eq!(oracle.execute(&oracle.owner(), msg), Err(error));
    }
}

#[rstest]
#[case::quorum_the_liars_can_split(|p: &mut Panel| p.quorum = 2, 4,
    ContractError::QuorumTooSmall { quorum: 2, liars: 1, needed: 3 })]
#[case::one_silent_liar_stops_it(|p: &mut Panel| p.quorum = 4, 4,
    ContractError::TooFewFeeders { feeders: 4, needed: 5 })]
#[case::half_is_no_majority(|_: &mut Panel| (), 6,
    ContractError::QuorumNoMajority { quorum: 3, feeders: 6 })]
#[case::nobody_reports(|_: &mut Panel| (), 0,
    ContractError::TooFewFeeders { feeders: 0, needed: 4 })]
#[case::too_many_report(|p: &mut Panel| p.quorum = 32, 33,
    ContractError::TooManyFeeders { feeders: 33, maximum: 32 })]
#[case::no_beat(|p: &mut Panel| p.beat = 0, 4,
    ContractError::BeatOutOfBounds { beat: 0, minimum: 1, maximum: 60 })]
fn i23_a_panel_out_of_bounds_is_refused(
    #[case] change: fn(&mut Panel),
    #[case] feeders: usize,
    #[case] error: ContractError,
) {
    let mut oracle = Oracle::new();
    let new = with_panel(oracle.new_feed("ETH", 4), change);
    let intake = new.kind.intake().unwrap().clone();
    let feeders = oracle.addresses(0..feeders);
    assert_eq!(oracle.update_to(intake, feeders), Err(error));
}

#[test]
fn i23_feeders_of_a_foreign_oracle_are_refused() {
    let mut oracle = Oracle::new();
    let (intake, feeders) = (pyth(&oracle), oracle.addresses(0..4));
    let error = ContractError::NobodyReports { feeders: 4 };
    assert_eq!(oracle.update_to(intake, feeders), Err(error));
}

#[test]
fn h03_h09_an_address_that_is_none_or_comes_twice_is_refused() {
    let mut oracle = Oracle::new();
    let mut feeders = oracle.addresses(0..4);
    feeders[3] = feeders[0].clone();
    let error = ContractError::AlreadyFeeder {
        feed: "ETH".into(),
        feeder: feeders[0].clone(),
    };
    assert_eq!(
        oracle.update_to(oracle.intake(), feeders.clone()),
        Err(error)
    );
    feeders[3] = feeders[2].to_uppercase();
    let refused = oracle.update_to(oracle.intake(), feeders);
    assert!(matches!(refused, Err(ContractError::Std(_))));
}

#[test]
fn h26_who_stays_keeps_the_last_report_and_who_goes_loses_it() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.pass(BEAT);
    oracle.report(0, 2_010).unwrap();
    oracle.report(1, 2_010).unwrap();
    let kept = oracle.last_report(1);
    let events = oracle.update([1, 2, 4, 5]).unwrap();
    let feed = || "ETH".to_owned();
    let updated = FeedUpdated {
        feed: feed(),
        feeders: 4,
    };
    let mut expected = vec![Event::from(updated)];
    for (feeder, is_gone) in [(0, true), (3, true), (4, false), (5, false)] {
        let (feed, feeder) = (feed(), oracle.feeder(feeder).into_string());
        expected.push(if is_gone {
            FeederRemoved { feed, feeder }.into()
        } else {
            FeederAdded { feed, feeder }.into()
        });
    }
    let in_order = |mut events: Vec<Event>| {
        events.sort_by_key(|event| format!("{event:?}"));
        events
    };
    assert_eq!(in_order(events), in_order(expected));
    assert_eq!(oracle.last_report(1), kept);
    assert_eq!(oracle.last_report(4), None);

    oracle.pass(1);
    oracle.report(2, 2_010).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_000)), "0 counts no more");
    oracle.report(4, 2_010).unwrap();
    assert_eq!(oracle.spot(), Some(usd(2_010)), "1 still counts");
}

#[test]
fn a_feed_moves_to_a_foreign_oracle_and_back() {
    let mut oracle = Oracle::new();
    oracle.accept(2_000);
    oracle.update_to(pyth(&oracle), vec![]).unwrap();
    assert_eq!(oracle.feed("ETH").feeders, 0);
    let error = ContractError::FeedWithoutFeeders { feed: "ETH".into() };
    assert_eq!(oracle.report(0, 2_000), Err(error));
    assert_eq!(oracle.spot(), Some(usd(2_000)));

    let new = oracle.new_feed("ETH", 4);
    let intake = new.kind.intake().unwrap().clone();
    oracle.update_to(intake, new.feeders).unwrap();
    oracle.pass(BEAT);
    oracle.accept(2_010);
}

#[test]
fn an_updated_feed_shows_its_parameters_and_when_it_changed() {
    let mut oracle = Oracle::new();
    let intake = Intake {
        source: Source::Feeders(Panel::new(1, 4, 30)),
        maximum_age: 90,
        maximum_step: Decimal::percent(50),
        confirmation_gap: 30,
    };
    let feeders = oracle.addresses(0..5);
    oracle.update_to(intake.clone(), feeders).unwrap();
    let feed = oracle.feed("ETH");
    assert_eq!(feed.kind, FeedKind::Price { intake });
    assert_eq!((feed.feeders, feed.changed_at), (5, oracle.now()));
}

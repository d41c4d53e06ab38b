//! When reports are relayed, and what they would make of a feed.

use ballast_math::feed::Next;
use ballast_types::{
    oracle::{FeedKind, SignedReport},
    units,
};
use cosmwasm_std::Decimal;

use super::{
    super::{
        decide,
        outlook::Outlook,
        relays,
        round::{RoundState, LEEWAY},
        Action, Snapshot,
    },
    fixtures::*,
    rounds::*,
};
use crate::{config::Config, node::Contracts};

fn serving(beats: bool, moves: bool) -> Config {
    let mut config = Config::default();
    (config.relay.beats, config.relay.moves) = (beats, moves);
    config
}

fn of_rounds(rounds: Vec<RoundState>) -> Snapshot {
    let mut snapshot = snapshot(vec![], vec![]);
    snapshot.rounds = rounds;
    snapshot
}

/// How many reports each message brings.
fn relayed(config: &Config, rounds: Vec<RoundState>) -> Vec<usize> {
    let actions = decide(&relays(config), &of_rounds(rounds));
    let counts = actions.iter().map(|action| match action {
        Action::Relay(relay) => relay.reports.len(),
        _ => panic!("{action}"),
    });
    counts.collect()
}

/// The number accepted, or what waits, once reports are relayed.
fn ahead(state: &RoundState) -> Option<(Decimal, Option<Decimal>)> {
    let next = state.ahead(NOW)?.next;
    let waiting = next.accepted().waiting();
    Some((
        units::price_decimal(next.accepted().spot),
        waiting.map(|(price, _)| units::price_decimal(price)),
    ))
}

#[test]
fn nothing_is_relayed_as_a_service_that_was_not_asked_for() {
    assert!(relayed(&Config::default(), vec![falling(190)]).is_empty());
    assert!(relayed(&serving(true, true), vec![]).is_empty());
}

#[test]
fn a_beat_is_brought_once_whatever_the_price() {
    let beats = serving(true, false);
    assert_eq!(relayed(&beats, vec![falling(200)]), [3]);
    // Of the beat that the chain has.
    let later = [Some((200, NOW + 5)); 3];
    let same = round(accepted(PRICE, NOW), &[], &later);
    assert!(relayed(&beats, vec![same.clone()]).is_empty());
    assert!(ahead(&same).is_some());
}

#[test]
fn a_move_is_brought_at_its_threshold() {
    let moves = |usd| {
        let last = accepted(1_000, NOW - 10);
        relayed(
            &serving(false, true),
            vec![round(last, &[], &[Some((usd, NOW)); 3])],
        )
    };
    assert!(moves(1_004).is_empty() && moves(996).is_empty() && moves(1_000).is_empty());
    assert_eq!((moves(1_005), moves(995)), (vec![3], vec![3]));
}

#[test]
fn a_feed_without_a_price_or_with_a_dead_one_is_brought_to_life() {
    for config in [serving(true, false), serving(false, true)] {
        let first = round(feed_response(), &[], &[Some((200, NOW)); 3]);
        assert_eq!(relayed(&config, vec![first]), [3]);
        let dead = round(accepted(PRICE, NOW - 4_000), &[], &[Some((200, NOW)); 3]);
        assert_eq!(relayed(&config, vec![dead]), [3]);
    }
}

#[test]
fn h48_a_frozen_feed_has_no_more_brought_than_another() {
    let mut frozen = falling(200);
    frozen.feed.frozen_until = Some(NOW + 600);
    assert!(relayed(&serving(false, true), vec![frozen.clone()]).is_empty());
    assert_eq!(relayed(&serving(true, false), vec![frozen]), [3]);
}

#[test]
fn a_service_that_costs_too_much_is_not_rendered() {
    let mut config = serving(true, true);
    config.relay.maximum_cost_usd = Decimal::percent(1) / Decimal::from_ratio(10u64, 1u64);
    assert!(relayed(&config, vec![falling(190)]).is_empty());
}

#[test]
fn fewer_than_a_quorum_are_not_relayed_but_those_on_the_chain_count() {
    let two = [Some((190, NOW)); 2];
    let alone = round(accepted(PRICE, NOW - 60), &[], &two);
    assert_eq!(ahead(&alone), None);
    let third = [None, None, Some((190, NOW - 5))];
    let together = round(accepted(PRICE, NOW - 60), &third, &two);
    assert_eq!(ahead(&together), Some((price(190), None)));
    assert_eq!(together.ahead(NOW).unwrap().reports.len(), 2);
}

#[test]
fn i22_what_the_chain_has_is_not_relayed_again() {
    let there = [Some((190, NOW)); 3];
    let state = round(accepted(190, NOW), &there, &there);
    assert_eq!(state.ahead(NOW), None);
    let newer = [Some((190, NOW)), Some((190, NOW)), Some((190, NOW + 1))];
    let state = round(accepted(PRICE, NOW - 60), &there, &newer);
    let reports = state.ahead(NOW).unwrap().reports;
    let times: Vec<_> = reports.iter().map(|it| it.report.published_at).collect();
    assert_eq!(times, [NOW + 1]);
}

#[test]
fn h22_what_would_be_too_old_in_a_moment_is_not_relied_on() {
    let at = |age: u64| {
        round(
            accepted(PRICE, NOW - 300),
            &[],
            &[Some((190, NOW - age)); 3],
        )
    };
    assert!(at(60 - LEEWAY).ahead(NOW).is_some());
    assert!(at(61 - LEEWAY).ahead(NOW).is_none());
    // Beside young ones it is left out.
    let mut said = [Some((190, NOW)); 4];
    said[0] = Some((190, NOW - (61 - LEEWAY)));
    let mixed = round(accepted(PRICE, NOW - 300), &[], &said);
    assert_eq!(mixed.ahead(NOW).unwrap().reports.len(), 3);
    let future = |seconds| {
        round(
            accepted(PRICE, NOW - 300),
            &[],
            &[Some((190, NOW + seconds)); 3],
        )
    };
    assert!(future(15).ahead(NOW).is_some());
    assert!(future(16).ahead(NOW).is_none());
}

#[test]
fn h24_what_is_too_far_waits_and_is_confirmed_after_the_gap() {
    let moves = serving(false, true);
    assert_eq!(ahead(&falling(150)), Some((price(200), Some(price(150)))));
    assert_eq!(relayed(&moves, vec![falling(150)]), [3]);
    let again = |since| round(waiting(150, since), &[], &[Some((140, NOW)); 3]);
    // Too early it shows in the lowest price alone.
    let early = again(NOW - 20).ahead(NOW).unwrap().next;
    let low = early.accepted().low;
    assert!(matches!(early, Next::Pending(_)));
    assert_eq!(units::price_decimal(low), price(140));
    assert!(relayed(&moves, vec![again(NOW - 20)]).is_empty());
    let confirmed = again(NOW - 40);
    assert!(matches!(
        confirmed.ahead(NOW).unwrap().next,
        Next::Accepted(_)
    ));
    assert_eq!(ahead(&confirmed), Some((price(150), None)));
    assert_eq!(relayed(&moves, vec![confirmed]), [3]);
}

#[test]
fn h23_up_to_the_liars_a_lie_moves_nothing_out_of_the_honest_range() {
    let said = [(190, NOW), (191, NOW), (192, NOW), (1, NOW)].map(Some);
    let state = round(accepted(PRICE, NOW - 60), &[], &said);
    let (spot, _) = ahead(&state).unwrap();
    assert!(price(190) <= spot && spot <= price(192), "{spot}");
}

#[test]
fn the_reports_of_a_feed_stay_in_one_message_and_no_message_is_too_long() {
    let many = |name: &str| {
        let mut state = falling(200);
        state.feed.feed = name.to_owned();
        let reports = (0..30).map(|number| signed(name, number, (price(200), NOW)));
        let reports: Vec<SignedReport> = reports.collect();
        let relay = super::super::relay::Relay {
            reports,
            most_cost: Decimal::one(),
        };
        relay.reports
    };
    let reports = [many("A"), many("B"), many("C")].concat();
    let relay = super::super::relay::Relay {
        reports,
        most_cost: Decimal::one(),
    };
    assert_eq!(
        relay.to_string(),
        "relay A (30 reports), B (30 reports), C (30 reports)"
    );
    let calls = Action::Relay(relay).calls(&Contracts::default()).unwrap();
    let counts = calls.iter().map(|call| {
        let reports = call.msg["relay"]["reports"].as_array().unwrap();
        reports.len()
    });
    assert_eq!(counts.collect::<Vec<_>>(), [60, 30]);
}

/// A feed that stands on ether's.
fn derived(name: &str, kind: FeedKind, rate: Option<u64>) -> RoundState {
    let mut feed = rate.map_or_else(feed_response, |rate| accepted(rate, NOW - 60));
    (feed.feed, feed.kind) = (name.to_owned(), kind);
    round(feed, &[], &[])
}

fn rate_of_eth() -> FeedKind {
    let FeedKind::Price { intake } = feed_response().kind else {
        panic!("ether's feed is a price");
    };
    FeedKind::RedemptionRate {
        base: "ETH".to_owned(),
        maximum_growth: Decimal::percent(30),
        intake,
    }
}

#[test]
fn the_outlook_of_a_derived_feed_follows_its_base() {
    let claim = FeedKind::FixedMaturity {
        base: "STETH".to_owned(),
        discount: Decimal::percent(10),
        maturity: NOW + LEEWAY,
    };
    let rounds = vec![
        falling(190),
        derived("STETH", rate_of_eth(), Some(2)),
        derived("PT-STETH", claim, None),
    ];
    for (feed, spot, before) in [("ETH", 190, 200), ("STETH", 380, 400)] {
        let outlook = Outlook::of(&rounds, feed, NOW).unwrap();
        assert_eq!(outlook.spot, price(spot));
        assert_eq!(outlook.before, Some(price(before)));
        assert_eq!(outlook.reports.len(), 3);
        assert!(outlook.endangers());
    }
    // At its maturity a claim has no discount.
    let outlook = Outlook::of(&rounds, "PT-STETH", NOW).unwrap();
    assert_eq!(outlook.spot, price(380));
    assert!(outlook.before < Some(price(400)) && outlook.endangers());
}

#[test]
fn there_is_no_outlook_where_nothing_changes_or_no_price_comes_of_it() {
    assert_eq!(Outlook::of(&[], "ETH", NOW), None);
    let still = round(accepted(PRICE, NOW - 60), &[], &[]);
    assert_eq!(Outlook::of(&[still], "ETH", NOW), None);
    // It waits for confirmation.
    assert_eq!(Outlook::of(&[falling(150)], "ETH", NOW), None);
    let mut frozen = falling(190);
    frozen.feed.frozen_until = Some(NOW + 60);
    assert_eq!(Outlook::of(&[frozen], "ETH", NOW), None);
    let rates = [falling(190), derived("STETH", rate_of_eth(), None)];
    assert_eq!(Outlook::of(&rates, "STETH", NOW), None);
    assert!(!Outlook::of(&[falling(210)], "ETH", NOW)
        .unwrap()
        .endangers());
}

#[test]
fn h53_a_price_after_a_silence_endangers_whatever_it_is() {
    let dead = round(accepted(PRICE, NOW - 90_000), &[], &[Some((205, NOW)); 3]);
    let outlook = Outlook::of(&[dead], "ETH", NOW).unwrap();
    assert_eq!(outlook.before, None);
    assert!(outlook.endangers());
}

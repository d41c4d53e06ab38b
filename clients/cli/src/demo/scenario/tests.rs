use std::collections::BTreeSet;

use super::*;
use crate::demo::plan::KEEPER;

#[test]
fn names_are_different_and_find_their_scenario() {
    let names: BTreeSet<_> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
    assert_eq!(names.len(), SCENARIOS.len());
    for name in names {
        assert_eq!(Scenario::named(name).unwrap().name, name);
    }
}

#[test]
fn an_unknown_name_is_refused_with_those_that_there_are() {
    let error = Scenario::named("nowhere").unwrap_err().to_string();
    for scenario in SCENARIOS {
        assert!(error.contains(scenario.name), "{error}");
    }
}

#[test]
fn the_usual_scenario_is_the_standard_deployments_ether() {
    let standard = ballast_devchain::Deployment::standard();
    let ours = SCENARIOS[0].deployment(standard.start_time, std::iter::empty());
    assert_eq!(ours.collateral_types, standard.collateral_types[..1]);
    assert_eq!(ours.feeds.len(), 1);
    assert_eq!(ours.feeds[0].feed, standard.feeds[0].feed);
    assert_eq!(ours.feeds[0].kind, standard.feeds[0].kind);
    assert_eq!(ours.assets, standard.assets[..1]);
}

#[test]
fn five_feeders_of_whom_three_make_a_quorum_and_one_may_lie() {
    for scenario in SCENARIOS {
        let feeds = scenario.deployment(0, std::iter::empty()).feeds;
        let panel = feeds[0].kind.panel().unwrap();
        assert_eq!(
            (feeds[0].feeders.len(), panel.quorum, panel.liars),
            (5, 3, 1)
        );
        assert_eq!(panel.beat, crate::demo::feeders::BEAT);
        let intake = feeds[0].kind.intake().unwrap();
        assert_eq!(intake.maximum_step, Decimal::percent(10));
        assert_eq!(intake.confirmation_gap, 30);
    }
}

#[test]
fn the_keeper_comes_first_and_buyers_have_different_names() {
    for scenario in SCENARIOS {
        assert_eq!(scenario.buyers[0].name, KEEPER, "{}", scenario.name);
        let names: BTreeSet<_> = scenario.buyers.iter().map(|buyer| buyer.name).collect();
        assert_eq!(names.len(), scenario.buyers.len(), "{}", scenario.name);
    }
}

#[test]
fn everyone_opens_at_or_above_the_mint_ratio() {
    for scenario in SCENARIOS {
        let base_mint_ratio = scenario.collateral.base_mint_ratio * 100;
        for (low, high) in [scenario.ratios, scenario.safe_ratios] {
            assert!(base_mint_ratio < low && low < high, "{}", scenario.name);
        }
    }
}

#[test]
fn the_last_price_stands_after_the_table_ends() {
    let (hours, after) = Scenario::named("luna").unwrap().hours().unwrap();
    let last = hours.last().unwrap();
    assert_eq!(after[0].time, last.time + HOUR);
    assert!(after.iter().all(|hour| hour.high == last.close));
    assert!(SCENARIOS[0].hours().unwrap().1.is_empty());
}

#[test]
fn an_amount_is_worth_its_price() {
    let worth = |name, amount, price: &str| {
        let collateral = &Scenario::named(name).unwrap().collateral;
        collateral.worth(Uint128::new(amount), price.parse().unwrap())
    };
    let ether = 10u128.pow(18);
    assert_eq!(worth("half-pool", 2 * ether, "150.5").u128(), 301_000_000);
    assert_eq!(worth("luna", 1_000_000, "0.00004").u128(), 40);
    assert_eq!(worth("luna", 24_999, "0.00004").u128(), 0);
}

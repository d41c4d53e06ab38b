use super::*;
use crate::market::Shape;
use ballast_devchain::paths::{Hour, Table};
use cosmwasm_std::Decimal;

const HONEST: Panel = Panel::new("honest", []);

fn market() -> Market {
    Market::of(Table::EthMarch2020, Shape::Jump).unwrap()
}

fn known(accepted: Price) -> Known {
    Known {
        accepted: Some(accepted),
        step: 10,
    }
}

/// What is published at a second.
fn published(panel: Panel, second: usize, accepted: Option<Price>) -> Vec<Sent> {
    let (market, mut sent) = (market(), vec![]);
    let known = Known { accepted, step: 10 };
    Reporters::new(&market, panel, 60).publish(second, known, &mut sent);
    sent
}

#[test]
fn honest_feeders_say_the_price_at_every_beat_and_nothing_between() {
    let truth = market().price(600).u128();
    let sent = published(HONEST, 600, None);
    assert_eq!(sent.len(), FEEDERS);
    for one in sent {
        assert!(one.report.price.u128().abs_diff(truth) <= truth / 2_000);
        assert_eq!(one.report.published_at, market().start + 600);
        assert!((1..=5).contains(&(one.arrives - one.report.published_at)));
    }
    assert!(published(HONEST, 601, None).is_empty());
}

#[test]
fn a_late_one_arrives_late_and_a_dead_one_never() {
    let panel = Panel::new("", [Feeder::Late(45), Feeder::Dead]);
    let sent = published(panel, 0, None);
    assert_eq!(sent.len(), 4);
    assert_eq!(sent[0].arrives - sent[0].report.published_at, 45);
    assert!(sent.iter().all(|one| one.feeder != 1));
}

/// 40 minutes in, the price jumps by a tenth, a second after the beat.
#[test]
fn who_reports_moves_reports_a_jump_at_once_and_once() {
    let [open, close] = [100, 90].map(|usd: u64| Decimal::percent(usd * 100));
    let hour = Hour {
        time: 7_200,
        open,
        high: open,
        low: close,
        close,
    };
    let market = Market::new(
        "",
        &[
            hour,
            Hour {
                open: close,
                high: close,
                ..hour
            },
        ],
        Shape::Jump,
    );
    let panel = HONEST.reporting_moves("");
    let mut reporters = Reporters::new(&market, panel, 60);
    let mut at = |second| {
        let mut sent = vec![];
        reporters.publish(second, known(market.price(0)), &mut sent);
        sent.len()
    };
    assert_eq!([at(2_400), at(2_401), at(2_402), at(2_460)], [5, 5, 0, 5]);
}

#[test]
fn liars_lie() {
    let market = market();
    let (first, truth) = (market.price(0), Price::new(market.price(0).u128() * 9 / 10));
    let says = |lie: Lie, accepted| lie.says(truth, &market, known(accepted)).u128();
    assert_eq!(says(Lie::Constant, truth), first.u128());
    assert_eq!(says(Lie::Double, truth), truth.u128() * 2);
    assert_eq!(says(Lie::Thousandth, truth), truth.u128() / 1_000);
    assert_eq!(
        says(Lie::Edge, first),
        first.u128() * 11 / 10,
        "up while it falls"
    );
    assert_eq!(
        says(Lie::Edge, Price::new(truth.u128() / 2)),
        truth.u128() / 2 * 9 / 10
    );
    assert_eq!(
        says(Lie::Goal, first),
        first.u128() * 9 / 10,
        "a step at a time"
    );
    assert_eq!(
        says(Lie::Goal, Price::new(first.u128() / 2)),
        first.u128() / 2
    );
    let sent = published(Panel::new("", [Feeder::Liar(Lie::Double)]), 0, None);
    assert_eq!(sent[0].arrives, market.start, "and are heard first");
}

#[test]
fn a_fat_finger_errs_in_few_beats() {
    let panel = Panel::new("", [Feeder::FatFinger]);
    let errs = |beat: usize| {
        let sent = published(panel, beat * 60, None);
        sent[0].report.price.u128() > 5 * sent[1].report.price.u128()
    };
    let count = (0..970).filter(|beat| errs(*beat)).count();
    assert_eq!(count, 10);
}

#[test]
fn a_shared_source_errs_for_its_seconds_of_every_hour() {
    let panel = Panel::new("", [Feeder::SharedSource(90); 4]);
    let errs = |second: usize| {
        let sent = published(panel, second, None);
        let honest = sent[4].report.price.u128();
        let low = sent
            .iter()
            .filter(|one| one.report.price.u128() < honest * 8 / 10);
        low.count()
    };
    assert_eq!([errs(360), errs(420), errs(480), errs(540)], [0, 4, 4, 0]);
    assert_eq!([errs(3_960), errs(4_020), errs(4_140)], [0, 4, 0]);
}

//! Feeders report, the market moves, feeds and feeders come and go.

use ballast_types::oracle::{ExecuteMsg as Msg, FeedKind, NewFeed, Panel, Report};
use cosmwasm_std::{Decimal, Uint128};

use super::{by, call, Draw, Step};
use crate::world::{FEEDERS, GUARDIANS};

/// A cent and ten million dollars: what prices stay within.
const BOUNDS: (u128, u128) = (10u128.pow(16), 10u128.pow(25));

/// The market moves: mostly a little, seldom by a crash, and back towards where it began.
fn jump(draw: &mut Draw<'_>, feed: &str) -> u128 {
    let percent = match draw.random.below(40) {
        0..=19 => draw.random.between(98, 102),
        20..=31 => draw.random.between(90, 111),
        32..=35 => draw.random.between(60, 90),
        36 => draw.random.between(30, 60),
        37 | 38 => draw.random.between(110, 170),
        _ => draw.random.between(170, 300),
    };
    let start = crate::world::PRICES
        .iter()
        .find(|(name, _)| *name == feed)
        .map(|it| it.1);
    let start = u128::from(start.unwrap_or(100)) * 10u128.pow(18);
    let now = draw.market.get(feed).copied().unwrap_or(start);
    let pulled = if draw.random.chance(10) {
        (now * 2 + start) / 3
    } else {
        now
    };
    let next = (pulled / 100 * u128::from(percent)).clamp(BOUNDS.0, BOUNDS.1);
    draw.market.insert(feed.to_owned(), next);
    next
}

fn decimal(price: u128) -> Decimal {
    Decimal::new(Uint128::new(price))
}

/// The feeders of some feeds, or of all, report: one may be silent, one may lie.
pub fn round(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let all: Vec<String> = draw.state.feeds.keys().cloned().collect();
    if all.is_empty() {
        return None;
    }
    let feeds = if draw.random.chance(75) {
        all
    } else {
        draw.random.pick_from(all).into_iter().collect()
    };
    Some(confirmed(draw, feeds))
}

/// The price of a type with positions falls to where some of them may be liquidated.
pub fn crash(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let indebted = draw
        .state
        .positions
        .values()
        .filter(|it| !it.debt.is_zero());
    let it = draw.random.pick_from(indebted)?.clone();
    let feed = draw.type_of(&it).feed.clone();
    if !draw.state.feeds.contains_key(&feed) {
        return feeds(draw);
    }
    let bound = it.liquidation_price?.atomics().u128();
    let factor = draw.random.between(40, 115);
    let price = (bound / 100 * u128::from(factor)).clamp(BOUNDS.0, BOUNDS.1);
    draw.market.insert(feed.clone(), price);
    Some(confirmed(draw, vec![feed]))
}

/// A round, and more often than not another that confirms what is too far from the last price.
fn confirmed(draw: &mut Draw<'_>, feeds: Vec<String>) -> Vec<Step> {
    let wait = draw.random.between(1, 60);
    let mut steps = reported(draw, feeds.clone(), (wait, wait));
    if draw.random.chance(80) {
        let gap = draw.random.between(28, 60);
        steps.extend(reported(draw, feeds, (gap, wait + gap)));
    }
    steps
}

/// A round that waits so long, and is published so many seconds from now.
fn reported(draw: &mut Draw<'_>, feeds: Vec<String>, (wait, later): (u64, u64)) -> Vec<Step> {
    let published_at = draw.state.time + later;
    let mut reports: Vec<(String, Vec<Report>)> = vec![];
    for feed in feeds {
        let price = jump(draw, &feed);
        let feeders = draw.chain.feeders(&feed).unwrap();
        let liar = draw.random.below(12);
        for (place, feeder) in feeders.iter().enumerate() {
            let price = if place as u64 == liar {
                price * 5
            } else {
                price
            };
            let beside = price / 10_000 * u128::from(draw.random.between(0, 20));
            let mut report = Report::new(&feed, decimal(price + beside), published_at);
            if draw.random.chance(20) {
                let yearly = draw.random.between(0, 250);
                report.implied_volatility = Some(Decimal::percent(yearly));
            }
            let name = draw.name(&feeder.feeder);
            match reports.iter_mut().find(|(known, _)| *known == name) {
                Some((_, of_one)) => of_one.push(report),
                None => reports.push((name, vec![report])),
            }
        }
    }
    if reports.len() > 3 && draw.random.chance(30) {
        let silent = draw.random.below(reports.len() as u64);
        reports.remove(usize::try_from(silent).unwrap());
    }
    if draw.random.chance(40) {
        return vec![relayed(draw, reports, wait)];
    }
    let steps = reports
        .into_iter()
        .enumerate()
        .map(|(place, (sender, reports))| Step {
            wait: if place == 0 { wait } else { 0 },
            sender,
            calls: vec![call("oracle", &Msg::Report { reports }, &[])],
        });
    steps.collect()
}

/// The same reports signed, in one message of anybody: in any order, some twice, seldom one forged.
fn relayed(draw: &mut Draw<'_>, reports: Vec<(String, Vec<Report>)>, wait: u64) -> Step {
    let mut signed = vec![];
    for (feeder, reports) in reports {
        for report in reports {
            let one = draw.chain.sign_report(&feeder, report).unwrap();
            let place = draw.random.below(signed.len() as u64 + 1);
            signed.insert(usize::try_from(place).unwrap(), one);
        }
    }
    if draw.random.chance(20) {
        signed.extend(signed.first().cloned());
    }
    if draw.random.chance(5) {
        if let Some(forged) = signed.last_mut() {
            forged.report.published_at += 1;
        }
    }
    Step {
        wait,
        sender: draw.holder(),
        calls: vec![call("oracle", &Msg::Relay { reports: signed }, &[])],
    }
}

/// Somebody has foreign oracles read: there is none here.
pub fn poke(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let feeds = vec![draw.random.pick_from(draw.state.feeds.keys().cloned())?];
    let sender = draw.holder();
    by(&sender, call("oracle", &Msg::Poke { feeds }, &[]))
}

/// The guardian freezes a feed, somebody thaws it, the owner names another guardian.
pub fn freeze(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let feed = draw.random.pick_from(draw.state.feeds.values())?.clone();
    let (owner, guardian) = (
        draw.state.oracle.owner.clone(),
        draw.state.oracle.guardian.clone(),
    );
    let name = feed.feed.clone();
    let (sender, msg) = match draw.random.below(6) {
        0 => {
            let guardian = *draw.random.pick(&GUARDIANS);
            let guardian = draw.address(guardian);
            (owner, Msg::SetGuardian { guardian })
        }
        _ if feed.frozen_until.is_some() => {
            let sender = if draw.random.chance(40) {
                owner
            } else {
                guardian
            };
            (sender, Msg::Unfreeze { feed: name })
        }
        _ => {
            let seconds = *draw.random.pick(&[0, 1, 60, 1_800, 1_801]);
            (
                guardian,
                Msg::Freeze {
                    feed: name,
                    seconds,
                },
            )
        }
    };
    let sender = draw.mostly(&sender);
    let is_freeze = matches!(msg, Msg::Freeze { .. });
    let mut steps = by(&sender, call("oracle", &msg, &[]))?;
    if is_freeze && draw.random.chance(40) {
        steps.push(Step {
            wait: draw.random.between(1, 60),
            sender,
            calls: vec![call("oracle", &Msg::Unfreeze { feed: feed.feed }, &[])],
        });
    }
    Some(steps)
}

/// The owner gives a feed another intake and other feeders.
pub fn intake(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let feed = draw.random.pick_from(draw.state.feeds.keys().cloned())?;
    let NewFeed { kind, feeders, .. } = new_feed(draw, feed.clone());
    let mut intake = kind.intake()?.clone();
    intake.maximum_step = Decimal::permille(*draw.random.pick(&[4, 5, 100, 500, 501]));
    intake.confirmation_gap = *draw.random.pick(&[15, 16, 30, 300]);
    let owner = draw.state.oracle.owner.clone();
    let sender = draw.mostly(&owner);
    let msg = Msg::UpdateFeed {
        feed,
        intake,
        feeders,
    };
    by(&sender, call("oracle", &msg, &[]))
}

/// A single report: late, early, wild, repeated, or of somebody who is no feeder.
pub fn odd_report(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let feed = draw.random.pick_from(draw.state.feeds.keys().cloned())?;
    let now = draw.state.time;
    let published_at = match draw.random.below(6) {
        0 => now - 61,
        1 => now + 16,
        2 => now + 15,
        3 => now - 60,
        4 => u64::MAX,
        _ => now,
    };
    let price = match draw.random.below(5) {
        0 => 0,
        1 => 1,
        2 => 10u128.pow(27) + 1,
        3 => 10u128.pow(27),
        _ => draw.market.get(&feed).copied().unwrap_or(1),
    };
    let report = Report::new(feed, decimal(price), published_at);
    let mut reports = vec![report.clone()];
    if draw.random.chance(20) {
        reports.push(report);
    }
    let sender = *draw
        .random
        .pick(&[FEEDERS[0], FEEDERS[1], FEEDERS[5], "alice"]);
    by(sender, call("oracle", &Msg::Report { reports }, &[]))
}

/// The owner adds or removes a feeder.
pub fn feeders(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let feed = draw.random.pick_from(draw.state.feeds.keys().cloned())?;
    let feeder = *draw.random.pick(&FEEDERS);
    let feeder = draw.address(feeder);
    let owner = draw.state.oracle.owner.clone();
    let sender = draw.mostly(&owner);
    let known = draw
        .chain
        .feeders(&feed)
        .unwrap()
        .iter()
        .any(|it| it.feeder == feeder);
    let msg = if known == draw.random.chance(90) {
        Msg::RemoveFeeder { feed, feeder }
    } else {
        Msg::AddFeeder { feed, feeder }
    };
    by(&sender, call("oracle", &msg, &[]))
}

/// The owner removes a feed, or adds one that is missing again.
pub fn feeds(draw: &mut Draw<'_>) -> Option<Vec<Step>> {
    let owner = draw.state.oracle.owner.clone();
    let sender = draw.mostly(&owner);
    let state = draw.state;
    let missing = crate::world::PRICES
        .iter()
        .filter(|it| !state.feeds.contains_key(it.0));
    let missing = draw.random.pick_from(missing).map(|it| it.0.to_owned());
    if let Some(feed) = missing {
        return by(
            &sender,
            call("oracle", &Msg::AddFeed(new_feed(draw, feed)), &[]),
        );
    }
    let feed = draw.random.pick_from(state.feeds.keys().cloned())?;
    if draw.random.chance(20) {
        return by(
            &sender,
            call("oracle", &Msg::AddFeed(new_feed(draw, feed)), &[]),
        );
    }
    let mut steps = by(
        &sender,
        call("oracle", &Msg::RemoveFeed { feed: feed.clone() }, &[]),
    )?;
    if draw.random.chance(60) {
        let msg = Msg::AddFeed(new_feed(draw, feed));
        steps.push(Step {
            wait: 0,
            sender,
            calls: vec![call("oracle", &msg, &[])],
        });
    }
    Some(steps)
}

fn new_feed(draw: &mut Draw<'_>, feed: String) -> NewFeed {
    let feeders = if draw.random.chance(90) { 5 } else { 3 };
    NewFeed {
        feed,
        kind: FeedKind::price(
            Panel::new(1, *draw.random.pick(&[3, 4]), 60),
            *draw.random.pick(&[180, 3_600, 86_400, 86_401]),
        ),
        feeders: FEEDERS[..feeders]
            .iter()
            .map(|name| draw.address(name))
            .collect(),
    }
}

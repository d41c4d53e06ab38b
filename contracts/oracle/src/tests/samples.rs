//! Numbers, reports and feeds as the tests state them.

use ballast_types::oracle::*;
use cosmwasm_std::{Decimal, Event};

pub fn usd(dollars: u128) -> Decimal {
    Decimal::from_ratio(dollars, 1u128)
}

pub fn report(feed: &str, dollars: u128, published_at: u64) -> Report {
    Report::new(feed, usd(dollars), published_at)
}

pub fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.ty.as_str()).collect()
}

/// The same feed with another intake.
pub fn with_intake(mut new: NewFeed, change: impl FnOnce(&mut Intake)) -> NewFeed {
    match &mut new.kind {
        FeedKind::Price { intake } | FeedKind::RedemptionRate { intake, .. } => change(intake),
        FeedKind::FixedMaturity { .. } => unreachable!("computed"),
    }
    new
}

/// The same feed with another panel.
pub fn with_panel(new: NewFeed, change: impl FnOnce(&mut Panel)) -> NewFeed {
    with_intake(new, |intake| match &mut intake.source {
        Source::Feeders(panel) => change(panel),
        Source::Pyth { .. } => unreachable!("no panel"),
    })
}

/// A staking derivative on ether that four feeders report, growing by 30% a year at most.
pub fn rate(feed: &str, base: &str, feeders: Vec<String>) -> NewFeed {
    let FeedKind::Price { intake } = FeedKind::price(Panel::new(1, 3, 60), 600) else {
        unreachable!("a price")
    };
    NewFeed {
        feed: feed.into(),
        kind: FeedKind::RedemptionRate {
            base: base.into(),
            maximum_growth: Decimal::percent(30),
            intake,
        },
        feeders,
    }
}

/// A claim on a unit of its base, at 10% a year.
pub fn claim(feed: &str, base: &str, maturity: u64) -> NewFeed {
    NewFeed {
        feed: feed.into(),
        kind: FeedKind::FixedMaturity {
            base: base.into(),
            discount: Decimal::percent(10),
            maturity,
        },
        feeders: vec![],
    }
}

//! Who may change what, and what must not change: I22, I23, I24.

use std::collections::BTreeMap;

use ballast_types::{
    oracle::{FeedKind, PriceAccepted},
    vault::{CollateralTypeResponse, RatioRamp},
};

use super::{watch::Step, Report};
use crate::{operation::Operation, ORACLE};

/// I24: an operation that was refused left every key and every balance as it was.
pub(super) fn i24_a_refusal_changes_nothing(
    is_same: bool,
    operation: &Operation,
    report: &mut Report,
) {
    report.require("I24", is_same, || {
        format!(
            "a refused operation of {} changed the state",
            operation.sender
        )
    });
}

/// I22: a feed accepts one price a block, each published later than the one before, and never
/// changes its price otherwise.
pub(super) fn i22_prices_change_once_a_block(
    step: &Step,
    accepted: &mut BTreeMap<String, u64>,
    report: &mut Report,
) {
    let events: Vec<PriceAccepted> = step.all(ORACLE).unwrap_or_default();
    for event in &events {
        let last = accepted.insert(event.feed.clone(), step.after.height);
        report.require("I22", last != Some(step.after.height), || {
            format!(
                "feed {} accepted two prices in block {}",
                event.feed, step.after.height
            )
        });
    }
    for (feed, after) in &step.after.feeds {
        let before = step
            .before
            .feeds
            .get(feed)
            .and_then(|before| before.price.as_ref());
        let (Some(before), Some(after)) = (before, after.price.as_ref()) else {
            continue;
        };
        let is_same = (before.spot, before.published_at) == (after.spot, after.published_at);
        let is_told = events.iter().any(|event| event.feed == *feed);
        let is_later = before.published_at < after.published_at;
        report.require("I22", is_same || (is_told && is_later), || {
            format!("feed {feed} went from {before:?} to {after:?}")
        });
    }
}

/// I23: parameters change only through the owner, who changes only by accepting; the guardian sets
/// nothing but its pause.
pub(super) fn i23_parameters_change_through_the_owner(step: &Step, report: &mut Report) {
    let (before, after) = (&step.before.vault, &step.after.vault);
    let is = |who: &str| who == step.sender;
    let is_owner = is(&before.owner) || is(&after.owner);
    let is_guardian = is(&before.guardian) || is(&after.guardian);
    let mut allow = |what: &str, is_changed: bool, may: bool| {
        report.require("I23", !is_changed || may, || {
            format!("{} changed {what}", step.operation.sender)
        });
    };
    allow("the guardian", before.guardian != after.guardian, is_owner);
    allow("the wiring", before.contracts != after.contracts, is_owner);
    let was_offered = before.pending_owner.as_deref() == Some(step.sender.as_str());
    allow(
        "the owner",
        before.owner != after.owner,
        was_offered || is_owner,
    );
    let (paused, pauses) = (before.minting_paused_until, after.minting_paused_until);
    allow("the pause", paused != pauses, is_owner || is_guardian);
    for (id, after) in &step.after.types {
        let before = step.before.types.get(id);
        let is_same = before.is_some_and(|before| fixed(before).eq(&fixed(after)));
        allow(&format!("parameters of type {id}"), !is_same, is_owner);
    }
    let ceilings = |state: &crate::State| {
        state
            .groups
            .iter()
            .map(|it| (it.group, it.debt_ceiling))
            .collect::<Vec<_>>()
    };
    allow(
        "groups",
        ceilings(step.before) != ceilings(step.after),
        is_owner,
    );
    let (before, after) = (&step.before.oracle, &step.after.oracle);
    let is_owner = is(&before.owner) || is(&after.owner);
    allow("feeds", feeds(step.before) != feeds(step.after), is_owner);
}

/// Everything about a type that only the owner sets: asset, feed, group, ramps, parameters.
fn fixed(info: &CollateralTypeResponse) -> impl PartialEq + '_ {
    let ramp = |ramp: &RatioRamp| (ramp.from, ramp.to, ramp.start, ramp.end);
    let ramps = (ramp(&info.liquidation_ratio), ramp(&info.target_ratio));
    (
        &info.asset,
        info.decimals,
        &info.feed,
        info.group,
        ramps,
        &info.risk,
    )
}

/// Everything about feeds that only the owner sets.
fn feeds(state: &crate::State) -> Vec<(&str, &FeedKind, u32, u64)> {
    let feeds = state.feeds.values();
    let fixed = feeds.map(|it| (it.feed.as_str(), &it.kind, it.feeders, it.changed_at));
    fixed.collect()
}

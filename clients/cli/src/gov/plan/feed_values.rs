//! A feed's parameters as rows: what is now and what would be.

use std::collections::BTreeSet;

use ballast_types::oracle::{FeedKind, Source};

use crate::{
    gov::rows::{numbered, Row, Values},
    session::Session,
    text::exact_percent,
    time::{moment, Duration},
};

/// What stands where there is nothing.
const NONE: &str = "-";

/// What is said of a feed, with its value.
type Fact = (&'static str, String);

/// A feed with its feeders' addresses.
pub(super) type Described<'a> = (&'a FeedKind, &'a BTreeSet<String>);

/// From one description of a feed to another; none is no such feed.
pub(super) fn values(
    session: &Session,
    name: &str,
    old: Option<Described>,
    new: Option<Described>,
) -> Values {
    let is_updated = old.is_some() && new.is_some();
    let facts = |it: Option<Described>| match it {
        None => vec![],
        // A feed keeps its kind.
        Some((kind, _)) if is_updated => of_intake(kind),
        Some((kind, _)) => [of_kind(kind), of_intake(kind)].concat(),
    };
    let (was, becomes) = (facts(old), facts(new));
    let of = |facts: &[Fact], what: &str| {
        let found = facts.iter().find(|(label, _)| *label == what);
        found.map_or_else(|| NONE.to_owned(), |(_, value)| value.clone())
    };
    let mut labels: Vec<_> = was.iter().map(|(label, _)| *label).collect();
    let news = becomes.iter().map(|(label, _)| *label);
    labels.extend(news.filter(|label| was.iter().all(|(old, _)| old != label)));
    let mut values = Values::default();
    if !is_updated {
        let then = if new.is_some() { "added" } else { "removed" };
        let row = Row::new(name, "feed", NONE.to_owned(), then.to_owned());
        values.add(row, true);
    }
    if new.is_none() {
        let priced = session.types().iter().filter(|info| info.now.feed == name);
        let rows = priced.map(|info| {
            let what = format!("price of {}", numbered(&info.asset.name, info.id));
            Row::new(name, &what, "this feed's".to_owned(), "none".to_owned())
        });
        values.changed.extend(rows);
    }
    for what in labels {
        let (then, now) = (of(&becomes, what), of(&was, what));
        let is_changed = then != now;
        values.add(Row::new(name, what, now, then), is_changed);
    }
    let none = BTreeSet::new();
    let feeders = |it: Option<Described<'_>>| it.map(|(_, feeders)| feeders.clone());
    let (was, becomes) = (feeders(old), feeders(new));
    let (was, becomes) = (was.unwrap_or(none.clone()), becomes.unwrap_or(none));
    for address in was.union(&becomes) {
        let then = match (was.contains(address), becomes.contains(address)) {
            (false, _) => "added",
            (_, false) => "removed",
            (true, true) => "stays",
        };
        let what = format!("feeder {}", session.chain.name_of(address));
        let row = Row::new(name, &what, NONE.to_owned(), then.to_owned());
        values.add(row, then != "stays");
    }
    values
}

/// What a number means.
fn of_kind(kind: &FeedKind) -> Vec<Fact> {
    match kind {
        FeedKind::Price { .. } => vec![("kind", "price in US dollars".to_owned())],
        FeedKind::RedemptionRate {
            base,
            maximum_growth,
            ..
        } => vec![
            ("kind", format!("redemption rate of {base}")),
            ("maximum growth a year", exact_percent(*maximum_growth)),
        ],
        FeedKind::FixedMaturity {
            base,
            discount,
            maturity,
        } => vec![
            ("kind", format!("claim on {base}")),
            ("discount a year", exact_percent(*discount)),
            ("maturity", format!("{} UTC", moment(*maturity))),
        ],
    }
}

/// Where it comes from, and what makes it accepted.
fn of_intake(kind: &FeedKind) -> Vec<Fact> {
    let Some(intake) = kind.intake() else {
        return vec![];
    };
    let mut facts = match &intake.source {
        Source::Feeders(panel) => vec![
            ("source", "feeders".to_owned()),
            ("liars tolerated", panel.liars.to_string()),
            ("quorum", panel.quorum.to_string()),
            ("beat", Duration(panel.beat).to_string()),
        ],
        Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => vec![
            ("source", format!("foreign oracle {contract}")),
            ("price id", price_id.clone()),
            ("maximum confidence", exact_percent(*maximum_confidence)),
        ],
    };
    facts.extend([
        ("maximum age", Duration(intake.maximum_age).to_string()),
        ("maximum step", exact_percent(intake.maximum_step)),
        (
            "confirmation gap",
            Duration(intake.confirmation_gap).to_string(),
        ),
    ]);
    facts
}

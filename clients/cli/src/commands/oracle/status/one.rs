//! One feed in full.

use ballast_types::oracle::{
    FeedKind, FeederResponse, Intake, PriceResponse, Source, StatusResponse, COUNTING_WINDOW,
};

use super::{late, prices, state, volatility, waits};
use crate::{
    chain::{Contract, Reason},
    commands::oracle::told::number,
    error::CliResult,
    session::Session,
    table::{pairs, table, Align},
    text::{percent, quoted},
    time::{moment, span},
};

/// What it is, its price with all that it rests on, and its feeders.
pub fn view(session: &Session, status: &StatusResponse) -> CliResult<String> {
    let now = session.chain.now();
    let kind = &status.feed.kind;
    let mut rows = vec![
        ("feed", status.feed.feed.clone()),
        ("kind", in_words(kind)),
        ("oracle", oracle(session)?),
        ("state", state(status, now)),
    ];
    let problem = status.problem.as_ref();
    rows.extend(problem.map(|problem| ("because", because(session, problem))));
    let labels = ["spot", "low", "high"].into_iter();
    let found = labels.zip(prices(status));
    rows.extend(
        found.filter_map(|(label, price)| Some((label, format!("{} USD", quoted(price?))))),
    );
    let accepted = status.feed.price.as_ref();
    rows.extend(accepted.into_iter().flat_map(|price| own(kind, price, now)));
    rows.extend(waits(&status.feed, now).map(|waits| ("waits", waits)));
    rows.extend(volatility(status).map(|volatility| ("volatility", volatility)));
    rows.extend(kind.intake().into_iter().flat_map(rules));
    if status.feeders.is_empty() {
        return Ok(pairs(rows));
    }
    let of = status.feed.feeders;
    rows.push(("fresh", format!("{} of {of} feeders", status.fresh)));
    rows.push(("late", late(session, status)));
    let feeders = status.feeders.iter();
    let feeders = feeders.map(|feeder| row(session, kind, feeder));
    Ok(format!("{}\n\n{}", pairs(rows), table(&FEEDERS, feeders)))
}

/// For which oracle of which chain reports are signed: `wasm1... on ballast-1`.
fn oracle(session: &Session) -> CliResult<String> {
    let address = session.chain.address(Contract::Oracle.name())?;
    Ok(format!("{address} on {}", session.chain.chain_id()))
}

/// Why there is no price, times as dates: of the feed itself or of one that it stands on.
fn because(session: &Session, problem: &str) -> String {
    match Reason::of_text(problem) {
        Reason::Frozen { feed, until } => {
            format!("the guardian has frozen {feed} until {} UTC", moment(until))
        }
        Reason::NoPrice { feed } => {
            let found = session.feed(&feed).ok().and_then(|feed| feed.price);
            match found {
                Some(price) => format!(
                    "{feed} was published at {} UTC and valid until {} UTC",
                    moment(price.published_at),
                    moment(price.valid_until)
                ),
                None => format!("{feed} has no price yet"),
            }
        }
        _ => problem.to_owned(),
    }
}

fn in_words(kind: &FeedKind) -> String {
    match kind {
        FeedKind::Price { .. } => "price in US dollars".to_owned(),
        FeedKind::RedemptionRate {
            base,
            maximum_growth,
            ..
        } => format!(
            "redemption rate of {base}, grows at most {} a year",
            percent(*maximum_growth)
        ),
        FeedKind::FixedMaturity {
            base,
            discount,
            maturity,
        } => format!(
            "claim on {base} at {} UTC, {} a year less",
            moment(*maturity),
            percent(*discount)
        ),
    }
}

/// The accepted number, as the oracle has it.
fn own(kind: &FeedKind, price: &PriceResponse, now: u64) -> Vec<(&'static str, String)> {
    let age = span(now.saturating_sub(price.published_at));
    let mut rows = vec![];
    if kind.base().is_some() {
        rows.push(("rate", number(kind, price.spot)));
    }
    rows.extend([
        ("slow average", number(kind, price.slow)),
        (
            "published",
            format!("{} UTC, {age} ago", moment(price.published_at)),
        ),
        ("valid until", format!("{} UTC", moment(price.valid_until))),
    ]);
    rows
}

/// What makes a number accepted.
fn rules(intake: &Intake) -> Vec<(&'static str, String)> {
    let source = match &intake.source {
        Source::Feeders(panel) => format!(
            "{} feeders make a round, {} may lie, one beat is {}",
            panel.quorum,
            panel.liars,
            span(panel.beat)
        ),
        Source::Pyth {
            contract,
            price_id,
            maximum_confidence,
        } => format!(
            "price {price_id} of {contract}, sure within {}",
            percent(*maximum_confidence)
        ),
    };
    let step = format!(
        "more than {} waits for reports {} newer",
        percent(intake.maximum_step),
        span(intake.confirmation_gap)
    );
    vec![
        ("source", source),
        ("step", step),
        ("maximum age", span(intake.maximum_age)),
    ]
}

const FEEDERS: [(&str, Align); 6] = [
    ("feeder", Align::Left),
    ("last report", Align::Right),
    ("published", Align::Left),
    ("age", Align::Right),
    ("implied", Align::Right),
    ("state", Align::Left),
];

fn row(session: &Session, kind: &FeedKind, feeder: &FeederResponse) -> Vec<String> {
    let name = session.chain.name_of(&feeder.feeder);
    let dash = || "-".to_owned();
    let Some(last) = &feeder.last_report else {
        return vec![name, dash(), dash(), dash(), dash(), "late".to_owned()];
    };
    let age = session.chain.now().saturating_sub(last.published_at);
    let state = match (age <= COUNTING_WINDOW, feeder.is_late) {
        (true, false) => "fresh",
        (true, true) => "fresh, late",
        (false, false) => "too old to count",
        (false, true) => "late",
    };
    let implied = last.implied_volatility;
    vec![
        name,
        number(kind, last.price),
        moment(last.published_at),
        span(age),
        if implied.is_zero() {
            dash()
        } else {
            percent(implied)
        },
        state.to_owned(),
    ]
}

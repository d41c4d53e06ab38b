//! Proposals on paper: writing them down and looking at what they would do.

use std::path::Path;

use serde_json::{json, Value};

use crate::{
    chain::Contract,
    command::Drafting,
    error::CliResult,
    gov::{difference, plan, Draft, Planned, ReachedByRamp, Row},
    output::Output,
    session::Session,
    table::{pairs, table, Align},
    text::{dollars, in_a_line, number, percent, shown},
    time::{span, Duration},
};

/// Most positions that are listed of those that a ramp reaches.
const LISTED: usize = 10;

/// Writes a new proposal's file, or adds a change to one. Nothing is written that the contracts would
/// refuse now.
pub fn write(session: &Session, drafting: &Drafting) -> CliResult<Output> {
    let file = &drafting.file;
    let vault = session.chain.address(Contract::Vault.name())?;
    let mut draft = if drafting.is_added {
        Draft::load(file, &session.chain.id(), &vault)?
    } else {
        Draft {
            chain_id: session.chain.id(),
            vault,
            title: drafting.title.clone(),
            summary: drafting.summary.clone(),
            deposit: None,
            changes: vec![],
        }
    };
    draft.changes.push(drafting.change.clone());
    let planned = plan(&draft, session)?;
    let done = if drafting.is_added {
        Draft::append(file, &drafting.change)?;
        "added to"
    } else {
        draft.create(file)?;
        "wrote"
    };
    let (human, json) = view(session, &draft, &planned);
    let next = format!("`ballast gov submit {}` submits it", file.display());
    Output::new(
        format!("{done} {}\n\n{human}\n\n{next}", file.display()),
        &json,
    )
}

/// What a proposal's file would change now.
pub fn show(session: &Session, file: &Path) -> CliResult<Output> {
    let vault = session.chain.address(Contract::Vault.name())?;
    let draft = Draft::load(file, &session.chain.id(), &vault)?;
    let planned = plan(&draft, session)?;
    let (human, json) = view(session, &draft, &planned);
    Output::new(human, &json)
}

/// A planned proposal to read and as JSON.
pub fn view(session: &Session, draft: &Draft, planned: &[Planned]) -> (String, Value) {
    let top = pairs([
        ("proposal", title(draft, planned)),
        ("chain", draft.chain_id.clone()),
        ("messages", planned.len().to_string()),
    ]);
    let (human, mut json) = changes(session, planned);
    if let Value::Object(fields) = &mut json {
        fields.insert("title".to_owned(), json!(title(draft, planned)));
        fields.insert("summary".to_owned(), json!(summary(draft, planned)));
        fields.insert("chain_id".to_owned(), json!(draft.chain_id));
    }
    (format!("{top}\n\n{human}"), json)
}

/// What planned messages change, and whom they reach.
pub fn changes(session: &Session, planned: &[Planned]) -> (String, Value) {
    let rows: Vec<Row> = planned.iter().flat_map(|it| it.rows.clone()).collect();
    let (mut parts, mut reached) = (vec![difference(&rows)], vec![]);
    for ramp in planned.iter().filter_map(|it| it.reached.as_ref()) {
        parts.push(told(session, ramp));
        reached.push(value(session, ramp));
    }
    let refused: Vec<_> = planned.iter().filter_map(|it| it.refused.clone()).collect();
    for reason in &refused {
        parts.push(in_a_line(&format!("it would be refused now: {reason}")));
    }
    let unknown: Vec<_> = planned.iter().filter_map(|it| it.unknown.clone()).collect();
    for reason in &unknown {
        let text = format!("what a message changes cannot be said now: {reason}");
        parts.push(in_a_line(&text));
    }
    let json = json!({
        "changes": rows,
        "ramps": reached,
        "would_be_refused": refused,
        "unknown": unknown,
    });
    (parts.join("\n\n"), json)
}

/// The title that a proposal has on the chain.
pub fn title(draft: &Draft, planned: &[Planned]) -> String {
    if let Some(title) = &draft.title {
        return title.clone();
    }
    let first = planned.first().map(Planned::told).unwrap_or_default();
    let first = first.split(", ").next().unwrap_or_default();
    match planned.len() {
        0 | 1 => first.to_owned(),
        more => format!("{first}, and {} more", more - 1),
    }
}

/// The summary that a proposal has on the chain.
pub fn summary(draft: &Draft, planned: &[Planned]) -> String {
    let told: Vec<_> = planned.iter().map(Planned::told).collect();
    draft.summary.clone().unwrap_or_else(|| told.join("; "))
}

/// Whom a ramp reaches, to read.
fn told(session: &Session, ramp: &ReachedByRamp) -> String {
    let asset = &ramp.asset;
    let Some(price) = ramp.price else {
        return format!(
            "{asset} has no price, so it cannot be said which positions the ramp reaches"
        );
    };
    let (effect, over) = (&ramp.effect, Duration(ramp.seconds));
    let old = if ramp.is_valid {
        ""
    } else {
        ", which has expired"
    };
    let judged = format!(
        "at the end of the ramp, {over} from its start, at the price of {} USD{old} and with the fees \
         until then",
        dollars(price)
    );
    let unsafe_now = match effect.unsafe_now {
        0 => String::new(),
        some => format!("; {some} can be already"),
    };
    let of = effect.with_debt;
    if effect.reached.is_empty() {
        return format!(
            "none of {of} positions of {asset} with debt becomes liquidatable {judged}{unsafe_now}"
        );
    }
    let (count, debt) = (effect.reached.len(), shown(session.usd(), effect.debt()));
    let (becomes, owe) = if count == 1 {
        ("becomes", "it owes")
    } else {
        ("become", "they owe")
    };
    let head = format!(
        "{count} of {of} positions of {asset} with debt {becomes} liquidatable {judged}; {owe} \
         {debt}{unsafe_now}"
    );
    format!("{head}\n\n{}", first_reached(session, ramp))
}

fn first_reached(session: &Session, ramp: &ReachedByRamp) -> String {
    let columns = [
        ("position", Align::Left),
        ("owner", Align::Left),
        ("ratio", Align::Right),
        ("debt", Align::Right),
        ("liquidatable after", Align::Left),
    ];
    let reached = &ramp.effect.reached;
    let rows = reached.iter().take(LISTED).map(|it| {
        vec![
            session.position_name(it.position.position),
            session.chain.name_of(&it.position.owner),
            it.position.ratio.map_or_else(|| "-".to_owned(), percent),
            number(session.usd(), it.debt),
            span(it.after),
        ]
    });
    let listed = table(&columns, rows);
    match reached.len().saturating_sub(LISTED) {
        0 => listed,
        more => format!("{listed}\n and {more} more"),
    }
}

fn value(session: &Session, ramp: &ReachedByRamp) -> Value {
    let reached = ramp.effect.reached.iter().map(|it| {
        json!({
            "name": session.position_name(it.position.position),
            "position": it.position.position,
            "owner": session.chain.name_of(&it.position.owner),
            "ratio": it.position.ratio,
            "debt": it.debt.to_string(),
            "after_seconds": it.after,
        })
    });
    json!({
        "asset": ramp.asset,
        "seconds": ramp.seconds,
        "price": ramp.price,
        "is_price_valid": ramp.is_valid,
        "positions_with_debt": ramp.effect.with_debt,
        "unsafe_now": ramp.effect.unsafe_now,
        "debt": ramp.effect.debt().to_string(),
        "reached": reached.collect::<Vec<_>>(),
    })
}

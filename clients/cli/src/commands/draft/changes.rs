//! What planned messages do: their rows in one table, under it what is to be said of single messages, and last
//! those that are shown as they are.

use serde_json::{json, Value};

use super::reached;
use crate::{
    gov::{difference, Planned, Row, Sets},
    session::Session,
    text::{bounded, in_a_line, without_blanks},
};

/// Most signs of a reason: what it names is in the message, which can be as long as a transaction.
const LONGEST_REASON: usize = 400;

/// What planned messages change, and whom they reach.
pub fn changes(session: &Session, planned: &[Planned]) -> (String, Value) {
    let rows: Vec<Row> = planned.iter().flat_map(|it| it.rows.clone()).collect();
    let (mut parts, mut ramps) = (vec![], vec![]);
    if !rows.is_empty() {
        parts.push(difference(&rows));
    }
    for ramp in planned.iter().filter_map(|it| it.reached.as_ref()) {
        parts.push(reached::told(session, ramp));
        ramps.push(reached::value(session, ramp));
    }
    let numbered = || (1..).zip(planned);
    parts.extend(numbered().flat_map(|(number, it)| remarks(number, it)));
    let whole = numbered().filter(|(_, it)| it.is_shown_whole());
    parts.extend(whole.map(|(number, it)| as_it_is(number, it)));
    let messages: Vec<_> = numbered().map(|(number, it)| value(number, it)).collect();
    let refused: Vec<_> = planned.iter().filter_map(|it| it.refused.clone()).collect();
    let unknown: Vec<_> = planned.iter().filter_map(|it| it.unknown.clone()).collect();
    let json = json!({
        "messages": messages,
        "changes": rows,
        "ramps": ramps,
        "would_be_refused": refused,
        "unknown": unknown,
    });
    (parts.join("\n\n"), json)
}

/// What its rows do not say of a message.
fn remarks(number: usize, planned: &Planned) -> Vec<String> {
    let set = (!planned.same.is_empty()).then(|| set_back(number, planned));
    let refused = planned.refused.as_ref().map(|reason| {
        let reason = bounded(reason, LONGEST_REASON);
        format!("message {number} would be refused now: {reason}")
    });
    let unknown = planned.unknown.as_ref().map(|reason| {
        let reason = bounded(reason, LONGEST_REASON);
        format!("what message {number} changes cannot be said now: {reason}")
    });
    [set, refused, unknown].into_iter().flatten().collect()
}

/// What a message sets that is so already, and why that matters.
fn set_back(number: usize, planned: &Planned) -> String {
    let of = planned.same.first().map(Row::whose).unwrap_or_default();
    let sets = match planned.message.sets() {
        Sets::AllParameters => format!("all parameters of {of}, not only those that differ now"),
        Sets::BothRatios => format!("both ratios of {of}"),
        Sets::WhatItNames => "what it names, also where that is so already".to_owned(),
    };
    let head = if planned.changes_nothing() {
        format!("message {number} changes nothing now, but when it is carried out it sets {sets}")
    } else {
        format!("message {number} sets {sets}")
    };
    let values: Vec<_> = planned.same.iter().map(Row::told).collect();
    let values = values.join(", ");
    in_a_line(&format!(
        "{head}; what another proposal changes before that is set back to: {values}"
    ))
}

/// All of a message.
fn as_it_is(number: usize, planned: &Planned) -> String {
    let (of, text) = planned.message.as_it_is();
    let shown = without_blanks(&text);
    let (length, left) = (text.chars().count(), shown.chars().count());
    let without = match length - left {
        0 => String::new(),
        blanks => {
            format!(", {length} signs, of which {blanks} blanks that mean nothing are left out")
        }
    };
    let head = in_a_line(&format!("message {number}, {of}, as it is{without}:"));
    format!("{head}\n {}", in_a_line(&shown))
}

fn value(number: usize, planned: &Planned) -> Value {
    let (of, text) = planned.message.as_it_is();
    json!({
        "number": number,
        "of": of,
        "text": text,
        "changes": planned.rows,
        "same": planned.same,
        "sets_all_parameters": planned.message.sets() == Sets::AllParameters,
        "would_be_refused": planned.refused,
        "unknown": planned.unknown,
    })
}

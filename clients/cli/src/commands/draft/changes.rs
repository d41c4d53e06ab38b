//! What planned messages do.

use serde_json::{json, Value};

use super::reached;
use crate::{
    gov::{difference, Planned, Row},
    session::Session,
    text::in_a_line,
};

/// What planned messages change, and whom they reach.
pub fn changes(session: &Session, planned: &[Planned]) -> (String, Value) {
    let rows: Vec<Row> = planned.iter().flat_map(|it| it.rows.clone()).collect();
    let (mut parts, mut ramps) = (vec![difference(&rows)], vec![]);
    for ramp in planned.iter().filter_map(|it| it.reached.as_ref()) {
        parts.push(reached::told(session, ramp));
        ramps.push(reached::value(session, ramp));
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
        "ramps": ramps,
        "would_be_refused": refused,
        "unknown": unknown,
    });
    (parts.join("\n\n"), json)
}

//! Whom a ramp reaches.

use serde_json::{json, Value};

use crate::{
    gov::{numbered, ReachedByRamp},
    session::Session,
    table::{table, Align},
    text::{dollars, number, percent, shown},
    time::{span, Duration},
};

/// Most positions that are listed of those that a ramp reaches.
const LISTED: usize = 10;

/// Whom a ramp reaches, to read.
pub fn told(session: &Session, ramp: &ReachedByRamp) -> String {
    let asset = numbered(&ramp.asset, ramp.collateral_type);
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

/// The same, all of it, for programs.
pub fn value(session: &Session, ramp: &ReachedByRamp) -> Value {
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
        "collateral_type": ramp.collateral_type,
        "seconds": ramp.seconds,
        "price": ramp.price,
        "is_price_valid": ramp.is_valid,
        "positions_with_debt": ramp.effect.with_debt,
        "unsafe_now": ramp.effect.unsafe_now,
        "debt": ramp.effect.debt().to_string(),
        "reached": reached.collect::<Vec<_>>(),
    })
}

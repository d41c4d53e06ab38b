//! Orders in a list.

use ballast_types::vault::{FillResponse, OrderResponse};
use cosmwasm_std::Decimal;
use serde_json::{json, Value};

use super::{
    state::State,
    view::{named, reserve},
    worth::{gain, Gain},
};
use crate::{
    commands::explain::no_price,
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{table, Align},
    text::{dollars, number, percent},
};

/// The account's orders, or everybody's that are under their trigger.
pub fn run(session: &Session, only: Option<&str>, is_fillable: bool) -> CliResult<Output> {
    let infos = match only {
        Some(name) => vec![session.collateral_type(name)?],
        None => session.types().iter().collect(),
    };
    if is_fillable {
        fillable(session, &infos, only.is_some())
    } else {
        own(session, &infos)
    }
}

/// The orders of an account, with their types.
pub fn orders_of<'a>(
    session: &Session,
    account: &str,
    infos: &[&'a TypeInfo],
) -> CliResult<Vec<(OrderResponse, &'a TypeInfo)>> {
    let mut orders = vec![];
    for position in session.chain.positions_of(account)? {
        let info = infos
            .iter()
            .find(|info| info.id == position.collateral_type);
        if let (Some(info), true) = (info, position.has_order) {
            orders.push((session.chain.order(position.position)?, *info));
        }
    }
    Ok(orders)
}

const OWN: [(&str, Align); 8] = [
    ("position", Align::Left),
    ("ratio", Align::Right),
    ("trigger", Align::Right),
    ("target", Align::Right),
    ("discount", Align::Right),
    ("filled under", Align::Right),
    ("in reserve", Align::Left),
    ("state", Align::Left),
];

fn own(session: &Session, infos: &[&TypeInfo]) -> CliResult<Output> {
    let actor = session.actor()?;
    let (mut rows, mut values) = (vec![], vec![]);
    for (order, info) in orders_of(session, actor, infos)? {
        let state = State::of(session, &order)?;
        rows.push(vec![
            session.position_name(order.position),
            optional(order.ratio, percent),
            percent(order.trigger),
            percent(order.target),
            percent(order.discount),
            optional(order.trigger_price, dollars),
            reserve(session, info, &order),
            state.word().to_owned(),
        ]);
        values.push(named(session, &order, state)?);
    }
    let human = if rows.is_empty() {
        format!("{actor} has no orders: `ballast order place POSITION --trigger RATIO` places one")
    } else {
        table(&OWN, rows)
    };
    Output::new(human, &values)
}

const FILLABLE: [(&str, Align); 9] = [
    ("position", Align::Left),
    ("owner", Align::Left),
    ("ratio", Align::Right),
    ("trigger", Align::Right),
    ("discount", Align::Right),
    ("repays", Align::Right),
    ("collateral", Align::Right),
    ("above spot", Align::Right),
    ("state", Align::Left),
];

/// A type without a price has no such list: that is refused of a type that was named, and told of the
/// others.
fn fillable(session: &Session, infos: &[&TypeInfo], is_named: bool) -> CliResult<Output> {
    let (mut rows, mut values, mut without_price) = (vec![], vec![], vec![]);
    for info in infos {
        let Some(spot) = session.spot(info)? else {
            if is_named {
                return Err(no_price(session, info));
            }
            without_price.push(info.asset.name.as_str());
            continue;
        };
        for order in session.chain.fillable_orders(info.id)? {
            let state = State::of(session, &order)?;
            let gain = order.fill.as_ref().and_then(|fill| above(info, fill, spot));
            let mut value = named(session, &order, state)?;
            if let Value::Object(fields) = &mut value {
                fields.insert("spot".to_owned(), json!(spot));
                fields.insert("above_spot".to_owned(), json!(gain.map(Gain::base_units)));
            }
            rows.push(cells(session, info, &order, (state, gain)));
            values.push(value);
        }
    }
    let mut parts = vec![];
    if rows.is_empty() {
        parts.push("no order is under its trigger".to_owned());
    } else {
        parts.push(table(&FILLABLE, rows));
    }
    if !without_price.is_empty() {
        let names = without_price.join(", ");
        parts.push(format!("without a valid price, and not looked at: {names}"));
    }
    Output::new(parts.join("\n\n"), &values)
}

fn above(info: &TypeInfo, fill: &FillResponse, spot: Decimal) -> Option<Gain> {
    gain(info, [fill.collateral, fill.repaid], Some(spot))
}

fn cells(
    session: &Session,
    info: &TypeInfo,
    order: &OrderResponse,
    (state, gain): (State, Option<Gain>),
) -> Vec<String> {
    let fill = order.fill.as_ref();
    vec![
        session.position_name(order.position),
        session.chain.name_of(&order.owner),
        optional(order.ratio, percent),
        percent(order.trigger),
        percent(order.discount),
        optional(fill, |fill| number(session.usd(), fill.repaid.u128())),
        optional(fill, |fill| number(&info.asset, fill.collateral.u128())),
        optional(gain, |gain| gain.number(session)),
        state.word().to_owned(),
    ]
}

fn optional<T>(value: Option<T>, told: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| "-".to_owned(), told)
}

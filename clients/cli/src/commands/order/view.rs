//! Orders as people and programs read them.

use ballast_math::{DebtIndex, Decimals, NormalizedDebt, Order, Position, Reserve};
use ballast_types::{
    units,
    vault::{FillResponse, OrderResponse, PositionResponse},
};
use cosmwasm_std::{Decimal, Uint128};
use serde_json::{json, Value};

use super::{
    at_trigger::{AtTrigger, Standing},
    state::State,
    worth::worth_up,
};
use crate::{
    commands::auction::view::against,
    error::{CliError, CliResult},
    session::{Session, TypeInfo},
    table::pairs,
    text::{dollars, percent, shown},
};

/// What stands where there is nothing.
const NONE: &str = "-";

/// A position's order with all that is told of it.
pub struct View {
    pub order: OrderResponse,
    position: PositionResponse,
    info: TypeInfo,
    state: State,
    at_trigger: Option<AtTrigger>,
}

impl View {
    /// Of a position that has one.
    pub fn of(session: &Session, position: PositionResponse, info: &TypeInfo) -> CliResult<Self> {
        let order = session.chain.order(position.position)?;
        // What was read at first may be of before a transaction.
        let now = session.chain.collateral_type(info.id)?;
        let info = TypeInfo {
            now,
            ..info.clone()
        };
        let standing = standing(&position, &order, &info)?;
        Ok(Self {
            state: State::of(session, &order)?,
            at_trigger: AtTrigger::of(standing).map_err(CliError::Math)?,
            order,
            position,
            info,
        })
    }

    /// The order as a list of what its owner wants to know.
    pub fn card(&self, session: &Session) -> String {
        let (order, info) = (&self.order, &self.info);
        let usd = |price: Decimal| format!("{} USD", dollars(price));
        let liquidated = self.position.liquidation_price.map(|price| {
            let penalty = percent(info.now.risk.liquidation_penalty);
            format!("{}, at a penalty of {penalty}", usd(price))
        });
        let mut rows = vec![
            ("position", session.position_name(order.position)),
            ("owner", session.chain.name_of(&order.owner)),
            ("trigger", percent(order.trigger)),
            ("target", percent(order.target)),
            ("discount", percent(order.discount)),
            ("filled under", trigger_price(order)),
        ];
        if let Some(fill) = &order.fill {
            rows.push(("a fill now", self.fill(session, fill)));
        } else if self.state == State::Waits {
            rows.push(("a fill there", self.fill_there(session)));
        }
        rows.extend([
            (
                "liquidated under",
                liquidated.unwrap_or_else(|| NONE.to_owned()),
            ),
            ("in reserve", reserve(session, info, order)),
            ("state", self.state.told(session, order)),
        ]);
        pairs(rows)
    }

    fn fill(&self, session: &Session, fill: &FillResponse) -> String {
        let cost = self.order.price.map(|price| {
            let worth = worth_up(&self.info, fill.collateral, price);
            worth.saturating_sub(fill.repaid.u128())
        });
        sale(session, &self.info, fill, (None, cost))
    }

    fn fill_there(&self, session: &Session) -> String {
        let Some(at) = &self.at_trigger else {
            return "sells nothing: the reserve repays all debt".to_owned();
        };
        let (fill, price) = (at.response(), units::price_decimal(at.price));
        let cost = Some(at.cost.u128());
        sale(session, &self.info, &fill, (Some(price), cost))
    }

    /// The same for programs.
    pub fn json(&self, session: &Session) -> CliResult<Value> {
        let at_trigger = self.at_trigger.map(|at| {
            json!({
                "price": units::price_decimal(at.price),
                "fill": at.response(),
                "cost": units::debt_amount(at.cost),
            })
        });
        let mut value = named(session, &self.order, self.state)?;
        if let Value::Object(fields) = &mut value {
            fields.insert("at_trigger".to_owned(), json!(at_trigger));
            let liquidated = json!(self.position.liquidation_price);
            fields.insert("liquidation_price".to_owned(), liquidated);
        }
        Ok(value)
    }
}

/// An order's answer with names in it.
pub fn named(session: &Session, order: &OrderResponse, state: State) -> CliResult<Value> {
    let mut value = serde_json::to_value(order)?;
    if let Value::Object(fields) = &mut value {
        let name = session.position_name(order.position);
        fields.insert("name".to_owned(), json!(name));
        let owner = session.chain.name_of(&order.owner);
        fields.insert("owner".to_owned(), json!(owner));
        fields.insert("state".to_owned(), json!(state.word()));
    }
    Ok(value)
}

/// Its terms in a line.
pub fn terms(order: &OrderResponse) -> String {
    format!(
        "under {} to {}, at a discount of {}",
        percent(order.trigger),
        percent(order.target),
        percent(order.discount)
    )
}

/// Under which price it may be filled, and how far that is from today's.
pub fn trigger_price(order: &OrderResponse) -> String {
    let Some(price) = order.trigger_price else {
        return NONE.to_owned();
    };
    let told = format!("{} USD", dollars(price));
    match order.price {
        Some(now) => format!(
            "{told}, {} today's {}",
            against(price, Some(now)),
            dollars(now)
        ),
        None => told,
    }
}

/// What is in reserve.
pub fn reserve(session: &Session, info: &TypeInfo, order: &OrderResponse) -> String {
    let held = [order.reserve_collateral, order.reserve_stablecoin];
    amounts(session, info, held)
}

/// Collateral and stablecoin in a few words.
pub fn amounts(
    session: &Session,
    info: &TypeInfo,
    [collateral, stablecoin]: [Uint128; 2],
) -> String {
    let parts = [(&info.asset, collateral), (session.usd(), stablecoin)];
    let parts = parts.into_iter().filter(|(_, amount)| !amount.is_zero());
    let parts: Vec<_> = parts
        .map(|(asset, amount)| shown(asset, amount.u128()))
        .collect();
    if parts.is_empty() {
        return "nothing".to_owned();
    }
    parts.join(" and ")
}

/// What moves in first, what is sold then, under which price if that is not today's, and what that costs
/// the owner.
fn sale(
    session: &Session,
    info: &TypeInfo,
    fill: &FillResponse,
    (under, cost): (Option<Decimal>, Option<u128>),
) -> String {
    let moved = [fill.reserve_collateral, fill.reserve_repaid];
    let first = if moved == [Uint128::zero(); 2] {
        String::new()
    } else {
        let moved = amounts(session, info, moved);
        let under = under.map(|price| format!(" under {} USD", dollars(price)));
        let under = under.unwrap_or_default();
        format!("takes {moved} out of its reserve, then{under} ")
    };
    let cost = cost.map(|cost| format!(", worth {} more", shown(session.usd(), cost)));
    format!(
        "{first}repays {} for {}{}",
        shown(session.usd(), fill.repaid.u128()),
        shown(&info.asset, fill.collateral.u128()),
        cost.unwrap_or_default()
    )
}

fn standing(
    position: &PositionResponse,
    order: &OrderResponse,
    info: &TypeInfo,
) -> CliResult<Standing> {
    Ok(Standing {
        position: Position {
            collateral: units::collateral(position.collateral),
            normalized: NormalizedDebt::new(position.normalized_debt.u128()),
        },
        order: Order {
            trigger: units::ratio(order.trigger),
            target: units::ratio(order.target),
            discount: units::ratio(order.discount),
        },
        reserve: Reserve {
            collateral: units::collateral(order.reserve_collateral),
            stablecoin: units::debt(order.reserve_stablecoin),
        },
        index: DebtIndex::new(info.now.books.index.u128()),
        decimals: Decimals::new(info.asset.decimals).map_err(CliError::Math)?,
        floor: units::debt(info.now.risk.debt_floor),
    })
}

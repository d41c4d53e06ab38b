//! What standing orders refuse, in people's words.

use cosmwasm_std::Decimal;

use super::About;
use crate::{
    chain::{OrderTerm, Reason},
    session::Session,
    text::{exact_percent, percent, typed},
};

pub fn text(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let name = |position| session.position_name(position);
    Some(match reason {
        Reason::NoOrder { position } => format!("{} has no order", name(*position)),
        Reason::NotUnderTrigger {
            position,
            ratio,
            trigger,
        } => format!(
            "{} stands at {}, which is not under its order's trigger of {}",
            name(*position),
            percent(*ratio),
            percent(*trigger)
        ),
        Reason::CollateralScarce {
            position,
            ratio,
            needed,
        } => format!(
            "the collateral of {} is worth {} of its debt: its order sells above {} only",
            name(*position),
            percent(*ratio),
            percent(*needed)
        ),
        Reason::NoOrderPlace { position } => format!(
            "the order of {} stands in no list: the position has no debt or no collateral",
            name(*position)
        ),
        Reason::OrderOutOfBounds {
            term,
            value,
            bound,
            limit,
        } => format!(
            "{} of {} must be {bound} {}",
            term.as_told(),
            exact_percent(*value),
            exact_percent(*limit)
        ),
        _ => return of_amounts(reason, session, about),
    })
}

fn of_amounts(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let (usd, info) = (|amount: u128| typed(session.usd(), amount), about.info());
    let asset = |amount: u128| typed(&info.asset, amount);
    let name = |position| session.position_name(position);
    Some(match reason {
        Reason::FillTooSmall {
            position,
            sent,
            floor,
            ..
        } => format!(
            "{} is too little to fill the order of {}: a fill repays all that is wanted, or a part that \
             leaves a debt of at least {}",
            usd(*sent),
            name(*position),
            usd(*floor)
        ),
        Reason::FilledTooLittle {
            collateral,
            minimum,
        } => format!(
            "the fill gives {}, less than {}",
            asset(*collateral),
            asset(*minimum)
        ),
        Reason::NothingInReserve {
            position,
            collateral,
            stablecoin,
            debt,
            ..
        } => format!(
            "nothing in the reserve of {} can move in: it holds {} and {}, for a debt of {}",
            name(*position),
            asset(*collateral),
            usd(*stablecoin),
            usd(*debt)
        ),
        _ => return None,
    })
}

pub fn hint(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let name = |position| session.position_name(position);
    Some(match reason {
        Reason::NoOrder { position } => format!(
            "`ballast order place {} --trigger RATIO` places one",
            name(*position)
        ),
        Reason::NotUnderTrigger { position, .. } | Reason::NoOrderPlace { position } => format!(
            "`ballast order show {}` says under which price it may be filled",
            name(*position)
        ),
        Reason::CollateralScarce { .. } => {
            "an order never lowers the ratio: what is left is for a liquidation, `ballast liquidate`"
                .to_owned()
        }
        Reason::FillTooSmall { position, .. } => {
            let wanted = session.chain.order(*position).ok()?.fill?.repaid;
            format!("all that is wanted now is {}", typed(session.usd(), wanted.u128()))
        }
        Reason::FilledTooLittle { .. } => {
            "`ballast order list --fillable` shows what fills give now, --minimum says what is accepted"
                .to_owned()
        }
        Reason::NothingInReserve { position, floor, .. } => format!(
            "a repayment leaves no debt or at least {}: `ballast order reserve {} AMOUNT` adds to it",
            typed(session.usd(), *floor),
            name(*position)
        ),
        Reason::OrderOutOfBounds { term, value, bound, .. } => bounds(about, *term, (*value, bound)),
        _ => return None,
    })
}

/// Why a term has its bound.
fn bounds(about: About, term: OrderTerm, (value, bound): (Decimal, &str)) -> String {
    let penalty = percent(about.info().now.risk.liquidation_penalty);
    match (term, bound) {
        (OrderTerm::Target, "at most") => format!(
            "ratios are decimals or per cent: {} is {}",
            value,
            percent(value)
        ),
        (OrderTerm::Trigger, _) => {
            "under the liquidation ratio, now or at the end of a ramp that is \
                                    under way, it is too late to sell"
                .to_owned()
        }
        (OrderTerm::Target, _) => {
            "a fill must bring the position to its trigger at least, and converge".to_owned()
        }
        (OrderTerm::Discount, _) => {
            format!("an order costs no more than a liquidation, whose penalty is {penalty}")
        }
    }
}

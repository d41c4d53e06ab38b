//! What the vault says of standing orders.

use super::Found;
use crate::chain::{refusal::OrderTerm, Reason};

pub fn reason(text: &str) -> Option<Reason> {
    terms(text)
        .or_else(|| unfillable(text))
        .or_else(|| nothing(text))
}

fn terms(text: &str) -> Option<Reason> {
    let found = |(term, bound): (OrderTerm, &'static str)| {
        let pattern = format!("{} {{}} must be {bound} {{}}", term.as_told());
        let found = Found::of(&pattern, text)?;
        Some(Reason::OrderOutOfBounds {
            term,
            value: found.read(0)?,
            bound,
            limit: found.read(1)?,
        })
    };
    let bounds = ["more than", "at least", "at most"];
    let pairs = OrderTerm::ALL.into_iter();
    let mut pairs = pairs.flat_map(|term| bounds.map(|bound| (term, bound)));
    pairs.find_map(found)
}

fn unfillable(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    if let Some(found) = found("position {} has a ratio of {}, its order's trigger is {}") {
        return Some(Reason::NotUnderTrigger {
            position: found.read(0)?,
            ratio: found.read(1)?,
            trigger: found.read(2)?,
        });
    }
    let scarce =
        "the collateral of position {} is worth {} of its debt, its order sells above {} only";
    if let Some(found) = found(scarce) {
        return Some(Reason::CollateralScarce {
            position: found.read(0)?,
            ratio: found.read(1)?,
            needed: found.read(2)?,
        });
    }
    let small =
        "is too little to fill the order of position {}: neither all that is wanted of a debt \
                 of {}, nor a part that leaves the debt floor {} and ";
    if let Some(found) = found(small) {
        // The amount sent stands before the first fixed part.
        let sent = text.split(" is too little to fill the order").next()?;
        return Some(Reason::FillTooSmall {
            sent: sent.rsplit(char::is_whitespace).next()?.parse().ok()?,
            position: found.read(0)?,
            debt: found.read(1)?,
            floor: found.read(2)?,
        });
    }
    let found = found("the fill gives {} of collateral, at least {} was asked for")?;
    Some(Reason::FilledTooLittle {
        collateral: found.read(0)?,
        minimum: found.read(1)?,
    })
}

fn nothing(text: &str) -> Option<Reason> {
    let found = |pattern| Found::of(pattern, text);
    let reserve =
        "nothing in the reserve of position {} can move in: {} of collateral, and {} for a \
                   debt of {} with a floor of {}";
    if let Some(found) = found(reserve) {
        return Some(Reason::NothingInReserve {
            position: found.read(0)?,
            collateral: found.read(1)?,
            stablecoin: found.read(2)?,
            debt: found.read(3)?,
            floor: found.read(4)?,
        });
    }
    if let Some(found) = found("the order of position {} has no place: ") {
        return Some(Reason::NoOrderPlace {
            position: found.read(0)?,
        });
    }
    let found = found("position {} has no order")?;
    Some(Reason::NoOrder {
        position: found.read(0)?,
    })
}

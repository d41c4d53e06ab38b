//! What a buyer takes from a position with an order.

use super::Order;
use crate::amount::Debt;
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::liquidation::{quote, scaled::Scaled, Offer, Quote};
use crate::position::{is_riskier, Position};
use crate::price::Market;
use crate::ratio::{is_below, Ratio};

/// Why an order sells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfillable {
    /// The position is at its trigger or above, or has no debt.
    NotUnderTrigger,
    /// The collateral is worth no more than the debt and the discount on it: selling would lower the
    /// ratio, and what is left of the position belongs to liquidation.
    Scarce,
    /// What was sent is neither all that is wanted nor a part that leaves the debt floor, or not worth
    /// one unit of collateral, or so little that rounding would lower the ratio.
    TooLittle,
}

/// Sells collateral of a position under its order's trigger for at most `most` stablecoin.
///
/// It is [`quote`] with the order's target and, as premium, its discount: the buyer repays y and gets
/// collateral worth y (1 + discount), the position ends without debt, or with at least `floor` and at
/// the target if `most` reaches that far. The ratio never falls: before a fill the collateral is worth more
/// than debt x (1 + discount).
///
/// Rounding: value sold <= (repaid + 1 unit) x (1 + discount), plus one unit of collateral where all
/// debt is repaid. Errors: overflow, only with amounts near 2^128.
pub fn fill(
    (position, index): (Position, DebtIndex),
    order: Order,
    market: &Market,
    floor: Debt,
    most: Debt,
) -> Result<Result<Quote, Unfillable>, MathError> {
    if !is_below(position, *market, index, order.trigger) {
        return Ok(Err(Unfillable::NotUnderTrigger));
    }
    let debt = position.debt_up(index);
    let (scale, factor) = (Scaled::new(market), Ratio::ONE.checked_add(order.discount)?);
    if scale.worth(position.collateral) <= scale.claim(debt, factor) {
        return Ok(Err(Unfillable::Scarce));
    }
    let offer = Offer {
        collateral: position.collateral,
        debt,
        target_ratio: order.target,
        premium: order.discount,
        floor,
        cap: most,
    };
    let Some(quote) = quote(&offer, market)? else {
        return Ok(Err(Unfillable::TooLittle));
    };
    let after = position.apply(quote.change(), index)?;
    // Of so little, or so near to scarce, one unit's rounding is too much.
    Ok(if is_riskier(position, after) {
        Err(Unfillable::TooLittle)
    } else {
        Ok(quote)
    })
}

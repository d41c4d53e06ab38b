//! Ratios within their bounds: refusals that show both sides.

use ballast_math::Ratio;
use ballast_types::units;

use crate::ContractError;

/// Refuses more than a limit.
pub fn at_most(what: &'static str, value: Ratio, limit: Ratio) -> Result<(), ContractError> {
    bound(value <= limit, what, value, "at most", limit)
}

/// Refuses less than a limit.
pub fn at_least(what: &'static str, value: Ratio, limit: Ratio) -> Result<(), ContractError> {
    bound(value >= limit, what, value, "at least", limit)
}

/// Refuses a limit and less.
pub fn more_than(what: &'static str, value: Ratio, limit: Ratio) -> Result<(), ContractError> {
    bound(value > limit, what, value, "more than", limit)
}

fn bound(
    holds: bool,
    what: &'static str,
    value: Ratio,
    bound: &'static str,
    limit: Ratio,
) -> Result<(), ContractError> {
    let (value, limit) = (units::decimal(value), units::decimal(limit));
    holds.then_some(()).ok_or(ContractError::RatioOutOfBounds {
        what,
        value,
        bound,
        limit,
    })
}

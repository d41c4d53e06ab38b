//! The one door: every change of a position's collateral or debt goes through [`pass`].
//!
//! Apply (pure), book, check, all in memory: whoever passes saves the position and the books afterwards, once.
//! Checks bind only in the risky direction, so repaying and topping up always pass, even with a dead oracle.

use ballast_math::{is_below, is_riskier, Change, DebtChange, Position, Ratio, Value};
use ballast_types::{units, PositionId};
use cosmwasm_std::{Deps, Env};

use crate::{collateral_type::CollateralType, positions::Held, state::PAUSE, ContractError};

/// Why a position changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Its holder, an operator or a payer asked for it: what was repaid is burned with it, and what
    /// makes the position riskier is checked.
    Holder,
    /// Liquidation takes collateral: what was repaid becomes bad debt until it is settled.
    Seizure,
    /// A holder of stablecoin redeems it: what was repaid is burned with it, and no price is asked
    /// for, because the ratio must not fall.
    Redemption,
    /// A buyer fills the position's order: as a redemption.
    Fill,
}

impl Cause {
    /// What others than the holder do at no price that is asked for here, by name.
    const fn by_others(self) -> Option<&'static str> {
        match self {
            Self::Redemption => Some("a redemption"),
            Self::Fill => Some("a fill"),
            Self::Holder | Self::Seizure => None,
        }
    }
}

/// Applies a change to a position and to the books of its type, in memory. The caller saves the position,
/// and the books once for all positions that its message changes.
///
/// Refused for a holder: minting while paused, no valid price or a ratio under the mint ratio where
/// the change makes the position riskier, a changed debt under the floor, a mint above the type's
/// line or ceiling or the group's ceiling. Refused for a redemption and a fill: a ratio that falls, a
/// debt under the floor. Always refused: more taken out or repaid than there is.
pub fn pass(
    deps: Deps,
    env: &Env,
    collateral_type: &mut CollateralType,
    held: &mut Held,
    (change, cause): (Change, Cause),
) -> Result<(), ContractError> {
    let before = held.stored.position;
    let after = before.apply(change, collateral_type.books.index)?;

    book(collateral_type, env, (before, after), (change.debt, cause))?;
    if cause == Cause::Holder {
        ensure_live(deps, env, change.debt)?;
        ensure_margin(deps, env, collateral_type, before, after)?;
        ensure_floor(collateral_type, after, change.debt)?;
        ensure_under_ceilings(deps, collateral_type, change.debt)?;
    }
    if let Some(what) = cause.by_others() {
        ensure_not_riskier(collateral_type, held.id, what, (before, after))?;
        ensure_floor(collateral_type, after, change.debt)?;
    }

    held.stored.position = after;
    Ok(())
}

/// Moves the totals, and the line under the ceiling with them. In memory only.
fn book(
    collateral_type: &mut CollateralType,
    env: &Env,
    (before, after): (Position, Position),
    (debt, cause): (DebtChange, Cause),
) -> Result<(), ContractError> {
    let risk = &collateral_type.params.risk;
    let books = &mut collateral_type.books;
    if let DebtChange::Mint(_) = debt {
        books.raise_line(
            risk.ceiling,
            risk.gap,
            risk.interval,
            env.block.time.seconds(),
        );
    }
    match (cause, debt) {
        (Cause::Seizure, DebtChange::Repay(repaid)) => books.seize(before, after, repaid)?,
        _ => books.record(before, after, debt)?,
    }
    if let DebtChange::Repay(_) = debt {
        books.lower_line(risk.gap);
    }
    Ok(())
}

fn ensure_live(deps: Deps, env: &Env, debt: DebtChange) -> Result<(), ContractError> {
    let DebtChange::Mint(_) = debt else {
        return Ok(());
    };
    let now = env.block.time.seconds();
    match PAUSE.may_load(deps.storage)? {
        Some(pause) if now < pause.until => Err(ContractError::MintingPaused {
            until: pause.until,
            now,
        }),
        _ => Ok(()),
    }
}

/// At or above the mint ratio of the moment at the low price, wherever the position has become riskier.
/// Compared by cross-multiplication, never by dividing first. Nothing else reads volatility.
fn ensure_margin(
    deps: Deps,
    env: &Env,
    collateral_type: &mut CollateralType,
    before: Position,
    after: Position,
) -> Result<(), ContractError> {
    if !is_riskier(before, after) {
        return Ok(());
    }
    let price = collateral_type.price(deps, env)?;
    let market = collateral_type.market(price.low);
    let mint_ratio = collateral_type.margin(deps.storage, &price)?.mint_ratio;
    let index = collateral_type.books.index;
    if is_below(after, market, index, mint_ratio) {
        return Err(ContractError::RatioBelowMintRatio {
            ratio: units::decimal(shown_ratio(after, market, index).unwrap_or(Ratio::ZERO)),
            mint_ratio: units::decimal(mint_ratio),
        });
    }
    Ok(())
}

/// What is taken by someone else than the owner never makes the position riskier (I30), whatever the
/// price.
fn ensure_not_riskier(
    collateral_type: &CollateralType,
    position: PositionId,
    what: &'static str,
    (before, after): (Position, Position),
) -> Result<(), ContractError> {
    if !is_riskier(before, after) {
        return Ok(());
    }
    let debt = |at: Position| units::debt_amount(at.debt_up(collateral_type.books.index));
    Err(ContractError::RatioLowered {
        what,
        position,
        collateral: units::collateral_amount(before.collateral),
        debt: debt(before),
        collateral_after: units::collateral_amount(after.collateral),
        debt_after: debt(after),
    })
}

/// Collateral value / debt, rounded down: for people to read, never for a decision.
pub fn shown_ratio(
    position: Position,
    market: ballast_math::Market,
    index: ballast_math::DebtIndex,
) -> Option<Ratio> {
    let value = Value::of_collateral_down(position.collateral, market.price, market.decimals);
    Ratio::of_down(value, Value::of_normalized_up(position.normalized, index))
}

/// A debt that changes is zero afterwards or at least the floor; a debt that does not change is left
/// alone when the floor has risen above it.
fn ensure_floor(
    collateral_type: &CollateralType,
    after: Position,
    change: DebtChange,
) -> Result<(), ContractError> {
    let debt = after.debt_up(collateral_type.books.index);
    let floor = collateral_type.params.risk.floor;
    if change != DebtChange::None && !debt.is_zero() && debt < floor {
        return Err(ContractError::DebtBelowFloor {
            debt: units::debt_amount(debt),
            floor: units::debt_amount(floor),
        });
    }
    Ok(())
}

fn ensure_under_ceilings(
    deps: Deps,
    collateral_type: &mut CollateralType,
    change: DebtChange,
) -> Result<(), ContractError> {
    let DebtChange::Mint(_) = change else {
        return Ok(());
    };
    let (books, risk) = (&collateral_type.books, &collateral_type.params.risk);
    let debt = units::debt_amount(books.booked);
    if books.booked > risk.ceiling {
        let ceiling = units::debt_amount(risk.ceiling);
        return Err(ContractError::DebtCeilingExceeded { ceiling, debt });
    }
    if books.booked > books.line {
        let next_raise = books.line_raised_at.saturating_add(risk.interval);
        let line = units::debt_amount(books.line);
        return Err(ContractError::DebtLineExceeded {
            line,
            debt,
            next_raise,
        });
    }
    let group = collateral_type.group(deps.storage)?;
    if group.debt > group.ceiling {
        return Err(ContractError::GroupCeilingExceeded {
            group: collateral_type.params.group,
            ceiling: units::debt_amount(group.ceiling),
            debt: units::debt_amount(group.debt),
        });
    }
    Ok(())
}

//! What a wallet shows before an owner acts: exact bounds, so that what is shown passes and one
//! unit more does not. Ceilings and floors of debt are not theirs to know.

use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::{DebtIndex, SECONDS_PER_YEAR};
use crate::position::Position;
use crate::price::{Decimals, Market, Price};
use crate::ratio::{backing, needed, Ratio};
use crate::wide::{div_down, div_up, mul128, to_u128};
use bnum::types::U256;

/// The lowest price at which the position is not below `liquidation`:
/// ceil(L x normalized x index x 10^decimals / (collateral x 10^45)). `None` without debt.
///
/// Errors: division by zero without collateral, overflow where no price suffices.
pub fn liquidation_price_up(
    position: Position,
    index: DebtIndex,
    decimals: Decimals,
    liquidation: Ratio,
) -> Result<Option<Price>, MathError> {
    if position.normalized.is_zero() {
        return Ok(None);
    }
    let operation = "liquidation price";
    let market = Market {
        price: Price::new(1),
        decimals,
    };
    let need = needed(position.normalized, market, index, liquidation);
    let price = div_up(need, backing(position.collateral, market), operation)?;
    to_u128(price, operation).map(|raw| Some(Price::new(raw)))
}

/// The most that can be minted without going below `mint_ratio`:
/// floor((floor(collateral x price x 10^45 / (M x index x 10^decimals)) - normalized) x index /
/// 10^39), or zero.
///
/// Errors: division by zero for a ratio or index of zero.
pub fn mintable_down(
    position: Position,
    index: DebtIndex,
    market: Market,
    mint_ratio: Ratio,
) -> Result<Debt, MathError> {
    let operation = "mintable debt";
    let each = needed(NormalizedDebt::new(1), market, index, mint_ratio);
    let most = div_down(backing(position.collateral, market), each, operation)?;
    let most = NormalizedDebt::new(to_u128(most, operation).unwrap_or(u128::MAX));
    Ok(most
        .checked_sub(position.normalized)
        .map_or(Debt::ZERO, |room| room.to_debt_down(index)))
}

/// The largest debt up to `most` that `stands`, where what stands does so for every smaller debt too: how
/// much can be minted where a mint raises the ratio that it needs. Halves the range until it is found,
/// in at most 128 questions, and in one where `most` stands.
pub fn largest_that_stands(most: Debt, stands: impl Fn(Debt) -> bool) -> Debt {
    if stands(most) {
        return most;
    }
    let (mut fits, mut fails) = (0, most.u128());
    while fails.saturating_sub(fits) > 1 {
        let middle = fits.midpoint(fails);
        if stands(Debt::new(middle)) {
            fits = middle;
        } else {
            fails = middle;
        }
    }
    Debt::new(fits)
}

/// The most collateral that can be withdrawn without going below `mint_ratio`:
/// collateral - ceil(M x normalized x index x 10^decimals / (price x 10^45)), or zero; all of it
/// without debt.
pub fn withdrawable_down(
    position: Position,
    index: DebtIndex,
    market: Market,
    mint_ratio: Ratio,
) -> Collateral {
    let need = needed(position.normalized, market, index, mint_ratio);
    let each = backing(Collateral::new(1), market);
    if need.is_zero() {
        return position.collateral;
    }
    let kept = div_up(need, each, "withdrawable collateral")
        .and_then(|kept| to_u128(kept, "withdrawable collateral"));
    let kept = Collateral::new(kept.unwrap_or(u128::MAX));
    position.collateral.saturating_sub(kept)
}

/// What a debt costs in a year at today's nominal fee, compounded every second:
/// ceil(debt x ((1 + fee / seconds of a year)^(seconds of a year) - 1)).
///
/// Errors: overflow.
pub fn yearly_cost_up(debt: Debt, fee: Ratio) -> Result<Debt, MathError> {
    let operation = "yearly cost";
    let index = DebtIndex::ONE.accrue_up(fee, SECONDS_PER_YEAR)?;
    let growth = index.u128().saturating_sub(DebtIndex::ONE.u128());
    let cost = mul128(debt.u128(), growth);
    let cost = div_up(cost, U256::from(DebtIndex::ONE.u128()), operation)?;
    to_u128(cost, operation).map(Debt::new)
}

#[cfg(test)]
mod tests;

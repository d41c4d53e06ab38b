//! What one position gives.

use crate::amount::{Collateral, Debt, NormalizedDebt};
use crate::error::MathError;
use crate::index::DebtIndex;
use crate::liquidation::scaled::Scaled;
use crate::position::{Change, CollateralChange, DebtChange, Position};
use crate::price::Market;
use crate::ratio::Ratio;
use crate::wide::{div_down, mul128, to_u128};

/// Share of what is redeemed that stays in the position as collateral: 0.5%.
pub const FLAT_FEE: Ratio = Ratio::from_bps(50);
/// 1 - [`FLAT_FEE`].
const PAID: Ratio = Ratio::from_bps(9_950);

/// A redemption from one position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redemption {
    /// Debt that leaves the position, and stablecoin that is burned for it.
    pub repaid: Debt,
    /// Collateral that the redeemer gets.
    pub collateral: Collateral,
}

impl Redemption {
    /// What happens to the position.
    pub const fn change(self) -> Change {
        Change {
            collateral: CollateralChange::Withdraw(self.collateral),
            debt: DebtChange::Repay(self.repaid),
        }
    }
}

/// Redeems at most `most` from a position whose ratio at the market's price is at least 1.
///
/// x = debt if `most` covers it, else min(`most`, debt - `floor`): what is left is nothing or at
/// least the floor. A part is all of `most` or at least the floor: crumbs from positions that stand
/// just above the floor would use up a redeemer's limit. The collateral is s = floor(x (1 - 0.5%) / price), and x falls to
/// ceil(s price / (1 - 0.5%)) where a part is redeemed, so that a coarse unit never makes a redeemer
/// pay for more than it gets. (Not where all is: that would leave debt under the floor.)
///
/// s is at most floor(collateral x removed / normalized), removed being the normalized debt that x
/// takes away: so collateral per debt never falls, whatever the rounding (I30). At a ratio of at
/// least 1 this binds only where the flat fee is smaller than a unit's rounding.
///
/// `None` where nothing can be taken: the floor is in the way, or x is not worth one unit of
/// collateral. Errors: a price of zero, overflow.
pub fn redeem(
    position: Position,
    index: DebtIndex,
    market: &Market,
    floor: Debt,
    most: Debt,
) -> Result<Option<Redemption>, MathError> {
    let debt = position.debt_up(index);
    let (scale, offered) = (Scaled::new(market), offered(debt, floor, most));
    let worth = scale.collateral_down(scale.claim(offered, PAID))?;
    let repaid = if offered == debt {
        debt
    } else {
        scale.debt_up(scale.worth(worth), PAID)?.min(offered)
    };
    let after = position.apply(
        Change {
            debt: DebtChange::Repay(repaid),
            ..Change::default()
        },
        index,
    )?;
    let removed = position.normalized.checked_sub(after.normalized)?;
    let collateral = worth.min(share_down(position, removed)?);
    Ok((!collateral.is_zero()).then_some(Redemption { repaid, collateral }))
}

/// The debt, or as much of it as leaves the floor and is no crumb.
fn offered(debt: Debt, floor: Debt, most: Debt) -> Debt {
    if most >= debt {
        return debt;
    }
    let part = most.min(debt.saturating_sub(floor));
    if part == most || part >= floor {
        part
    } else {
        Debt::ZERO
    }
}

/// floor(collateral x removed / normalized).
fn share_down(position: Position, removed: NormalizedDebt) -> Result<Collateral, MathError> {
    let operation = "collateral to redeem";
    let product = mul128(position.collateral.u128(), removed.u128());
    let share = div_down(product, position.normalized.u128().into(), operation)?;
    to_u128(share, operation).map(Collateral::new)
}

//! How much debt is repaid for how much collateral.

use super::scaled::{pro_rata_down, Scaled};
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::position::{Change, CollateralChange, DebtChange};
use crate::price::Market;
use crate::ratio::Ratio;

/// What is offered for sale: a position, and on which terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// C: collateral of the position.
    pub collateral: Collateral,
    /// D: its debt, rounded up.
    pub debt: Debt,
    /// R: ratio to bring it back to.
    pub target_ratio: Ratio,
    /// pi: what the buyer gets above what it repays; a penalty, or an order's discount.
    pub premium: Ratio,
    /// Least debt of a position.
    pub floor: Debt,
    /// Most that the buyers together repay.
    pub cap: Debt,
}

/// Debt repaid and the collateral seized for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// At most the cap and the debt; leaves no debt, or at least the floor.
    pub repaid: Debt,
    /// At most the collateral.
    pub seized: Collateral,
}

impl Quote {
    /// What happens to the position.
    pub const fn change(self) -> Change {
        Change {
            collateral: CollateralChange::Withdraw(self.seized),
            debt: DebtChange::Repay(self.repaid),
        }
    }
}

/// How much of a position to sell. With A = 1 + premium and V = collateral x price, exact:
///
/// - V <= D A: collateral is scarce and goes pro rata: all of it for all debt if the cap allows,
///   else floor(C x / D) for x = cap, or for D - floor where the cap would leave less than that.
/// - Otherwise x = ceil((R D - V) / (R - A)) meets the target, or all debt if the rest would be
///   under the floor. Collateral is chosen first, ceil(x A / P), and the debt follows from it,
///   floor(s P / A), so that a coarse unit never makes a buyer pay for more than it gets.
/// - Over the cap: x = min(cap, D - floor), both rounded down.
///
/// `None` where there is no debt, the position is at its target already, or the cap can take
/// neither all of it nor a part that leaves the floor (or not one unit of collateral).
///
/// Rounding: value seized <= (repaid + 1 unit) x A, plus one unit of collateral where all debt is
/// repaid; the target is met within one unit of debt.
///
/// Errors: overflow, only with a premium or a target near 2^128.
pub fn quote(offer: &Offer, market: &Market) -> Result<Option<Quote>, MathError> {
    if offer.debt.is_zero() {
        return Ok(None);
    }
    let seller = Seller {
        offer,
        scale: Scaled::new(market),
        price_factor: Ratio::ONE.checked_add(offer.premium)?,
    };
    if seller.is_scarce() {
        return seller.sell_pro_rata();
    }
    match seller.to_target()? {
        Some(wanted) if wanted.repaid <= offer.cap => Ok(Some(wanted)),
        Some(_) => seller.to_cap(),
        None => Ok(None),
    }
}

/// An offer on its exact scale.
struct Seller<'a> {
    offer: &'a Offer,
    scale: Scaled,
    /// A: collateral given for a unit of debt.
    price_factor: Ratio,
}

impl Seller<'_> {
    /// V <= D A.
    fn is_scarce(&self) -> bool {
        let claim = self.scale.claim(self.offer.debt, self.price_factor);
        self.scale.worth(self.offer.collateral) <= claim
    }

    fn sell_pro_rata(&self) -> Result<Option<Quote>, MathError> {
        let Offer {
            collateral,
            debt,
            floor,
            cap,
            ..
        } = *self.offer;
        if cap >= debt {
            return Ok(Some(Quote {
                repaid: debt,
                seized: collateral,
            }));
        }
        let repaid = if self.leaves_dust(cap) {
            debt.saturating_sub(floor)
        } else {
            cap
        };
        let seized = pro_rata_down(collateral, repaid, debt)?;
        let nothing = repaid.is_zero() || seized.is_zero();
        Ok((!nothing).then_some(Quote { repaid, seized }))
    }

    /// What brings the position to its target, whatever the cap; `None` if it is there already.
    fn to_target(&self) -> Result<Option<Quote>, MathError> {
        let Offer {
            collateral, debt, ..
        } = *self.offer;
        let needed = self.needed_up()?.min(debt);
        if needed.is_zero() {
            return Ok(None);
        }
        let needed = if self.leaves_dust(needed) {
            debt
        } else {
            needed
        };
        let seized = self.seized_up(needed)?.min(collateral);
        let bought = self
            .scale
            .debt_down(self.scale.worth(seized), self.price_factor)?;
        let repaid = if needed == debt {
            debt
        } else {
            bought.min(debt)
        };
        if self.leaves_dust(repaid) {
            let seized = self.seized_up(debt)?.min(collateral);
            return Ok(Some(Quote {
                repaid: debt,
                seized,
            }));
        }
        Ok(Some(Quote { repaid, seized }))
    }

    /// As much as the cap allows and the floor leaves.
    fn to_cap(&self) -> Result<Option<Quote>, MathError> {
        let most = self
            .offer
            .cap
            .min(self.offer.debt.saturating_sub(self.offer.floor));
        let claim = self.scale.claim(most, self.price_factor);
        let seized = self.scale.collateral_down(claim)?;
        let repaid = self
            .scale
            .debt_down(self.scale.worth(seized), self.price_factor)?;
        Ok((!repaid.is_zero()).then_some(Quote { repaid, seized }))
    }

    /// ceil((R D - V) / (R - A)), zero at or above the target. Below it, V > D A makes R > A.
    fn needed_up(&self) -> Result<Debt, MathError> {
        let target = self.scale.claim(self.offer.debt, self.offer.target_ratio);
        let worth = self.scale.worth(self.offer.collateral);
        let missing = target.saturating_sub(worth);
        if missing.is_zero() {
            return Ok(Debt::ZERO);
        }
        let gain = self.offer.target_ratio.checked_sub(self.price_factor)?;
        self.scale.debt_up(missing, gain)
    }

    /// ceil(x A / P).
    fn seized_up(&self, repaid: Debt) -> Result<Collateral, MathError> {
        self.scale
            .collateral_up(self.scale.claim(repaid, self.price_factor))
    }

    /// 0 < D - repaid < floor.
    fn leaves_dust(&self, repaid: Debt) -> bool {
        let left = self.offer.debt.saturating_sub(repaid);
        !left.is_zero() && left < self.offer.floor
    }
}

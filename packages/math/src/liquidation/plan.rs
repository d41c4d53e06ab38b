//! A quote, shared among the buyers.

use super::quote::{quote, Offer, Quote};
use super::scaled::{pro_rata_down, Scaled};
use super::{Rooms, Terms};
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::Market;
use crate::ratio::Ratio;
use bnum::types::U512;
use serde::{Deserialize, Serialize};

/// What a buyer that pays at once gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bought {
    /// Its share of the repaid debt.
    pub debt: Debt,
    /// Its share of the collateral.
    pub collateral: Collateral,
    /// min(debt, floor(value of the collateral / (1 + m))): nobody is made to overpay. What is
    /// not paid of the debt stays bad debt.
    pub pays: Debt,
}

/// What goes under auction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its share of the repaid debt, to be raised.
    pub debt: Debt,
    /// Its share of the collateral, without the cushion.
    pub collateral: Collateral,
    /// Collateral on top in case the price falls on; not needed, it goes back to the owner.
    pub cushion: Collateral,
}

/// A liquidation of one position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Debt that leaves the position.
    pub repaid: Debt,
    /// Collateral sold, the keeper's reward included and the cushion not.
    pub seized: Collateral,
    /// The keeper's, out of the seized collateral.
    pub reward: Collateral,
    /// What the stability pool buys.
    pub pool: Bought,
    /// What the caller buys.
    pub caller: Bought,
    /// What is auctioned; nothing if not one unit of collateral is left for it.
    pub auction: Option<Lot>,
}

impl Plan {
    /// Collateral that leaves the position: sold, and cushion.
    ///
    /// Errors: none for a plan made by [`plan`].
    pub fn collateral_taken(&self) -> Result<Collateral, MathError> {
        let cushion = self.auction.map_or(Collateral::ZERO, |lot| lot.cushion);
        self.seized.checked_add(cushion)
    }

    /// The same without a cushion: it stays in the position.
    #[must_use]
    pub fn without_cushion(mut self) -> Self {
        if let Some(lot) = &mut self.auction {
            lot.cushion = Collateral::ZERO;
        }
        self
    }

    /// What pool and caller pay together.
    ///
    /// Errors: none for a plan made by [`plan`].
    pub fn pays(&self) -> Result<Debt, MathError> {
        self.pool.pays.checked_add(self.caller.pays)
    }
}

/// Plans the liquidation of a position with `collateral` and `debt` (rounded up).
///
/// The rooms are added up and quoted once, so that the floor is checked once. The reward,
/// min(floor(share x seized), cap in units), comes out of the seized collateral first. Pool, caller
/// and auction in this order take min(room, debt left) of the repaid debt, with floor(collateral x
/// that / repaid) each; the units that these floors leave, at most two, go to the buyer with the
/// largest share of debt: were they the last one's, a caller could place itself last with one unit
/// of debt and take a whole unit of a coarse collateral for it.
///
/// An auction's cushion is what the position holds above 1.02 L of the debt it keeps, as far as the
/// lot with it stays within 1.02 L of its own debt (so that a small lot next to a large pool does
/// not carry the cushion of both, and the auctions' cap on value holds).
///
/// `None` as [`quote`]; errors as [`quote`].
pub fn plan(
    collateral: Collateral,
    debt: Debt,
    terms: &Terms,
    market: &Market,
    rooms: &Rooms,
) -> Result<Option<Plan>, MathError> {
    let offer = Offer {
        collateral,
        debt,
        target_ratio: terms.target_ratio,
        premium: terms.penalty,
        floor: terms.floor,
        cap: rooms.cap(),
    };
    match quote(&offer, market)? {
        Some(sold) => {
            let seizure = Seizure {
                offer: &offer,
                sold,
                terms,
                market,
            };
            seizure.share(rooms).map(Some)
        }
        None => Ok(None),
    }
}

/// A quote on its way to become a plan.
struct Seizure<'a> {
    offer: &'a Offer,
    sold: Quote,
    terms: &'a Terms,
    market: &'a Market,
}

impl Seizure<'_> {
    fn share(&self, rooms: &Rooms) -> Result<Plan, MathError> {
        let Quote { repaid, seized } = self.sold;
        let reward = self.reward_down()?;
        let debts = split(repaid, rooms);
        let [pool, caller, lot] = self.divide(seized.checked_sub(reward)?, debts)?;
        let [pool_debt, caller_debt, lot_debt] = debts;
        Ok(Plan {
            repaid,
            seized,
            reward,
            pool: self.bought(pool_debt, pool)?,
            caller: self.bought(caller_debt, caller)?,
            auction: self.lot(lot_debt, lot)?,
        })
    }

    /// min(floor(share x seized), floor(cap / price), seized); a cap too large to count in units
    /// (of nearly worthless collateral) does not bind.
    fn reward_down(&self) -> Result<Collateral, MathError> {
        let seized = self.sold.seized;
        let share = self.terms.reward_share.of_amount_down(seized.u128())?;
        let Market { price, decimals } = *self.market;
        let cap = Collateral::worth_down(self.terms.reward_cap, price, decimals);
        let share = Collateral::new(share).min(seized);
        Ok(cap.map_or(share, |cap| share.min(cap)))
    }

    /// Collateral of each buyer: pro rata, and what the floors leave to the largest debt.
    fn divide(
        &self,
        collateral: Collateral,
        debts: [Debt; 3],
    ) -> Result<[Collateral; 3], MathError> {
        let mut shares = [Collateral::ZERO; 3];
        let mut left = collateral;
        for (share, debt) in shares.iter_mut().zip(debts) {
            *share = pro_rata_down(collateral, debt, self.sold.repaid)?;
            left = left.checked_sub(*share)?;
        }
        let largest = debts.into_iter().fold(Debt::ZERO, Debt::max);
        let mut buyers = shares.iter_mut().zip(debts);
        if let Some((share, _)) = buyers.find(|(_, debt)| *debt == largest) {
            *share = share.checked_add(left)?;
        }
        Ok(shares)
    }

    fn bought(&self, debt: Debt, collateral: Collateral) -> Result<Bought, MathError> {
        let discounted = Ratio::ONE.checked_add(self.terms.minimum_discount)?;
        let scale = Scaled::new(self.market);
        let worth = scale.debt_down(scale.worth(collateral), discounted)?;
        Ok(Bought {
            debt,
            collateral,
            pays: debt.min(worth),
        })
    }

    fn lot(&self, debt: Debt, collateral: Collateral) -> Result<Option<Lot>, MathError> {
        if debt.is_zero() {
            return Ok(None);
        }
        let cushion = self.cushion_down(debt, collateral)?;
        let nothing = collateral.is_zero() && cushion.is_zero();
        Ok((!nothing).then_some(Lot {
            debt,
            collateral,
            cushion,
        }))
    }

    /// min(C - s - ceil((D - x) L 1.02 / P), floor(b L 1.02 / P) - c), or zero, for a lot with debt
    /// b and collateral c.
    fn cushion_down(&self, debt: Debt, collateral: Collateral) -> Result<Collateral, MathError> {
        let scale = Scaled::new(self.market);
        let ratio = self.terms.liquidation_ratio;
        let (kept, bound) = (U512::from(100u8), U512::from(102u8));
        let worth = |held| scale.worth(held).saturating_mul(kept);
        let claim = |owed| scale.claim(owed, ratio).saturating_mul(bound);

        let rest = self.offer.collateral.checked_sub(self.sold.seized)?;
        let owed = self.offer.debt.checked_sub(self.sold.repaid)?;
        let spare = worth(rest).saturating_sub(claim(owed));
        let fits = claim(debt).saturating_sub(worth(collateral));
        let cushion = spare.min(fits).checked_div(kept).unwrap_or(U512::ZERO);
        if cushion.is_zero() {
            return Ok(Collateral::ZERO);
        }
        scale.collateral_down(cushion)
    }
}

/// Debt of pool, caller and auction: each min(its room, what is left).
fn split(repaid: Debt, rooms: &Rooms) -> [Debt; 3] {
    let pool = repaid.min(rooms.pool);
    let left = repaid.saturating_sub(pool);
    let caller = left.min(rooms.caller);
    let left = left.saturating_sub(caller);
    [pool, caller, left.min(rooms.auction)]
}

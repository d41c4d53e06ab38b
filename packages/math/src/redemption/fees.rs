//! The base rate: what a redemption pays beyond what it redeems.

use super::decay::decayed_down;
use crate::amount::Debt;
use crate::error::MathError;
use crate::ratio::Ratio;
use crate::wide::{add, div_up, mul, mul128, to_u128, wide};
use bnum::types::{U256, U512};
use serde::{Deserialize, Serialize};

/// Highest base rate: 5%.
pub const MAX_BASE_RATE: Ratio = Ratio::from_percent(5);
/// The base rate rises by the redeemed share of the type's debt, divided by this.
pub const VOLUME_DIVISOR: u128 = 2;

/// A type's base rate as the last redemption left it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseRate {
    /// The rate then, 0 to [`MAX_BASE_RATE`].
    pub rate: Ratio,
    /// When, unix seconds.
    pub at: u64,
}

impl BaseRate {
    /// What is left of the rate: it halves every [`super::HALF_LIFE`], rounded down.
    ///
    /// Errors: time running backwards.
    pub fn now_down(self, now: u64) -> Result<Ratio, MathError> {
        let then = self.at;
        let seconds = now
            .checked_sub(then)
            .ok_or(MathError::TimeRunsBackwards { now, then })?;
        Ok(decayed_down(self.rate, seconds).min(MAX_BASE_RATE))
    }
}

/// What redeeming from one type costs at one time.
///
/// With a rate of r before, x redeemed of a booked debt of B leaves the rate at
///
/// r' = min(5%, r + x / (2 B))
///
/// and costs x (r + r') / 2. The idea of a rate that volume raises and time lowers is that of
/// Liquity's base rate. There the whole amount pays r'; here each unit pays the rate that those
/// before it have left, which is the mean of the two. So nothing is saved by redeeming in parts:
/// two parts cost what the whole costs, and more once B has fallen by the first (H18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RedemptionFees {
    rate: Ratio,
    booked: Debt,
}

impl RedemptionFees {
    /// At a rate and a type's booked debt before anything is redeemed.
    pub const fn new(rate: Ratio, booked: Debt) -> Self {
        Self { rate, booked }
    }

    /// r' = min(5%, r + ceil(x / (2 B))); a debt of nothing counts as one unit.
    pub fn rate_after_up(&self, redeemed: Debt) -> Ratio {
        let operation = "base rate";
        let scaled = mul128(redeemed.u128(), Ratio::ONE.u128());
        let base = mul128(self.booked.u128().max(1), VOLUME_DIVISOR);
        let rise = div_up(scaled, base, operation).and_then(|rise| to_u128(rise, operation));
        rise.and_then(|rise| self.rate.checked_add(Ratio::new(rise)))
            .map_or(MAX_BASE_RATE, |rate| rate.min(MAX_BASE_RATE))
    }

    /// ceil(x (r + r') / 2), in stablecoin, with an r' that is not rounded: the smaller of
    /// ceil(x (4 r B + x) / (4 B)) and ceil(x (r + 5%) / 2). Never less for more.
    ///
    /// Errors: overflow.
    pub fn fee_up(&self, redeemed: Debt) -> Result<Debt, MathError> {
        let operation = "redemption fee";
        let (one, booked) = (Ratio::ONE.u128(), self.booked.u128().max(1));
        let four = U256::from(VOLUME_DIVISOR.saturating_mul(2));
        let carried = mul(mul128(self.rate.u128(), booked), four, operation)?;
        let rates = add(carried, mul128(redeemed.u128(), one), operation)?;
        let whole = mul(mul128(booked, one), four, operation)?;
        let rising = share_up(redeemed, rates, whole)?;

        let highest = self.rate.checked_add(MAX_BASE_RATE)?;
        let highest = U256::from(highest.u128());
        let highest = share_up(redeemed, highest, mul128(one, 2))?;
        to_u128(rising.min(highest), operation).map(Debt::new)
    }

    /// The most that can be redeemed with `sent`: the largest x with x + fee <= sent, found by
    /// halving an interval (at most 128 steps; the cost grows with x).
    pub fn affordable_down(&self, sent: Debt) -> Debt {
        let (mut least, mut most) = (0u128, sent.u128());
        while least < most {
            // The upper middle: more than `least`, so that the interval always shrinks.
            let middle = most.saturating_sub(most.saturating_sub(least) >> 1);
            if self.is_affordable(Debt::new(middle), sent) {
                least = middle;
            } else {
                most = middle.saturating_sub(1);
            }
        }
        Debt::new(least)
    }

    fn is_affordable(&self, redeemed: Debt, sent: Debt) -> bool {
        let cost = self.fee_up(redeemed).and_then(|fee| {
            let (redeemed, fee) = (U256::from(redeemed.u128()), U256::from(fee.u128()));
            add(redeemed, fee, "cost of a redemption")
        });
        cost.is_ok_and(|cost| cost <= U256::from(sent.u128()))
    }
}

/// ceil(debt x part / whole).
fn share_up(debt: Debt, part: U256, whole: U256) -> Result<U512, MathError> {
    let operation = "redemption fee";
    let product = mul(U512::from(debt.u128()), wide(part), operation)?;
    div_up(product, wide(whole), operation)
}

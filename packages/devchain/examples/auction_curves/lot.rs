//! One lot from its start to its sale. Its debt is 1.

use crate::curves::Curve;
use crate::market::{Market, BLOCK};

/// What has to be raised: the debt and the auction's penalty.
const TAB: f64 = 1.02;
/// The first price as a factor of the market's.
const FIRST_PRICE: f64 = 1.05;
/// The restart from which there is no floor.
const FLOORLESS: u32 = 3;
/// How long after the end of a market a lot is still looked at, seconds.
const PATIENCE: u64 = 48 * 3_600;

/// A taker: what it wants to earn, and when it looks.
#[derive(Clone, Copy)]
pub struct Taker {
    /// It buys at the market's price less this share.
    pub margin: f64,
    /// Seconds between two looks.
    pub every: u64,
    /// Seconds after the lot's start in which nobody can look.
    pub away: u64,
}

/// How a lot is sold.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    pub curve: &'a Curve,
    /// Where an auction ends, as a factor of the market's price at its start.
    pub floor: f64,
}

/// What became of a lot, as shares of its debt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Debt that was not raised.
    pub bad_debt: f64,
    /// What the owner has less than if the tab had been raised at the market's price.
    pub owner_loss: f64,
    /// Seconds until it was sold.
    pub time: u64,
}

/// Sells a lot that is worth `value` at its start. Who looks at an auction that is over, or under
/// its floor, restarts it at the market's price. A lot that nobody takes is all bad debt.
pub fn sell(market: &Market, start: u64, value: f64, terms: Terms, taker: Taker) -> Outcome {
    let units = value / market.price(start);
    let (mut begun, mut restarts) = (start, 0);
    let first_look = (start + taker.away).next_multiple_of(taker.every);
    let last_look = market.duration() + PATIENCE;
    for now in (first_look..last_look).step_by(usize::try_from(taker.every).unwrap_or(BLOCK)) {
        let floor = if restarts < FLOORLESS {
            terms.floor
        } else {
            0.0
        };
        let factor = terms.curve.factor(now - begun);
        let factor = factor.map(|factor| factor * FIRST_PRICE);
        let Some(factor) = factor.filter(|factor| *factor >= floor) else {
            (begun, restarts) = (now, restarts + 1);
            continue;
        };
        let price = market.price(begun) * factor;
        if price <= market.price(now) * (1.0 - taker.margin) {
            return sold(units, price, market.price(now), now - start);
        }
    }
    Outcome {
        bad_debt: 1.0,
        owner_loss: 0.0,
        time: last_look - start,
    }
}

fn sold(units: f64, price: f64, fair: f64, time: u64) -> Outcome {
    let raised = TAB.min(units * price);
    let left = (units - raised / price).max(0.0);
    Outcome {
        bad_debt: (1.0 - raised).max(0.0),
        owner_loss: (units * fair - TAB).max(0.0) - left * fair,
        time,
    }
}

#[cfg(test)]
mod tests;

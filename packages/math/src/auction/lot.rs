//! One auction.

use super::{auction_price, AuctionTerms, AUCTION_DURATION};
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::price::{Market, Price, Value};
use crate::ratio::Ratio;
use crate::wide::{div_up, mul128, to_u128};
use bnum::types::U256;
use serde::{Deserialize, Serialize};

/// How often an auction may begin with a floor under its price. From the third restart on there is
/// none, so that every lot clears.
pub const RESTARTS_WITH_FLOOR: u32 = 3;

/// A lot under auction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Auction {
    /// Collateral not yet sold.
    pub lot: Collateral,
    /// What is still to be raised.
    pub tab: Debt,
    /// Price at the start.
    pub start_price: Price,
    /// When it began, unix seconds.
    pub started_at: u64,
    /// How often it has begun again.
    pub restarts: u32,
}

/// An auction that began again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restarted {
    /// As it is now.
    pub auction: Auction,
    /// What goes to whoever restarted it, out of the lot.
    pub reward: Collateral,
}

impl Auction {
    /// A lot that is to raise a debt and the penalty on it: tab = ceil(debt x (1 + penalty)). It
    /// begins at ceil(spot x start), of which it can only fall.
    ///
    /// Errors: overflow.
    pub fn for_debt(
        lot: Collateral,
        debt: Debt,
        terms: &AuctionTerms,
        spot: Price,
        now: u64,
    ) -> Result<Self, MathError> {
        let tab = times_up(debt.u128(), Ratio::ONE.checked_add(terms.penalty)?, "tab")?;
        Self::for_tab(lot, Debt::new(tab), terms, spot, now)
    }

    /// A lot that is to raise exactly so much.
    ///
    /// Errors: overflow.
    pub fn for_tab(
        lot: Collateral,
        tab: Debt,
        terms: &AuctionTerms,
        spot: Price,
        now: u64,
    ) -> Result<Self, MathError> {
        Ok(Self {
            lot,
            tab,
            start_price: start_price(terms, spot)?,
            started_at: now,
            restarts: 0,
        })
    }

    /// A lot that is sold whole, for whatever it brings: its tab is what it costs at the start, and
    /// the price only falls from there.
    ///
    /// Errors: overflow.
    pub fn for_sale(
        lot: Collateral,
        terms: &AuctionTerms,
        market: &Market,
        now: u64,
    ) -> Result<Self, MathError> {
        let first = start_price(terms, market.price)?;
        let tab = Value::of_collateral_up(lot, first, market.decimals).to_debt_up()?;
        Self::for_tab(lot, tab, terms, market.price, now)
    }

    /// Whether the lot is worth what is to be raised, at a price.
    pub fn is_worth_its_tab(&self, market: &Market) -> bool {
        !is_worth_less(self.lot, self.tab, market)
    }

    /// What a whole unit costs.
    pub fn price(&self, now: u64) -> Price {
        auction_price(self.start_price, now.saturating_sub(self.started_at))
    }

    /// When it is over at the latest, unix seconds.
    pub fn ends_at(&self) -> u64 {
        self.started_at.saturating_add(AUCTION_DURATION)
    }

    /// Whether nothing can be taken until it is restarted: its time is over, or its price is under
    /// the floor, price / spot of the start < floor.
    pub fn is_over(&self, terms: &AuctionTerms, now: u64) -> bool {
        now >= self.ends_at() || (self.has_floor() && self.is_under_floor(terms, now))
    }

    fn has_floor(&self) -> bool {
        self.restarts < RESTARTS_WITH_FLOOR
    }

    /// price x start < start price x floor: the spot of the start is start price / start.
    fn is_under_floor(&self, terms: &AuctionTerms, now: u64) -> bool {
        let price = mul128(self.price(now).u128(), terms.start.u128());
        price < mul128(self.start_price.u128(), terms.floor.u128())
    }

    /// The same lot, begun again at today's spot, less the reward
    /// min(floor(share x lot), floor(cap / spot)).
    ///
    /// Errors: overflow.
    pub fn restart(
        &self,
        terms: &AuctionTerms,
        market: &Market,
        now: u64,
    ) -> Result<Restarted, MathError> {
        let share = terms.restart_share.of_amount_down(self.lot.u128())?;
        let cap = Collateral::worth_down(terms.restart_cap, market.price, market.decimals);
        let reward = Collateral::new(share).min(self.lot);
        let reward = cap.map_or(reward, |cap| reward.min(cap));
        let auction = Self {
            lot: self.lot.checked_sub(reward)?,
            start_price: start_price(terms, market.price)?,
            started_at: now,
            restarts: self.restarts.saturating_add(1),
            ..*self
        };
        Ok(Restarted { auction, reward })
    }

    /// Whether a lot is worth less than the dust of its terms at a price.
    pub fn is_dust(lot: Collateral, terms: &AuctionTerms, market: &Market) -> bool {
        is_worth_less(lot, terms.dust, market)
    }
}

/// Whether collateral, its worth rounded down, is worth less than an amount.
pub(super) fn is_worth_less(lot: Collateral, amount: Debt, market: &Market) -> bool {
    Value::of_collateral_down(lot, market.price, market.decimals) < Value::of_debt(amount)
}

fn start_price(terms: &AuctionTerms, spot: Price) -> Result<Price, MathError> {
    times_up(spot.u128(), terms.start, "start price").map(Price::new)
}

/// ceil(amount x ratio).
fn times_up(amount: u128, ratio: Ratio, operation: &'static str) -> Result<u128, MathError> {
    let exact = mul128(amount, ratio.u128());
    let whole = div_up(exact, U256::from(Ratio::ONE.u128()), operation)?;
    to_u128(whole, operation)
}

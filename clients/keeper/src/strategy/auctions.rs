//! A type's live auctions, as a snapshot holds them.

use std::cmp::Reverse;

use ballast_types::{
    liquidation::{AuctionParams, AuctionResponse},
    AuctionId,
};
use cosmwasm_std::{Decimal, Uint128};

/// A type's live auctions, and takes that they allow. Empty where there are none, or none were read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LiveAuctions {
    /// The auctions, the first to end first; as many as are looked at.
    pub live: Vec<AuctionResponse>,
    /// The type's accepted price, valid or not.
    pub price: Option<SpotPrice>,
    /// What auctions that begin now go by.
    pub params: Option<AuctionParams>,
    /// What could be taken of some that are for sale.
    pub offers: Vec<Offer>,
}

/// A feed's accepted price with all that it is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpotPrice {
    /// USD for a whole unit.
    pub usd: Decimal,
    /// Whether it may be used now.
    pub is_valid: bool,
}

/// A take as it would be now.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The auction.
    pub auction: AuctionId,
    /// Its price, USD for a whole unit.
    pub price: Decimal,
    /// Who pays.
    pub payer: Payer,
    /// Most collateral to ask for; none asks for all that is for sale.
    pub amount: Option<Uint128>,
    /// What would be taken, base units.
    pub collateral: Uint128,
    /// What that costs, stablecoin base units.
    pub cost: Uint128,
    /// What it brings above the cost, US dollars.
    pub gain: Decimal,
}

/// Who pays for a take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payer {
    /// A taker's contract, out of what it sells the collateral for.
    Contract {
        /// Its address.
        address: String,
        /// The collateral, as the contract is told.
        denom: String,
    },
    /// The keeper, with stablecoin of its own.
    Keeper,
}

impl LiveAuctions {
    /// The accepted price, if it is valid.
    pub fn spot(&self) -> Option<Decimal> {
        let price = self.price.filter(|price| price.is_valid)?;
        Some(price.usd)
    }

    /// Those that can be taken from.
    pub fn for_sale(&self) -> impl Iterator<Item = &AuctionResponse> {
        self.live.iter().filter(|auction| !auction.is_over)
    }

    /// Those that wait for a restart.
    pub fn over(&self) -> impl Iterator<Item = &AuctionResponse> {
        self.live.iter().filter(|auction| auction.is_over)
    }

    /// Those for sale of which a take of at most so much stablecoin promises most at the accepted price, valid
    /// or not; of equal ones the cheapest. So small ones hide no large one behind them, however cheap
    /// they are.
    pub fn promising(&self, budget: Uint128) -> Vec<&AuctionResponse> {
        let market = self.price.map(|price| price.usd);
        let mut promising: Vec<_> = self.for_sale().collect();
        promising.sort_by_key(|auction| {
            let promise = market.map_or(Uint128::zero(), |market| promise(auction, market, budget));
            (Reverse(promise), auction.price)
        });
        promising
    }
}

/// What so much collateral as the budget pays for is worth above its cost, stablecoin base units:
/// floor(paid x market / price) - paid, at least nothing, and never more than can be counted.
fn promise(auction: &AuctionResponse, market: Decimal, budget: Uint128) -> Uint128 {
    let paid = auction.cost.min(budget);
    let Ok(ratio) = market.checked_div(auction.price) else {
        return Uint128::MAX;
    };
    let worth = paid.checked_mul_floor(ratio).unwrap_or(Uint128::MAX);
    worth.saturating_sub(paid)
}

//! Auctions as they are set up, taken from and shown.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use crate::{AuctionId, CollateralTypeId, PositionId};

/// What a type's auctions go by. An auction keeps those of its start; the cap holds for all at once.
///
/// Refused unless 1 <= start <= 2, 0 < floor < 1, penalty <= 0.2, one base unit <= dust <= 100,000
/// stablecoins, restart reward share <= 0.01, its cap <= 10,000 USD, and cap share <= 1.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct AuctionParams {
    /// First price / selling price: the feed's spot price, or a higher one that waits for confirmation.
    pub start: Decimal,
    /// Lowest price / selling price of the start: under it the auction is over, until its third restart.
    pub floor: Decimal,
    /// What the owner gives up above the debt that is raised.
    pub penalty: Decimal,
    /// Stablecoin base units: a take leaves nothing or at least this of what is to be raised and of
    /// the lot's worth; a lot worth less at the selling price is not auctioned, it becomes surplus collateral.
    pub dust: Uint128,
    /// The part of a lot that goes to whoever restarts it.
    pub restart_reward_share: Decimal,
    /// Most that the reward for a restart may be worth, in USD.
    pub restart_reward_cap: Decimal,
    /// What may be under auction at today's price, as a share of the type's booked debt.
    pub cap_share: Decimal,
    /// What may be under auction however small the debt is, stablecoin base units.
    pub cap_minimum: Uint128,
}

/// How live auctions are listed.
#[cw_serde]
#[derive(Copy)]
pub enum AuctionOrder {
    /// The one that ends first comes first: they are numbered in the order in which they began.
    End,
    /// The one with the lowest price, that is the deepest discount, comes first, and what is over last: of
    /// the first [`MAX_SORTED`] by end. Not to be paged through.
    Price,
}

/// How many auctions are looked at to list them by price.
pub const MAX_SORTED: usize = 200;

/// Answer to [`super::QueryMsg::Auctions`] and [`super::QueryMsg::Auction`].
#[cw_serde]
pub struct AuctionResponse {
    /// The auction.
    pub auction: AuctionId,
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// Whose collateral it was; none where surplus collateral or the owner's reserve is sold.
    pub position: Option<PositionId>,
    /// Who gets what is left of the lot; none where surplus collateral is sold.
    pub owner: Option<String>,
    /// Collateral not yet sold, base units.
    pub lot: Uint128,
    /// What is still to be raised, stablecoin base units.
    pub tab: Uint128,
    /// USD for a whole unit at the start.
    pub start_price: Decimal,
    /// USD for a whole unit now.
    pub price: Decimal,
    /// When it began, unix seconds.
    pub started_at: u64,
    /// When it is over at the latest, unix seconds.
    pub ends_at: u64,
    /// How often it was restarted.
    pub restarts: u32,
    /// Whether it is over: nothing can be taken until somebody restarts it.
    pub is_over: bool,
    /// What buying all that is for sale would cost now.
    pub cost: Uint128,
}

/// Answer to [`super::QueryMsg::AuctionPrice`].
#[cw_serde]
pub struct AuctionPriceResponse {
    /// The time asked for.
    pub at: u64,
    /// USD for a whole unit then.
    pub price: Decimal,
    /// Whether it will be over.
    pub is_over: bool,
}

/// Answer to [`super::QueryMsg::Take`].
#[cw_serde]
pub struct TakeResponse {
    /// USD for a whole unit.
    pub price: Decimal,
    /// What the taker would get.
    pub collateral: Uint128,
    /// What it would pay.
    pub cost: Uint128,
    /// What would still be to be raised.
    pub tab: Uint128,
    /// What would be left of the lot: for sale while there is something to be raised, else the
    /// owner's.
    pub lot: Uint128,
}

/// Answer to [`super::QueryMsg::AuctionTotals`].
#[cw_serde]
pub struct AuctionTotalsResponse {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// What new auctions go by; none where the type has no auctions.
    pub params: Option<AuctionParams>,
    /// Collateral in all live auctions, base units.
    pub lots: Uint128,
    /// What they are still to raise, stablecoin base units.
    pub tabs: Uint128,
    /// How many auctions began so far.
    pub begun: u32,
    /// Collateral of lots that were too small to be auctioned: the owner of liquidation sells it.
    pub surplus_collateral: Uint128,
}

/// Answer to [`super::QueryMsg::Leftover`].
#[cw_serde]
pub struct LeftoverResponse {
    /// Collateral to claim, base units.
    pub collateral: Uint128,
}

//! What passes between liquidation and vault when positions are seized.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Decimal, Uint128};

use crate::{Asset, CollateralTypeId, PositionId};

/// Which positions to liquidate.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Selection {
    /// The unsafe ones with the lowest ratio.
    Riskiest {
        /// At most so many, 1 to [`MAX_LIQUIDATED`].
        limit: u32,
    },
    /// Named ones, in this order; at most [`MAX_LIQUIDATED`]. Repeated ids count once.
    Positions {
        /// Their ids.
        ids: Vec<PositionId>,
    },
}

/// Most positions that one message liquidates.
pub const MAX_LIQUIDATED: u32 = 100;

/// How much debt the buyers that pay at once can take on, in stablecoin base units. What is left goes
/// under auction, as far as the type's cap allows: that room the vault reads where it is needed.
#[cw_serde]
#[derive(Copy, Default)]
#[serde(deny_unknown_fields)]
pub struct Rooms {
    /// The type's stability pool.
    pub pool: Uint128,
    /// The caller, with the stablecoin it sent.
    pub caller: Uint128,
}

/// What one buyer takes from the seized positions, in sum.
#[cw_serde]
#[derive(Copy, Default)]
pub struct Purchase {
    /// Debt taken over, in stablecoin base units.
    pub debt: Uint128,
    /// Collateral received, in base units.
    pub collateral: Uint128,
    /// Stablecoin it pays, at most `debt`. The rest stays bad debt.
    pub pays: Uint128,
}

/// Collateral of one position to be auctioned.
#[cw_serde]
pub struct AuctionLot {
    /// Whose collateral it was.
    pub position: PositionId,
    /// The position's owner at the time.
    pub owner: String,
    /// Debt to recover.
    pub debt: Uint128,
    /// Collateral to sell, the cushion included.
    pub collateral: Uint128,
    /// USD for a whole unit of it, by which it is sold: the price of the seizure, or a higher one that waits for
    /// confirmation.
    pub price: Decimal,
}

/// A position that was left alone, and why.
#[cw_serde]
pub struct SkippedPosition {
    /// The position.
    pub position: PositionId,
    /// Why.
    pub reason: SkipReason,
}

/// Why a position was not seized.
#[cw_serde]
#[derive(Copy)]
pub enum SkipReason {
    /// No such position, or one without debt.
    Unknown,
    /// Its ratio is not under the liquidation ratio.
    Safe,
    /// The rooms can take neither all of it nor a part that leaves the debt floor.
    NoRoom,
    /// Its numbers do not fit the arithmetic.
    Arithmetic,
}

/// The vault's answer to [`super::ExecuteMsg::Seize`], as reply data. The collateral has been sent
/// to liquidation in one transfer: pool, caller, reward and lots together.
#[cw_serde]
pub struct SeizeResponse {
    /// The type.
    pub collateral_type: CollateralTypeId,
    /// What was sent.
    pub asset: Asset,
    /// Positions seized, in part or whole; one that its reserve has made safe is none of them.
    pub positions: u32,
    /// Debt that moved from positions to bad debt.
    pub repaid: Uint128,
    /// All collateral sent.
    pub seized: Uint128,
    /// The part of it that is the keeper's.
    pub reward: Uint128,
    /// The pool's share.
    pub pool: Purchase,
    /// The caller's share.
    pub caller: Purchase,
    /// Lots to auction.
    pub lots: Vec<AuctionLot>,
    /// Positions looked at and left alone.
    pub skipped: Vec<SkippedPosition>,
}

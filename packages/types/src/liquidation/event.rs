//! What liquidation leaves behind.

use cosmwasm_std::{Decimal, Uint128};

use crate::{event::events, AuctionId, CollateralTypeId, PositionId};

events! {
    /// A deposit was made.
    PoolDeposited = "pool_deposited" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        depositor: String,
        /// Stablecoin added.
        amount: Uint128,
        /// The deposit after it.
        deposit: Uint128,
    }

    /// Stablecoin left a pool.
    PoolWithdrawn = "pool_withdrawn" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        depositor: String,
        /// Stablecoin paid out.
        amount: Uint128,
        /// The deposit after it.
        deposit: Uint128,
    }

    /// Gains were paid out.
    PoolClaimed = "pool_claimed" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        depositor: String,
        /// Collateral paid out.
        collateral: Uint128,
        /// Yield paid out.
        stablecoin: Uint128,
    }

    /// Fees arrived for a pool.
    YieldReceived = "yield_received" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// What the pool keeps.
        amount: Uint128,
        /// What was above 1% of its room and went on to the treasury.
        passed_on: Uint128,
    }

    /// Unsafe positions were liquidated.
    Liquidated = "liquidated" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Who called.
        keeper: String,
        /// How many positions.
        positions: u32,
        /// Debt taken off them.
        repaid: Uint128,
        /// Collateral taken.
        seized: Uint128,
        /// The keeper's reward out of it.
        reward: Uint128,
        /// What the pool paid.
        pool_pays: Uint128,
        /// Collateral the pool received.
        pool_collateral: Uint128,
        /// What the caller paid.
        caller_pays: Uint128,
        /// Collateral the caller bought.
        caller_collateral: Uint128,
    }

    /// What was set aside went to the vault.
    SettlementSent = "settlement_sent" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// How much.
        amount: Uint128,
    }

    /// A lot went under auction.
    AuctionStarted = "auction_started" {
        /// The auction.
        auction: AuctionId,
        /// Whose collateral it was; 0 for surplus collateral.
        position: PositionId,
        /// Collateral for sale.
        lot: Uint128,
        /// Stablecoin to be raised.
        tab: Uint128,
        /// USD for a whole unit at the start.
        start_price: Decimal,
        /// How often it was restarted.
        restarts: u32,
    }

    /// Collateral of an auction was sold.
    AuctionTaken = "auction_taken" {
        /// The auction.
        auction: AuctionId,
        /// Who bought.
        taker: String,
        /// USD for a whole unit.
        price: Decimal,
        /// Collateral sold.
        collateral: Uint128,
        /// Stablecoin paid.
        cost: Uint128,
        /// What is still to be raised.
        tab: Uint128,
        /// What is left of the lot.
        lot: Uint128,
    }

    /// An auction that was over was ended, and its lot begins again under another number, or has been written off:
    /// an event of its own says which.
    AuctionRestarted = "auction_restarted" {
        /// The auction that is over.
        auction: AuctionId,
        /// Who restarted it.
        keeper: String,
        /// Collateral that it got for it.
        reward: Uint128,
    }

    /// What was left of a lot is its owner's to claim: its position is closed or has another owner. Else
    /// it went back into the position by a deposit, which the vault tells of.
    LeftoverCredited = "leftover_credited" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        owner: String,
        /// Collateral.
        amount: Uint128,
    }

    /// An owner claimed what was left of its lots.
    LeftoverClaimed = "leftover_claimed" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        owner: String,
        /// Collateral.
        amount: Uint128,
    }

    /// A lot too small to be auctioned became surplus collateral.
    LotWrittenOff = "lot_written_off" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose collateral it was; 0 for surplus collateral.
        position: PositionId,
        /// Collateral.
        amount: Uint128,
    }

    /// Auctions that begin from now on go by other terms.
    AuctionParamsSet = "auction_params_set" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Number of the terms.
        terms: u32,
    }
}

//! What liquidation leaves behind.

use cosmwasm_std::Uint128;

use crate::{event::events, CollateralTypeId};

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
}

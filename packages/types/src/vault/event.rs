//! What the vault leaves behind for keepers, wallets and auditors.

use cosmwasm_std::{Decimal, Uint128};

use crate::{event::events, Asset, CollateralTypeId, GroupId, PositionId};

events! {
    /// Cause: a holder, an operator or a payer changed a position by one message.
    PositionAdjusted = "position_adjusted" {
        /// The position.
        position: PositionId,
        /// The message: open, deposit, withdraw, mint, repay, adjust or close.
        verb: String,
        /// Who sent it.
        actor: String,
        /// Collateral added.
        deposited: Uint128,
        /// Collateral taken out, to the owner.
        withdrawn: Uint128,
        /// Stablecoin minted, to the owner.
        minted: Uint128,
        /// Stablecoin burned.
        repaid: Uint128,
    }

    /// Cause: liquidation took collateral from an unsafe position.
    PositionSeized = "position_seized" {
        /// The position.
        position: PositionId,
        /// The accepted price it was seized at.
        price: Decimal,
        /// Debt that became bad debt until the buyers' payment settles it.
        repaid: Uint128,
        /// Collateral taken, reward and cushion included.
        seized: Uint128,
        /// The keeper's part.
        reward: Uint128,
    }

    /// Cause: a holder of stablecoin redeemed it for collateral of this position.
    PositionRedeemed = "position_redeemed" {
        /// The position.
        position: PositionId,
        /// The price it was redeemed at, the feed's high one.
        price: Decimal,
        /// Debt that left it, burned.
        repaid: Uint128,
        /// Collateral that left it, to the redeemer.
        taken: Uint128,
    }

    /// Summary of a redemption. Its fee, if any, has a [`Settled`] of its own.
    Redeemed = "redeemed" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Who redeemed, and got the collateral.
        redeemer: String,
        /// How many positions it was redeemed from.
        positions: u32,
        /// Debt that left them, burned.
        repaid: Uint128,
        /// The base rate's part, burned too.
        fee: Uint128,
        /// Stablecoin that came back to the redeemer.
        refunded: Uint128,
        /// Collateral paid out.
        collateral: Uint128,
        /// The base rate after it.
        base_rate: Decimal,
    }

    /// A standing order was placed, or its terms replaced.
    OrderPlaced = "order_placed" {
        /// The position.
        position: PositionId,
        /// Who placed it.
        actor: String,
        /// Under this ratio it may be filled.
        trigger: Decimal,
        /// What a fill brings it back to.
        target: Decimal,
        /// What a buyer gets above what it repays.
        discount: Decimal,
    }

    /// A standing order ended, with the position or before it.
    OrderCancelled = "order_cancelled" {
        /// The position.
        position: PositionId,
        /// Who ended it.
        actor: String,
        /// Collateral that was in reserve, to the owner.
        collateral: Uint128,
        /// Stablecoin that was in reserve, to the owner.
        stablecoin: Uint128,
    }

    /// Something was put in reserve beside a position.
    ReserveAdded = "reserve_added" {
        /// The position.
        position: PositionId,
        /// Who added it.
        actor: String,
        /// Collateral.
        collateral: Uint128,
        /// Stablecoin.
        stablecoin: Uint128,
    }

    /// Cause: what was in reserve moved into the position.
    ReserveUsed = "reserve_used" {
        /// The position.
        position: PositionId,
        /// Collateral deposited.
        collateral: Uint128,
        /// Debt repaid, burned.
        repaid: Uint128,
    }

    /// Cause: a buyer took collateral by the position's order.
    OrderFilled = "order_filled" {
        /// The position.
        position: PositionId,
        /// Who bought.
        filler: String,
        /// The price before the discount.
        price: Decimal,
        /// Debt that left it, burned.
        repaid: Uint128,
        /// Collateral that left it, to the filler.
        taken: Uint128,
        /// Stablecoin that came back to the filler.
        refunded: Uint128,
    }

    /// Snapshot: the position after a change. An empty one has been removed, unless something is left
    /// in its reserve.
    PositionSnapshot = "position_snapshot" {
        /// The position.
        position: PositionId,
        /// Who holds it.
        owner: String,
        /// Collateral, base units.
        collateral: Uint128,
        /// Debt now, rounded up.
        debt: Uint128,
        /// Normalized debt.
        normalized_debt: Uint128,
    }

    /// A position was offered to another holder.
    TransferOffered = "transfer_offered" {
        /// The position.
        position: PositionId,
        /// Its owner.
        owner: String,
        /// Who may accept.
        to: String,
    }

    /// An offer was withdrawn.
    TransferCancelled = "transfer_cancelled" {
        /// The position.
        position: PositionId,
        /// Its owner.
        owner: String,
    }

    /// A position has a new owner, no operators and no order.
    PositionTransferred = "position_transferred" {
        /// The position.
        position: PositionId,
        /// The old owner.
        from: String,
        /// The new owner.
        to: String,
    }

    /// An operator's scope was set; all false is a removal.
    OperatorSet = "operator_set" {
        /// The position.
        position: PositionId,
        /// Who may act.
        operator: String,
        /// May withdraw and close.
        withdraw: bool,
        /// May mint.
        mint: bool,
        /// May place orders.
        order: bool,
    }

    /// A type's index was brought to now.
    Accrued = "accrued" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// The debt index.
        index: Uint128,
        /// Debt of all positions.
        booked: Uint128,
        /// Surplus after it.
        surplus: Uint128,
    }

    /// Stablecoin was burned for a type.
    Settled = "settled" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Who paid.
        payer: String,
        /// Bad debt cancelled.
        bad_debt: Uint128,
        /// What went to the surplus.
        surplus: Uint128,
    }

    /// Surplus was set against bad debt.
    Netted = "netted" {
        /// The type whose surplus paid.
        collateral_type: CollateralTypeId,
        /// The type whose bad debt was paid.
        other: CollateralTypeId,
        /// How much.
        amount: Uint128,
    }

    /// Fees were minted and paid out.
    Collected = "collected" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// The stability pool's share, sent to liquidation.
        pool: Uint128,
        /// To the treasury.
        treasury: Uint128,
    }

    /// The other contracts were named.
    Wired = "wired" {
        /// The stablecoin.
        stablecoin: String,
        /// The oracle.
        oracle: String,
        /// Liquidation.
        liquidation: String,
    }

    /// A collateral type was listed.
    CollateralTypeListed = "collateral_type_listed" {
        /// Its number.
        collateral_type: CollateralTypeId,
        /// What is locked.
        asset: Asset,
        /// The feed that prices it.
        feed: String,
    }

    /// A type's parameters were replaced.
    RiskParamsSet = "risk_params_set" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// The mint ratio of a calm market.
        base_mint_ratio: Decimal,
        /// The fee.
        stability_fee: Decimal,
        /// The ceiling.
        debt_ceiling: Uint128,
    }

    /// Liquidation and target ratio are on their way.
    RampStarted = "ramp_started" {
        /// The type.
        collateral_type: CollateralTypeId,
        /// L at the end.
        liquidation_ratio: Decimal,
        /// R at the end.
        target_ratio: Decimal,
        /// When they arrive.
        end: u64,
    }

    /// A group's ceiling was set.
    GroupSet = "group_set" {
        /// The group.
        group: GroupId,
        /// Its ceiling.
        debt_ceiling: Uint128,
    }

    /// There is a new guardian.
    GuardianSet = "guardian_set" {
        /// The guardian.
        guardian: String,
    }

    /// Minting stands still.
    MintingPaused = "minting_paused" {
        /// Until when.
        until: u64,
    }

    /// Minting goes on.
    MintingResumed = "minting_resumed" {
        /// Who ended the pause.
        by: String,
    }

    /// The contract was created, was offered to another owner, or the offer was withdrawn or
    /// accepted.
    OwnershipChanged = "ownership_changed" {
        /// The owner now.
        owner: String,
        /// To whom it is offered; empty if to nobody.
        pending_owner: String,
    }
}

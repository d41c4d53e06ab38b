//! Messages and queries of liquidation.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Decimal, Uint128};
use cw20::Cw20ReceiveMsg;

use super::{AuctionOrder, AuctionParams};
use crate::{vault::Selection, Asset, AuctionId, CollateralTypeId};

/// Seconds that a deposit and its gains rest before they may leave: otherwise deposit, liquidate
/// and claim in one transaction would take most of the penalty without carrying any risk. Who deposits
/// just before a liquidation shares in it and carries the price's risk for as long.
pub const MINIMUM_REST: u64 = 3_600;

/// Creates liquidation. No funds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Who may hand over ownership and migrate: the chain's governance, or its timelock.
    pub owner: String,
    /// The vault that it seizes from.
    pub vault: String,
    /// The stablecoin that buyers pay with.
    pub stablecoin: String,
}

/// Moves liquidation to newer code. Refused for another contract's state, the same or an older
/// version.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// What liquidation does. No message takes coins; stablecoin arrives by cw20 send.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ExecuteMsg {
    /// A cw20 token's hook: [`ReceiveMsg`] inside. Only the stablecoin.
    Receive(Cw20ReceiveMsg),

    /// Liquidates unsafe positions with the pool as buyer, and auctions for what it cannot take on; the
    /// sender gets the keeper's reward at once, in collateral. By anyone. Refused: nothing unsafe, no
    /// room, no valid price.
    Liquidate {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Which positions.
        selection: Selection,
    },

    /// Takes stablecoin out of a pool. By its depositor. Refused: no deposit, zero, more than it has
    /// become, or within [`MINIMUM_REST`] of the last deposit. Gains stay to be claimed; what is
    /// left rests no longer.
    Withdraw {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Base units; none takes all.
        amount: Option<Uint128>,
    },

    /// Pays out a depositor's gains: collateral bought and yield. By the depositor.
    /// Refused: nothing to claim, or within [`MINIMUM_REST`] of the last deposit.
    Claim {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Sends what buyers have paid for a type to the vault, which burns it against bad debt.
    /// By anyone. Refused: nothing set aside.
    Settle {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Takes from an auction without capital: the sender gets the collateral first, is called with
    /// [`super::TakerMsg`] if it says with what, and then the cost is pulled out of the allowance that
    /// it gave this contract. By anyone, a contract or not. Refused: no such auction, one that is
    /// over, a frozen feed, a price above the worst accepted, dust left, a cost that cannot be pulled;
    /// then nothing of it has happened.
    Take {
        /// Which.
        auction: AuctionId,
        /// Most collateral wanted, base units; none takes all that is for sale.
        amount: Option<Uint128>,
        /// Highest price accepted, USD for a whole unit.
        worst_price: Decimal,
        /// What the sender is called with; none does not call it.
        callback: Option<Binary>,
    },

    /// Begins an auction again at today's price, for a small reward out of the lot; it gets a new
    /// number. A lot that is dust by now becomes surplus collateral. By anyone. Refused: no such
    /// auction, one that is not over, no valid price.
    Restart {
        /// Which.
        auction: AuctionId,
    },

    /// Pays out what was left of lots and could not go back into a position. By its owner. Refused:
    /// nothing to claim.
    ClaimLeftover {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Sets what a type's auctions go by from now on; running ones keep theirs. Until it is set, a
    /// type has no auctions. Only the owner. Refused: unknown type, a vault that is not wired, values
    /// out of bounds.
    SetAuctionParams {
        /// The type.
        collateral_type: CollateralTypeId,
        /// All of them, new.
        params: AuctionParams,
    },

    /// Auctions coins that the owner sends, to cover bad debt that nobody else is to pay: at most so much of
    /// the lot is sold as raises that, the rest is the owner's to claim. Only the owner, with coins of the
    /// type; a token by [`ReceiveMsg::SellReserve`]. Refused: other coins, no such bad debt, dust, no
    /// valid price.
    SellReserve {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// Auctions surplus collateral; what it brings is settled for the type. Only the owner. Refused:
    /// nothing there, more than there is, dust, no valid price.
    SellSurplus {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Base units; none sells all.
        amount: Option<Uint128>,
    },

    /// Offers the contract to another owner, who must accept; replaces an earlier offer. Only the
    /// owner. Refused: an end that has come already, or that the chain's clock cannot reach.
    TransferOwnership {
        /// Who may accept.
        new_owner: String,
        /// Until when, in unix seconds; none is without end.
        expires: Option<u64>,
    },

    /// Takes over the contract. Only the one it was offered to, in time.
    AcceptOwnership {},

    /// Withdraws the offer of the contract. Only the owner.
    CancelOwnershipTransfer {},
}

/// What stablecoin sent to liquidation is for. The hook's `sender` is the actor.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum ReceiveMsg {
    /// Adds to the sender's deposit in a pool; its rest starts again. Refused: unknown type.
    Deposit {
        /// The type whose risk is carried.
        collateral_type: CollateralTypeId,
    },

    /// As [`ExecuteMsg::Liquidate`]; what the pool cannot take, the sender buys with the stablecoin
    /// sent. What is not needed comes back.
    Liquidate {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Which positions.
        selection: Selection,
    },

    /// Takes from an auction with the stablecoin sent. What is not needed comes back. Refused: as
    /// [`ExecuteMsg::Take`], and stablecoin that buys nothing.
    Take {
        /// Which.
        auction: AuctionId,
        /// Most collateral wanted, base units; none takes what the stablecoin pays for.
        amount: Option<Uint128>,
        /// Highest price accepted, USD for a whole unit.
        worst_price: Decimal,
    },

    /// As [`ExecuteMsg::SellReserve`], with a cw20 token. The only message of another token than the
    /// stablecoin.
    SellReserve {
        /// The type of the token sent.
        collateral_type: CollateralTypeId,
    },

    /// Fees for a pool, which vest over 24 hours. Only the vault. The pool keeps so much that what has
    /// not vested is at most 1% of its room; the rest goes on to `otherwise` at once.
    Yield {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Who gets what is above: the treasury.
        otherwise: String,
    },
}

/// What liquidation answers.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Owner and the other contracts.
    #[returns(ConfigResponse)]
    Config {},
    /// One pool.
    #[returns(PoolResponse)]
    Pool {
        /// The type.
        collateral_type: CollateralTypeId,
    },
    /// All pools in order of type.
    #[returns(Vec<PoolResponse>)]
    Pools {
        /// Go on after this type.
        start_after: Option<CollateralTypeId>,
        /// How many.
        limit: Option<u32>,
    },
    /// One deposit as it stands now.
    #[returns(DepositResponse)]
    Deposit {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        depositor: String,
    },
    /// A pool's deposits by depositor.
    #[returns(Vec<DepositResponse>)]
    Deposits {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Go on after this depositor.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// What the buyers that pay at once can take on now, with `caller` base units of stablecoin from the
    /// caller.
    #[returns(crate::vault::Rooms)]
    Rooms {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Stablecoin the caller would send.
        caller: Uint128,
    },
    /// What a liquidation would do now: the vault's plan with the real rooms.
    #[returns(crate::vault::PlanResponse)]
    Plan {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Which positions.
        selection: Selection,
        /// Stablecoin the caller would send.
        caller: Uint128,
    },
    /// A type's bad debt as the vault books it, and what of it is paid already.
    #[returns(BadDebtResponse)]
    BadDebt {
        /// The type.
        collateral_type: CollateralTypeId,
    },
    /// One live auction.
    #[returns(super::AuctionResponse)]
    Auction {
        /// Which.
        auction: AuctionId,
    },
    /// A type's live auctions.
    #[returns(Vec<super::AuctionResponse>)]
    Auctions {
        /// The type.
        collateral_type: CollateralTypeId,
        /// In which order; by end if not told.
        order: Option<AuctionOrder>,
        /// Go on after this auction, by end.
        start_after: Option<AuctionId>,
        /// How many.
        limit: Option<u32>,
    },
    /// What a live auction costs at a time.
    #[returns(super::AuctionPriceResponse)]
    AuctionPrice {
        /// Which.
        auction: AuctionId,
        /// When, unix seconds; now if not told. Before the start it is the price of the start.
        at: Option<u64>,
    },
    /// What a take would give and cost now.
    #[returns(super::TakeResponse)]
    Take {
        /// Which.
        auction: AuctionId,
        /// Most collateral wanted; none takes all that is for sale.
        amount: Option<Uint128>,
        /// Stablecoin that would be sent; none is without limit.
        payment: Option<Uint128>,
    },
    /// What a type's auctions go by, and how much is under auction.
    #[returns(super::AuctionTotalsResponse)]
    AuctionTotals {
        /// The type.
        collateral_type: CollateralTypeId,
    },
    /// What an owner can claim of what was left of lots.
    #[returns(super::LeftoverResponse)]
    Leftover {
        /// The type.
        collateral_type: CollateralTypeId,
        /// Whose.
        owner: String,
    },
}

/// Answer to [`QueryMsg::Config`].
#[cw_serde]
pub struct ConfigResponse {
    /// Who may hand over ownership.
    pub owner: String,
    /// To whom the contract is offered.
    pub pending_owner: Option<String>,
    /// The vault.
    pub vault: String,
    /// The stablecoin.
    pub stablecoin: String,
}

/// Answer to [`QueryMsg::Pool`].
#[cw_serde]
pub struct PoolResponse {
    /// The type whose risk it carries.
    pub collateral_type: CollateralTypeId,
    /// The asset it gains.
    pub asset: Asset,
    /// Stablecoin deposited and not yet used.
    pub total: Uint128,
    /// What it can take on now: all but one whole stablecoin.
    pub room: Uint128,
    /// How often the product was scaled up.
    pub scale: u32,
    /// Yield that has not vested.
    pub unvested: Uint128,
    /// When it will have.
    pub vests_until: u64,
    /// Stablecoin paid for this type's debt and not yet sent to the vault.
    pub set_aside: Uint128,
}

/// Answer to [`QueryMsg::Deposit`].
#[cw_serde]
pub struct DepositResponse {
    /// Whose.
    pub depositor: String,
    /// What the deposit has become, base units, rounded down.
    pub amount: Uint128,
    /// Collateral to claim.
    pub collateral_gain: Uint128,
    /// Yield to claim.
    pub stablecoin_gain: Uint128,
    /// When the last deposit was made.
    pub since: u64,
    /// From when on deposit and gains may leave.
    pub free_from: u64,
}

/// Answer to [`QueryMsg::BadDebt`].
#[cw_serde]
pub struct BadDebtResponse {
    /// As the vault books it.
    pub booked: Uint128,
    /// Paid and set aside here, to be settled by anyone.
    pub set_aside: Uint128,
    /// What the type's auctions are still to raise.
    pub auctioned: Uint128,
    /// What nobody is to pay: booked - set aside - auctioned, never under zero.
    pub net: Uint128,
}

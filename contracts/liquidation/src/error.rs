//! What is refused, and why.

use ballast_guard::GuardError;
use ballast_math::{MathError, TakeError};
use ballast_types::{oracle::PriceError, AuctionId, CollateralTypeId};
use cosmwasm_std::{Addr, Decimal, OverflowError, StdError, Uint128};
use cw_utils::ParseReplyError;
use thiserror::Error;

/// A refusal, with both sides of the refused fact.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, a query, an address or a message's text could not be read.
    #[error(transparent)]
    Std(#[from] StdError),

    /// The pool's arithmetic has no answer.
    #[error(transparent)]
    Math(#[from] MathError),

    /// An amount does not fit its type.
    #[error(transparent)]
    Overflow(#[from] OverflowError),

    /// A stranger, unexpected coins, or a migration that does not go forward.
    #[error(transparent)]
    Guard(#[from] GuardError),

    /// Another token speaks the hook's language.
    #[error("expected a hook of the stablecoin {expected}, not of {sender}")]
    UnknownToken {
        /// The stablecoin.
        expected: Addr,
        /// Who called.
        sender: Addr,
    },

    /// Only the vault pays yield.
    #[error("expected yield of the vault {vault}, not of {sender}")]
    NotVault {
        /// The vault.
        vault: Addr,
        /// Who sent it.
        sender: Addr,
    },

    /// Nothing was sent, asked for, or is left.
    #[error("the amount is zero")]
    ZeroAmount,

    /// The vault has no such type, so there is nothing to deposit for.
    #[error("the vault does not answer for collateral type {collateral_type}: {reason}")]
    UnknownCollateralType {
        /// The type asked for.
        collateral_type: CollateralTypeId,
        /// The vault's words.
        reason: String,
    },

    /// Nobody has deposited for the type yet.
    #[error("collateral type {collateral_type} has no pool")]
    NoPool {
        /// The type asked for.
        collateral_type: CollateralTypeId,
    },

    /// The address has nothing in the type's pool.
    #[error("{depositor} has no deposit for collateral type {collateral_type}")]
    NoDeposit {
        /// The type asked for.
        collateral_type: CollateralTypeId,
        /// The address.
        depositor: Addr,
    },

    /// A deposit and its gains rest before they may leave.
    #[error("the deposit rests until {free_from}, now is {now}")]
    StillResting {
        /// When it may leave, unix seconds.
        free_from: u64,
        /// Now, unix seconds.
        now: u64,
    },

    /// More is asked for than the deposit has become.
    #[error("cannot withdraw {amount} of a deposit of {deposit}")]
    WithdrawExceedsDeposit {
        /// What the deposit is now.
        deposit: Uint128,
        /// What was asked for.
        amount: Uint128,
    },

    /// No gains since the last claim.
    #[error("{depositor} has nothing to claim for collateral type {collateral_type}")]
    NothingToClaim {
        /// The type asked for.
        collateral_type: CollateralTypeId,
        /// The address.
        depositor: Addr,
    },

    /// No buyer has paid for the type since the last settlement.
    #[error("nothing is set aside for collateral type {collateral_type}")]
    NothingSetAside {
        /// The type asked for.
        collateral_type: CollateralTypeId,
    },

    /// Nobody has said what the type's auctions go by.
    #[error("collateral type {collateral_type} has no auctions")]
    NoAuctions {
        /// The type.
        collateral_type: CollateralTypeId,
    },

    /// No live auction has this number: it never began, has ended, or was restarted under another.
    #[error("auction {auction} is not live")]
    UnknownAuction {
        /// The number.
        auction: AuctionId,
    },

    /// Its time is over, or its price under its floor: it can only be restarted.
    #[error("auction {auction} is over: its time ends at {ends_at}, now is {now}, its price {price}; restart it")]
    AuctionOver {
        /// Which.
        auction: AuctionId,
        /// USD for a whole unit now.
        price: Decimal,
        /// When it ends at the latest, unix seconds.
        ends_at: u64,
        /// Now, unix seconds.
        now: u64,
    },

    /// It can be taken from, so it is not restarted.
    #[error(
        "auction {auction} is not over: it ends at {ends_at}, now is {now}, its price {price}"
    )]
    AuctionNotOver {
        /// Which.
        auction: AuctionId,
        /// USD for a whole unit now.
        price: Decimal,
        /// When it ends at the latest, unix seconds.
        ends_at: u64,
        /// Now, unix seconds.
        now: u64,
    },

    /// The price has not fallen so far yet.
    #[error("the price is {price}, the worst accepted is {worst}")]
    WorstPriceExceeded {
        /// USD for a whole unit now.
        price: Decimal,
        /// The highest that the taker accepts.
        worst: Decimal,
    },

    /// Nothing can be taken that way.
    #[error(transparent)]
    Take(#[from] TakeError),

    /// No valid price to begin at; or a frozen feed, which stops takes too.
    #[error(transparent)]
    Price(#[from] PriceError),

    /// Nothing was left of this owner's lots, or it has been claimed.
    #[error("{owner} has nothing left over of auctions of collateral type {collateral_type}")]
    NoLeftover {
        /// The type asked for.
        collateral_type: CollateralTypeId,
        /// The address.
        owner: Addr,
    },

    /// A ratio of an auction's parameters.
    #[error("{what} is {value}, expected {min} to {max}")]
    AuctionParamOutOfBounds {
        /// Which.
        what: &'static str,
        /// Given.
        value: Decimal,
        /// Least.
        min: Decimal,
        /// Most.
        max: Decimal,
    },

    /// The dust of an auction's parameters.
    #[error("dust is {dust}, expected 1 to {max}")]
    DustOutOfBounds {
        /// Given.
        dust: Uint128,
        /// Most.
        max: Uint128,
    },

    /// The cap of the reward for a restart.
    #[error("restart reward cap is {cap} USD, expected at most {max_usd}")]
    RestartCapTooHigh {
        /// Given.
        cap: Decimal,
        /// Most.
        max_usd: u64,
    },

    /// Without an oracle there is no price to begin at.
    #[error("the vault is not wired to an oracle yet")]
    VaultNotWired,

    /// More surplus collateral is to be sold than there is.
    #[error("cannot sell {amount} of {held} surplus collateral")]
    NotSoMuchSurplus {
        /// There.
        held: Uint128,
        /// To be sold.
        amount: Uint128,
    },

    /// Not the asset of the type, or not one coin of it.
    #[error("expected {expected}, received {received}")]
    WrongFunds {
        /// The type's asset.
        expected: String,
        /// What came.
        received: String,
    },

    /// No bad debt that buyers and takers do not pay already.
    #[error(
        "no bad debt is left to cover: {booked} booked, {set_aside} paid and set aside, auctions are to \
         raise {auctioned}"
    )]
    NoBadDebt {
        /// As the vault books it.
        booked: Uint128,
        /// Paid and not settled yet.
        set_aside: Uint128,
        /// To be raised by auctions.
        auctioned: Uint128,
    },

    /// A lot worth less is not auctioned.
    #[error("{amount} of collateral is worth less than {dust}, too little for an auction")]
    DustForSale {
        /// To be sold.
        amount: Uint128,
        /// Least worth, stablecoin base units.
        dust: Uint128,
    },

    /// A reply to a message that was never sent.
    #[error("no reply has the number {id}")]
    UnknownReply {
        /// Its number.
        id: u64,
    },

    /// The vault refused, and the chain asks for a reply all the same.
    #[error("the vault did not seize: {reason}")]
    SeizeFailed {
        /// Its words.
        reason: String,
    },

    /// The vault's answer is not wrapped the way the chain wraps answers.
    #[error(transparent)]
    UnreadableReply(#[from] ParseReplyError),

    /// The vault seized and did not say what.
    #[error("the vault's reply to a seizure carries no data")]
    NoSeizeData,

    /// The vault would have a buyer pay more than it was said to have room for.
    #[error("a buyer with room for {room} cannot pay {pays}")]
    PaymentExceedsRoom {
        /// What the vault was told.
        room: Uint128,
        /// What it answers.
        pays: Uint128,
    },

    /// The vault shares out more collateral than it sent.
    #[error("cannot share {shares} of {seized} seized")]
    SharesExceedSeized {
        /// What was sent.
        seized: Uint128,
        /// Pool, caller, reward and lots together.
        shares: Uint128,
    },
}

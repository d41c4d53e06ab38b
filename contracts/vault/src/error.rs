//! What the vault refuses, with both sides of the refused fact.

use ballast_guard::GuardError;
use ballast_math::MathError;
use ballast_types::{oracle::PriceError, CollateralTypeId, GroupId, PositionId};
use cosmwasm_std::{Decimal, StdError, Uint128};
use thiserror::Error;

/// A refusal. Nothing has changed.
#[derive(Debug, PartialEq, Error)]
#[allow(missing_docs)] // each variant's text says what its fields are
pub enum ContractError {
    #[error(transparent)]
    Std(#[from] StdError),
    #[error(transparent)]
    Guard(#[from] GuardError),
    #[error(transparent)]
    Math(#[from] MathError),
    #[error(transparent)]
    Price(#[from] PriceError),

    // Who may call.
    #[error("only the guardian {guardian} may do this, not {sender}")]
    NotGuardian { sender: String, guardian: String },
    #[error("only the guardian {guardian} or the owner may do this, not {sender}")]
    NotGuardianOrOwner { sender: String, guardian: String },
    #[error("only the liquidation contract {liquidation} may seize, not {sender}")]
    NotLiquidation { sender: String, liquidation: String },
    #[error("position {position} belongs to {owner}; {sender} may not {action}")]
    NotAuthorised {
        position: PositionId,
        owner: String,
        sender: String,
        action: &'static str,
    },
    #[error("position {position} is offered to {offered_to}, not to {sender}")]
    NotOfferedTo {
        position: PositionId,
        offered_to: String,
        sender: String,
    },

    // What does not exist.
    #[error("there is no position {position}")]
    UnknownPosition { position: PositionId },
    #[error("there is no collateral type {collateral_type}")]
    UnknownCollateralType { collateral_type: CollateralTypeId },
    #[error("there is no group {group}")]
    UnknownGroup { group: GroupId },
    #[error("{operator} is no operator of position {position}")]
    UnknownOperator {
        position: PositionId,
        operator: String,
    },
    #[error("position {position} is of collateral type {actual}, the message names {named}")]
    PositionOfOtherType {
        position: PositionId,
        actual: CollateralTypeId,
        named: CollateralTypeId,
    },

    // Funds.
    #[error("expected one coin of {expected}, received {received}")]
    WrongFunds { expected: String, received: String },
    #[error("expected the token {expected}, received {received}")]
    WrongToken { expected: String, received: String },
    #[error("{what} of zero")]
    ZeroAmount { what: &'static str },
    #[error("the adjustment names nothing to change")]
    NothingToDo {},
    #[error("one message cannot both {one} and {other}")]
    Contradiction {
        one: &'static str,
        other: &'static str,
    },

    // Margins, ceilings, floors.
    #[error("collateral ratio {ratio} would be under the mint ratio {mint_ratio}")]
    RatioBelowMintRatio { ratio: Decimal, mint_ratio: Decimal },
    #[error("debt {debt} would be under the debt floor {floor}")]
    DebtBelowFloor { debt: Uint128, floor: Uint128 },
    #[error("debt {debt} of the type would exceed its ceiling {ceiling}")]
    DebtCeilingExceeded { ceiling: Uint128, debt: Uint128 },
    #[error(
        "debt {debt} of the type would exceed its line {line}, raised again from {next_raise} on"
    )]
    DebtLineExceeded {
        line: Uint128,
        debt: Uint128,
        next_raise: u64,
    },
    #[error("debt {debt} of group {group} would exceed its ceiling {ceiling}")]
    GroupCeilingExceeded {
        group: GroupId,
        ceiling: Uint128,
        debt: Uint128,
    },
    #[error("minting is paused until {until}, now is {now}")]
    MintingPaused { until: u64, now: u64 },
    #[error("position {position} has no debt to repay")]
    NoDebt { position: PositionId },
    #[error("position {position} has no debt, and no place in the order of risk")]
    NoRisk { position: PositionId },
    #[error("closing needs {debt}, {sent} was sent")]
    RepaymentTooSmall { debt: Uint128, sent: Uint128 },

    // Transfers and operators.
    #[error("position {position} is offered to nobody")]
    NotOffered { position: PositionId },
    #[error("position {position} belongs to {owner} already")]
    AlreadyOwner { position: PositionId, owner: String },
    #[error("position {position} has {most} operators, the most there can be")]
    TooManyOperators { position: PositionId, most: usize },
    #[error("an operator's scope must allow something")]
    EmptyScope {},

    // Orders.
    #[error("position {position} has no order")]
    NoOrder { position: PositionId },
    #[error("position {position} has a ratio of {ratio}, its order's trigger is {trigger}")]
    NotUnderTrigger {
        position: PositionId,
        ratio: Decimal,
        trigger: Decimal,
    },
    #[error(
        "the collateral of position {position} is worth {ratio} of its debt, its order sells above \
         {needed} only"
    )]
    CollateralScarce {
        position: PositionId,
        ratio: Decimal,
        needed: Decimal,
    },
    #[error(
        "{sent} is too little to fill the order of position {position}: neither all that is wanted of \
         a debt of {debt}, nor a part that leaves the debt floor {floor} and is worth a unit of collateral"
    )]
    FillTooSmall {
        position: PositionId,
        sent: Uint128,
        debt: Uint128,
        floor: Uint128,
    },
    #[error("the fill gives {collateral} of collateral, at least {minimum} was asked for")]
    FilledTooLittle {
        collateral: Uint128,
        minimum: Uint128,
    },
    #[error(
        "nothing in the reserve of position {position} can move in: {collateral} of collateral, and \
         {stablecoin} for a debt of {debt} with a floor of {floor}"
    )]
    NothingInReserve {
        position: PositionId,
        collateral: Uint128,
        stablecoin: Uint128,
        debt: Uint128,
        floor: Uint128,
    },
    #[error(
        "the order of position {position} has no place: the position has no debt or no collateral"
    )]
    NoOrderPlace { position: PositionId },

    // Seizing and the ledger.
    #[error(
        "nothing to seize: {looked_at} positions looked at, {safe} safe, {unknown} unknown or \
         without debt, {no_room} without room (pool and caller {room}, auctions {auctions} USD), \
         {arithmetic} beyond arithmetic"
    )]
    NothingSeized {
        looked_at: usize,
        safe: usize,
        unknown: usize,
        no_room: usize,
        arithmetic: usize,
        room: Uint128,
        auctions: Decimal,
    },
    #[error(
        "nothing to redeem with {affordable}: {looked_at} positions looked at from a ratio of 1 on, \
         {under_one} under it, {too_little} for which that is too little (neither all debt nor a \
         part that leaves the debt floor {floor}, or not worth a unit of collateral), {arithmetic} \
         beyond arithmetic"
    )]
    NothingRedeemed {
        affordable: Uint128,
        looked_at: usize,
        under_one: usize,
        too_little: usize,
        arithmetic: usize,
        floor: Uint128,
    },
    #[error("the redemption gives {collateral} of collateral, at least {minimum} was asked for")]
    RedeemedTooLittle {
        collateral: Uint128,
        minimum: Uint128,
    },
    #[error("{given} positions asked for, 1 to {most} can be redeemed from in one message")]
    RedemptionLimitOutOfBounds { given: u32, most: u32 },
    #[error(
        "{what} would lower the ratio of position {position}, from {collateral} for a debt of \
         {debt} to {collateral_after} for {debt_after}"
    )]
    RatioLowered {
        what: &'static str,
        position: PositionId,
        collateral: Uint128,
        debt: Uint128,
        collateral_after: Uint128,
        debt_after: Uint128,
    },
    #[error("{given} positions asked for, 1 to {most} can be liquidated in one message")]
    SelectionOutOfBounds { given: usize, most: u32 },
    #[error(
        "nothing to net: surplus {surplus}, own bad debt {bad_debt} of which auctions are to raise \
         {auctioned}, buffer {buffer}"
    )]
    NothingToNet {
        surplus: Uint128,
        bad_debt: Uint128,
        auctioned: Uint128,
        buffer: Uint128,
    },
    #[error("a type cannot be netted against itself: {collateral_type}")]
    NetWithItself { collateral_type: CollateralTypeId },
    #[error(
        "nothing to collect: revenue {revenue}, surplus {surplus}, bad debt {bad_debt}, \
         buffer {buffer}"
    )]
    NothingToCollect {
        revenue: Uint128,
        surplus: Uint128,
        bad_debt: Uint128,
        buffer: Uint128,
    },
    #[error("{amount} is set aside for type {collateral_type} and must be settled first")]
    Unsettled {
        collateral_type: CollateralTypeId,
        amount: Uint128,
    },

    // Governance.
    #[error("the other contracts are named already")]
    AlreadyWired {},
    #[error("the other contracts are not named yet")]
    NotWired {},
    #[error(
        "{stablecoin} has {decimals} decimals and minter {minter}; expected {expected} and {vault}"
    )]
    WrongStablecoin {
        stablecoin: String,
        decimals: u8,
        minter: String,
        expected: u8,
        vault: String,
    },
    #[error("{stablecoin} has a supply of {supply} and {cap}; expected no supply and no cap")]
    UsedStablecoin {
        stablecoin: String,
        supply: Uint128,
        cap: String,
    },
    #[error("liquidation {liquidation} works with vault {vault} and stablecoin {stablecoin}, not with this vault and the stablecoin named")]
    WrongLiquidation {
        liquidation: String,
        vault: String,
        stablecoin: String,
    },
    #[error("{token} has {actual} decimals, the message says {given}")]
    WrongDecimals {
        token: String,
        actual: u8,
        given: u8,
    },
    #[error("the stablecoin {stablecoin} cannot be its own collateral")]
    StablecoinAsCollateral { stablecoin: String },
    #[error("{asset} is collateral type {collateral_type} already")]
    AssetListed {
        asset: String,
        collateral_type: CollateralTypeId,
    },
    #[error("'{denom}' is no denom: 3 to 128 letters, digits and / : . _ -, a letter first")]
    InvalidDenom { denom: String },
    #[error("the oracle {oracle} knows no feed {feed}")]
    UnknownFeed { oracle: String, feed: String },
    #[error("{what} {value} must be {bound} {limit}")]
    RatioOutOfBounds {
        what: &'static str,
        value: Decimal,
        bound: &'static str,
        limit: Decimal,
    },
    #[error("the keeper's reward cap must be at most {max_usd} USD")]
    RewardCapTooHigh { max_usd: u64 },
    #[error("a ceiling interval of {seconds} s must be at most {max} s")]
    CeilingIntervalTooLong { seconds: u64, max: u64 },
    #[error("margin horizon of {seconds} seconds is longer than {max}")]
    MarginHorizonTooLong { seconds: u64, max: u64 },
    #[error("a debt floor of {floor} must be between 1 and {max} base units")]
    DebtFloorOutOfBounds { floor: Uint128, max: Uint128 },
    #[error("a ramp of {seconds} s must take {min} to {max} s")]
    RampOutOfBounds { seconds: u64, min: u64, max: u64 },
    #[error("a pause of {seconds} s must take 1 to {max} s")]
    PauseOutOfBounds { seconds: u64, max: u64 },
    #[error("minting may be paused again from {next_from} on, now is {now}")]
    PauseTooSoon { next_from: u64, now: u64 },
    #[error("minting is not paused")]
    NotPaused {},
    #[error("no more collateral types can be listed: {last} is the last number")]
    TooManyCollateralTypes { last: CollateralTypeId },
}

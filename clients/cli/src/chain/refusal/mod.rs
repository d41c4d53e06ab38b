//! Refusals of the contracts, by what they say: of the embedded chain as [`typed`] errors, of a real one
//! by their [`text`].

#[cfg(test)]
mod tests;
mod text;
mod typed;

use ballast_devchain::{Failure, Names};
use ballast_liquidation::ContractError as Liquidation;
use ballast_oracle::ContractError as Oracle;
use ballast_types::{AuctionId, PositionId};
use ballast_vault::ContractError as Vault;
use cosmwasm_std::Decimal;

/// What a contract refused, with the facts that a hint can be made of. Amounts are base units.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    BelowMintRatio {
        ratio: Decimal,
        mint_ratio: Decimal,
    },
    DebtBelowFloor {
        debt: u128,
        floor: u128,
    },
    AboveCeiling {
        ceiling: u128,
        debt: u128,
    },
    AboveLine {
        line: u128,
        debt: u128,
        next_raise: u64,
    },
    MintingPaused {
        until: u64,
    },
    NoPrice {
        feed: String,
    },
    Frozen {
        feed: String,
        until: u64,
    },
    NotFeeder {
        feed: String,
    },
    FromFuture {
        feed: String,
        published_at: u64,
        latest: u64,
    },
    NotGuardian {
        /// Its address.
        guardian: String,
        /// Whether the owner may too.
        or_owner: bool,
    },
    FreezeTooLong {
        seconds: u64,
    },
    FreezeTooSoon {
        feed: String,
        earliest: u64,
    },
    NotFrozen {
        feed: String,
        /// When the last freeze ended; zero where there was none.
        until: u64,
    },
    /// A foreign oracle says it.
    NotFed,
    Computed,
    NotForeign,
    ForeignAnswer {
        feed: String,
    },
    NotAuthorised {
        position: PositionId,
        owner: String,
    },
    NoDebt {
        position: PositionId,
    },
    TypeUnknown,
    Resting {
        free_from: u64,
    },
    MoreThanDeposit {
        deposit: u128,
        amount: u128,
    },
    NoDeposit,
    NothingToClaim,
    NothingSetAside,
    NothingUnsafe,
    NoRoom,
    NothingToRedeem {
        affordable: u128,
    },
    RedeemedTooLittle {
        collateral: u128,
        minimum: u128,
    },
    NoOrder {
        position: PositionId,
    },
    NotUnderTrigger {
        position: PositionId,
        ratio: Decimal,
        trigger: Decimal,
    },
    CollateralScarce {
        position: PositionId,
        ratio: Decimal,
        needed: Decimal,
    },
    FillTooSmall {
        position: PositionId,
        sent: u128,
        debt: u128,
        floor: u128,
    },
    FilledTooLittle {
        collateral: u128,
        minimum: u128,
    },
    NothingInReserve {
        position: PositionId,
        collateral: u128,
        stablecoin: u128,
        debt: u128,
        floor: u128,
    },
    NoOrderPlace {
        position: PositionId,
    },
    OrderOutOfBounds {
        term: OrderTerm,
        value: Decimal,
        /// `more than`, `at least` or `at most`.
        bound: &'static str,
        limit: Decimal,
    },
    NoAuctions,
    AuctionNotLive {
        auction: AuctionId,
    },
    AuctionOver {
        auction: AuctionId,
        ends_at: u64,
        now: u64,
    },
    AuctionNotOver {
        auction: AuctionId,
        price: Decimal,
        ends_at: u64,
    },
    PriceAboveWorst {
        price: Decimal,
        worst: Decimal,
    },
    DustToRaise {
        cost: u128,
        tab: u128,
        dust: u128,
    },
    DustOfLot {
        collateral: u128,
        lot: u128,
        dust: u128,
    },
    BuysNothing {
        price: Decimal,
    },
    NothingLeftOver,
    Other,
}

/// A term of a standing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderTerm {
    Trigger,
    Target,
    Discount,
}

impl OrderTerm {
    const ALL: [Self; 3] = [Self::Trigger, Self::Target, Self::Discount];

    /// As the vault calls it.
    pub fn as_told(self) -> &'static str {
        match self {
            Self::Trigger => "an order's trigger",
            Self::Target => "an order's target",
            Self::Discount => "an order's discount",
        }
    }
}

impl Reason {
    /// What a text says; [`Reason::Other`] if it is not known.
    pub fn of_text(text: &str) -> Self {
        text::reason(text)
    }
}

/// A contract's refusal: nothing has changed.
#[derive(Debug, thiserror::Error)]
#[error("{text}")]
pub struct Refusal {
    /// For programs.
    pub reason: Reason,
    /// What was refused, in one line.
    pub text: String,
    /// What can be done about it.
    pub hint: Option<String>,
}

/// What a failure of the embedded chain says.
pub fn of(failure: &Failure, names: &Names) -> Refusal {
    let vault = failure.refusal::<Vault>().map(typed::vault);
    let liquidation = || failure.refusal::<Liquidation>().map(typed::liquidation);
    let oracle = || failure.refusal::<Oracle>().map(typed::oracle);
    let reason = vault.or_else(liquidation).or_else(oracle);
    let reason = reason.unwrap_or(Reason::Other);
    let mut text = failure.to_string().replace('\n', " ");
    for (name, address) in names.accounts().chain(names.contracts()) {
        text = text.replace(address.as_str(), name);
    }
    Refusal {
        reason,
        text,
        hint: None,
    }
}

/// What a real chain says, in words in which `readable` has put names for addresses.
pub fn of_text(text: &str, readable: impl Fn(&str) -> String) -> Refusal {
    Refusal {
        reason: text::reason(text),
        text: readable(text),
        hint: None,
    }
}

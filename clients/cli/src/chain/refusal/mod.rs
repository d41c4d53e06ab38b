//! Refusals of the contracts, by what they say: of the embedded chain as typed errors, of a real one by
//! their [`text`].

#[cfg(test)]
mod tests;
mod text;

use ballast_devchain::{Failure, Names};
use ballast_liquidation::ContractError as Liquidation;
use ballast_types::{oracle::PriceError, PositionId};
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
    Other,
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
    let vault = failure.refusal::<Vault>().map(vault);
    let liquidation = || failure.refusal::<Liquidation>().map(liquidation);
    let reason = vault.or_else(liquidation).unwrap_or(Reason::Other);
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

fn vault(error: &Vault) -> Reason {
    match error {
        Vault::RatioBelowMintRatio { ratio, mint_ratio } => Reason::BelowMintRatio {
            ratio: *ratio,
            mint_ratio: *mint_ratio,
        },
        Vault::DebtBelowFloor { debt, floor } => Reason::DebtBelowFloor {
            debt: debt.u128(),
            floor: floor.u128(),
        },
        Vault::DebtCeilingExceeded { ceiling, debt }
        | Vault::GroupCeilingExceeded { ceiling, debt, .. } => Reason::AboveCeiling {
            ceiling: ceiling.u128(),
            debt: debt.u128(),
        },
        Vault::DebtLineExceeded {
            line,
            debt,
            next_raise,
        } => Reason::AboveLine {
            line: line.u128(),
            debt: debt.u128(),
            next_raise: *next_raise,
        },
        Vault::MintingPaused { until, .. } => Reason::MintingPaused { until: *until },
        Vault::Price(PriceError::Missing { feed } | PriceError::NotValid { feed, .. }) => {
            Reason::NoPrice { feed: feed.clone() }
        }
        Vault::NotAuthorised {
            position, owner, ..
        } => Reason::NotAuthorised {
            position: *position,
            owner: owner.clone(),
        },
        Vault::NoDebt { position } => Reason::NoDebt {
            position: *position,
        },
        Vault::UnknownCollateralType { .. } => Reason::TypeUnknown,
        Vault::NothingSeized { no_room: 0, .. } => Reason::NothingUnsafe,
        Vault::NothingSeized { .. } => Reason::NoRoom,
        Vault::NothingRedeemed { affordable, .. } => Reason::NothingToRedeem {
            affordable: affordable.u128(),
        },
        Vault::RedeemedTooLittle {
            collateral,
            minimum,
        } => Reason::RedeemedTooLittle {
            collateral: collateral.u128(),
            minimum: minimum.u128(),
        },
        _ => Reason::Other,
    }
}

fn liquidation(error: &Liquidation) -> Reason {
    match error {
        Liquidation::StillResting { free_from, .. } => Reason::Resting {
            free_from: *free_from,
        },
        Liquidation::WithdrawExceedsDeposit { deposit, amount } => Reason::MoreThanDeposit {
            deposit: deposit.u128(),
            amount: amount.u128(),
        },
        Liquidation::NoDeposit { .. } | Liquidation::NoPool { .. } => Reason::NoDeposit,
        Liquidation::NothingToClaim { .. } => Reason::NothingToClaim,
        Liquidation::NothingSetAside { .. } => Reason::NothingSetAside,
        Liquidation::UnknownCollateralType { .. } => Reason::TypeUnknown,
        _ => Reason::Other,
    }
}

//! What the contracts' error types say.

mod reports;

use ballast_liquidation::ContractError as Liquidation;
use ballast_math::TakeError;
use ballast_types::{oracle::PriceError, units};
use ballast_vault::ContractError as Vault;

use super::{OrderTerm, Reason};

pub use reports::oracle;

/// What an error of the vault says.
pub fn vault(error: &Vault) -> Reason {
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
        Vault::Price(error) => price(error),
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
        _ => order(error),
    }
}

/// Why there is no price.
fn price(error: &PriceError) -> Reason {
    match error {
        PriceError::Missing { feed } | PriceError::NotValid { feed, .. } => {
            Reason::NoPrice { feed: feed.clone() }
        }
        PriceError::Frozen { feed, until, .. } => Reason::Frozen {
            feed: feed.clone(),
            until: *until,
        },
        _ => Reason::Other,
    }
}

fn order(error: &Vault) -> Reason {
    match error {
        Vault::NoOrder { position } => Reason::NoOrder {
            position: *position,
        },
        Vault::NoOrderPlace { position } => Reason::NoOrderPlace {
            position: *position,
        },
        Vault::NotUnderTrigger {
            position,
            ratio,
            trigger,
        } => Reason::NotUnderTrigger {
            position: *position,
            ratio: *ratio,
            trigger: *trigger,
        },
        Vault::CollateralScarce {
            position,
            ratio,
            needed,
        } => Reason::CollateralScarce {
            position: *position,
            ratio: *ratio,
            needed: *needed,
        },
        Vault::FillTooSmall {
            position,
            sent,
            debt,
            floor,
        } => Reason::FillTooSmall {
            position: *position,
            sent: sent.u128(),
            debt: debt.u128(),
            floor: floor.u128(),
        },
        Vault::FilledTooLittle {
            collateral,
            minimum,
        } => Reason::FilledTooLittle {
            collateral: collateral.u128(),
            minimum: minimum.u128(),
        },
        _ => reserve(error),
    }
}

fn reserve(error: &Vault) -> Reason {
    match error {
        Vault::NothingInReserve {
            position,
            collateral,
            stablecoin,
            debt,
            floor,
        } => Reason::NothingInReserve {
            position: *position,
            collateral: collateral.u128(),
            stablecoin: stablecoin.u128(),
            debt: debt.u128(),
            floor: floor.u128(),
        },
        _ => terms(error),
    }
}

fn terms(error: &Vault) -> Reason {
    let Vault::RatioOutOfBounds {
        what,
        value,
        bound,
        limit,
    } = error
    else {
        return Reason::Other;
    };
    let mut terms = OrderTerm::ALL.into_iter();
    let term = terms.find(|term| term.as_told() == *what);
    term.map_or(Reason::Other, |term| Reason::OrderOutOfBounds {
        term,
        value: *value,
        bound,
        limit: *limit,
    })
}

/// What an error of liquidation says.
pub fn liquidation(error: &Liquidation) -> Reason {
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
        Liquidation::Price(error) => price(error),
        _ => auction(error),
    }
}

fn auction(error: &Liquidation) -> Reason {
    match error {
        Liquidation::NoAuctions { .. } => Reason::NoAuctions,
        Liquidation::UnknownAuction { auction } => Reason::AuctionNotLive { auction: *auction },
        Liquidation::AuctionOver {
            auction,
            ends_at,
            now,
            ..
        } => Reason::AuctionOver {
            auction: *auction,
            ends_at: *ends_at,
            now: *now,
        },
        Liquidation::AuctionNotOver {
            auction,
            price,
            ends_at,
            ..
        } => Reason::AuctionNotOver {
            auction: *auction,
            price: *price,
            ends_at: *ends_at,
        },
        Liquidation::WorstPriceExceeded { price, worst } => Reason::PriceAboveWorst {
            price: *price,
            worst: *worst,
        },
        Liquidation::NoLeftover { .. } => Reason::NothingLeftOver,
        Liquidation::Take(error) => take(error),
        _ => Reason::Other,
    }
}

fn take(error: &TakeError) -> Reason {
    match error {
        TakeError::DustTab { tab, cost, dust } => Reason::DustToRaise {
            cost: cost.u128(),
            tab: tab.u128(),
            dust: dust.u128(),
        },
        TakeError::DustLot {
            lot,
            collateral,
            dust,
        } => Reason::DustOfLot {
            collateral: collateral.u128(),
            lot: lot.u128(),
            dust: dust.u128(),
        },
        TakeError::Nothing { price, .. } => Reason::BuysNothing {
            price: units::price_decimal(*price),
        },
        TakeError::Math(_) => Reason::Other,
    }
}

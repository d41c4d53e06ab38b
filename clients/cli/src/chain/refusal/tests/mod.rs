//! Every refusal that a hint is made of, through its text.

mod orders;
mod reports;

use std::collections::BTreeSet;

use ballast_math::{Collateral, Debt, Price, TakeError};
use ballast_types::oracle::PriceError;
use cosmwasm_std::{Addr, Decimal, Uint128};

use super::{
    typed::{liquidation, oracle, vault},
    *,
};

/// One of every error of the vault that has a reason of its own.
fn of_vault() -> Vec<Vault> {
    let (position, sender) = (PositionId::new(1, 7), "wasm1sender".to_owned());
    let (debt, ceiling) = (Uint128::new(5_000_000), Uint128::new(4_000_000));
    let seized = |no_room| Vault::NothingSeized {
        looked_at: 3,
        safe: 1,
        unknown: 1,
        no_room,
        arithmetic: 0,
        room: Uint128::new(9),
        auctions: Decimal::zero(),
    };
    vec![
        Vault::RatioBelowMintRatio {
            ratio: Decimal::permille(1_428),
            mint_ratio: Decimal::percent(160),
        },
        Vault::DebtBelowFloor {
            debt,
            floor: ceiling,
        },
        Vault::DebtCeilingExceeded { ceiling, debt },
        Vault::GroupCeilingExceeded {
            group: 2,
            ceiling,
            debt,
        },
        Vault::DebtLineExceeded {
            line: ceiling,
            debt,
            next_raise: 1_700_000_000,
        },
        Vault::MintingPaused { until: 9, now: 8 },
        Vault::Price(PriceError::Missing { feed: "ETH".into() }),
        Vault::Price(PriceError::NotValid {
            feed: "BTC/USD".into(),
            from: 1,
            until: 2,
            now: 3,
        }),
        Vault::Price(PriceError::Frozen {
            feed: "BTC/USD".into(),
            until: 2,
            now: 1,
        }),
        Vault::NotAuthorised {
            position,
            owner: "wasm1owner".into(),
            sender,
            action: "withdraw from it",
        },
        Vault::NoDebt { position },
        Vault::UnknownCollateralType { collateral_type: 4 },
        seized(0),
        seized(1),
    ]
    .into_iter()
    .chain(of_redemption())
    .chain(orders::of_orders())
    .collect()
}

/// Those of redemption.
fn of_redemption() -> Vec<Vault> {
    let (less, more) = (Uint128::new(4_000_000), Uint128::new(5_000_000));
    vec![
        Vault::NothingRedeemed {
            affordable: less,
            looked_at: 32,
            under_one: 0,
            too_little: 32,
            arithmetic: 0,
            floor: more,
        },
        Vault::RedeemedTooLittle {
            collateral: less,
            minimum: more,
        },
    ]
}

/// The same of liquidation.
fn of_liquidation() -> Vec<Liquidation> {
    let (collateral_type, depositor) = (1, Addr::unchecked("wasm1depositor"));
    vec![
        Liquidation::StillResting {
            free_from: 5,
            now: 4,
        },
        Liquidation::WithdrawExceedsDeposit {
            deposit: Uint128::new(5),
            amount: Uint128::new(6),
        },
        Liquidation::NoDeposit {
            collateral_type,
            depositor: depositor.clone(),
        },
        Liquidation::NoPool { collateral_type },
        Liquidation::NothingToClaim {
            collateral_type,
            depositor,
        },
        Liquidation::NothingSetAside { collateral_type },
        Liquidation::UnknownCollateralType {
            collateral_type,
            reason: "there is none".into(),
        },
    ]
}

/// The same of auctions.
fn of_auctions() -> Vec<Liquidation> {
    let (collateral_type, auction) = (1, AuctionId::new(1, 7));
    let (price, ends_at, now) = (Decimal::permille(1_785_125), 9_000, 8_000);
    let (tab, cost, dust) = (Debt::new(150), Debt::new(60), Debt::new(100));
    let (lot, collateral) = (Collateral::new(900), Collateral::new(890));
    vec![
        Liquidation::NoAuctions { collateral_type },
        Liquidation::UnknownAuction { auction },
        Liquidation::AuctionOver {
            auction,
            price,
            ends_at,
            now,
        },
        Liquidation::AuctionNotOver {
            auction,
            price,
            ends_at,
            now,
        },
        Liquidation::WorstPriceExceeded {
            price,
            worst: Decimal::percent(178_500),
        },
        Liquidation::Take(TakeError::DustTab { tab, cost, dust }),
        Liquidation::Take(TakeError::DustLot {
            lot,
            collateral,
            dust,
        }),
        Liquidation::Take(TakeError::Nothing {
            budget: cost,
            price: Price::new(1_785_125_000_000_000_000_000),
        }),
        Liquidation::NoLeftover {
            collateral_type,
            owner: Addr::unchecked("wasm1owner"),
        },
        Liquidation::Price(PriceError::Missing { feed: "ETH".into() }),
    ]
}

/// The ways in which a chain hands a contract's words over.
fn as_a_chain_says(words: &str) -> [String; 3] {
    [
        words.to_owned(),
        format!("failed to execute message; message index: 0: {words}: execute wasm contract failed"),
        format!(
            "failed to execute message; message index: 0: dispatch: submessages: {words}: execute wasm \
             contract failed [CosmWasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:424] with gas used: \
             '202113': unknown request"
        ),
    ]
}

#[test]
fn a_text_says_what_its_error_said() {
    let vaults = of_vault();
    let vaults = vaults.iter().map(|error| (error.to_string(), vault(error)));
    let (others, auctions) = (of_liquidation(), of_auctions());
    let others = others
        .iter()
        .chain(&auctions)
        .map(|error| (error.to_string(), liquidation(error)));
    let oracles = reports::of_oracle();
    let oracles = oracles
        .iter()
        .map(|error| (error.to_string(), oracle(error)));
    for (words, expected) in vaults.chain(others).chain(oracles) {
        assert_ne!(expected, Reason::Other, "{words}");
        for text in as_a_chain_says(&words) {
            assert_eq!(text::reason(&text), expected, "{text}");
        }
    }
}

/// The number of a reason. A reason that is added must be given one here, and a sample above.
fn number(reason: &Reason) -> usize {
    match reason {
        Reason::BelowMintRatio { .. } => 0,
        Reason::DebtBelowFloor { .. } => 1,
        Reason::AboveCeiling { .. } => 2,
        Reason::AboveLine { .. } => 3,
        Reason::MintingPaused { .. } => 4,
        Reason::NoPrice { .. } => 5,
        Reason::NotAuthorised { .. } => 6,
        Reason::NoDebt { .. } => 7,
        Reason::TypeUnknown => 8,
        Reason::Resting { .. } => 9,
        Reason::MoreThanDeposit { .. } => 10,
        Reason::NoDeposit => 11,
        Reason::NothingToClaim => 12,
        Reason::NothingSetAside => 13,
        Reason::NothingUnsafe => 14,
        Reason::NoRoom => 15,
        Reason::NothingToRedeem { .. } => 16,
        Reason::RedeemedTooLittle { .. } => 17,
        Reason::NoAuctions => 18,
        Reason::AuctionNotLive { .. } => 19,
        Reason::AuctionOver { .. } => 20,
        Reason::AuctionNotOver { .. } => 21,
        Reason::PriceAboveWorst { .. } => 22,
        Reason::DustToRaise { .. } => 23,
        Reason::DustOfLot { .. } => 24,
        Reason::BuysNothing { .. } => 25,
        Reason::NothingLeftOver => 26,
        Reason::NoOrder { .. } => 27,
        Reason::NotUnderTrigger { .. } => 28,
        Reason::CollateralScarce { .. } => 29,
        Reason::FillTooSmall { .. } => 30,
        Reason::FilledTooLittle { .. } => 31,
        Reason::NothingInReserve { .. } => 32,
        Reason::NoOrderPlace { .. } => 33,
        Reason::OrderOutOfBounds { .. } => 34,
        Reason::Frozen { .. } => 35,
        Reason::NotFeeder { .. } => 36,
        Reason::FromFuture { .. } => 37,
        Reason::NotFed => 38,
        Reason::Computed => 39,
        Reason::NotForeign => 40,
        Reason::ForeignAnswer { .. } => 41,
        Reason::NotGuardian { .. } => 42,
        Reason::FreezeTooLong { .. } => 43,
        Reason::FreezeTooSoon { .. } => 44,
        Reason::NotFrozen { .. } => 45,
        Reason::Other => 46,
    }
}

#[test]
fn every_reason_has_a_sample() {
    let vaults = of_vault();
    let (others, auctions) = (of_liquidation(), of_auctions());
    let others = others.iter().chain(&auctions).map(liquidation);
    let oracles = reports::of_oracle();
    let reasons = vaults.iter().map(vault).chain(others);
    let reasons = reasons.chain(oracles.iter().map(oracle));
    let seen: BTreeSet<_> = reasons.map(|reason| number(&reason)).collect();
    assert_eq!(seen, (0..number(&Reason::Other)).collect());
}

#[test]
fn other_texts_have_no_reason() {
    let others = [
        Vault::ZeroAmount { what: "deposit" }.to_string(),
        Vault::NotPaused {}.to_string(),
        orders::other_ratio().to_string(),
        Vault::RepaymentTooSmall {
            debt: Uint128::new(2),
            sent: Uint128::new(1),
        }
        .to_string(),
        Vault::UnknownFeed {
            oracle: "wasm1o".into(),
            feed: "ETH".into(),
        }
        .to_string(),
        Liquidation::ZeroAmount.to_string(),
        "out of gas in location: ReadFlat; gasWanted: 10, gasUsed: 11".to_owned(),
        "debt  would be under the debt floor ".to_owned(),
        String::new(),
    ];
    for text in others {
        assert_eq!(text::reason(&text), Reason::Other, "{text}");
    }
}

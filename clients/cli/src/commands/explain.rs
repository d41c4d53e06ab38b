//! Refusals in people's words: amounts as they are typed, and what would be accepted instead.

mod auctions;
mod margin;
mod orders;
mod prices;

use ballast_types::{liquidation::AuctionResponse, vault::PositionResponse};
use cosmwasm_std::Event;

use crate::{
    chain::{Reason, Refusal},
    error::{CliError, CliResult},
    session::{Session, TypeInfo},
    text::{percent, percent_up, typed},
    time::{moment, span},
};

pub use prices::no_price;

/// What a refused operation was about.
#[derive(Debug, Clone, Copy)]
pub enum About<'a> {
    /// Opening a position of this type with so much collateral.
    Open(&'a TypeInfo, u128),
    /// A change of this position.
    Position(&'a PositionResponse, &'a TypeInfo),
    /// A pool or a liquidation of this type.
    Type(&'a TypeInfo),
    /// This auction.
    Auction(&'a AuctionResponse, &'a TypeInfo),
}

impl<'a> About<'a> {
    fn info(self) -> &'a TypeInfo {
        match self {
            Self::Open(info, _)
            | Self::Position(_, info)
            | Self::Type(info)
            | Self::Auction(_, info) => info,
        }
    }
}

/// The result of an operation, its refusal explained.
pub fn explained(
    result: CliResult<Vec<Event>>,
    session: &Session,
    about: About,
) -> CliResult<Vec<Event>> {
    result.map_err(|error| match error {
        CliError::Refused(refusal) => in_words(*refusal, session, about).into(),
        other => other,
    })
}

/// What a question was answered, a refusal to answer explained.
pub fn answered<T>(answer: CliResult<T>, session: &Session, about: About) -> CliResult<T> {
    answer.map_err(|error| {
        let text = error.to_string();
        match Reason::of_text(&text) {
            Reason::Other => error,
            reason => {
                let hint = None;
                in_words(Refusal { reason, text, hint }, session, about).into()
            }
        }
    })
}

/// What a contract would refuse, told before it is asked.
pub fn refused(reason: Reason, session: &Session, about: About) -> CliError {
    let refusal = Refusal {
        reason,
        text: String::new(),
        hint: None,
    };
    in_words(refusal, session, about).into()
}

fn in_words(mut refusal: Refusal, session: &Session, about: About) -> Refusal {
    if let Some(text) = text(&refusal.reason, session, about) {
        refusal.text = text;
    }
    refusal.hint = hint(&refusal.reason, session, about);
    refusal
}

fn text(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let usd = |amount: u128| typed(session.usd(), amount);
    Some(match reason {
        Reason::BelowMintRatio { ratio, mint_ratio } => format!(
            "the collateral ratio would be {}{}, under the mint ratio of {}{}",
            percent(*ratio),
            margin::at(session, about),
            percent_up(*mint_ratio),
            margin::why(about, *mint_ratio)
        ),
        Reason::DebtBelowFloor { debt, floor } => {
            format!(
                "the debt would be {}, under the debt floor of {}",
                usd(*debt),
                usd(*floor)
            )
        }
        Reason::AboveCeiling { ceiling, debt } => {
            format!(
                "all debt would be {}, above the ceiling of {}",
                usd(*debt),
                usd(*ceiling)
            )
        }
        Reason::AboveLine { line, debt, .. } => {
            format!(
                "the type's debt would be {}, above its line of {}",
                usd(*debt),
                usd(*line)
            )
        }
        Reason::MintingPaused { until } => format!("minting is paused until {}", moment(*until)),
        Reason::NotAuthorised { position, owner } => {
            let (name, owner) = (
                session.position_name(*position),
                session.chain.name_of(owner),
            );
            let actor = session.any_actor().unwrap_or("the sender");
            format!("{name} belongs to {owner}, not to {actor}")
        }
        Reason::NoDebt { position } => {
            format!("{} has no debt to repay", session.position_name(*position))
        }
        Reason::Resting { free_from } => {
            let left = free_from.saturating_sub(session.chain.now());
            format!("the deposit and its gains rest for {} more", span(left))
        }
        Reason::MoreThanDeposit { deposit, amount } => {
            format!(
                "{} is more than the deposit, which is {} now",
                usd(*amount),
                usd(*deposit)
            )
        }
        Reason::NothingUnsafe => "nothing to liquidate: no position asked for is unsafe".to_owned(),
        Reason::NoRoom => "nothing liquidated: the buyers have too little room".to_owned(),
        _ => {
            let of_type = || of_type(reason, session, about);
            return elsewhere(reason, session, about).or_else(of_type);
        }
    })
}

/// What is refused without a price, and by auctions and orders.
fn elsewhere(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let order = || orders::text(reason, session, about);
    let auction = || auctions::text(reason, session, about);
    prices::text(reason).or_else(auction).or_else(order)
}

fn of_type(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let info = about.info();
    let (actor, asset) = (session.any_actor()?, &info.asset.name);
    let units = |amount: u128| typed(&info.asset, amount);
    Some(match reason {
        Reason::NothingToRedeem { affordable } => {
            let affordable = typed(session.usd(), *affordable);
            format!("nothing to redeem with {affordable} and the fee")
        }
        Reason::RedeemedTooLittle {
            collateral,
            minimum,
        } => format!(
            "the redemption gives {}, less than {}",
            units(*collateral),
            units(*minimum)
        ),
        Reason::NoDeposit => format!("{actor} has no deposit in the pool of {asset}"),
        Reason::NothingToClaim => format!("{actor} has nothing to claim from the pool of {asset}"),
        Reason::NothingSetAside => format!("nothing is set aside for {asset}"),
        _ => return None,
    })
}

fn hint(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let usd = |amount: u128| typed(session.usd(), amount);
    match reason {
        Reason::BelowMintRatio { mint_ratio, .. } => margin::hint(session, about, *mint_ratio),
        Reason::DebtBelowFloor { floor, .. } => Some(format!(
            "a position owes nothing or at least {}: repay all of it, or mint enough",
            usd(*floor)
        )),
        Reason::AboveLine { next_raise, .. } => {
            Some(format!("the line is raised again at {}", moment(*next_raise)))
        }
        Reason::NotAuthorised { owner, .. } => {
            Some(format!("add --as {} to act as its owner", session.chain.name_of(owner)))
        }
        Reason::Resting { free_from } => {
            let left = free_from.saturating_sub(session.chain.now());
            let free = format!("they may leave at {}", moment(*free_from));
            Some(if session.chain.is_sandbox() {
                format!("{free}: `ballast sandbox advance {left}s`")
            } else {
                free
            })
        }
        Reason::MoreThanDeposit { .. } => Some("name no amount to take all".to_owned()),
        Reason::NothingUnsafe => {
            Some("`ballast position list --riskiest` shows who comes first".to_owned())
        }
        Reason::NothingToRedeem { .. } => Some(
            "a position is redeemed whole or down to the debt floor, if its ratio is at least 100%: \
             a larger AMOUNT or --limit reaches further"
                .to_owned(),
        ),
        Reason::RedeemedTooLittle { .. } => {
            Some("--preview shows what it gives now, --limit reaches further".to_owned())
        }
        Reason::NoRoom => Some(
            "deposit in the pool, take from its auctions, or add --with AMOUNT to buy with your own \
             stablecoin; a part must leave the debt floor"
                .to_owned(),
        ),
        _ => prices::hint(reason, session)
            .or_else(|| auctions::hint(reason, session, about))
            .or_else(|| orders::hint(reason, session, about)),
    }
}

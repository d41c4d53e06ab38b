//! Auctions: looking at them, taking from them, and what is to be done about them otherwise.

mod begun;
pub mod clock;
mod list;
mod show;
mod take;
pub mod view;

pub use begun::Begun;

use ballast_types::liquidation::{
    AuctionRestarted, AuctionStarted, ExecuteMsg, LeftoverClaimed, LotWrittenOff,
};
use cosmwasm_std::Event;
use serde_json::{json, Value};

use super::{
    calls,
    explain::{explained, About},
    receipts,
};
use crate::{
    auction_name::AuctionName,
    chain::{parsed, Contract},
    command::AuctionVerb,
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    text::typed,
};

/// Does what the verb says.
pub fn run(session: &mut Session, verb: &AuctionVerb) -> CliResult<Output> {
    match verb {
        AuctionVerb::List {
            collateral_type,
            is_cheapest_first,
        } => list::run(session, collateral_type.as_deref(), *is_cheapest_first),
        AuctionVerb::Show(name) => show::run(session, name),
        AuctionVerb::Take(taking) => take::run(session, taking),
        AuctionVerb::Restart(name) => restart(session, name),
        AuctionVerb::Claim { collateral_type } => claim(session, collateral_type),
    }
}

fn restart(session: &mut Session, name: &AuctionName) -> CliResult<Output> {
    let (auction, info) = session.auction(name)?;
    let info = info.clone();
    let msg = ExecuteMsg::Restart {
        auction: auction.auction,
    };
    let call = calls::plain(Contract::Liquidation, &msg)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Auction(&auction, &info))?;
    let restarted = parsed::<AuctionRestarted>(&events, Contract::Liquidation)?;
    let reward = restarted.iter().map(|it| it.reward.u128()).sum();
    let old = session.auction_name(auction.auction);
    let (outcome, after) = again(session, &info, &events)?;
    let human = format!(
        "{old} {outcome}; {}'s reward is {}",
        session.actor()?,
        typed(&info.asset, reward)
    );
    let (card, json) = after.unwrap_or_default();
    let json = json!({
        "restarted": old,
        "reward": reward.to_string(),
        "auction": json,
        "events": events,
    });
    receipts::done(session, format!("{human}\n\n{card}").trim_end(), json)
}

/// Under which name an auction goes on, with a look at it; or what has become of its lot.
fn again(
    session: &Session,
    info: &TypeInfo,
    events: &[Event],
) -> CliResult<(String, Option<(String, Value)>)> {
    let started = parsed::<AuctionStarted>(events, Contract::Liquidation)?;
    if let Some(started) = started.first() {
        let new = session.auction_name(started.auction);
        let auction = session.chain.auction(started.auction)?;
        let card = auction.map(|auction| show::card(session, &auction, info));
        return Ok((format!("begins again as {new}"), card.transpose()?));
    }
    let written_off = parsed::<LotWrittenOff>(events, Contract::Liquidation)?;
    let lot = written_off.iter().map(|it| it.amount.u128()).sum();
    let lot = typed(&info.asset, lot);
    let outcome =
        format!("does not begin again: {lot} is too little, and is surplus collateral now");
    Ok((outcome, None))
}

fn claim(session: &mut Session, name: &str) -> CliResult<Output> {
    let info = session.collateral_type(name)?.clone();
    let msg = ExecuteMsg::ClaimLeftover {
        collateral_type: info.id,
    };
    let call = calls::plain(Contract::Liquidation, &msg)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Type(&info))?;
    let claimed = parsed::<LeftoverClaimed>(&events, Contract::Liquidation)?;
    let amount: u128 = claimed.iter().map(|it| it.amount.u128()).sum();
    let human = format!("claimed {}", typed(&info.asset, amount));
    let json = json!({ "claimed": amount.to_string(), "events": events });
    receipts::done(session, &human, json)
}

//! What auctions refuse, in people's words.

use ballast_types::liquidation::AuctionResponse;
use cosmwasm_std::Decimal;

use super::About;
use crate::{
    chain::Reason,
    commands::auction::clock,
    session::Session,
    text::{exact_dollars, typed},
    time::{moment, span},
};

pub fn text(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let (usd, info) = (|amount: u128| typed(session.usd(), amount), about.info());
    let asset = |amount: u128| typed(&info.asset, amount);
    let name = &info.asset.name;
    Some(match reason {
        Reason::NoAuctions => format!("{name} has no auctions: nobody has set what they go by"),
        Reason::AuctionNotLive { auction } => format!(
            "{} is not live: it has ended, was restarted under another number, or never began",
            session.auction_name(*auction)
        ),
        Reason::AuctionOver {
            auction,
            ends_at,
            now,
        } => {
            let auction = session.auction_name(*auction);
            match now.checked_sub(*ends_at) {
                Some(since) => format!("{auction} is over since {}", span(since)),
                None => format!("{auction} is over: its price has fallen under its floor"),
            }
        }
        Reason::AuctionNotOver { auction, price, .. } => format!(
            "{} is not over: it can be taken from, at {} USD for a whole {name}",
            session.auction_name(*auction),
            exact_dollars(*price)
        ),
        Reason::PriceAboveWorst { price, worst } => format!(
            "a whole {name} costs {} USD, more than the {} USD accepted",
            exact_dollars(*price),
            exact_dollars(*worst)
        ),
        Reason::DustToRaise { cost, tab, dust } => format!(
            "paying {} would leave {} to be raised: a take leaves nothing or at least {}",
            usd(*cost),
            usd(tab.saturating_sub(*cost)),
            usd(*dust)
        ),
        Reason::DustOfLot {
            collateral,
            lot,
            dust,
        } => format!(
            "taking {} would leave {} in the lot: a take leaves nothing or what is worth at least {}",
            asset(*collateral),
            asset(lot.saturating_sub(*collateral)),
            usd(*dust)
        ),
        Reason::BuysNothing { price } => format!(
            "that buys no unit of {name} at {} USD for a whole one",
            exact_dollars(*price)
        ),
        Reason::NothingLeftOver => format!(
            "{} has nothing left over of auctions of {name}",
            session.any_actor().unwrap_or("the sender")
        ),
        _ => return None,
    })
}

pub fn hint(reason: &Reason, session: &Session, about: About) -> Option<String> {
    let name = |auction| session.auction_name(auction);
    Some(match (reason, about) {
        (Reason::AuctionNotLive { .. }, _) => session.live_auctions(Some(about.info())).ok()?,
        (Reason::AuctionOver { auction, .. }, _) => format!(
            "`ballast auction restart {}` begins it again at today's price, for a small reward",
            name(*auction)
        ),
        (
            Reason::AuctionNotOver {
                auction, ends_at, ..
            },
            _,
        ) => format!(
            "`ballast auction take {}`; it is over at {} at the latest",
            name(*auction),
            moment(*ends_at)
        ),
        (Reason::PriceAboveWorst { worst, .. }, About::Auction(auction, _)) => {
            falling(session, auction, *worst)?
        }
        (Reason::DustToRaise { .. } | Reason::DustOfLot { .. }, About::Auction(auction, _)) => {
            format!(
                "all of it costs {} now: `ballast auction take {}`",
                typed(session.usd(), auction.cost.u128()),
                name(auction.auction)
            )
        }
        (Reason::NothingLeftOver, _) => "what is left of a lot goes back into its position; only \
             where that is closed or has another owner is it to be claimed"
            .to_owned(),
        _ => return None,
    })
}

/// When the price is one that is accepted.
fn falling(session: &Session, auction: &AuctionResponse, worst: Decimal) -> Option<String> {
    let (name, now) = (session.auction_name(auction.auction), session.chain.now());
    let never = format!("{name} is over before it falls so far: what is restarted goes on falling");
    let Some(at) = clock::falls_to(auction, worst, now) else {
        return Some(never);
    };
    let then = session.chain.auction_price(auction.auction, at).ok()?;
    if then.is_over {
        return Some(never);
    }
    Some(format!(
        "{name} falls so far in {}, at {}",
        span(at.saturating_sub(now)),
        moment(at)
    ))
}

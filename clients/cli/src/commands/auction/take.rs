//! Takes with the account's own stablecoin.

use ballast_types::{
    liquidation::{AuctionResponse, AuctionTaken, LeftoverCredited, ReceiveMsg, TakeResponse},
    AuctionId,
};
use cosmwasm_std::{Decimal, Event, Uint128};
use serde_json::json;

use crate::{
    chain::{parsed, Contract},
    command::Taking,
    commands::{
        calls,
        explain::{answered, explained, About},
        receipts,
    },
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::pairs,
    text::{dollars, shown, typed},
};

const MINT: &str =
    "a part is enough, as --pay 200usd; `ballast position open 10eth --mint 5000usd` mints some";

/// Buys from an auction: for what it costs now, as far as the account can pay, or for as much as it
/// says. A price that has fallen meanwhile is only better, and what is not needed comes back.
pub fn run(session: &mut Session, taking: &Taking) -> CliResult<Output> {
    let (auction, info) = session.auction(&taking.auction)?;
    let info = info.clone();
    let about = About::Auction(&auction, &info);
    let wanted = taking.amount.as_ref();
    let wanted = wanted
        .map(|amount| session.units(amount, &info.asset))
        .transpose()?;
    let budget = budget(session, taking, &auction)?;
    let told = session.chain.take(auction.auction, wanted, Some(budget));
    let told = answered(told, session, about)?;
    let sent = taking.pay.as_ref().map_or(told.cost.u128(), |_| budget);
    let hook = order(auction.auction, wanted, taking.worst_price, &told);
    let call = calls::with_usd(session, sent, Contract::Liquidation, &hook)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, about)?;
    report(session, (&auction, &info), sent, &events)
}

/// The message with the stablecoin. Unless it is said otherwise, nothing above the price just told is
/// accepted.
fn order(
    auction: AuctionId,
    wanted: Option<u128>,
    worst_price: Option<Decimal>,
    told: &TakeResponse,
) -> ReceiveMsg {
    ReceiveMsg::Take {
        auction,
        amount: wanted.map(Uint128::new),
        worst_price: worst_price.unwrap_or(told.price),
    }
}

/// What may be spent. The account must hold what it says it pays, and something if it does not say.
fn budget(session: &Session, taking: &Taking, auction: &AuctionResponse) -> CliResult<u128> {
    if let Some(pay) = &taking.pay {
        let pay = session.units(pay, session.usd())?;
        session.ensure_holds(session.usd(), pay, MINT)?;
        return Ok(pay);
    }
    let held = session.chain.balance(session.actor()?, session.usd())?;
    if held == 0 && !auction.is_over {
        session.ensure_holds(session.usd(), auction.cost.u128().max(1), MINT)?;
    }
    Ok(held)
}

fn report(
    session: &Session,
    (auction, info): (&AuctionResponse, &TypeInfo),
    sent: u128,
    events: &[Event],
) -> CliResult<Output> {
    let taken = parsed::<AuctionTaken>(events, Contract::Liquidation)?;
    let credited = parsed::<LeftoverCredited>(events, Contract::Liquidation)?;
    let (usd, name) = (session.usd(), session.auction_name(auction.auction));
    let mut parts = vec![];
    for taken in taken.iter().filter(|it| it.auction == auction.auction) {
        let spot = session.spot(info)?;
        let spot = spot.map_or_else(|| "unknown".to_owned(), dollars);
        let price = format!("{} USD, spot is {spot}", dollars(taken.price));
        let back = sent.saturating_sub(taken.cost.u128());
        let mut rows = vec![("price", price)];
        if back > 0 {
            rows.push(("came back", shown(usd, back)));
        }
        rows.push(("to be raised", raised(session, taken)));
        let rest = rest(session, auction, taken, !credited.is_empty());
        let rest = format!("{}{rest}", shown(&info.asset, taken.lot.u128()));
        rows.push(("left of the lot", rest));
        parts.push(format!(
            "took {} for {} from {name}\n\n{}",
            typed(&info.asset, taken.collateral.u128()),
            typed(usd, taken.cost.u128()),
            pairs(rows)
        ));
    }
    let json = json!({
        "auction": name,
        "sent": sent.to_string(),
        "taken": taken,
        "is_live": taken.iter().all(|it| !it.tab.is_zero() && !it.lot.is_zero()),
        "credited": credited,
        "events": events,
    });
    receipts::done(session, &parts.join("\n\n"), json)
}

fn raised(session: &Session, taken: &AuctionTaken) -> String {
    let tab = shown(session.usd(), taken.tab.u128());
    match (taken.tab.is_zero(), taken.lot.is_zero()) {
        (true, _) => "nothing more: the auction has ended".to_owned(),
        (false, true) => format!("{tab} more, but the lot is sold: the auction has ended"),
        (false, false) => format!("{tab} more"),
    }
}

/// What becomes of the rest of a lot.
fn rest(
    session: &Session,
    auction: &AuctionResponse,
    taken: &AuctionTaken,
    is_credited: bool,
) -> String {
    let owner = auction.owner.as_deref().unwrap_or_default();
    match auction.position {
        _ if taken.lot.is_zero() => String::new(),
        _ if !taken.tab.is_zero() => ", for sale".to_owned(),
        None => ", surplus collateral again".to_owned(),
        Some(_) if is_credited => format!(", {}'s to claim", session.chain.name_of(owner)),
        Some(position) => format!(", back in {}", session.position_name(position)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_price_above_the_one_told_is_accepted() {
        let told = TakeResponse {
            price: Decimal::percent(178_500),
            collateral: Uint128::one(),
            cost: Uint128::one(),
            tab: Uint128::zero(),
            lot: Uint128::zero(),
        };
        let worst = |typed| match order(AuctionId::new(1, 1), None, typed, &told) {
            ReceiveMsg::Take { worst_price, .. } => worst_price,
            _ => Decimal::MAX,
        };
        assert_eq!(worst(None), told.price);
        assert_eq!(
            worst(Some(Decimal::percent(170_000))),
            Decimal::percent(170_000)
        );
    }
}

//! Fills with the account's own stablecoin.

use ballast_types::vault::{FillResponse, OrderFilled, PositionResponse, ReceiveMsg};
use cosmwasm_std::{Event, Uint128};
use serde_json::json;

use super::{ordered, worth::gain, Used};
use crate::{
    chain::{parsed, Contract},
    command::Filling,
    commands::{
        calls,
        explain::{answered, explained, About},
        position_view, receipts,
    },
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::pairs,
    text::{dollars, exact_usd, percent, shown, typed},
};

/// What is sent on top of what is wanted, one part in so many: fees go on until it arrives, and what
/// is too much comes back.
const MARGIN: u128 = 1_000;

/// What a minimum that is not named leaves for the price to move: a hundredth.
const SLACK: u128 = 100;

const MINT: &str =
    "a part is enough, as --pay 200usd; `ballast position open 10eth --mint 5000usd` mints some";

/// Fills an order with what is named, or with what is wanted as far as the account holds it.
pub fn run(session: &mut Session, filling: &Filling) -> CliResult<Output> {
    let (before, info) = ordered(session, &filling.position)?;
    let about = About::Position(&before, &info);
    let pay = filling.pay.as_ref();
    let pay = pay
        .map(|pay| session.units(pay, session.usd()))
        .transpose()?;
    let minimum = filling.minimum.as_ref();
    let minimum = minimum.map(|minimum| session.units(minimum, &info.asset));
    let minimum = minimum.transpose()?;
    session.ensure_holds(session.usd(), pay.unwrap_or_default(), MINT)?;
    let told = session
        .chain
        .fill(before.position, pay.unwrap_or(u128::MAX));
    let told = answered(told, session, about)?;
    let sent = pay.map_or_else(|| wanted(session, &told), Ok)?;
    let told = answered(session.chain.fill(before.position, sent), session, about)?;
    let hook = ReceiveMsg::Fill {
        position: before.position,
        minimum: Uint128::new(minimum.unwrap_or_else(|| least(&told))),
    };
    let call = calls::with_usd(session, sent, Contract::Vault, &hook)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, about)?;
    report(session, (&before, &info), sent, &events)
}

/// A minimum that is not named: the owner may change the terms before the fill arrives.
fn least(told: &FillResponse) -> u128 {
    let collateral = told.collateral.u128();
    collateral.saturating_sub(collateral.div_ceil(SLACK))
}

/// All that is wanted, or what the account holds if that is less.
fn wanted(session: &Session, told: &FillResponse) -> CliResult<u128> {
    let wanted = told.repaid.u128();
    let wanted = wanted.saturating_add(wanted / MARGIN).saturating_add(1);
    let held = session.chain.balance(session.actor()?, session.usd())?;
    if held == 0 {
        session.ensure_holds(session.usd(), told.repaid.u128().max(1), MINT)?;
    }
    Ok(held.min(wanted))
}

fn report(
    session: &Session,
    (before, info): (&PositionResponse, &TypeInfo),
    sent: u128,
    events: &[Event],
) -> CliResult<Output> {
    let filled = parsed::<OrderFilled>(events, Contract::Vault)?;
    let used = Used::of(events)?;
    let after = session.chain.find_position(before.position)?;
    let (usd, name) = (session.usd(), session.position_name(before.position));
    let spot = session.spot(info)?;
    let mut parts = vec![];
    for filled in &filled {
        let price = format!("{} USD before the discount", dollars(filled.price));
        let mut rows = vec![("price", price)];
        let gain = gain(info, [filled.taken, filled.repaid], spot);
        if let Some(gain) = gain {
            let gain = format!("{} {}", gain.number(session), usd.name);
            rows.push(("above spot", gain));
        }
        for used in used.told(session, info, filled.position) {
            rows.push(("its reserve", format!("{used} moved in first")));
        }
        if !filled.refunded.is_zero() {
            rows.push(("came back", exact_usd(usd, filled.refunded.u128())));
        }
        rows.push(("left in it", left(session, info, after.as_ref())));
        parts.push(format!(
            "took {} for {} from {name}\n\n{}",
            typed(&info.asset, filled.taken.u128()),
            typed(usd, filled.repaid.u128()),
            pairs(rows)
        ));
    }
    let position = after.map(|after| position_view::named(session, &after));
    let json = json!({
        "filled": filled,
        "reserve_used": used.json(),
        "sent": sent.to_string(),
        "position": position.transpose()?,
        "events": events,
    });
    receipts::done(session, &parts.join("\n\n"), json)
}

/// What the position is after it.
fn left(session: &Session, info: &TypeInfo, after: Option<&PositionResponse>) -> String {
    let Some(after) = after else {
        return "nothing".to_owned();
    };
    let collateral = shown(&info.asset, after.collateral.u128());
    if after.debt.is_zero() {
        return format!("{collateral}, without debt");
    }
    let debt = shown(session.usd(), after.debt.u128());
    match after.ratio {
        Some(ratio) => format!("{collateral} for a debt of {debt}, {}", percent(ratio)),
        None => format!("{collateral} for a debt of {debt}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundredth_less_than_told_is_accepted() {
        for (collateral, expected) in [(0, 0), (1, 0), (100, 99), (101, 99), (200, 198)] {
            let told = FillResponse {
                reserve_collateral: Uint128::zero(),
                reserve_repaid: Uint128::zero(),
                repaid: Uint128::one(),
                collateral: Uint128::new(collateral),
            };
            assert_eq!(least(&told), expected, "{collateral}");
        }
    }
}

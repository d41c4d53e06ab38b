//! Redeeming stablecoin for collateral.

use ballast_types::vault::{
    PositionRedeemed, PositionSnapshot, ReceiveMsg, Redeemed, RedemptionResponse,
};
use cosmwasm_std::{Decimal, Event, Uint128};
use serde_json::json;

use super::{
    calls,
    explain::{explained, no_price, About},
    receipts,
};
use crate::{
    chain::{parsed, Contract},
    command::Redemption,
    error::CliResult,
    output::Output,
    session::{Session, TypeInfo},
    table::{pairs, table, Align},
    text::{dollars, exact_usd, number, percent, shown},
};

/// What a minimum that is not named leaves for the price to move: a hundredth.
const SLACK: u128 = 100;

/// Redeems, or shows what it would give.
pub fn run(session: &mut Session, redemption: &Redemption) -> CliResult<Output> {
    let info = session
        .collateral_type(&redemption.collateral_type)?
        .clone();
    let amount = session.units(&redemption.amount, session.usd())?;
    let minimum = redemption.minimum.as_ref();
    let minimum = minimum.map(|minimum| session.units(minimum, &info.asset));
    let minimum = minimum.transpose()?;
    if !has_price(session, &info)? {
        return Err(no_price(session, &info));
    }
    let limit = redemption.limit;
    let would = session.chain.redemption(info.id, amount, limit)?;
    if redemption.is_preview {
        return preview(session, &info, &would);
    }
    let hint = "`ballast position open 10eth --mint 5000usd` mints some";
    session.ensure_holds(session.usd(), amount, hint)?;
    let least = would.collateral.u128();
    let least = least.saturating_sub(least.div_ceil(SLACK));
    let hook = ReceiveMsg::Redeem {
        collateral_type: info.id,
        limit,
        minimum: Uint128::new(minimum.unwrap_or(least)),
    };
    let call = calls::with_usd(session, amount, Contract::Vault, &hook)?;
    let result = session.execute(vec![call]);
    let events = explained(result, session, About::Type(&info))?;
    report(session, &info, &events)
}

fn has_price(session: &Session, info: &TypeInfo) -> CliResult<bool> {
    Ok(session.spot(info)?.is_some())
}

fn preview(session: &Session, info: &TypeInfo, would: &RedemptionResponse) -> CliResult<Output> {
    let rows = would.positions.iter().map(|it| {
        let left = it.debt.u128().saturating_sub(it.redeemed.u128());
        row(
            session,
            info,
            it.position,
            [it.redeemed, it.taken],
            Some(left),
        )
    });
    let rows: Vec<_> = rows.collect();
    let rates = (would.base_rate, would.base_rate_after);
    let paid = [would.redeemed, would.fee];
    let summary = summary(session, info, (paid, would.collateral), rates);
    let skipped = would.skipped.len();
    let human = format!(
        "at {} USD, {skipped} positions passed over\n\n{}\n\n{summary}",
        dollars(would.price),
        table(&COLUMNS, rows)
    );
    let asset = &info.asset.name;
    Output::new(human, &json!({ "asset": asset, "would": would }))
}

fn report(session: &Session, info: &TypeInfo, events: &[Event]) -> CliResult<Output> {
    let redeemed = parsed::<PositionRedeemed>(events, Contract::Vault)?;
    let after = parsed::<PositionSnapshot>(events, Contract::Vault)?;
    let totals = parsed::<Redeemed>(events, Contract::Vault)?;
    let rows = redeemed.iter().map(|it| {
        let left = after.iter().find(|left| left.position == it.position);
        let left = left.map(|left| left.debt.u128());
        row(session, info, it.position, [it.repaid, it.taken], left)
    });
    let mut human = table(&COLUMNS, rows.collect::<Vec<_>>());
    for total in &totals {
        let paid = [total.repaid, total.fee];
        let rate = (total.base_rate, total.base_rate);
        let summary = summary(session, info, (paid, total.collateral), rate);
        human = format!("{human}\n\n{summary}");
    }
    let json = json!({ "asset": info.asset.name, "redeemed": totals, "positions": redeemed });
    receipts::done(session, &human, json)
}

const COLUMNS: [(&str, Align); 4] = [
    ("position", Align::Left),
    ("redeemed", Align::Right),
    ("collateral", Align::Right),
    ("debt left", Align::Right),
];

fn row(
    session: &Session,
    info: &TypeInfo,
    position: ballast_types::PositionId,
    [redeemed, taken]: [Uint128; 2],
    left: Option<u128>,
) -> Vec<String> {
    vec![
        session.position_name(position),
        number(session.usd(), redeemed.u128()),
        number(&info.asset, taken.u128()),
        left.map_or_else(String::new, |left| number(session.usd(), left)),
    ]
}

/// What is paid, what it gives, and the base rate before and after.
fn summary(
    session: &Session,
    info: &TypeInfo,
    ([redeemed, fee], collateral): ([Uint128; 2], Uint128),
    (before, after): (Decimal, Decimal),
) -> String {
    let mut rows = vec![
        (
            "redeemed".to_owned(),
            exact_usd(session.usd(), redeemed.u128()),
        ),
        ("fee".to_owned(), exact_usd(session.usd(), fee.u128())),
        (
            "collateral".to_owned(),
            shown(&info.asset, collateral.u128()),
        ),
    ];
    if before != after {
        rows.push(("base rate now".to_owned(), percent(before)));
    }
    rows.push(("base rate after".to_owned(), percent(after)));
    pairs(rows)
}

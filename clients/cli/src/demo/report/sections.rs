//! The pictures with the words that go with them.

use cosmwasm_std::Uint128;

use super::figures;
use crate::{
    amount::{grouped, thousands},
    demo::{
        record::Record,
        scenario::{Collateral, Scenario},
        summary::Summary,
    },
    error::CliResult,
    time::moment,
};

/// Price, and debt repaid.
pub fn price(summary: &Summary, record: &Record) -> CliResult<String> {
    let totals = &summary.totals;
    let collateral = &summary.scenario.collateral;
    let text = format!(
        "<p>Above, the price that the oracle accepted: the median of the feeders' reports. Under it, \
         the debt repaid by liquidations in each hour. A position may be \
         liquidated at a collateral ratio under {}%; just enough is repaid to bring it back to {}%, \
         so one that keeps falling is seized again. {} seizures repaid ${}, the lowest price was \
         accepted on {} UTC.</p>",
        collateral.liquidation_ratio,
        collateral.base_mint_ratio,
        thousands(&totals.seizures.to_string()),
        grouped(totals.repaid.u128(), 6, 0),
        moment(summary.lowest_price_at),
    );
    let legend = legend(&[
        ("main", &format!("price of {}", collateral.called)),
        ("event", "debt repaid, by the hour"),
    ]);
    Ok(section(
        "Price and liquidations",
        &text,
        &figures::price(summary.scenario, record)?,
        &legend,
    ))
}

/// Those who bought first: the pool, or where there is none the auctions.
pub fn buyers(summary: &Summary, record: &Record) -> CliResult<String> {
    let (scenario, others) = (summary.scenario, others(summary));
    if scenario.pool == 0 {
        let legend = legend(&[("event", "what lots under auction were to raise")]);
        let text = format!("<p>There was no stability pool. {others}</p>");
        return Ok(section(
            "The auctions",
            &text,
            &figures::backlog(record)?,
            &legend,
        ));
    }
    let (totals, collateral) = (&summary.totals, &scenario.collateral);
    let text = format!(
        "<p>Depositors lent ${} to the stability pool. It paid ${} for debts and received {} \
         from the seized positions, as a rule {}% more than it paid at the prices of those hours. \
         {others}</p>",
        grouped(summary.pool_at_start.u128(), 6, 0),
        grouped(totals.pool_paid.u128(), 6, 0),
        whole(collateral, totals.pool_collateral),
        collateral.penalty,
    );
    let legend = legend(&[
        ("main", "stablecoin left in the pool"),
        ("event", &format!("{} bought", collateral.called)),
    ]);
    Ok(section(
        "The stability pool",
        &text,
        &figures::pool(scenario, record)?,
        &legend,
    ))
}

/// An amount of collateral without its fraction: `1,234 ether`.
fn whole(collateral: &Collateral, amount: Uint128) -> String {
    let number = grouped(amount.u128(), collateral.decimals, 0);
    format!("{number} {}", collateral.called)
}

/// Who bought what the pool could not.
fn others(summary: &Summary) -> String {
    let totals = &summary.totals;
    let dollars = |amount: Uint128| grouped(amount.u128(), 6, 0);
    let shown = |amount: Uint128| whole(&summary.scenario.collateral, amount);
    let auctions = &totals.auctions;
    let mut sentences = vec![];
    if auctions.begun > 0 {
        sentences.push(format!(
            "What found no buyer at once went under auction, at a price that falls until somebody takes \
             it: {} in {} lots. Takers bought {} for ${}; {} went back to the owners, and {} were still \
             under auction at the end.",
            shown(auctions.auctioned),
            thousands(&auctions.begun.to_string()),
            shown(auctions.sold),
            dollars(auctions.paid),
            shown(auctions.returned),
            shown(auctions.left),
        ));
    }
    if !totals.keeper_paid.is_zero() {
        sentences.push(format!(
            "Where the auctions were full too, the keeper bought at once: {} for ${}.",
            shown(totals.keeper_collateral),
            dollars(totals.keeper_paid)
        ));
    }
    if sentences.is_empty() {
        return "Nobody else had to buy.".to_owned();
    }
    sentences.join(" ")
}

/// Ratios before and after.
pub fn ratios(scenario: &Scenario, record: &Record) -> CliResult<String> {
    let moved = if record.after.is_empty() {
        "At the end none is left that owes anything."
    } else {
        "Those that were liquidated at one price were brought back to the same ratio and have moved together \
         since, which is why they stand in few columns."
    };
    let text = format!(
        "<p>Each column counts positions with a collateral ratio in a step of ten points. At first \
         they are spread from the mint ratio of {0}% upwards. {1} {2} positions owe nothing any more and \
         are not counted.</p>",
        scenario.collateral.base_mint_ratio,
        moved,
        record.without_debt
    );
    let legend = legend(&[("other", "before"), ("main", "after")]);
    Ok(section(
        "Collateral ratios",
        &text,
        &figures::ratios(scenario, record)?,
        &legend,
    ))
}

/// Debt, supply and the books.
pub fn debt(summary: &Summary, record: &Record) -> CliResult<String> {
    let [booked, bad_debt, surplus, minted, burned, left] = summary.books.terms();
    let text = format!(
        "<p>Stablecoin that buyers pay is burned when it is settled, so the supply follows the debt \
         down: the two lines lie on one another, but where lots wait for a buyer. At the end the books balance to the last base unit (a millionth of a dollar), and all \
         {} invariants hold:</p>\n<div class=\"equation\"><table>\n\
         <tr><td>debt of all positions</td><td>{booked}</td></tr>\n\
         <tr><td>+ bad debt</td><td>{bad_debt}</td></tr>\n\
         <tr><td>&minus; surplus (fees not paid out)</td><td>{surplus}</td></tr>\n\
         <tr class=\"sum\"><td>= minted {minted} &minus; burned {burned}</td><td>{left}</td></tr>\n\
         </table></div>",
        summary.invariants_checked,
    );
    let legend = legend(&[
        ("main", "debt of all positions"),
        ("other", "supply of the stablecoin"),
    ]);
    Ok(section(
        "Debt and supply",
        &text,
        &figures::debt(record)?,
        &legend,
    ))
}

/// A picture under its words.
fn section(title: &str, text: &str, picture: &str, legend: &str) -> String {
    format!(
        "<section>\n<h2>{title}</h2>\n{text}\n<figure>\n{picture}\n\
         <figcaption>{legend}</figcaption>\n</figure>\n</section>\n"
    )
}

/// What the colours of a picture mean.
fn legend(entries: &[(&str, &str)]) -> String {
    let entry = |(color, label): &(&str, &str)| {
        format!("<span><i style=\"background:var(--{color})\"></i>{label}</span>")
    };
    entries.iter().map(entry).collect::<Vec<_>>().concat()
}

//! The page: figures with the words that go with them.

use cosmwasm_std::Uint128;

use super::figures;
use crate::{
    amount::{grouped, thousands},
    demo::{
        record::{Record, Totals},
        summary::Summary,
    },
    error::CliResult,
    text::dollars,
    time::{moment, span},
};

/// The page's look.
const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn render(summary: &Summary, record: &Record) -> CliResult<String> {
    let mut body = String::new();
    body.push_str(&header(summary, record));
    body.push_str(&price(summary, record)?);
    body.push_str(&pool(summary, record)?);
    body.push_str(&ratios(record)?);
    body.push_str(&debt(summary, record)?);
    body.push_str(&table(summary));
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Ballast through March 2020</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    ))
}

fn header(summary: &Summary, record: &Record) -> String {
    let first = record
        .prices
        .first()
        .map(|(_, price)| *price)
        .unwrap_or_default();
    let touched = summary.liquidated_in_part + summary.liquidated_whole;
    let key = [
        (
            thousands(&summary.positions.to_string()),
            "positions opened",
        ),
        (thousands(&touched.to_string()), "of them liquidated"),
        (
            format!("${}", grouped(summary.books.bad_debt.u128(), 6, 0)),
            "bad debt at the end",
        ),
        (span(summary.longest_unsafe_seconds), "longest time unsafe"),
    ];
    let key = key
        .map(|(value, label)| format!("<div><b>{value}</b>{label}</div>"))
        .concat();
    format!(
        "<header>\n<p class=\"eyebrow\">Ballast, on the embedded chain</p>\n\
         <h1>Three days in March 2020</h1>\n\
         <p class=\"lead\">Ether opened at ${}, and on the 12th and 13th fell to ${}. Here the \
         contracts go through those days, from 11 to 13 March 2020, hour by hour: four feeders report \
         a price every five minutes, a keeper liquidates whoever becomes unsafe, the riskiest first, \
         a stability pool buys what is seized, and what it cannot take on goes under auction.</p>\n<div class=\"key\">{key}</div>\n</header>\n",
        dollars(first),
        dollars(summary.lowest_price),
    )
}

fn price(summary: &Summary, record: &Record) -> CliResult<String> {
    let totals = &summary.totals;
    let text = format!(
        "<p>Above, the price that the oracle accepted: the median of the feeders' reports. Under it, \
         the debt repaid by liquidations in each hour. A position may be \
         liquidated at a collateral ratio under 140%; just enough is repaid to bring it back to 160%, \
         so one that keeps falling is seized again. {} seizures repaid ${}, the lowest price was \
         accepted on {} UTC.</p>",
        thousands(&totals.seizures.to_string()),
        grouped(totals.repaid.u128(), 6, 0),
        moment(summary.lowest_price_at),
    );
    let legend = legend(&[
        ("main", "price of ether"),
        ("event", "debt repaid, by the hour"),
    ]);
    Ok(section(
        "Price and liquidations",
        &text,
        &figures::price(record)?,
        &legend,
    ))
}

fn pool(summary: &Summary, record: &Record) -> CliResult<String> {
    let totals = &summary.totals;
    let others = others(totals);
    let text = format!(
        "<p>Depositors lent ${} to the stability pool. It paid ${} for debts and received {} ether \
         from the seized positions, about a tenth more than it paid at the prices of those hours. \
         {others}</p>",
        grouped(summary.pool_at_start.u128(), 6, 0),
        grouped(totals.pool_paid.u128(), 6, 0),
        grouped(totals.pool_collateral.u128(), 18, 0),
    );
    let legend = legend(&[
        ("main", "stablecoin left in the pool"),
        ("event", "ether bought"),
    ]);
    Ok(section(
        "The stability pool",
        &text,
        &figures::pool(record)?,
        &legend,
    ))
}

/// Who bought what the pool could not.
fn others(totals: &Totals) -> String {
    let (ether, dollars) = (
        |amount: Uint128| grouped(amount.u128(), 18, 0),
        |amount: Uint128| grouped(amount.u128(), 6, 0),
    );
    let auctions = &totals.auctions;
    let mut sentences = vec![];
    if auctions.begun > 0 {
        sentences.push(format!(
            "What it could not take on went under auction, at a price that falls until somebody takes \
             it: {} ether in {} lots. The keeper took from them with its own stablecoin, {} ether for \
             ${}; {} ether went back to the owners, and {} were still under auction at the end.",
            ether(auctions.auctioned),
            thousands(&auctions.begun.to_string()),
            ether(auctions.sold),
            dollars(auctions.paid),
            ether(auctions.returned),
            ether(auctions.left),
        ));
    }
    if !totals.keeper_paid.is_zero() {
        sentences.push(format!(
            "Where the auctions were full too, the keeper bought at once: {} ether for ${}.",
            ether(totals.keeper_collateral),
            dollars(totals.keeper_paid)
        ));
    }
    if sentences.is_empty() {
        return "It never ran out, so nobody else had to buy.".to_owned();
    }
    sentences.join(" ")
}

fn ratios(record: &Record) -> CliResult<String> {
    let text = format!(
        "<p>Each column counts positions with a collateral ratio in a step of ten points. At first \
         they are spread from the mint ratio of 160% upwards. The fall took all of them down; those \
         that were liquidated at one price were brought back to the same 160% and have moved \
         together since, which is why they stand in few columns after the price came back from its \
         lowest. {} positions owe nothing any more and are not counted.</p>",
        record.without_debt
    );
    let legend = legend(&[("other", "before"), ("main", "after")]);
    Ok(section(
        "Collateral ratios",
        &text,
        &figures::ratios(record)?,
        &legend,
    ))
}

fn debt(summary: &Summary, record: &Record) -> CliResult<String> {
    let books = &summary.books;
    let units = |amount: cosmwasm_std::Uint128| thousands(&amount.to_string());
    let text = format!(
        "<p>Stablecoin that buyers pay is burned when it is settled, so the supply follows the debt \
         down: the two lines lie on one another, but where lots wait for a buyer. At the end the books balance to the last base unit (a millionth of a dollar), and all \
         {} invariants hold:</p>\n<div class=\"equation\"><table>\n\
         <tr><td>debt of all positions</td><td>{}</td></tr>\n\
         <tr><td>+ bad debt</td><td>{}</td></tr>\n<tr><td>&minus; surplus (fees not paid out)</td>\
         <td>{}</td></tr>\n<tr class=\"sum\"><td>= minted {} &minus; burned {}</td><td>{}</td></tr>\n\
         </table></div>",
        summary.invariants_checked,
        units(books.booked),
        units(books.bad_debt),
        units(books.surplus),
        units(books.minted),
        units(books.burned_by_vault),
        units(books.minted.saturating_sub(books.burned_by_vault)),
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

fn table(summary: &Summary) -> String {
    let row =
        |(label, value): (&str, String)| format!("<tr><td>{label}</td><td>{value}</td></tr>\n");
    let rows: Vec<_> = summary.rows().into_iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "<section>\n<h2>All figures</h2>\n<table class=\"figures\">\n{rows}</table>\n\
         <p class=\"note\">Made by <code>ballast demo --positions {} --seed {}</code>. The same \
         command gives the same figures: everything but the running time follows from the seed. With \
         <code>--write FILE</code> it writes every operation down, for <code>ballast replay</code>.\
         </p>\n</section>\n",
        summary.positions, summary.seed
    )
}

fn section(title: &str, text: &str, picture: &str, legend: &str) -> String {
    format!(
        "<section>\n<h2>{title}</h2>\n{text}\n<figure>\n{picture}\n\
         <figcaption>{legend}</figcaption>\n</figure>\n</section>\n"
    )
}

fn legend(entries: &[(&str, &str)]) -> String {
    let entry = |(color, label): &(&str, &str)| {
        format!("<span><i style=\"background:var(--{color})\"></i>{label}</span>")
    };
    entries.iter().map(entry).collect::<Vec<_>>().concat()
}

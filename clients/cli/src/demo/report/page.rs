//! The page: what was played, the pictures, and all figures.

use super::sections;
use crate::{
    amount::{grouped, thousands},
    demo::{record::Record, scenario::Scenario, summary::Summary},
    error::CliResult,
    text::quoted,
    time::{day, span},
};

/// The page's look.
const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn render(summary: &Summary, record: &Record) -> CliResult<String> {
    let mut body = String::new();
    body.push_str(&header(summary, record));
    body.push_str(&sections::price(summary, record)?);
    body.push_str(&sections::buyers(summary, record)?);
    body.push_str(&sections::ratios(summary.scenario, record)?);
    body.push_str(&sections::debt(summary, record)?);
    body.push_str(&table(summary));
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Ballast: {}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        summary.scenario.title
    ))
}

fn header(summary: &Summary, record: &Record) -> String {
    let first = record
        .prices
        .first()
        .map(|(_, price)| *price)
        .unwrap_or_default();
    let opened = summary.other_positions + usize::try_from(summary.positions).unwrap_or_default();
    let touched = summary.liquidated_in_part + summary.liquidated_whole;
    let key = [
        (thousands(&opened.to_string()), "positions opened"),
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
    let Scenario {
        name,
        about,
        title,
        collateral,
        pool,
        ..
    } = summary.scenario;
    let buyers = match pool {
        0 => "and what is seized goes under auction",
        _ => "a stability pool buys what is seized, and what it cannot take on goes under auction",
    };
    format!(
        "<header>\n<p class=\"eyebrow\">Ballast, on the embedded chain: {name}</p>\n\
         <h1>{title}</h1>\n\
         <p class=\"lead\">The market opened with {} at ${}, and on {} it was at ${}. Here the contracts go \
         through those days hour by hour: of five feeders three report the market's price every five minutes, one \
         lies and one is dead, a keeper liquidates whoever becomes unsafe, the riskiest first, {buyers}. ({})</p>\n\
         <div class=\"key\">{key}</div>\n</header>\n",
        collateral.called,
        quoted(first),
        day(summary.lowest_price_at),
        quoted(summary.lowest_price),
        about.replace('`', ""),
    )
}

fn table(summary: &Summary) -> String {
    let row =
        |(label, value): (&str, String)| format!("<tr><td>{label}</td><td>{value}</td></tr>\n");
    let rows: Vec<_> = summary.rows().into_iter().map(row).collect();
    let rows = rows.concat();
    format!(
        "{}<section>\n<h2>All figures</h2>\n<table class=\"figures\">\n{rows}</table>\n\
         <p class=\"note\">Made by <code>ballast demo --scenario {} --positions {} --seed {}</code>. The same \
         command gives the same figures: everything but the running time follows from the seed. With \
         <code>--write FILE</code> it writes every operation down, for <code>ballast replay</code>.\
         </p>\n</section>\n",
        outcome(summary),
        summary.scenario.name,
        summary.positions,
        summary.seed
    )
}

/// What all scenarios are compared by.
fn outcome(summary: &Summary) -> String {
    let cells = |cells: [String; 4]| {
        let cells = cells.map(|cell| format!("<td>{}</td>", cell.trim()));
        format!("<tr>{}</tr>\n", cells.concat())
    };
    let rows = summary.outcome.rows(summary.scenario).map(cells).concat();
    format!(
        "<section>\n<h2>What came of it</h2>\n<table class=\"figures outcome\">\n\
         <tr><th></th><th>usd</th><th>of liquidated</th><th></th></tr>\n{rows}</table>\n</section>\n"
    )
}

//! How an auction's price should fall: lots sold along every embedded table, curve against curve.
//!
//! At every quarter of an hour a lot starts as a liquidation makes it (debt 1, tab 1.02, collateral
//! worth 1.10, with and without the largest cushion), at 1.05 of the market's price. Takers with
//! several margins look at it in every block, less often, or not at all for its first hours.
//!
//! Losses are shares of the debt. Bad debt is what was not raised; what an owner loses is the
//! difference to a sale at the market's price.

// Figures of a simulation: nothing here holds money, and digits beyond the fifteenth do not matter.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::indexing_slicing
)]

mod curves;
mod lot;
mod market;
mod report;

use std::ops::RangeInclusive;

use ballast_devchain::paths::{CsvError, Table};

use curves::Curve;
use lot::{sell, Taker, Terms};
use market::Market;
use report::{section, Sample};

/// Seconds between two starts, and between two lengths of an absence.
const QUARTER: u64 = 900;
/// Seconds of a table after its last start.
const REST: u64 = 12 * 3_600;

/// Collateral of a lot at its start, as a factor of the debt: without a cushion, and with the
/// largest at a liquidation ratio of 140%.
const VALUES: [f64; 2] = [1.10, 1.428];

const MARGINS: [(&str, f64); 4] = [
    ("margin 2%", 0.02),
    ("margin 5%", 0.05),
    ("margin 10%", 0.10),
    ("margin 25%", 0.25),
];

/// Name, seconds between looks, quarters of an hour away: from lot to lot one after the other of
/// the range.
const WATCHES: [(&str, u64, RangeInclusive<u64>); 6] = [
    ("every block", 6, 0..=0),
    ("every 5 minutes", 300, 0..=0),
    ("every hour", 3_600, 0..=0),
    ("every 90 minutes", 5_400, 0..=0),
    ("away 1 to 2 h", 6, 4..=8),
    ("away 2 to 4 h", 6, 8..=16),
];

/// The floor of the first three auctions of a lot, and a higher one for comparison.
const FLOORS: [(&str, f64); 2] = [("floor 40%", 0.40), ("floor 70%", 0.70)];

fn main() -> Result<(), CsvError> {
    let curves = curves::all();
    let mut samples = vec![];
    for table in Table::ALL {
        samples.extend(sell_along(&Market::of(table)?, &curves));
    }
    let (every, raised): (Vec<&Sample>, Vec<&Sample>) = samples
        .iter()
        .partition(|sample| sample.floor == FLOORS[0].0);
    let lows: Vec<&Sample> = every.iter().filter(|one| one.at_new_low).copied().collect();
    section("By market", &every, |sample| sample.market);
    section("By market, lots begun at a new low", &lows, |one| {
        one.market
    });
    section("By the takers' watch", &every, |sample| sample.watch);
    section("By the takers' margin", &every, |sample| sample.margin);
    section("By market, floor 70%", &raised, |sample| sample.market);
    Ok(())
}

/// Every lot of a market, sold by every curve to every taker.
fn sell_along(market: &Market, curves: &[Curve]) -> Vec<Sample> {
    let last = (market.duration() - REST) / QUARTER;
    let lots = (0..=last).flat_map(|lot| curves.iter().map(move |curve| (lot, curve)));
    lots.flat_map(|(lot, curve)| sell_lot(market, lot, curve))
        .collect()
}

/// The lot begun in one quarter of an hour, sold by one curve to every taker.
fn sell_lot(market: &Market, lot: u64, curve: &Curve) -> Vec<Sample> {
    let start = lot * QUARTER;
    let at_new_low = market.is_new_low(start);
    let mut samples = vec![];
    for (watch, every, absences) in WATCHES {
        let lengths = absences.end() - absences.start() + 1;
        let away = (absences.start() + lot % lengths) * QUARTER;
        for (margin_name, margin) in MARGINS {
            let taker = Taker {
                margin,
                every,
                away,
            };
            for (floor_name, floor) in FLOORS {
                let terms = Terms { curve, floor };
                samples.extend(VALUES.map(|value| Sample {
                    curve: curve.name,
                    floor: floor_name,
                    market: market.name,
                    watch,
                    margin: margin_name,
                    at_new_low,
                    outcome: sell(market, start, value, terms, taker),
                }));
            }
        }
    }
    samples
}

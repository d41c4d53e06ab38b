//! The four pictures of the report.

use cosmwasm_std::{Decimal, Uint128};
use plotters::{
    chart::ChartBuilder,
    element::Rectangle,
    series::{AreaSeries, LineSeries},
    style::{Color, RGBColor, ShapeStyle},
};

use super::{
    plane::{plane, Chart, Unit},
    svg::{label, picture, shade, EVENT, GRID, INK, MAIN, OTHER},
};
use crate::{
    demo::{
        record::{HourRecord, Record},
        scenario::Scenario,
    },
    error::CliResult,
};

/// Ratios are counted in steps of a tenth, from this one.
const FIRST_RATIO: u32 = 10;

/// Steps above the highest ratio at which a borrower opens.
const ABOVE: u64 = 5;

type Drawn = Result<(), Box<dyn std::error::Error>>;

/// Price, and the debt repaid in each hour.
pub fn price(scenario: &Scenario, record: &Record) -> CliResult<String> {
    let called = scenario.collateral.called;
    picture(
        460,
        &format!("Price of {called} and debt repaid by the hour"),
        |area| -> Drawn {
            let (above, under) = area.split_vertically(280);
            let start = record.hours.first().map_or(0, |hour| hour.time);
            let at = |time: u64| hours_between(start, time);
            let points: Vec<_> = record
                .prices
                .iter()
                .map(|(time, price)| (at(*time), decimal(*price)))
                .collect();
            let low = points.iter().map(|(_, y)| *y).fold(f64::MAX, f64::min);
            let mut chart = plane(&above, record, (low * 0.94, top(&points)), Unit::Dollars)?;
            chart.draw_series(AreaSeries::new(points.clone(), low * 0.94, shade(MAIN)))?;
            chart.draw_series(LineSeries::new(points, MAIN.stroke_width(2)))?;
            let repaid = thousands(record, |hour| hour.repaid, 9);
            let bars = |(hour, repaid): &(f64, f64)| {
                Rectangle::new(
                    [(*hour + 0.12, 0.0), (*hour + 0.88, *repaid)],
                    EVENT.filled(),
                )
            };
            let mut chart = plane(&under, record, (0.0, top(&repaid)), Unit::Thousands)?;
            Ok(chart.draw_series(repaid.iter().map(bars)).map(drop)?)
        },
    )
}

/// What is in the pool, and what it has bought.
pub fn pool(scenario: &Scenario, record: &Record) -> CliResult<String> {
    let collateral = &scenario.collateral;
    let called = collateral.called;
    picture(
        420,
        &format!("Stablecoin in the pool and {called} it has bought"),
        |area| -> Drawn {
            let (above, under) = area.split_vertically(210);
            let mut left = thousands(record, |hour| hour.pool, 9);
            let at_start = thousand(record.pool_at_start, 9);
            left = shifted(&left, at_start);
            let mut chart = plane(&above, record, (0.0, top(&left)), Unit::Thousands)?;
            area_and_line(&mut chart, &left, MAIN)?;
            let bought = bought(record, collateral.decimals);
            let mut chart = plane(&under, record, (0.0, top(&bought)), Unit::Thousands)?;
            area_and_line(&mut chart, &bought, EVENT)
        },
    )
}

/// What lots under auction were to raise.
pub fn backlog(record: &Record) -> CliResult<String> {
    picture(
        260,
        "Stablecoin that lots under auction were to raise",
        |area| -> Drawn {
            let waiting = shifted(&thousands(record, |hour| hour.waiting, 9), 0.0);
            let mut chart = plane(area, record, (0.0, top(&waiting)), Unit::Thousands)?;
            area_and_line(&mut chart, &waiting, EVENT)
        },
    )
}

/// Debt of all positions and stablecoin in existence.
pub fn debt(record: &Record) -> CliResult<String> {
    picture(
        300,
        "Debt of all positions and supply of the stablecoin",
        |area| -> Drawn {
            // Nobody is liquidated in the first hour: its end stands for its beginning.
            let line = |points: Vec<(f64, f64)>| {
                let first = points.first().map_or(0.0, |(_, value)| *value);
                shifted(&points, first)
            };
            let debt = line(thousands(record, |hour| hour.debt, 9));
            let supply = line(thousands(record, |hour| hour.supply, 9));
            let mut chart = plane(
                area,
                record,
                (0.0, top(&supply).max(top(&debt))),
                Unit::Thousands,
            )?;
            chart.draw_series(LineSeries::new(supply, OTHER.stroke_width(9)))?;
            chart.draw_series(LineSeries::new(debt, MAIN.stroke_width(2)))?;
            Ok(())
        },
    )
}

/// How many positions stand at which ratio, before and after.
pub fn ratios(scenario: &Scenario, record: &Record) -> CliResult<String> {
    let last = u32::try_from(scenario.ratios.1 / 1_000 + ABOVE).unwrap_or(u32::MAX);
    picture(
        320,
        "Positions by collateral ratio, before and after",
        |area| -> Drawn {
            let count = |ratios: &[Decimal]| counted(ratios, last);
            let (before, after) = (count(&record.before), count(&record.after));
            let highest = top(&before).max(top(&after));
            let (from, to) = (f64::from(FIRST_RATIO) * 10.0, f64::from(last) * 10.0);
            let mut chart = ChartBuilder::on(area)
                .margin_right(40)
                .margin_top(8)
                .x_label_area_size(34)
                .y_label_area_size(64)
                .build_cartesian_2d(from..to, 0.0..highest)?;
            let ratio = |ratio: &f64| {
                let open_end = if *ratio >= to { "+" } else { "" };
                format!("{ratio:.0}%{open_end}")
            };
            chart
                .configure_mesh()
                .disable_x_mesh()
                .bold_line_style(GRID)
                .light_line_style(GRID.mix(0.0))
                .axis_style(INK)
                .label_style(label())
                .x_label_formatter(&ratio)
                .x_labels(10)
                .y_labels(5)
                .y_label_formatter(&|count: &f64| format!("{count:.0}"))
                .draw()?;
            chart.draw_series(columns(&before, 0.8, ShapeStyle::from(&OTHER).filled()))?;
            chart.draw_series(columns(&after, 5.2, ShapeStyle::from(&MAIN).filled()))?;
            Ok(())
        },
    )
}

fn columns(
    counts: &[(f64, f64)],
    offset: f64,
    style: ShapeStyle,
) -> impl Iterator<Item = Rectangle<(f64, f64)>> + '_ {
    counts.iter().map(move |(ratio, count)| {
        let left = ratio + offset;
        Rectangle::new([(left, 0.0), (left + 4.0, *count)], style)
    })
}

/// Counts of ratios in steps of a tenth; what lies beyond either end is in the last step there.
fn counted(ratios: &[Decimal], last: u32) -> Vec<(f64, f64)> {
    let mut counts = vec![0u32; usize::try_from(last - FIRST_RATIO).unwrap_or_default()];
    let end = counts.len().saturating_sub(1);
    for ratio in ratios {
        let step = ratio.atomics() / Uint128::new(10u128.pow(17));
        let step = step.saturating_sub(FIRST_RATIO.into()).u128();
        let place = usize::try_from(step).map_or(end, |step| step.min(end));
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let ratio = |step: u32| f64::from(FIRST_RATIO + step) * 10.0;
    (0..)
        .zip(counts)
        .map(|(step, count)| (ratio(step), f64::from(count)))
        .collect()
}

fn area_and_line(chart: &mut Chart, points: &[(f64, f64)], color: RGBColor) -> Drawn {
    chart.draw_series(AreaSeries::new(points.to_vec(), 0.0, shade(color)))?;
    chart.draw_series(LineSeries::new(points.to_vec(), color.stroke_width(2)))?;
    Ok(())
}

/// The value at the end of each hour, with the one before the first.
fn shifted(points: &[(f64, f64)], first: f64) -> Vec<(f64, f64)> {
    let later = points.iter().map(|(hour, value)| (hour + 1.0, *value));
    [(0.0, first)].into_iter().chain(later).collect()
}

/// Thousands of whole units that the pool has bought.
fn bought(record: &Record, decimals: u8) -> Vec<(f64, f64)> {
    let digits = u32::from(decimals) + 3;
    shifted(&thousands(record, |hour| hour.pool_collateral, digits), 0.0)
}

/// A figure of each hour in thousands of units of ten to the power of `digits - 3`.
fn thousands(
    record: &Record,
    figure: impl Fn(&HourRecord) -> u128,
    digits: u32,
) -> Vec<(f64, f64)> {
    let start = record.hours.first().map_or(0, |hour| hour.time);
    let point = |hour: &HourRecord| {
        (
            hours_between(start, hour.time),
            thousand(figure(hour), digits),
        )
    };
    record.hours.iter().map(point).collect()
}

fn thousand(amount: u128, digits: u32) -> f64 {
    let amount = Decimal::from_atomics(amount, digits).unwrap_or(Decimal::MAX);
    decimal(amount)
}

/// A little above the highest point.
fn top(points: &[(f64, f64)]) -> f64 {
    points.iter().map(|(_, y)| *y).fold(1e-3, f64::max) * 1.08
}

fn hours_between(start: u64, time: u64) -> f64 {
    u32::try_from(time.saturating_sub(start))
        .map_or(f64::MAX, |seconds| f64::from(seconds) / 3_600.0)
}

/// The nearest float: good enough to draw.
fn decimal(decimal: Decimal) -> f64 {
    decimal.to_string().parse().unwrap_or_default()
}

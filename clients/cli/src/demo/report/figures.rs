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
    demo::record::{HourRecord, Record},
    error::CliResult,
};

/// Ratios are counted in steps of a tenth, from the first to the last.
const RATIOS: (u32, u32) = (10, 55);

type Drawn = Result<(), Box<dyn std::error::Error>>;

/// Price, and the debt repaid in each hour.
pub fn price(record: &Record) -> CliResult<String> {
    picture(
        460,
        "Price of ether and debt repaid by the hour",
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
pub fn pool(record: &Record) -> CliResult<String> {
    picture(
        420,
        "Stablecoin in the pool and ether it has bought",
        |area| -> Drawn {
            let (above, under) = area.split_vertically(210);
            let mut left = thousands(record, |hour| hour.pool, 9);
            let at_start = thousand(record.pool_at_start, 9);
            left = shifted(&left, at_start);
            let mut chart = plane(&above, record, (0.0, top(&left)), Unit::Thousands)?;
            area_and_line(&mut chart, &left, MAIN)?;
            let bought = shifted(&thousands(record, |hour| hour.pool_collateral, 21), 0.0);
            let mut chart = plane(&under, record, (0.0, top(&bought)), Unit::Thousands)?;
            area_and_line(&mut chart, &bought, EVENT)
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
pub fn ratios(record: &Record) -> CliResult<String> {
    picture(
        320,
        "Positions by collateral ratio, before and after",
        |area| -> Drawn {
            let (before, after) = (counted(&record.before), counted(&record.after));
            let highest = top(&before).max(top(&after));
            let (from, to) = (f64::from(RATIOS.0) * 10.0, f64::from(RATIOS.1) * 10.0);
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
fn counted(ratios: &[Decimal]) -> Vec<(f64, f64)> {
    let mut counts = vec![0u32; usize::try_from(RATIOS.1 - RATIOS.0).unwrap_or_default()];
    let last = counts.len().saturating_sub(1);
    for ratio in ratios {
        let step = ratio.atomics() / Uint128::new(10u128.pow(17));
        let step = step.saturating_sub(RATIOS.0.into()).u128();
        let place = usize::try_from(step).map_or(last, |step| step.min(last));
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let ratio = |step: u32| f64::from(RATIOS.0 + step) * 10.0;
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

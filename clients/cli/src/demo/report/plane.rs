//! Planes that share the time axis.

use plotters::{
    backend::SVGBackend,
    chart::{ChartBuilder, ChartContext},
    coord::types::RangedCoordf64,
    prelude::Cartesian2d,
    style::Color,
};

use super::{
    hours::Hours,
    svg::{label, Area, GRID, INK},
};
use crate::{
    demo::record::Record,
    time::{day, moment},
};

/// What a figure is counted in.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    Dollars,
    /// Thousands of whole units.
    Thousands,
}

/// A plane to draw on, hours across.
pub type Chart<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<Hours, RangedCoordf64>>;

/// A plane over all hours with marks at midnight and noon.
pub fn plane<'a>(
    area: &Area<'a>,
    record: &Record,
    (low, high): (f64, f64),
    unit: Unit,
) -> Result<Chart<'a>, Box<dyn std::error::Error>> {
    let start = record.hours.first().map_or(0, |hour| hour.time);
    let hours = Hours::new(start, u32::try_from(record.hours.len())?);
    let mut chart = ChartBuilder::on(area)
        .margin_right(40)
        .margin_top(8)
        .x_label_area_size(34)
        .y_label_area_size(64)
        .build_cartesian_2d(hours, low..high)?;
    let value = |value: &f64| match unit {
        Unit::Dollars if high < 10.0 => format!("${value:.2}"),
        Unit::Dollars => format!("${value:.0}"),
        Unit::Thousands if *value >= 1_000.0 => format!("{}M", value / 1_000.0),
        Unit::Thousands if *value > 0.0 => format!("{value}k"),
        Unit::Thousands => "0".to_owned(),
    };
    chart
        .configure_mesh()
        .bold_line_style(GRID)
        .light_line_style(GRID.mix(0.0))
        .axis_style(INK)
        .label_style(label())
        .y_labels(5)
        .x_label_formatter(&|hour: &f64| when(start, *hour))
        .y_label_formatter(&value)
        .draw()?;
    Ok(chart)
}

fn when(start: u64, hour: f64) -> String {
    let hours: u64 = format!("{hour:.0}").parse().unwrap_or_default();
    let time = start + hours * 3_600;
    match moment(time).get(11..16) {
        Some("00:00") => day(time),
        time => time.unwrap_or_default().to_owned(),
    }
}

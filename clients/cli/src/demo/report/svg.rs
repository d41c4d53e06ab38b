//! Pictures in the page's colours: `plotters` draws with stand-ins, which become CSS variables, so
//! that a picture follows the page from light to dark.

use plotters::{
    backend::SVGBackend,
    coord::Shift,
    prelude::{DrawingArea, IntoDrawingArea, RGBColor},
    style::{Color, IntoFont, RGBAColor, TextStyle},
};

use crate::error::{CliError, CliResult};

/// Where a picture is drawn.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// Text and axes.
pub const INK: RGBColor = RGBColor(1, 1, 1);
/// Lines of the grid.
pub const GRID: RGBColor = RGBColor(2, 2, 2);
/// The main thing.
pub const MAIN: RGBColor = RGBColor(3, 3, 3);
/// What happens to it.
pub const EVENT: RGBColor = RGBColor(4, 4, 4);
/// What it is held against.
pub const OTHER: RGBColor = RGBColor(5, 5, 5);

/// Stand-ins with the variables that take their places.
const VARIABLES: [(&str, &str); 5] = [
    ("#010101", "var(--quiet)"),
    ("#020202", "var(--grid)"),
    ("#030303", "var(--main)"),
    ("#040404", "var(--event)"),
    ("#050505", "var(--other)"),
];

/// Width of every picture, in its own units.
pub const WIDTH: u32 = 960;

/// A picture of a height, drawn by `draw`, as an `svg` element with a name for those who cannot see
/// it.
pub fn picture<E: std::fmt::Display>(
    height: u32,
    name: &str,
    draw: impl FnOnce(&Area) -> Result<(), E>,
) -> CliResult<String> {
    let failed = |error: &dyn std::fmt::Display| CliError::Drawing(error.to_string());
    let mut text = String::new();
    {
        let area = SVGBackend::with_string(&mut text, (WIDTH, height)).into_drawing_area();
        draw(&area).map_err(|error| failed(&error))?;
        area.present().map_err(|error| failed(&error))?;
    }
    for (stand_in, variable) in VARIABLES {
        text = text.replace(stand_in, variable);
    }
    let sized = format!("<svg width=\"{WIDTH}\" height=\"{height}\"");
    Ok(text.replacen(
        &sized,
        &format!("<svg role=\"img\" aria-label=\"{name}\""),
        1,
    ))
}

/// Letters on axes.
pub fn label() -> TextStyle<'static> {
    ("sans-serif", 15).into_font().color(&INK)
}

/// A lighter shade of a colour, for areas.
pub fn shade(color: RGBColor) -> RGBAColor {
    color.mix(0.18)
}

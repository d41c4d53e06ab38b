//! The curves that are compared, as factors of an auction's first price.

use ballast_math::{auction_price, Price, AUCTION_DURATION};

use crate::market::BLOCK;

/// Seconds between the points of an exponential curve.
const STEP: u64 = 900;
const SIX_HOURS: u64 = 21_600;
const TWO_HOURS: u64 = 7_200;

/// How an auction's price falls.
pub struct Curve {
    pub name: &'static str,
    /// The factor in every block until the auction is over.
    factors: Vec<f64>,
}

impl Curve {
    fn new(name: &'static str, duration: u64, factor: impl Fn(u64) -> f64) -> Self {
        let blocks = (0..duration).step_by(BLOCK);
        Self {
            name,
            factors: blocks.map(factor).collect(),
        }
    }

    /// The factor so many seconds after the beginning; nothing once the auction is over.
    pub fn factor(&self, elapsed: u64) -> Option<f64> {
        let block = usize::try_from(elapsed).ok()? / BLOCK;
        self.factors.get(block).copied()
    }
}

/// Every curve, the contracts' own last.
pub fn all() -> Vec<Curve> {
    vec![
        stairs("stairs, 0.904", 0.904),
        smooth("smooth, 0.904", 0.904),
        smooth("smooth, 0.817", 0.817),
        smooth("smooth, 0.951", 0.951),
        smooth("smooth, 0.975", 0.975),
        line("line, 6 hours", SIX_HOURS),
        line("line, 2 hours", TWO_HOURS),
        hour("0.904, one hour"),
        own("auction_price"),
    ]
}

/// An exponential that falls at once, by `per_step`, every quarter of an hour.
pub fn stairs(name: &'static str, per_step: f64) -> Curve {
    Curve::new(name, SIX_HOURS, |elapsed| power(per_step, elapsed / STEP))
}

/// An exponential whose points, a quarter of an hour apart, are joined by straight lines.
pub fn smooth(name: &'static str, per_step: f64) -> Curve {
    joined(name, |step| power(per_step, step))
}

/// 0.904 for an hour, then through the floor of 40% within a quarter, and on to a tenth.
fn hour(name: &'static str) -> Curve {
    joined(name, |step| match step {
        0..=4 => power(0.904, step),
        _ => power(0.904, 4) * 0.54 * power(0.93, step - 5),
    })
}

/// Points a quarter of an hour apart, joined by straight lines.
fn joined(name: &'static str, point: impl Fn(u64) -> f64) -> Curve {
    Curve::new(name, SIX_HOURS, |elapsed| {
        let (from, to) = (point(elapsed / STEP), point(elapsed / STEP + 1));
        from + (to - from) * fraction(elapsed % STEP, STEP)
    })
}

/// A straight line to zero.
pub fn line(name: &'static str, duration: u64) -> Curve {
    Curve::new(name, duration, |elapsed| 1.0 - fraction(elapsed, duration))
}

/// The one that the contracts use.
fn own(name: &'static str) -> Curve {
    Curve::new(name, AUCTION_DURATION, |elapsed| {
        let price = auction_price(Price::new(10u128.pow(18)), elapsed);
        price.u128() as f64 / 1e18
    })
}

/// By repeated multiplication, so that every machine gets the same digits.
fn power(base: f64, exponent: u64) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * base)
}

fn fraction(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

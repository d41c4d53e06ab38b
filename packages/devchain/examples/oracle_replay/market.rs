//! What an asset trades at, second by second: the tables tell hours, and what happened within one is assumed.

use ballast_devchain::paths::{CsvError, Hour, Table};
use ballast_math::Price;

use crate::draw::draw;

/// Seconds between two knots of a path, of which an hour has three.
const LEG: usize = 1_200;
/// The same where the market moves twenty times as fast as it did.
const FAST_LEG: usize = 60;
/// Seconds between two draws of the noise.
const NOISE_STEP: usize = 15;
/// Largest noise, millionths of the price.
const NOISE: u64 = 5_000;
const MILLION: u128 = 1_000_000;
/// An hour that ranges over so much of its opening price is one of a crash (or of a recovery).
const CRASH: f64 = 0.05;

/// What the market does between two knots of the hourly figures (open, nearer extreme, other extreme, close).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A straight line.
    Line,
    /// The line and a noise of at most half a per cent either way, drawn anew every 15 seconds and joined by
    /// straight lines.
    Noise,
    /// All at once, in the second after the knot: just after the feeders of that beat have looked.
    Jump,
    /// A straight line, but the knots are a minute apart: the market moves twenty times as fast as it did.
    Fast,
}

impl Shape {
    pub const ALL: [Self; 4] = [Self::Line, Self::Noise, Self::Jump, Self::Fast];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Noise => "noise",
            Self::Jump => "jump",
            Self::Fast => "fast",
        }
    }

    const fn leg(self) -> usize {
        match self {
            Self::Fast => FAST_LEG,
            _ => LEG,
        }
    }
}

/// A table's market in one shape.
pub struct Market {
    pub name: &'static str,
    pub shape: Shape,
    /// When it begins, unix seconds.
    pub start: u64,
    prices: Vec<u128>,
    /// By hour.
    is_crash: Vec<bool>,
}

impl Market {
    pub fn of(table: Table, shape: Shape) -> Result<Self, CsvError> {
        Ok(Self::new(table.name(), &table.hours()?, shape))
    }

    pub fn new(name: &'static str, hours: &[Hour], shape: Shape) -> Self {
        let knots = knots(hours);
        let leg = shape.leg();
        let last = knots.len().saturating_sub(1) * leg;
        let ranges =
            |hour: &Hour| number(hour.high) - number(hour.low) >= CRASH * number(hour.open);
        Self {
            name,
            shape,
            start: hours.first().map_or(0, |hour| hour.time),
            prices: (0..=last)
                .map(|second| price(&knots, shape, second))
                .collect(),
            is_crash: hours.iter().map(ranges).collect(),
        }
    }

    /// Seconds from its first price to its last.
    pub fn duration(&self) -> usize {
        self.prices.len() - 1
    }

    /// The price so many seconds after its beginning; at its end, the last.
    pub fn price(&self, second: usize) -> Price {
        Price::new(self.prices[second.min(self.duration())])
    }

    /// Does the second lie in an hour that ranges over five per cent or more?
    pub fn is_crash(&self, second: usize) -> bool {
        let hour = second / (3 * self.shape.leg());
        self.is_crash[hour.min(self.is_crash.len() - 1)]
    }
}

/// Open and both extremes of every hour, then the last close.
fn knots(hours: &[Hour]) -> Vec<u128> {
    let begin = hours
        .iter()
        .flat_map(|hour| hour.knots().into_iter().take(3));
    let close = hours.last().map(|hour| hour.close);
    begin
        .chain(close)
        .map(|price| price.atomics().u128())
        .collect()
}

fn price(knots: &[u128], shape: Shape, second: usize) -> u128 {
    match shape {
        Shape::Line | Shape::Fast => line(knots, shape.leg(), second),
        Shape::Noise => {
            line(knots, LEG, second) * (MILLION + noise(second)) / (MILLION + u128::from(NOISE))
        }
        Shape::Jump => knots[second.saturating_sub(1) / LEG],
    }
}

/// The straight line from knot to knot, rounded down.
fn line(knots: &[u128], leg: usize, second: usize) -> u128 {
    let (from, passed) = (second / leg, second % leg);
    let to = (from + 1).min(knots.len() - 1);
    weighted(knots[from], knots[to], passed, leg)
}

/// From 0 to twice the largest noise, millionths.
fn noise(second: usize) -> u128 {
    let at = |step: usize| u128::from(draw(&[step as u64]) % (2 * NOISE + 1));
    let (step, passed) = (second / NOISE_STEP, second % NOISE_STEP);
    weighted(at(step), at(step + 1), passed, NOISE_STEP)
}

fn weighted(from: u128, to: u128, passed: usize, of: usize) -> u128 {
    let (passed, of) = (passed as u128, of as u128);
    (from * (of - passed) + to * passed) / of
}

fn number(price: cosmwasm_std::Decimal) -> f64 {
    price.atomics().u128() as f64 / 1e18
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::Decimal;

    fn hour(figures: [u64; 4]) -> Hour {
        let [open, high, low, close] = figures.map(|usd| Decimal::percent(usd * 100));
        let time = 7_200;
        Hour {
            time,
            open,
            high,
            low,
            close,
        }
    }

    fn usd(market: &Market, second: usize) -> u128 {
        market.price(second).u128() / 10u128.pow(18)
    }

    /// Open 100, then 104, then 80, then 90.
    fn market(shape: Shape) -> Market {
        Market::new(
            "test",
            &[hour([100, 104, 80, 90]), hour([90, 91, 89, 90])],
            shape,
        )
    }

    #[test]
    fn a_line_goes_from_knot_to_knot() {
        let line = market(Shape::Line);
        let found = [0, 600, 1_200, 1_800, 2_400, 3_600].map(|second| usd(&line, second));
        assert_eq!(found, [100, 102, 104, 92, 80, 90]);
        assert_eq!((line.start, line.duration()), (7_200, 7_200));
        assert_eq!(usd(&line, 1_000_000), 90);
    }

    #[test]
    fn a_fast_market_does_the_same_in_a_twentieth_of_the_time() {
        let (line, fast) = (market(Shape::Line), market(Shape::Fast));
        assert_eq!(fast.duration() * 20, line.duration());
        for second in 0..=fast.duration() {
            assert_eq!(fast.price(second), line.price(second * 20));
        }
    }

    #[test]
    fn a_jump_comes_the_second_after_its_knot() {
        let jump = market(Shape::Jump);
        let found = [0, 1, 1_200, 1_201, 2_400, 2_401].map(|second| usd(&jump, second));
        assert_eq!(found, [100, 100, 100, 104, 104, 80]);
    }

    #[test]
    fn noise_stays_within_half_a_per_cent_of_the_line_and_is_never_the_same_for_long() {
        let (line, noise) = (market(Shape::Line), market(Shape::Noise));
        let off = |second| {
            let (noisy, straight) = (noise.price(second).u128(), line.price(second).u128());
            noisy as f64 / straight as f64 - 1.0
        };
        assert!((0..7_200).all(|second| off(second).abs() < 0.005_01));
        let changes = (0..7_200).filter(|second| (off(*second) - off(second + 15)).abs() > 1e-5);
        assert!(changes.count() > 6_000);
    }

    #[test]
    fn an_hour_that_ranges_far_is_one_of_a_crash() {
        for shape in Shape::ALL {
            let market = market(shape);
            let half = market.duration() / 2;
            assert!(market.is_crash(0) && market.is_crash(half - 1));
            assert!(!market.is_crash(half) && !market.is_crash(half * 9));
        }
    }
}

//! Price paths from hourly figures.
//!
//! An hour is given by open, high, low and close. The path through it has four knots, a third of an
//! hour apart: open, then the extreme that is nearer to the open (the low if both are as near), then
//! the other extreme, then the close. Between knots it is a straight line, read at every beat. The
//! close stands at the beginning of the next hour, whose own open replaces it.
//!
//! Prices are exact integers with 18 digits; a point between knots is rounded towards the earlier
//! one.

mod csv;
mod tables;

use cosmwasm_std::{Decimal, Uint128};
use serde::{Deserialize, Serialize};

pub use csv::{parse_csv, CsvError};
pub use tables::Table;

/// Seconds of an hour.
const HOUR: u64 = 3_600;
/// Seconds between two knots.
const LEG: u64 = HOUR / 3;

/// One hour of a market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hour {
    /// When it begins, unix seconds.
    pub time: u64,
    /// First price.
    pub open: Decimal,
    /// Highest price.
    pub high: Decimal,
    /// Lowest price.
    pub low: Decimal,
    /// Last price.
    pub close: Decimal,
}

/// A price at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Unix seconds.
    pub time: u64,
    /// USD per whole unit.
    pub price: Decimal,
}

/// The hours of [`Table::EthMarch2020`].
pub fn eth_march_2020() -> Result<Vec<Hour>, CsvError> {
    Table::EthMarch2020.hours()
}

impl Hour {
    /// The prices at the knots: open, the nearer extreme, the other extreme, close.
    pub fn knots(&self) -> [Decimal; 4] {
        let is_low_nearer = self.open.abs_diff(self.low) <= self.open.abs_diff(self.high);
        let (first, second) = if is_low_nearer {
            (self.low, self.high)
        } else {
            (self.high, self.low)
        };
        [self.open, first, second, self.close]
    }

    /// The price so many seconds into the hour; that of the close from its end on.
    pub fn price_at(&self, seconds: u64) -> Decimal {
        let [open, first, second, close] = self.knots();
        let (from, to) = match seconds / LEG {
            0 => (open, first),
            1 => (first, second),
            2 => (second, close),
            _ => return close,
        };
        between(from, to, seconds % LEG)
    }
}

/// The price `seconds` after `from` on the straight line to `to`, one leg later.
fn between(from: Decimal, to: Decimal, seconds: u64) -> Decimal {
    let moved = from.abs_diff(to).atomics().multiply_ratio(seconds, LEG);
    let from_atomics = from.atomics();
    let price: Uint128 = if to >= from {
        from_atomics + moved
    } else {
        from_atomics - moved
    };
    Decimal::new(price)
}

/// The path through hours in order, at every time divisible by `beat`. Gaps between hours stay
/// gaps; the close of the last hour is its last point. A beat of zero gives no points.
pub fn path(hours: &[Hour], beat: u64) -> Vec<Point> {
    let mut points = vec![];
    for (hour, next) in hours
        .iter()
        .zip(hours.iter().skip(1).map(Some).chain([None]))
    {
        let end = hour.time + HOUR;
        let is_followed = next.is_some_and(|next| next.time == end);
        let last = if is_followed { end - 1 } else { end };
        let Some(first) = hour.time.div_ceil(beat.max(1)).checked_mul(beat) else {
            continue;
        };
        let times = (first..=last).step_by(usize::try_from(beat).unwrap_or(usize::MAX).max(1));
        let times = times.take_while(|_| beat > 0);
        points.extend(times.map(|time| Point {
            time,
            price: hour.price_at(time - hour.time),
        }));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(figures: [u128; 4]) -> Hour {
        let decimal = |usd: u128| Decimal::new(Uint128::new(usd * 10u128.pow(18)));
        let [open, high, low, close] = figures.map(decimal);
        Hour {
            time: 7_200,
            open,
            high,
            low,
            close,
        }
    }

    fn usd(point: Decimal) -> String {
        point.to_string()
    }

    #[test]
    fn the_nearer_extreme_comes_first() {
        let low_first = hour([100, 150, 90, 120]).knots().map(usd);
        assert_eq!(low_first, ["100", "90", "150", "120"]);
        let high_first = hour([100, 105, 50, 60]).knots().map(usd);
        assert_eq!(high_first, ["100", "105", "50", "60"]);
        let both_as_near = hour([100, 110, 90, 95]).knots().map(usd);
        assert_eq!(both_as_near, ["100", "90", "110", "95"]);
    }

    #[test]
    fn between_knots_the_path_is_straight_and_rounds_towards_the_earlier() {
        let hour = hour([100, 106, 99, 103]);
        let at = |seconds| usd(hour.price_at(seconds));
        assert_eq!([at(0), at(600), at(1_200)], ["100", "99.5", "99"]);
        assert_eq!([at(2_400), at(3_000), at(3_600)], ["106", "104.5", "103"]);
        assert_eq!(at(1), "99.999166666666666667");
        assert_eq!(at(1_201), "99.005833333333333333");
    }

    #[test]
    fn a_path_has_a_point_at_every_beat_and_ends_with_the_close() {
        let first = hour([100, 106, 99, 103]);
        let second = Hour {
            time: 10_800,
            ..hour([104, 106, 99, 105])
        };
        let points = path(&[first, second], 60);
        assert_eq!(points.len(), 121);
        assert!(points
            .windows(2)
            .all(|pair| pair[1].time - pair[0].time == 60));
        assert_eq!(
            (points[0].time, usd(points[0].price)),
            (7_200, "100".to_owned())
        );
        assert_eq!(usd(points[60].price), "104");
        assert_eq!(
            (points[120].time, usd(points[120].price)),
            (14_400, "105".to_owned())
        );
        assert!(path(&[first], 0).is_empty());
    }
}

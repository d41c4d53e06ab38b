//! The time axis: hours since the first, marked at midnight and noon (UTC).

use std::ops::Range;

use plotters::coord::{
    ranged1d::{DefaultFormatting, KeyPointHint, Ranged},
    types::RangedCoordf64,
};

/// Hours between two marks.
const TICK: u64 = 12;

/// Seconds of an hour.
const HOUR: u64 = 3_600;

/// An axis over a number of hours.
pub struct Hours {
    inner: RangedCoordf64,
    /// The marks.
    marks: Vec<f64>,
}

impl Hours {
    /// So many hours, at least one, from a time in unix seconds on.
    pub fn new(start: u64, count: u32) -> Self {
        let count = count.max(1);
        let is_mark = |hour: &u32| (start / HOUR + u64::from(*hour)).is_multiple_of(TICK);
        Self {
            inner: (0.0..f64::from(count)).into(),
            marks: (0..=count).filter(is_mark).map(f64::from).collect(),
        }
    }
}

impl Ranged for Hours {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.inner.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() {
            return vec![];
        }
        self.marks.clone()
    }

    fn range(&self) -> Range<f64> {
        self.inner.range()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_at_midnight_and_noon() {
        let midnight = 1_583_884_800;
        assert_eq!(Hours::new(midnight, 30).marks, [0.0, 12.0, 24.0]);
        let two_in_the_afternoon = midnight + 14 * HOUR;
        assert_eq!(Hours::new(two_in_the_afternoon, 30).marks, [10.0, 22.0]);
    }
}

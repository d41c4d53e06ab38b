//! The time axis: hours since the first, marked at midnight and noon.

use std::ops::Range;

use plotters::coord::{
    ranged1d::{DefaultFormatting, KeyPointHint, Ranged},
    types::RangedCoordf64,
};

/// Hours between two marks.
const TICK: usize = 12;

/// An axis over a number of hours.
pub struct Hours {
    inner: RangedCoordf64,
    count: u32,
}

impl Hours {
    /// From zero to so many hours, at least one.
    pub fn new(count: u32) -> Self {
        let count = count.max(1);
        Self {
            inner: (0.0..f64::from(count)).into(),
            count,
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
        (0..=self.count).step_by(TICK).map(f64::from).collect()
    }

    fn range(&self) -> Range<f64> {
        self.inner.range()
    }
}

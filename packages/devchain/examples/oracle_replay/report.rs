//! Samples, gathered into lines.

use std::fmt::Write;

use crate::gauge::Outcome;
use crate::market::Shape;
use crate::replay::Setting;

/// A replay, and under what it is counted.
pub struct Sample {
    pub market: &'static str,
    pub shape: Shape,
    pub setting: Setting,
    pub outcome: Outcome,
}

/// A table with a line for every group, in the order in which they first appear.
pub fn section(title: &str, samples: &[Sample], group: impl Fn(&Sample) -> String) -> String {
    let mut text = format!("{title}\n\n{:<36}", "");
    for heading in HEADINGS {
        let _ = write!(text, "{heading:>11}");
    }
    text.push('\n');
    let mut names = vec![];
    for name in samples.iter().map(&group) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let outcomes = samples.iter().filter(|sample| group(sample) == name);
        let outcomes: Vec<Outcome> = outcomes.map(|sample| sample.outcome).collect();
        let _ = write!(text, "{name:<36}");
        for cell in cells(&outcomes) {
            let _ = write!(text, "{cell:>11}");
        }
        text.push('\n');
    }
    text
}

const HEADINGS: [&str; 9] = [
    "late",
    "mean late",
    "2% off",
    "10% off",
    "mint 10%",
    "over",
    "under",
    "mean off",
    "lies",
];

/// How late at most and in the mean of a crash; the longest time 2% and 10% off, and 10% too high for mints; how
/// far over and under at most, and off in the mean; lies.
fn cells(outcomes: &[Outcome]) -> [String; 9] {
    let longest =
        |of: fn(&Outcome) -> usize| span(outcomes.iter().map(of).max().unwrap_or_default());
    let most = |of: fn(&Outcome) -> f64| outcomes.iter().map(of).fold(0.0, f64::max);
    let count = |of: fn(&Outcome) -> u32| outcomes.iter().map(of).sum::<u32>();
    let crash_age: usize = outcomes.iter().map(|outcome| outcome.crash_age).sum();
    let distance: f64 = outcomes.iter().map(|outcome| outcome.distance).sum();
    let crash_blocks = count(|outcome| outcome.crash_blocks).max(1) as usize;
    [
        longest(|outcome| outcome.longest_age),
        span(crash_age / crash_blocks),
        longest(|outcome| outcome.longest_two),
        longest(|outcome| outcome.longest_ten),
        longest(|outcome| outcome.mint_over_ten),
        share(most(|outcome| outcome.over)),
        share(most(|outcome| outcome.under)),
        share(distance / f64::from(count(|outcome| outcome.blocks).max(1))),
        count(|outcome| outcome.lies).to_string(),
    ]
}

/// Seconds, or hours from the first on.
fn span(seconds: usize) -> String {
    match seconds {
        0..3_600 => format!("{seconds} s"),
        _ => format!("{:.1} h", seconds as f64 / 3_600.0),
    }
}

/// Per cent, or times from ten on.
fn share(share: f64) -> String {
    match share {
        ..10.0 => format!("{:.2}%", 100.0 * share),
        _ => format!("{share:.0} x"),
    }
}

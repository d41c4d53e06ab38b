//! How the steps went.

use std::{fmt, time::Duration};

/// The end of a step.
pub enum Outcome {
    Passed { took: Duration, note: String },
    Failed { took: Duration },
    NotRun,
}

/// One line per step.
#[derive(Default)]
pub struct Report(Vec<(&'static str, Outcome)>);

impl Report {
    pub fn add(&mut self, step: &'static str, outcome: Outcome) {
        self.0.push((step, outcome));
    }

    fn total(&self) -> Duration {
        self.0
            .iter()
            .map(|(_, outcome)| match outcome {
                Outcome::Passed { took, .. } | Outcome::Failed { took } => *took,
                Outcome::NotRun => Duration::ZERO,
            })
            .sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (step, outcome) in &self.0 {
            let line = match outcome {
                Outcome::Passed { took, note } => {
                    format!("{step:<14} passed  {:>7.1} s  {note}", took.as_secs_f64())
                }
                Outcome::Failed { took } => {
                    format!("{step:<14} FAILED  {:>7.1} s", took.as_secs_f64())
                }
                Outcome::NotRun => format!("{step:<14} not run"),
            };
            writeln!(f, "{}", line.trim_end())?;
        }
        write!(
            f,
            "{:<14}         {:>7.1} s",
            "total",
            self.total().as_secs_f64()
        )
    }
}

/// The tests counted in what `cargo test` prints, over all test programs.
#[derive(Default, Debug, PartialEq)]
pub struct TestCount {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl TestCount {
    /// Counts a closing line: `test result: ok. 29 passed; 0 failed; 1 ignored; ...`.
    pub fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in counts.split("; ") {
            let Some((number, what)) = part.split_once(' ') else {
                continue;
            };
            let number: u64 = number.parse().unwrap_or_default();
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for TestCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} ignored",
            self.passed, self.failed, self.ignored
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_added_up_and_others_ignored() {
        let mut count = TestCount::default();
        for line in [
            "running 29 tests",
            "test tests::one ... ok",
            "test result: ok. 29 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.08s",
            "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 3 filtered out; finished in 1.37s",
            "",
        ] {
            count.add(line);
        }
        assert_eq!(
            count,
            TestCount {
                passed: 33,
                failed: 2,
                ignored: 1
            }
        );
    }

    #[test]
    fn a_report_has_a_line_per_step_and_the_total() {
        let mut report = Report::default();
        let took = Duration::from_millis(1_500);
        report.add(
            "format",
            Outcome::Passed {
                took,
                note: "as it should be".into(),
            },
        );
        report.add("lints", Outcome::Failed { took });
        report.add("tests", Outcome::NotRun);
        let expected = [
            "format         passed      1.5 s  as it should be",
            "lints          FAILED      1.5 s",
            "tests          not run",
            "total                      3.0 s",
        ];
        assert_eq!(report.to_string(), expected.join("\n"));
    }
}

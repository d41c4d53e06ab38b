//! How long to wait after failures.

use std::time::Duration;

use crate::config::TasksConfig;

/// Pauses that double with each failure, up to a bound.
#[derive(Clone, Debug)]
pub struct Backoff {
    first: Duration,
    last: Duration,
    failures: u32,
}

impl Backoff {
    /// By the configuration.
    pub fn new(config: &TasksConfig) -> Self {
        Self {
            first: Duration::from_secs(config.backoff_first_seconds),
            last: Duration::from_secs(config.backoff_last_seconds),
            failures: 0,
        }
    }

    /// The pause after one more failure.
    pub fn failed(&mut self) -> Duration {
        let factor = 2u32.saturating_pow(self.failures);
        self.failures = self.failures.saturating_add(1);
        self.first.saturating_mul(factor).min(self.last)
    }

    /// A success: the next failure is a first one again.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_bound_and_begin_anew_after_a_success() {
        let mut backoff = Backoff::new(&TasksConfig::default());
        let mut seconds =
            |times: usize| -> Vec<u64> { (0..times).map(|_| backoff.failed().as_secs()).collect() };
        assert_eq!(seconds(8), [1, 2, 4, 8, 16, 32, 60, 60]);
        for _ in 0..100 {
            assert!(backoff.failed() <= Duration::from_mins(1));
        }
        backoff.succeeded();
        assert_eq!(backoff.failed().as_secs(), 1);
    }
}

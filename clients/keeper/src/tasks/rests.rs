//! What is refused is left alone for a while; the rest goes on.

use std::{collections::BTreeMap, time::Duration};

use tokio::time::Instant;

use ballast_types::CollateralTypeId;

use super::{Backoff, Errand, Failure, Ran, TaskError};
use crate::{config::TasksConfig, strategy::Action};

/// Who was refused so long ago is refused for the first time again.
const FORGOTTEN: Duration = Duration::from_mins(10);

/// What rests at present, by whatever tells them apart.
pub struct Rests<K> {
    config: TasksConfig,
    rests: BTreeMap<K, Rest>,
}

struct Rest {
    backoff: Backoff,
    until: Instant,
    why: TaskError,
}

impl<K: Copy + Ord> Rests<K> {
    /// Nothing rests; pauses are those of a task.
    pub fn new(config: &TasksConfig) -> Self {
        Self {
            config: config.clone(),
            rests: BTreeMap::new(),
        }
    }

    /// Why it rests now, if it does.
    pub fn why(&self, key: K) -> Option<&TaskError> {
        let rest = self.rests.get(&key)?;
        (Instant::now() < rest.until).then_some(&rest.why)
    }

    /// It was refused: it rests, longer each time.
    pub fn refused(&mut self, key: K, why: &TaskError) {
        let now = Instant::now();
        let rest = self.rests.entry(key).or_insert_with(|| Rest {
            backoff: Backoff::new(&self.config),
            until: now,
            why: why.clone(),
        });
        if now.duration_since(rest.until) > FORGOTTEN {
            rest.backoff.succeeded();
        }
        rest.until = now + rest.backoff.failed();
        rest.why = why.clone();
    }

    /// It fared well: the next refusal is a first one again.
    pub fn fared_well(&mut self, key: K) {
        self.rests.remove(&key);
    }
}

impl Rests<Errand> {
    /// Those actions whose errand does not rest.
    pub fn awake(&self, mut actions: Vec<Action>) -> Vec<Action> {
        actions.retain(|action| {
            let errand = action.errand();
            errand.is_none_or(|errand| self.why(errand).is_none())
        });
        actions
    }

    /// Lets rest what the contracts refused, unless the same was done for another of the type. The types that
    /// something was refused for.
    pub fn learn(&mut self, ran: &Ran) -> Vec<CollateralTypeId> {
        for errand in &ran.served {
            self.fared_well(*errand);
        }
        let mut refused = vec![];
        for failure in ran.failures.iter().filter(|it| Failure::is_of_its_type(it)) {
            if let (Some(kind), Some(id)) = (failure.kind, failure.collateral_type) {
                if !ran.served.contains(&(kind, id)) {
                    self.refused((kind, id), &failure.error);
                    refused.push(id);
                }
            }
        }
        refused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal() -> TaskError {
        TaskError::Late { seconds: 1 }
    }

    #[tokio::test(start_paused = true)]
    async fn each_refusal_makes_the_rest_longer_until_it_fares_well_or_is_forgotten() {
        let mut rests = Rests::new(&TasksConfig::default());
        let rests_for = |rests: &mut Rests<u8>, seconds: u64| {
            rests.refused(1, &refusal());
            let now = Instant::now();
            assert!(rests.why(2).is_none());
            let rest = rests.rests.get(&1).unwrap();
            assert_eq!(rest.until, now + Duration::from_secs(seconds));
            assert_eq!(rests.why(1), Some(&refusal()));
        };
        rests_for(&mut rests, 1);
        rests_for(&mut rests, 2);
        tokio::time::advance(Duration::from_mins(10)).await;
        assert!(rests.why(1).is_none());
        rests_for(&mut rests, 4);
        tokio::time::advance(Duration::from_mins(11)).await;
        rests_for(&mut rests, 1);
        rests_for(&mut rests, 2);
        rests.fared_well(1);
        assert!(rests.why(1).is_none());
        rests_for(&mut rests, 1);
    }
}

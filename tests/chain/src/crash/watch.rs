//! How long positions are unsafe.

use std::{collections::BTreeMap, time::Duration};

use ballast_client::System;
use ballast_types::PositionId;
use tokio::time::{sleep, Instant};

use super::STEP;
use crate::{unsafe_positions, Site};

/// What was seen.
#[derive(Debug, Default)]
pub struct Watch {
    since: BTreeMap<PositionId, Instant>,
    /// The longest time that a position was unsafe, as far as could be seen.
    pub longest: Duration,
    /// The most unsafe positions at a time.
    pub most: usize,
    /// Looks that no node answered.
    pub unanswered: usize,
}

impl Watch {
    /// Looks once. How many are unsafe, if a node answers.
    pub async fn look(&mut self, system: &System) -> Option<usize> {
        let Ok(found) = unsafe_positions(system).await else {
            self.unanswered += 1;
            return None;
        };
        self.since
            .retain(|id, _| found.iter().any(|it| it.position == *id));
        for position in &found {
            let since = self
                .since
                .entry(position.position)
                .or_insert_with(Instant::now);
            self.longest = self.longest.max(since.elapsed());
        }
        self.most = self.most.max(found.len());
        Some(found.len())
    }

    /// Looks until nothing has been unsafe for as long as the last prices need to arrive.
    pub async fn until_calm(&mut self, site: &Site) {
        let mut calm = 0;
        while calm < 8 {
            let found = self.look(&site.system()).await;
            calm = if found == Some(0) { calm + 1 } else { 0 };
            sleep(STEP).await;
        }
    }
}

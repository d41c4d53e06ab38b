//! Following a transaction until its outcome is certain.

use std::time::Duration;

use tokio::time::Instant;

use super::{broadcast, Ended, Pending};
use crate::{Client, Error, Result};

/// How often to look at first.
const FIRST_LOOK: Duration = Duration::from_millis(150);

/// How often to look later.
const LATER_LOOK: Duration = Duration::from_millis(750);

/// When "later" begins.
const LATER: Duration = Duration::from_secs(5);

/// How often the same bytes are handed over again.
const AGAIN: Duration = Duration::from_secs(4);

pub(super) async fn follow(client: &Client, pending: &Pending) -> Result<Ended> {
    let started = Instant::now();
    let mut heard = Instant::now();
    let mut handed = Instant::now();
    loop {
        let failure = match look(client, pending).await {
            Ok(Some(outcome)) => return outcome,
            Ok(None) => {
                heard = Instant::now();
                None
            }
            Err(error) => Some(error),
        };
        if let Some(error) = failure {
            if heard.elapsed() > client.config().patience {
                return Err(Error::Unconfirmed {
                    hash: pending.hash.clone(),
                    until: pending.until,
                    reason: error.to_string(),
                });
            }
        }
        if handed.elapsed() > AGAIN {
            handed = Instant::now();
            broadcast::hand_over(client, &pending.bytes).await;
        }
        let is_later = started.elapsed() > LATER;
        tokio::time::sleep(if is_later { LATER_LOOK } else { FIRST_LOOK }).await;
    }
}

/// The outcome, if it is certain; an error if it could not be looked for.
async fn look(client: &Client, pending: &Pending) -> Result<Option<Result<Ended>>> {
    match client.outcome(&pending.hash).await {
        Ok(None) => {}
        Ok(Some(ended)) => return Ok(Some(Ok(ended))),
        // A node may keep no index; the blocks are the same everywhere.
        Err(error) => tracing::debug!(%error, "no answer from a node's index"),
    }
    let latest = client.latest_block().await?;
    if latest.height <= pending.until {
        return Ok(None);
    }
    let found = client
        .find(&pending.hash, pending.from, pending.until)
        .await?;
    Ok(Some(found.ok_or_else(|| Error::NotIncluded {
        hash: pending.hash.clone(),
        until: pending.until,
    })))
}

//! People who open positions near the mint ratio while the market falls.

use std::{sync::Arc, time::Duration};

use tokio::time::sleep;

use super::{market::Market, Stop};
use crate::{amounts::debt_at, eth, Actor};

/// Opens a position now and then until the market closes. How many the chain took: a price that has
/// fallen meanwhile, or a node that was killed, refuses one.
pub async fn open(
    holders: [Actor; 3],
    market: Arc<Market>,
    every: Duration,
    stopped: Stop,
) -> usize {
    let mut opened = 0;
    let mut tried = 0;
    while !market.is_closed() && !*stopped.borrow() {
        let percent = [163, 171, 180, 195, 220][tried % 5];
        let holder = &holders[tried % holders.len()];
        let debt = debt_at(eth(10), market.price(), percent);
        opened += usize::from(holder.open(eth(10), debt).await.is_ok());
        tried += 1;
        sleep(every).await;
    }
    opened
}

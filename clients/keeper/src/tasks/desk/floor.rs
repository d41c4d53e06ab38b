//! How far back a state may lie that something is decided on.

use std::sync::{Mutex, PoisonError};

use crate::node::Block;

/// The newest state that something was decided on, or that holds a transaction of the keeper's own: nothing
/// is decided on an older one. What only a websocket tells does not count, so that no such tale stops the
/// keeper.
///
/// A block is older if it is lower and does not come after ([`Block::is_after`]): one that is dated later shows
/// that the height was another chain's, a fork's of the same name, and is believed. Since no block is accepted that is dated far in the future, a height that the chain does not have keeps
/// the right nodes out for at most that long.
#[derive(Debug, Default)]
pub struct Floor(Mutex<Option<Block>>);

impl Floor {
    /// The height of it; none yet is zero.
    pub fn height(&self) -> u64 {
        self.with(|floor| floor.map_or(0, |block| block.height))
    }

    /// Something is decided on a block from now on, unless it is older than the floor: then that is the error.
    pub fn decide_on(&self, block: Block) -> Result<(), Block> {
        self.with(|floor| {
            if let Some(last) = floor.filter(|last| block.height < last.height) {
                if !block.is_after(last) {
                    return Err(last);
                }
                let (height, seen) = (block.height, last.height);
                tracing::warn!(
                    height,
                    seen,
                    "the block seen before was of another chain of this name"
                );
            }
            *floor = Some(block);
            Ok(())
        })
    }

    /// A block holds a transaction of the keeper's own. Its time is at most the one given.
    pub fn holds(&self, height: u64, time: u64) {
        self.with(|floor| {
            if floor.is_none_or(|last| last.height < height) {
                *floor = Some(Block { height, time });
            }
        });
    }

    /// A thread that died while it held the lock left nothing half done.
    fn with<T>(&self, work: impl FnOnce(&mut Option<Block>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(height: u64, time: u64) -> Block {
        Block { height, time }
    }

    #[test]
    fn nothing_is_decided_on_an_older_state() {
        let floor = Floor::default();
        assert_eq!(floor.decide_on(block(7, 1_000)), Ok(()));
        assert_eq!(floor.decide_on(block(7, 1_000)), Ok(()));
        assert_eq!(floor.decide_on(block(6, 994)), Err(block(7, 1_000)));
        assert_eq!(floor.decide_on(block(6, 1_000)), Err(block(7, 1_000)));
        assert_eq!(floor.decide_on(block(8, 1_006)), Ok(()));
        assert_eq!(floor.height(), 8);
    }

    #[test]
    fn h51_nor_on_one_before_a_transaction_of_its_own() {
        let floor = Floor::default();
        floor.decide_on(block(7, 1_000)).unwrap();
        floor.holds(9, 1_040);
        floor.holds(8, 1_040);
        assert_eq!(floor.decide_on(block(8, 1_006)), Err(block(9, 1_040)));
        assert_eq!(floor.decide_on(block(9, 1_012)), Ok(()));
        assert_eq!(floor.decide_on(block(8, 1_006)), Err(block(9, 1_012)));
    }

    #[test]
    fn h52_a_height_of_another_chain_ends_with_a_later_block() {
        let floor = Floor::default();
        floor.decide_on(block(1_000_000, 1_000)).unwrap();
        assert_eq!(floor.decide_on(block(7, 999)), Err(block(1_000_000, 1_000)));
        assert_eq!(floor.decide_on(block(8, 1_005)), Ok(()));
        assert_eq!(floor.decide_on(block(9, 1_011)), Ok(()));
    }
}

//! How much of the machine's gas the calls of a transaction may still use.

use std::{cell::Cell, rc::Rc};

/// More gas than any call uses, with room for sums.
pub const UNLIMITED: u64 = u64::MAX / 4;

/// A budget that all contracts of one [`Codes`](crate::Codes) share.
#[derive(Debug, Clone)]
pub struct Budget(Rc<Cell<u64>>);

impl Default for Budget {
    fn default() -> Self {
        Self(Rc::new(Cell::new(UNLIMITED)))
    }
}

impl Budget {
    pub fn left(&self) -> u64 {
        self.0.get()
    }

    pub fn set(&self, left: u64) {
        self.0.set(left);
    }

    /// Runs a call that may use `limit`, and says how much it used. The call's own end sets what is
    /// left after it.
    pub fn within<T>(&self, limit: u64, call: impl FnOnce() -> T) -> (T, u64) {
        self.set(limit);
        let result = call();
        (result, limit.saturating_sub(self.left()))
    }
}

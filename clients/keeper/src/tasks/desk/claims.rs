//! What a task is doing, so that no other task of the keeper does it too.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use crate::tasks::Errand;

/// Errands on their way. A liquidation that goes with the reports which make it possible is another task's than
/// one at an accepted price: without this a keeper would race itself where a rival brings the reports meanwhile.
#[derive(Debug, Default)]
pub struct Claims(Mutex<BTreeSet<Errand>>);

/// An errand that nobody else goes on until this is dropped.
#[derive(Debug)]
pub struct Claim {
    claims: Arc<Claims>,
    errand: Errand,
}

impl Claims {
    /// Claims an errand; none if it is claimed.
    pub fn claim(self: &Arc<Self>, errand: Errand) -> Option<Claim> {
        let claims = Arc::clone(self);
        let is_free = self.with(|claimed| claimed.insert(errand));
        is_free.then_some(Claim { claims, errand })
    }

    /// A thread that died while it held the lock left nothing half done.
    fn with<T>(&self, work: impl FnOnce(&mut BTreeSet<Errand>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.claims.with(|claimed| claimed.remove(&self.errand));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::strategy::Kind;

    #[test]
    fn an_errand_is_claimed_once_until_it_is_done() {
        let claims = Arc::new(Claims::default());
        let claim = claims.claim((Kind::Liquidate, 1));
        assert!(claim.is_some());
        assert!(claims.claim((Kind::Liquidate, 1)).is_none());
        assert!(claims.claim((Kind::Liquidate, 2)).is_some());
        assert!(claims.claim((Kind::Fill, 1)).is_some());
        drop(claim);
        assert!(claims.claim((Kind::Liquidate, 1)).is_some());
    }
}

//! Yield enters over a day, for whoever is there while it does; how much one payout may bring is
//! limited by the risk that the pool carries.

use super::Pool;
use crate::amount::Debt;
use crate::error::MathError;
use crate::wide::{mul128, to_u128};
use bnum::types::U256;

/// How long yield takes to enter the sums, seconds.
pub const VESTING_SECONDS: u64 = 86_400;

/// A payout brings at most the room divided by this.
const YIELD_DIVISOR: u128 = 100;

impl Pool {
    /// Is there at least one whole stablecoin to earn yield? Otherwise vesting stands still.
    pub fn takes_yield(&self) -> bool {
        self.total >= Debt::WHOLE
    }

    /// The most that a payout may bring now: what has not vested is at most 1% of the room, rounded
    /// down. What is above belongs to the treasury.
    ///
    /// Yield is for carrying risk: without a limit a pool of one stablecoin, which carries none,
    /// would take all fees that have piled up. A daily payout stays far below it: three quarters of
    /// a fee of 2% a year bring a pool of a tenth of the debt about 0.04%.
    pub fn yield_room(&self) -> Debt {
        Debt::new(self.room().u128() / YIELD_DIVISOR).saturating_sub(self.unvested)
    }

    /// Adds yield: with what has not yet vested it enters evenly over the next 24 hours. Adding
    /// often therefore slows what was there before, to a decay of e to the minus one a day at
    /// worst; nothing is lost.
    ///
    /// Errors: time running backwards, overflow. The pool is then unchanged.
    pub fn add_yield(&mut self, amount: Debt, now: u64) -> Result<(), MathError> {
        let mut pool = *self;
        pool.vest(now)?;
        pool.unvested = pool.unvested.checked_add(amount)?;
        pool.vests_until = now.saturating_add(VESTING_SECONDS);
        *self = pool;
        Ok(())
    }

    /// Moves what has vested by `now` into the sums: unvested x (now - vested at) / (vests until -
    /// vested at), rounded down; the rest follows later. While the pool holds less than one whole
    /// stablecoin nothing vests and the end moves along with time, so that nobody who comes later
    /// takes all at once. Twice in a second changes nothing.
    ///
    /// Errors: time running backwards, overflow. The pool is then unchanged.
    pub fn vest(&mut self, now: u64) -> Result<(), MathError> {
        let then = self.vested_at;
        let elapsed = now
            .checked_sub(then)
            .ok_or(MathError::TimeRunsBackwards { now, then })?;
        let mut pool = *self;
        pool.vested_at = now;
        if pool.takes_yield() {
            let due = self.due_down(elapsed)?;
            pool.sums.stablecoin = pool.grown(pool.sums.stablecoin, due.u128())?;
            pool.unvested = pool.unvested.checked_sub(due)?;
        } else {
            pool.vests_until = pool.vests_until.saturating_add(elapsed);
        }
        *self = pool;
        Ok(())
    }

    fn due_down(&self, elapsed: u64) -> Result<Debt, MathError> {
        let remaining = self.vests_until.saturating_sub(self.vested_at);
        if elapsed >= remaining {
            return Ok(self.unvested);
        }
        let due = mul128(self.unvested.u128(), u128::from(elapsed))
            .checked_div(U256::from(remaining))
            .unwrap_or(U256::ZERO);
        to_u128(due, "vesting yield").map(Debt::new)
    }
}

//! A stability pool: depositors share what it pays and gets, in constant time for any number of
//! them.
//!
//! The product P is the part of a deposit of one that is left after all payments so far; when it
//! gets small it is multiplied by F = 10^9 and the scale k grows by one. The sums S hold, per
//! scale, what a deposit of one would have gained. A deposit remembers P, k and S of its start.

mod absorb;
mod deposit;
#[cfg(test)]
mod tests;
mod vesting;

pub use deposit::{Gains, PoolDeposit};
pub use vesting::VESTING_SECONDS;

use crate::amount::Debt;
use crate::error::MathError;
use crate::wide::bytes32;
use bnum::types::U256;
use serde::{Deserialize, Serialize};

/// Exponent of F, by which the product grows when the scale does.
pub(crate) const SCALE_DIGITS: u32 = 9;
/// Exponent of the product's start.
pub(crate) const START_DIGITS: u32 = 36;
/// Scales after which nothing counts as left of a deposit: less than 10^-54 of it is.
pub(crate) const MAX_SCALES: u32 = 8;

/// What is left of a deposit of one, 36 fractional digits, times 10^9 for every scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Product(#[serde(with = "bytes32")] U256);

impl Product {
    /// From raw 36-digit units.
    pub const fn new(raw: U256) -> Self {
        Self(raw)
    }

    /// Raw 36-digit units.
    pub const fn u256(self) -> U256 {
        self.0
    }
}

impl Default for Product {
    /// One, 10^36: the product of a pool that has paid nothing.
    fn default() -> Self {
        Self(crate::wide::pow10(START_DIGITS))
    }
}

/// A sum of gains for a deposit of one times the product, 36 fractional digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sum(#[serde(with = "bytes32")] U256);

impl Sum {
    /// From raw 36-digit units.
    pub const fn new(raw: U256) -> Self {
        Self(raw)
    }

    /// Raw 36-digit units.
    pub const fn u256(self) -> U256 {
        self.0
    }
}

/// Both sums of one scale. A scale that is not archived had none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Of collateral bought.
    pub collateral: Sum,
    /// Of stablecoin yield.
    pub stablecoin: Sum,
}

/// State of the pool of one collateral type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Stablecoin deposited, after all payments; at least the sum of what deposits are now.
    pub total: Debt,
    /// P.
    pub product: Product,
    /// k.
    pub scale: u32,
    /// S of the current scale; those of earlier ones are archived by the caller.
    pub sums: Sums,
    /// Yield that has not yet entered the sums.
    pub unvested: Debt,
    /// Until when the sums count yield, unix seconds.
    pub vested_at: u64,
    /// When all yield will have entered, unix seconds.
    pub vests_until: u64,
}

impl Pool {
    /// An empty pool.
    pub fn new(now: u64) -> Self {
        Self {
            vested_at: now,
            vests_until: now,
            ..Self::default()
        }
    }

    /// Debt that the pool can pay for: its total less one whole stablecoin, which always stays, so
    /// that the product never reaches zero.
    pub fn room(&self) -> Debt {
        self.total.saturating_sub(Debt::WHOLE)
    }

    /// Counts a deposit, after vesting what is due to those before it.
    ///
    /// Errors: time running backwards, overflow. The pool is then unchanged.
    pub fn deposit(&mut self, amount: Debt, now: u64) -> Result<(), MathError> {
        let mut pool = *self;
        pool.vest(now)?;
        pool.total = pool.total.checked_add(amount)?;
        *self = pool;
        Ok(())
    }

    /// Counts a withdrawal, after vesting what is due; it may empty the pool.
    ///
    /// Errors: more than the total, time running backwards, overflow. The pool is then unchanged.
    pub fn withdraw(&mut self, amount: Debt, now: u64) -> Result<(), MathError> {
        let mut pool = *self;
        pool.vest(now)?;
        pool.total =
            pool.total
                .checked_sub(amount)
                .map_err(|_| MathError::WithdrawExceedsDeposit {
                    withdraw: amount,
                    deposit: self.total,
                })?;
        *self = pool;
        Ok(())
    }
}

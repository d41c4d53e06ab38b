//! One depositor's part of a pool.

use super::{Pool, Product, Sum, Sums, MAX_SCALES, SCALE_DIGITS};
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::wide::{div_down, mul, pow10, to_u128, wide};
use bnum::types::{U256, U512};
use serde::{Deserialize, Serialize};

/// What a depositor has gained and not yet claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gains {
    /// Collateral bought.
    pub collateral: Collateral,
    /// Yield.
    pub stablecoin: Debt,
}

/// A deposit as of its last change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDeposit {
    /// d: stablecoin at the start.
    pub amount: Debt,
    /// P0.
    pub product: Product,
    /// k0.
    pub scale: u32,
    /// S0.
    pub sums: Sums,
    /// When stablecoin was last added, unix seconds; the rest counts from it.
    pub since: u64,
    /// Gained before the start.
    pub credited: Gains,
}

const OPERATION: &str = "a deposit's gains";

impl PoolDeposit {
    /// The deposit now: floor(floor(d P / P0) / F^(k - k0)), zero beyond 8 scales. Rounds in favour
    /// of the pool, by less than two base units.
    ///
    /// Errors: a deposit from a later scale than the pool's.
    pub fn compounded(&self, pool: &Pool) -> Result<Debt, MathError> {
        let scales = self.scales_since(pool)?;
        if scales > MAX_SCALES {
            return Ok(Debt::ZERO);
        }
        let exact = mul(U256::from(self.amount.u128()), pool.product.0, OPERATION)?;
        let left = div_down(exact, self.product.0, OPERATION)?;
        let factor = pow10(SCALE_DIGITS.saturating_mul(scales));
        let left = div_down(left, factor, OPERATION)?;
        to_u128(left, OPERATION).map(Debt::new)
    }

    /// All gains so far, credited ones included. Of the present stretch:
    /// floor(d (S(k0) - S0 + S(k0 + 1) / F + S(k0 + 2) / F^2) / P0), in favour of the pool.
    /// What later scales add, less than 10^-18 of a deposit's share, stays in the pool.
    ///
    /// `archived` are the sums stored for the scales k0, k0 + 1, k0 + 2 (zero where none are); for
    /// the pool's own scale the pool's are used instead. Vest the pool first.
    ///
    /// Errors: a deposit from a later scale or with later sums than the pool's, overflow.
    pub fn gains(&self, pool: &Pool, archived: &[Sums; 3]) -> Result<Gains, MathError> {
        let scales = self.scales_since(pool)?;
        let mut sums = *archived;
        for (sum, ahead) in sums.iter_mut().zip(0u32..) {
            if ahead >= scales {
                *sum = if ahead == scales {
                    pool.sums
                } else {
                    Sums::default()
                };
            }
        }
        let collateral = self.gained(sums.map(|sum| sum.collateral), self.sums.collateral)?;
        let stablecoin = self.gained(sums.map(|sum| sum.stablecoin), self.sums.stablecoin)?;
        let Gains {
            collateral: had,
            stablecoin: earned,
        } = self.credited;
        Ok(Gains {
            collateral: had.checked_add(Collateral::new(collateral))?,
            stablecoin: earned.checked_add(Debt::new(stablecoin))?,
        })
    }

    /// The same deposit, starting from the pool as it is now: compounded, its gains credited.
    ///
    /// Errors: as [`PoolDeposit::compounded`] and [`PoolDeposit::gains`].
    pub fn restart(&self, pool: &Pool, archived: &[Sums; 3]) -> Result<Self, MathError> {
        Ok(Self {
            amount: self.compounded(pool)?,
            product: pool.product,
            scale: pool.scale,
            sums: pool.sums,
            since: self.since,
            credited: self.gains(pool, archived)?,
        })
    }

    /// Adds `amount` to deposit and pool; the rest starts again.
    ///
    /// Errors: as [`PoolDeposit::restart`] and [`Pool::deposit`]; the pool is then unchanged.
    pub fn add(
        &self,
        pool: &mut Pool,
        archived: &[Sums; 3],
        amount: Debt,
        now: u64,
    ) -> Result<Self, MathError> {
        let mut after = *pool;
        after.deposit(amount, now)?;
        let mut deposit = self.restart(&after, archived)?;
        deposit.amount = deposit.amount.checked_add(amount)?;
        deposit.since = now;
        *pool = after;
        Ok(deposit)
    }

    /// Takes `amount` out of deposit and pool.
    ///
    /// Errors: more than the deposit is now, and as [`PoolDeposit::add`].
    pub fn remove(
        &self,
        pool: &mut Pool,
        archived: &[Sums; 3],
        amount: Debt,
        now: u64,
    ) -> Result<Self, MathError> {
        let mut after = *pool;
        after.withdraw(amount, now)?;
        let mut deposit = self.restart(&after, archived)?;
        if amount > deposit.amount {
            return Err(MathError::WithdrawExceedsDeposit {
                withdraw: amount,
                deposit: deposit.amount,
            });
        }
        deposit.amount = deposit.amount.checked_sub(amount)?;
        *pool = after;
        Ok(deposit)
    }

    /// Is the rest still running, in which neither deposit nor gains can leave?
    pub const fn is_resting(&self, rest: u64, now: u64) -> bool {
        now < self.since.saturating_add(rest)
    }

    fn scales_since(&self, pool: &Pool) -> Result<u32, MathError> {
        pool.scale
            .checked_sub(self.scale)
            .ok_or(MathError::SumsRunBackwards { scale: self.scale })
    }

    /// floor(d ((S0' - S0) F^2 + S1 F + S2) / (P0 F^2)); below 2^446.
    fn gained(&self, sums: [Sum; 3], start: Sum) -> Result<u128, MathError> {
        let [first, second, third] = sums.map(|sum| wide(sum.0));
        let grown = first
            .checked_sub(wide(start.0))
            .ok_or(MathError::SumsRunBackwards { scale: self.scale })?;
        let (factor, square) = (
            pow10(SCALE_DIGITS),
            pow10::<8>(SCALE_DIGITS.saturating_mul(2)),
        );
        let exact = grown
            .saturating_mul(square)
            .saturating_add(second.saturating_mul(factor))
            .saturating_add(third);
        let exact = exact.saturating_mul(U512::from(self.amount.u128()));
        let divisor = wide(self.product.0).saturating_mul(square);
        to_u128(div_down(exact, divisor, OPERATION)?, OPERATION)
    }
}

//! One payment of the pool: the O(1) update of product and sums.

use super::{Pool, Sum, Sums, MAX_SCALES, SCALE_DIGITS, START_DIGITS};
use crate::amount::{Collateral, Debt};
use crate::error::MathError;
use crate::wide::{add, div_down, mul, pow10};
use bnum::types::U256;

const OPERATION: &str = "a pool's purchase";

impl Pool {
    /// Pays `pays` for `collateral`, shared by all deposits in proportion:
    ///
    /// S += floor(P x collateral / total); P' = floor(P (total - pays) / total), times 10^9 with
    /// the scale one up while under 10^27.
    ///
    /// Both round down: deposits and gains of all depositors together never exceed what is there.
    /// Returns the sums of the scale that was left, if one was, for the caller to archive under its
    /// number.
    ///
    /// Errors: more than [`Pool::room`], a purchase without room, overflow of the sums. The pool is
    /// then unchanged.
    pub fn absorb(
        &mut self,
        pays: Debt,
        collateral: Collateral,
    ) -> Result<Vec<(u32, Sums)>, MathError> {
        if pays.is_zero() && collateral.is_zero() {
            return Ok(Vec::new());
        }
        let room = self.room();
        if pays > room || room.is_zero() {
            return Err(MathError::PoolRoomExceeded { pays, room });
        }
        let mut pool = *self;
        pool.sums.collateral = pool.grown(pool.sums.collateral, collateral.u128())?;
        let archived = pool.pay(pays)?;
        *self = pool;
        Ok(archived)
    }

    /// `sum` after the pool gains `amount`: sum + floor(P x amount / total).
    pub(super) fn grown(&self, sum: Sum, amount: u128) -> Result<Sum, MathError> {
        let gain = mul(self.product.0, U256::from(amount), OPERATION)?;
        let gain = div_down(gain, U256::from(self.total.u128()), OPERATION)?;
        add(sum.0, gain, OPERATION).map(Sum)
    }

    /// Shrinks product and total; the product stays at or above 10^27.
    fn pay(&mut self, pays: Debt) -> Result<Vec<(u32, Sums)>, MathError> {
        let left = self.total.checked_sub(pays)?;
        let exact = mul(self.product.0, U256::from(left.u128()), OPERATION)?;
        let (product, scales) = rescale(exact, U256::from(self.total.u128()))?;
        self.product.0 = product;
        self.total = left;
        if scales == 0 {
            return Ok(Vec::new());
        }
        let scale = self.scale;
        self.scale = scale.checked_add(scales).ok_or(MathError::Overflow {
            operation: OPERATION,
        })?;
        let left_behind = core::mem::take(&mut self.sums);
        Ok(vec![(scale, left_behind)])
    }
}

/// floor(exact / total), times 10^9 as often as it takes to reach 10^27: the product and how often.
/// A product of 10^27 or more in a pool that keeps a whole stablecoin needs at most four.
fn rescale(mut exact: U256, total: U256) -> Result<(U256, u32), MathError> {
    for scales in 0..=MAX_SCALES {
        let product = div_down(exact, total, OPERATION)?;
        if product >= pow10(START_DIGITS.saturating_sub(SCALE_DIGITS)) {
            return Ok((product, scales));
        }
        exact = mul(exact, pow10(SCALE_DIGITS), OPERATION)?;
    }
    Err(MathError::Overflow {
        operation: OPERATION,
    })
}

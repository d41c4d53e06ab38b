//! How the base rate falls by itself.

use crate::index::DebtIndex;
use crate::ratio::Ratio;
use crate::wide::mul128;
use bnum::types::U256;

/// Seconds in which the base rate halves: 12 hours.
pub const HALF_LIFE: u64 = 43_200;

/// 1.0 with the 27 digits of a decay factor.
const ONE: u128 = DebtIndex::ONE.u128();

/// floor(10^27 x 2^(-1 / 43,200)): what is left after a second, 27 digits.
const SECOND: u128 = 999_983_955_055_097_432_543_272_791;

/// floor(rate x 2^(-seconds / [`HALF_LIFE`])), up to one part in 10^22: whole half-lives by exact
/// halving, the rest by the power of a second's factor. Rounds down in every step, so that a rate
/// comes to zero in the end; what a redeemer gains by it is under 10^-17 of what it redeems.
///
/// Error bound: each of the at most 32 products loses under 10^-27, which squaring doubles up to 16
/// times; the factor itself is short of its true value by under 10^-27, 43,199 times.
pub(super) fn decayed_down(rate: Ratio, seconds: u64) -> Ratio {
    let halvings = seconds.checked_div(HALF_LIFE).unwrap_or(0);
    let rest = seconds.checked_rem(HALF_LIFE).unwrap_or(0);
    let left = mul_down(rate.u128(), power_down(rest));
    let halved = u32::try_from(halvings)
        .ok()
        .and_then(|halvings| left.checked_shr(halvings));
    Ratio::new(halved.unwrap_or(0))
}

/// [`SECOND`]^`exponent` by squaring, 27 digits.
fn power_down(mut exponent: u64) -> u128 {
    let (mut power, mut base) = (ONE, SECOND);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = mul_down(power, base);
        }
        base = mul_down(base, base);
        exponent >>= 1;
    }
    power
}

/// floor(a x factor), a factor of at most one: never more than `a`.
fn mul_down(a: u128, factor: u128) -> u128 {
    let product = mul128(a, factor).checked_div(U256::from(ONE));
    product
        .and_then(|product| u128::try_from(product).ok())
        .unwrap_or(a)
}

//! 256 and 512 bit helpers: full-width products, one rounding, no panic.

use crate::error::MathError;
use bnum::cast::CastFrom;
use bnum::types::{U256, U512};
use bnum::BUint;

/// 10^`exponent` as a big integer. Callers stay under 10^77 (256 bits) or 10^154 (512 bits).
pub(crate) fn pow10<const N: usize>(exponent: u32) -> BUint<N> {
    BUint::<N>::from(10u8).saturating_pow(exponent)
}

/// Product of two 128-bit integers; it always fits 256 bits, so nothing saturates.
pub(crate) fn mul128(a: u128, b: u128) -> U256 {
    U256::from(a).saturating_mul(U256::from(b))
}

/// Widens 256 to 512 bits.
pub(crate) fn wide(a: U256) -> U512 {
    U512::cast_from(a)
}

/// Narrows to 128 bits, or the error of `operation`.
pub(crate) fn to_u128<const N: usize>(
    a: BUint<N>,
    operation: &'static str,
) -> Result<u128, MathError> {
    u128::try_from(a).map_err(|_| MathError::Overflow { operation })
}

/// `a + b`, or the error of `operation`.
pub(crate) fn add<const N: usize>(
    a: BUint<N>,
    b: BUint<N>,
    operation: &'static str,
) -> Result<BUint<N>, MathError> {
    a.checked_add(b).ok_or(MathError::Overflow { operation })
}

/// `a * b`, or the error of `operation`.
pub(crate) fn mul<const N: usize>(
    a: BUint<N>,
    b: BUint<N>,
    operation: &'static str,
) -> Result<BUint<N>, MathError> {
    a.checked_mul(b).ok_or(MathError::Overflow { operation })
}

/// floor(a / b).
pub(crate) fn div_down<const N: usize>(
    a: BUint<N>,
    b: BUint<N>,
    operation: &'static str,
) -> Result<BUint<N>, MathError> {
    a.checked_div(b)
        .ok_or(MathError::DivisionByZero { operation })
}

/// ceil(a / b).
pub(crate) fn div_up<const N: usize>(
    a: BUint<N>,
    b: BUint<N>,
    operation: &'static str,
) -> Result<BUint<N>, MathError> {
    let floor = div_down(a, b, operation)?;
    if floor.saturating_mul(b) == a {
        Ok(floor)
    } else {
        add(floor, BUint::ONE, operation)
    }
}

/// ceil(sqrt(a)), or `None` where `a` is above 2^128 - 1.
pub(crate) fn sqrt_up(a: U256) -> Option<u128> {
    let a = u128::try_from(a).ok()?;
    let root = a.isqrt();
    let exact = root.saturating_mul(root) == a;
    Some(root.saturating_add(u128::from(!exact)))
}

/// A 256-bit integer as 32 little-endian bytes: a fixed width in every serde format, where a
/// derived form would depend on the big-integer crate.
pub(crate) mod bytes32 {
    use bnum::types::U256;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &U256, to: S) -> Result<S::Ok, S::Error> {
        let mut bytes = [0u8; 32];
        for (chunk, digit) in bytes.chunks_exact_mut(8).zip(value.digits()) {
            chunk.copy_from_slice(&digit.to_le_bytes());
        }
        bytes.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<U256, D::Error> {
        let bytes = <[u8; 32]>::deserialize(from)?;
        let mut digits = [0u64; 4];
        for (digit, chunk) in digits.iter_mut().zip(bytes.chunks_exact(8)) {
            let mut word = [0u8; 8];
            word.copy_from_slice(chunk);
            *digit = u64::from_le_bytes(word);
        }
        Ok(U256::from_digits(digits))
    }
}

#[cfg(test)]
mod tests;

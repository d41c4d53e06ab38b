//! Prices that are made of other prices: staking derivatives and claims that fall due.
//!
//! Each has a version that rounds down, for what is counted in, and one that rounds up, for what is paid
//! out by. A result outside [`Price::MIN`] to [`Price::MAX`] is no price.

use bnum::types::U256;

use crate::index::SECONDS_PER_YEAR;
use crate::price::Price;
use crate::ratio::Ratio;
use crate::wide::{div_down, div_up, mul128, to_u128};

const ONE: u128 = Ratio::ONE.u128();

/// floor(base x rate), a rate with 18 fractional digits.
pub fn times_down(base: Price, rate: Price) -> Option<Price> {
    fraction(base, rate.u128(), div_down)
}

/// ceil(base x rate).
pub fn times_up(base: Price, rate: Price) -> Option<Price> {
    fraction(base, rate.u128(), div_up)
}

/// floor(base x (1 - ceil(discount x seconds / year))): what a claim on a unit is worth that long before it
/// falls due. `None` where the discount reaches 1.
pub fn discounted_down(base: Price, discount: Ratio, seconds: u64) -> Option<Price> {
    let off = of_year(discount, seconds, div_up)?;
    fraction(base, ONE.checked_sub(off)?, div_down)
}

/// ceil(base x (1 - floor(discount x seconds / year))). `None` where [`discounted_down`] would be.
pub fn discounted_up(base: Price, discount: Ratio, seconds: u64) -> Option<Price> {
    discounted_down(base, discount, seconds)?;
    let off = of_year(discount, seconds, div_down)?;
    fraction(base, ONE.checked_sub(off)?, div_up)
}

/// The most that a redemption rate can have become: floor(last x (1 + growth x seconds / year)), without
/// interest on interest, at most [`Price::MAX`].
pub fn grown_down(last: Price, growth: Ratio, seconds: u64) -> Price {
    of_year(growth, seconds, div_down)
        .and_then(|gain| fraction(last, ONE.checked_add(gain)?, div_down))
        .unwrap_or(Price::MAX)
}

type Rounded = fn(U256, U256, &'static str) -> Result<U256, crate::MathError>;

/// Share of a yearly rate for some seconds.
fn of_year(rate: Ratio, seconds: u64, round: Rounded) -> Option<u128> {
    let exact = mul128(rate.u128(), u128::from(seconds));
    let year = U256::from(SECONDS_PER_YEAR);
    to_u128(
        round(exact, year, "rate for a time").ok()?,
        "rate for a time",
    )
    .ok()
}

fn fraction(base: Price, factor: u128, round: Rounded) -> Option<Price> {
    let exact = mul128(base.u128(), factor);
    let raw = round(exact, U256::from(ONE), "derived price").ok()?;
    Price::checked(to_u128(raw, "derived price").ok()?).ok()
}

#[cfg(test)]
mod tests;

//! Margin: the ratio that new debt and withdrawals must leave, moving with the market.
//!
//! ```text
//! v     = max(variance, implied variance)               the calmer of the two never counts
//! move  = k sqrt(v horizon (1 + crowding use))          k standard deviations of the way down
//! drop  = move + rate shock x time to maturity / year
//! ratio = (1 + penalty) / (1 - drop)                    what still covers debt and penalty then
//! M     = min(cap, max(base, ratio)); the cap from a drop of one on
//! ```
//!
//! Every rounding is up, against who mints. Only the part of a position's life that asks for more
//! credit goes by it: the liquidation ratio and the target ratio never read a volatility.

use crate::amount::Debt;
use crate::index::SECONDS_PER_YEAR;
use crate::ratio::Ratio;
use crate::wide::{div_up, mul128, sqrt_up, to_u128};
use bnum::types::U256;

/// What governance says about a collateral type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarginTerms {
    /// The mint ratio of a calm market: never less than this.
    pub base: Ratio,
    /// The mint ratio of the wildest market: never more than this, as long as it is above the base.
    pub cap: Ratio,
    /// What a liquidation costs above the debt; the ratio after the drop has to cover it.
    pub penalty: Ratio,
    /// k: how many standard deviations the price may fall.
    pub confidence: Ratio,
    /// Seconds that a position must stand through: until its collateral can be sold.
    pub horizon: u64,
    /// By how much a full group lengthens the horizon: a full group takes longer to sell.
    pub crowding: Ratio,
    /// Change of the yearly rate that a claim with a fixed maturity must stand.
    pub rate_shock: Ratio,
}

/// What the market is like at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Variance of the price per second, 18 digits.
    pub variance: u128,
    /// The same as options markets imply it; zero where nobody reports one.
    pub implied_variance: u128,
    /// Seconds until the collateral pays out; zero where it has no maturity.
    pub time_to_maturity: u64,
    /// Use of the group after the change, see [`group_use_up`].
    pub group_use: Ratio,
}

/// A mint ratio and how it came about, part by part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The larger of the two variances, per second, 18 digits.
    pub variance: u128,
    /// k standard deviations of the price over the horizon, crowding included; may be above one.
    pub price_move: Ratio,
    /// What the rate shock takes off a claim until its maturity.
    pub maturity: Ratio,
    /// The fall of the value that a new debt must stand; one or more is all of it.
    pub drop: Ratio,
    /// The ratio that stands the drop; `None` where none does.
    pub uncapped: Option<Ratio>,
    /// M: what a mint or a withdrawal must leave.
    pub mint_ratio: Ratio,
    /// Which of the three it is.
    pub binds: Binds,
}

/// What a mint ratio comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binds {
    /// The base: the market is calm.
    Base,
    /// What the market does.
    Market,
    /// The cap: no more is asked for, however wild the market.
    Cap,
}

/// The mint ratio: see the module. Total; what does not fit saturates towards the cap.
///
/// Error bound: sqrt is within 10^-18 above, crowding within 10^-18 of itself, so the drop is within
/// (k + 3) x 10^-18 plus 10^-18 of itself, and the ratio within cap / (1 - drop) times that, and 10^-18.
pub fn margin(terms: &MarginTerms, conditions: &Conditions) -> Margin {
    let variance = conditions.variance.max(conditions.implied_variance);
    let price_move = price_move_up(terms, variance, conditions.group_use);
    let maturity = yearly_up(terms.rate_shock, conditions.time_to_maturity);
    let drop = Ratio::new(price_move.u128().saturating_add(maturity.u128()));
    let uncapped = ratio_up(terms.penalty, drop);
    let wanted = uncapped.unwrap_or(Ratio::MAX);
    let (mint_ratio, binds) = if wanted <= terms.base {
        (terms.base, Binds::Base)
    } else if wanted <= terms.cap {
        (wanted, Binds::Market)
    } else {
        (terms.cap.max(terms.base), Binds::Cap)
    };
    Margin {
        variance,
        price_move,
        maturity,
        drop,
        uncapped,
        mint_ratio,
        binds,
    }
}

/// min(1, ceil(debt / ceiling)): how full a group is. A ceiling of zero is a full group.
pub fn group_use_up(debt: Debt, ceiling: Debt) -> Ratio {
    let scaled = mul128(debt.u128(), Ratio::ONE.u128());
    up(scaled, U256::from(ceiling.u128())).min(Ratio::ONE)
}

/// ceil(k x ceil(sqrt(variance x horizon x (1 + crowding x use)))): the root of a product that is
/// exact but for the crowding's own rounding up.
fn price_move_up(terms: &MarginTerms, variance: u128, group_use: Ratio) -> Ratio {
    let crowding = share_up(terms.crowding, group_use);
    let stretch = Ratio::ONE.u128().saturating_add(crowding.u128());
    let squared = mul128(variance, u128::from(terms.horizon)).saturating_mul(U256::from(stretch));
    let deviation = sqrt_up(squared).map_or(Ratio::MAX, Ratio::new);
    share_up(terms.confidence, deviation)
}

/// ceil(rate x seconds / year).
fn yearly_up(rate: Ratio, seconds: u64) -> Ratio {
    let exact = mul128(rate.u128(), u128::from(seconds));
    up(exact, U256::from(SECONDS_PER_YEAR))
}

/// ceil((1 + penalty) / (1 - drop)), `None` for a drop of one or more.
fn ratio_up(penalty: Ratio, drop: Ratio) -> Option<Ratio> {
    let one = Ratio::ONE.u128();
    let left = one.checked_sub(drop.u128()).filter(|left| *left > 0)?;
    let need = mul128(one.saturating_add(penalty.u128()), one);
    Some(up(need, U256::from(left)))
}

/// ceil(a x b).
fn share_up(a: Ratio, b: Ratio) -> Ratio {
    up(mul128(a.u128(), b.u128()), U256::from(Ratio::ONE.u128()))
}

/// ceil(a / b), saturating; by zero it is the largest.
fn up(a: U256, b: U256) -> Ratio {
    div_up(a, b, "margin")
        .and_then(|ratio| to_u128(ratio, "margin"))
        .map_or(Ratio::MAX, Ratio::new)
}

#[cfg(test)]
mod tests;

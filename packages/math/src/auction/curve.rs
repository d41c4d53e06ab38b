//! How an auction's price falls.

use crate::price::Price;
use crate::wide::{div_up, mul128, to_u128};
use bnum::types::U256;

/// Seconds until an auction is over.
pub const AUCTION_DURATION: u64 = 21_600;

/// Seconds between two points of the curve.
const STEP: u64 = 900;

/// 1.0 of a point.
const ONE: u64 = 1_000_000;

/// The last point: a tenth, so that a lot whose auction has no floor finds a taker.
const END: u64 = 100_198;

/// The price as a share of the first, in millionths, at the beginning and after every quarter of an
/// hour.
#[rustfmt::skip]
const POINTS: [u64; 25] = [
    // A tenth less in the first quarter.
    1_000_000, 900_000,
    // A fortieth less in each of the next eleven, to three hours.
    877_500, 855_563, 834_173, 813_319, 792_986, 773_161,
    753_832, 734_987, 716_612, 698_697, 681_229,
    // 47% less in one.
    361_051,
    // 11% less in each of the last eleven.
    321_336, 285_989, 254_530, 226_532, 201_613, 179_436,
    159_698, 142_131, 126_497, 112_582, END,
];

/// USD for a whole unit, so many seconds after an auction began at `start`:
/// ceil(start x share of the elapsed time), where the share lies on the straight line between two
/// points a quarter of an hour apart. From [`AUCTION_DURATION`] on it stands still at 0.100198.
///
/// It falls quickly to where takers who watch will buy, then slowly for as long as a lot with its
/// whole cushion covers its tab, then within a quarter of an hour through prices at which a restart
/// serves owner and protocol better, and at last to a tenth, for a lot that has no floor any more.
/// (Source: measured along falling markets; the decision record "An auction's price curve" has the
/// figures.)
///
/// Rounded up by less than one unit of the eighteenth digit, which favours the owner and the
/// protocol. Never above `start`, never more than a second earlier, and never zero; a start of
/// zero, which is no price, gives [`Price::MIN`]. Total for every input.
pub fn auction_price(start: Price, elapsed: u64) -> Price {
    let exact = mul128(start.u128(), u128::from(share(elapsed)));
    let price = div_up(exact, U256::from(WHOLE), OPERATION);
    let price = price.and_then(|price| to_u128(price, OPERATION));
    let price = price.unwrap_or(start.u128());
    Price::new(price.max(Price::MIN.u128()))
}

const OPERATION: &str = "the price of an auction";

/// 1.0 of a share.
const WHOLE: u64 = ONE * STEP;

/// The share of the first price that is asked after so many seconds, exact: a point has six
/// digits, the way to the next one 900 parts.
fn share(elapsed: u64) -> u64 {
    let (step, part) = (elapsed / STEP, elapsed % STEP);
    let from = point(step).saturating_mul(STEP.saturating_sub(part));
    let to = point(step.saturating_add(1)).saturating_mul(part);
    from.saturating_add(to)
}

fn point(step: u64) -> u64 {
    let step = usize::try_from(step).ok();
    let point = step.and_then(|step| POINTS.get(step));
    point.copied().unwrap_or(END)
}

#[cfg(test)]
mod tests;

//! Pyth's price contract: `price_feed` answers a number, a power of ten, a confidence interval and a time.

use ballast_math::{feed::Report, Price, Ratio};
use ballast_types::units;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Int64, QuerierWrapper, Uint64};

use super::{ForeignError, ForeignOracle};

/// One of its feeds.
pub struct Pyth {
    /// The contract.
    pub contract: Addr,
    /// Which feed.
    pub price_id: [u8; 32],
    /// The widest confidence interval, as a share of the price.
    pub maximum_confidence: Ratio,
}

/// What it is asked.
#[cw_serde]
enum Question {
    PriceFeed { id: String },
}

/// Its answer; what is not used here may stand in it.
#[derive(serde::Deserialize)]
struct Answer {
    price_feed: Feed,
}

#[derive(serde::Deserialize)]
struct Feed {
    id: String,
    price: Stated,
}

#[derive(serde::Deserialize)]
struct Stated {
    price: Int64,
    conf: Uint64,
    expo: i32,
    publish_time: i64,
}

impl ForeignOracle for Pyth {
    fn read(&self, querier: &QuerierWrapper) -> Result<Report, ForeignError> {
        let id = HexBinary::from(self.price_id).to_hex();
        let question = Question::PriceFeed { id: id.clone() };
        let answer: Answer = querier.query_wasm_smart(&self.contract, &question)?;
        let Feed {
            id: answered,
            price,
        } = answer.price_feed;
        if !answered.eq_ignore_ascii_case(&id) {
            let asked = id;
            return Err(ForeignError::OtherPrice { asked, answered });
        }
        self.ensure_sure(&price)?;
        let published_at = price.publish_time;
        Ok(Report {
            price: price.price()?,
            published_at: u64::try_from(published_at)
                .map_err(|_| ForeignError::NoTime { published_at })?,
            implied_variance: 0,
        })
    }
}

impl Pyth {
    fn ensure_sure(&self, stated: &Stated) -> Result<(), ForeignError> {
        let (price, confidence) = (stated.price.i64(), stated.conf.u64());
        let widest = self
            .maximum_confidence
            .of_amount_down(u128::from(price.unsigned_abs()));
        if widest.is_ok_and(|widest| u128::from(confidence) <= widest) {
            return Ok(());
        }
        Err(ForeignError::Unsure {
            price,
            confidence,
            maximum: units::decimal(self.maximum_confidence),
        })
    }
}

impl Stated {
    /// price x 10^(18 + expo), rounded down.
    fn price(&self) -> Result<Price, ForeignError> {
        let (price, exponent) = (self.price.i64(), self.expo);
        let no_price = || ForeignError::NoPrice { price, exponent };
        let number = u128::try_from(price).map_err(|_| no_price())?;
        let digits = exponent.checked_add(18).ok_or_else(no_price)?;
        let power = 10u128
            .checked_pow(digits.unsigned_abs())
            .ok_or_else(no_price)?;
        let raw = if digits < 0 {
            number.checked_div(power)
        } else {
            number.checked_mul(power)
        };
        Price::checked(raw.ok_or_else(no_price)?).map_err(|_| no_price())
    }
}

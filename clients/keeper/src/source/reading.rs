//! Prices and times as sources write them.

use std::str::FromStr;

use cosmwasm_std::Decimal;
use serde_json::Value;

use super::SourceError;
use crate::{config::TimeUnit, strategy::Quote};

/// Fractional digits that a price has; further ones are cut off.
const DIGITS: usize = 18;

/// How much of a text is shown in an error.
const SHOWN: usize = 60;

/// A line: `TIME,PRICE`, or a JSON object with `time` and `price`.
pub(super) fn line(from: &str, text: &str, unit: TimeUnit) -> Result<Quote, SourceError> {
    if text.starts_with('{') {
        let value: Value = serde_json::from_str(text)
            .map_err(|_| malformed(from, text, "JSON object with time and price"))?;
        let part = |key| value.get(key).unwrap_or(&Value::Null);
        return Ok(Quote {
            price: price(from, part("price"))?,
            time: time(from, part("time"), unit)?,
        });
    }
    let (when, usd) = text
        .split_once(',')
        .ok_or_else(|| malformed(from, text, "line TIME,PRICE"))?;
    Ok(Quote {
        price: decimal(usd).ok_or_else(|| malformed(from, usd, "price in USD"))?,
        time: time(from, &Value::from(when.trim()), unit)?,
    })
}

/// A line, or a price alone, which counts as of now.
pub(super) fn line_or_price(
    from: &str,
    text: &str,
    (unit, now): (TimeUnit, u64),
) -> Result<Quote, SourceError> {
    match decimal(text) {
        Some(price) => Ok(Quote { price, time: now }),
        None => line(from, text, unit),
    }
}

/// A price: a JSON number, or a text with one.
pub(super) fn price(from: &str, value: &Value) -> Result<Decimal, SourceError> {
    let found = match value {
        Value::String(text) => decimal(text),
        // The shortest text that reads as this number, without an exponent.
        Value::Number(number) => match number.as_u64() {
            Some(whole) => decimal(&whole.to_string()),
            None => number
                .as_f64()
                .and_then(|float| decimal(&format!("{float}"))),
        },
        _ => None,
    };
    found.ok_or_else(|| malformed(from, &value.to_string(), "price in USD"))
}

/// A time: a JSON number of whole units, or a text with one.
pub(super) fn time(from: &str, value: &Value, unit: TimeUnit) -> Result<u64, SourceError> {
    let found = match value {
        Value::String(text) => text.parse().ok(),
        value => value.as_u64(),
    };
    let time = found.ok_or_else(|| malformed(from, &value.to_string(), "time since 1970"))?;
    Ok(unit.seconds(time))
}

pub(super) fn malformed(from: &str, given: &str, expected: &'static str) -> SourceError {
    SourceError::Malformed {
        from: from.to_owned(),
        given: given.trim().chars().take(SHOWN).collect(),
        expected,
    }
}

fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let text = match text.split_once('.') {
        Some((_, fraction)) if fraction.len() > DIGITS => {
            let cut = text
                .len()
                .checked_sub(fraction.len().checked_sub(DIGITS)?)?;
            fraction
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(())?;
            text.get(..cut)?
        }
        _ => text,
    };
    Decimal::from_str(text).ok()
}

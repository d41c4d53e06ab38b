//! What a transaction costs.

use std::{fmt, str::FromStr};

use cosmwasm_std::{Coin, Decimal, Uint128};
use serde::{Deserialize, Serialize};

/// The price of one unit of gas, as `0.025stake`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct GasPrice {
    /// How much, in base units of the denom; 18 fractional digits.
    pub amount: Decimal,
    /// In which coin.
    pub denom: String,
}

/// A text that is no gas price.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is no gas price: expected an amount and a denom, as 0.025stake")]
pub struct GasPriceError {
    /// The text.
    pub given: String,
}

impl GasPrice {
    /// The fee for a gas limit, rounded up to a whole base unit as nodes ask for it. The largest amount
    /// where it does not fit.
    pub fn fee(&self, gas: u64) -> Coin {
        let amount = Uint128::from(gas)
            .checked_mul_ceil(self.amount)
            .unwrap_or(Uint128::MAX);
        Coin {
            denom: self.denom.clone(),
            amount,
        }
    }

    /// The price times a factor, rounded up; the largest price where it does not fit.
    #[must_use]
    pub fn times(&self, factor: Decimal) -> Self {
        let product = self.amount.atomics().checked_mul_ceil(factor);
        Self {
            amount: Decimal::new(product.unwrap_or(Uint128::MAX)),
            denom: self.denom.clone(),
        }
    }
}

impl fmt::Display for GasPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.amount, self.denom)
    }
}

impl FromStr for GasPrice {
    type Err = GasPriceError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || GasPriceError {
            given: text.to_owned(),
        };
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let at = text.find(|c| !is_number(c)).ok_or_else(wrong)?;
        let (amount, denom) = text.split_at(at);
        let fits = |c: char| c.is_ascii_alphanumeric() || "/:._-".contains(c);
        let is_denom = denom.starts_with(|c: char| c.is_ascii_alphabetic())
            && (3..=128).contains(&denom.len())
            && denom.chars().all(fits);
        if !is_denom {
            return Err(wrong());
        }
        Ok(Self {
            amount: amount.parse().map_err(|_| wrong())?,
            denom: denom.to_owned(),
        })
    }
}

impl TryFrom<String> for GasPrice {
    type Error = GasPriceError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<GasPrice> for String {
    fn from(price: GasPrice) -> Self {
        price.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(text: &str) -> GasPrice {
        text.parse().unwrap()
    }

    #[test]
    fn a_fee_is_rounded_up_to_a_whole_unit() {
        assert_eq!(price("0.025stake").fee(200_000).amount.u128(), 5_000);
        assert_eq!(price("0.025stake").fee(200_001).amount.u128(), 5_001);
        assert_eq!(price("0stake").fee(200_001).amount.u128(), 0);
        assert_eq!(price("0.000000000000000001u/x").fee(1).amount.u128(), 1);
    }

    #[test]
    fn a_fee_that_fits_no_amount_is_the_largest() {
        let dear = GasPrice {
            amount: Decimal::MAX,
            denom: "stake".to_owned(),
        };
        assert_eq!(dear.fee(u64::MAX).amount, Uint128::MAX);
        assert_eq!(dear.times(Decimal::percent(200)).amount, Decimal::MAX);
    }

    #[test]
    fn a_price_is_escalated_upwards() {
        let escalated = price("0.025stake").times(Decimal::percent(125));
        assert_eq!(escalated.to_string(), "0.03125stake");
    }

    #[test]
    fn a_price_survives_its_text_and_anything_else_is_refused() {
        for text in ["0.025stake", "1ibc/27394F", "12.5factory/a/b"] {
            assert_eq!(price(text).to_string(), text);
        }
        for text in [
            "",
            "0.025",
            "stake",
            "-1stake",
            "1 stake",
            "0.1.2stake",
            "1st",
            "1sta ke",
            "0.025st!ke",
        ] {
            assert_eq!(text.parse::<GasPrice>().is_ok(), text == "1st!", "{text}");
        }
    }
}

//! Values of a proposal's file, as people write them: they stay as they were written, so that the
//! file reads as it was typed.

use std::{fmt, str::FromStr};

use cosmwasm_std::Decimal;

use crate::{
    amount::{AmountError, TypedAmount},
    time,
};

/// A text that is no value of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// No ratio.
    #[error("'{given}' is no ratio: expected a decimal number or per cent, as 1.5 or 150%")]
    Ratio {
        /// What was given.
        given: String,
    },
    /// No amount of dollars.
    #[error("'{given}' is no amount of US dollars: expected a decimal number, as 1000 or 999.5")]
    UsdPrice {
        /// What was given.
        given: String,
    },
    /// No moment.
    #[error("'{given}' is no moment: expected a day or a second in UTC, as 2027-12-31 or '2027-12-31 12:00:00'")]
    Moment {
        /// What was given.
        given: String,
    },
    /// No amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// A ratio, a share or a yearly fee: `1.5` and `150%` are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio(pub Decimal);

impl FromStr for Ratio {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let given = text.trim();
        let error = || ValueError::Ratio {
            given: given.to_owned(),
        };
        let Some(percent) = given.strip_suffix('%') else {
            return given.parse().map(Self).map_err(|_| error());
        };
        // A hundredth: the point moves by two places, which is exact for up to 16 digits after it.
        let percent: Decimal = percent.trim().parse().map_err(|_| error())?;
        let hundredth = percent.atomics().u128();
        if !hundredth.is_multiple_of(100) {
            return Err(error());
        }
        Ok(Self(Decimal::raw(hundredth / 100)))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whole US dollars and parts of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsdPrice(pub Decimal);

impl FromStr for UsdPrice {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let given = text.trim();
        let digits = given.strip_prefix('$').unwrap_or(given);
        let digits = digits.strip_suffix("usd").unwrap_or(digits);
        let error = |_| ValueError::UsdPrice {
            given: given.to_owned(),
        };
        digits.parse().map(Self).map_err(error)
    }
}

impl fmt::Display for UsdPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A second in UTC, unix seconds; a day alone is its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub u64);

impl FromStr for Moment {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let given = text.trim();
        let found = time::second_of(given).map(Self);
        found.ok_or_else(|| ValueError::Moment {
            given: given.to_owned(),
        })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&time::moment(self.0))
    }
}

/// An amount that may be nothing, as a ceiling that stops new debt: `0usd`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit(pub TypedAmount);

impl FromStr for Limit {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(TypedAmount::or_zero(text).map(Self)?)
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Values that stand in a file as text.
macro_rules! as_text {
    ($($value:ty),*) => {$(
        impl serde::Serialize for $value {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

as_text!(Ratio, UsdPrice, Limit, Moment, time::Duration);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_decimals_or_per_cent() {
        for (text, permille) in [("1.5", 1_500), ("150%", 1_500), (" 2.5 % ", 25), ("0", 0)] {
            assert_eq!(
                text.parse(),
                Ok(Ratio(Decimal::permille(permille))),
                "{text}"
            );
        }
        for text in ["", "%", "-1", "1,5", "150 percent", "0.00000000000000001%"] {
            let error = text.parse::<Ratio>().unwrap_err().to_string();
            assert!(error.contains("is no ratio"), "{text}: {error}");
        }
    }

    #[test]
    fn dollars_may_carry_their_sign() {
        for text in ["1000", "$1000", "1000usd"] {
            assert_eq!(
                text.parse(),
                Ok(UsdPrice(Decimal::percent(100_000))),
                "{text}"
            );
        }
        assert!("1000eth".parse::<UsdPrice>().is_err());
    }

    #[test]
    fn a_moment_is_a_day_or_a_second() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("2027-12-31", 1_830_211_200),
            ("2027-12-31 12:00:01", 1_830_254_401),
            ("2028-02-29 23:59:59", 1_835_481_599),
        ] {
            assert_eq!(text.parse(), Ok(Moment(seconds)), "{text}");
            assert!(Moment(seconds).to_string().starts_with(text));
        }
        for text in [
            "",
            "2027",
            "2027-02-29",
            "2027-13-01",
            "1830211200",
            "2027-12-31 24:00:00",
            "1969-12-31",
        ] {
            let error = text.parse::<Moment>().unwrap_err().to_string();
            assert!(error.contains("is no moment"), "{text}: {error}");
        }
    }

    #[test]
    fn a_limit_may_be_nothing() {
        let limit: Limit = "0usd".parse().unwrap();
        assert_eq!(limit.0.base_units(6), Ok(0));
        assert_eq!(limit.to_string(), "0usd");
        assert!("-1usd".parse::<Limit>().is_err() && "0".parse::<Limit>().is_err());
    }
}

//! Positions by names that can be typed: `eth-3` is the third position of the type whose asset is
//! `eth`. The number that the contracts use is understood too.

use std::{fmt, str::FromStr};

/// A text that names no position.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' names no position: expected a type and a number, as eth-1")]
pub struct PositionNameError {
    given: String,
}

/// A position as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PositionName {
    /// By its type's asset and its number within the type.
    Named {
        /// The asset's name.
        asset: String,
        /// From 1.
        number: u32,
    },
    /// By the number that the contracts use.
    Raw(u64),
}

impl fmt::Display for PositionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named { asset, number } => write!(f, "{asset}-{number}"),
            Self::Raw(raw) => raw.fmt(f),
        }
    }
}

impl FromStr for PositionName {
    type Err = PositionNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let given = text.trim();
        if let Ok(raw) = given.parse() {
            return Ok(Self::Raw(raw));
        }
        let error = || PositionNameError {
            given: given.to_owned(),
        };
        let (asset, number) = given.rsplit_once('-').ok_or_else(error)?;
        let number = number.parse().map_err(|_| error())?;
        if asset.is_empty() {
            return Err(error());
        }
        Ok(Self::Named {
            asset: asset.to_lowercase(),
            number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_have_names_and_numbers() {
        let named = |asset: &str, number| {
            Ok(PositionName::Named {
                asset: asset.into(),
                number,
            })
        };
        assert_eq!("ETH-1".parse(), named("eth", 1));
        assert_eq!("st-eth-12".parse(), named("st-eth", 12));
        assert_eq!("4294967297".parse(), Ok(PositionName::Raw(4_294_967_297)));
        for text in ["", "eth", "-1", "eth-", "eth-x", "eth-99999999999"] {
            assert!(text.parse::<PositionName>().is_err(), "{text}");
        }
    }
}

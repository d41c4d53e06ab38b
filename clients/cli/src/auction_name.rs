//! Auctions by names that can be typed: `eth-a3` is the third auction of the type whose asset is `eth`.
//! The `a` keeps it apart from the position `eth-3`. The number that the contracts use is understood
//! too.

use std::{fmt, str::FromStr};

/// A text that names no auction.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' names no auction: expected a type, the letter a and a number, as eth-a1")]
pub struct AuctionNameError {
    given: String,
}

/// An auction as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuctionName {
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

impl fmt::Display for AuctionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named { asset, number } => write!(f, "{asset}-a{number}"),
            Self::Raw(raw) => raw.fmt(f),
        }
    }
}

impl FromStr for AuctionName {
    type Err = AuctionNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let given = text.trim();
        if let Ok(raw) = given.parse() {
            return Ok(Self::Raw(raw));
        }
        let error = || AuctionNameError {
            given: given.to_owned(),
        };
        let lower = given.to_lowercase();
        let (asset, number) = lower.rsplit_once("-a").ok_or_else(error)?;
        // `parse` would also take a sign.
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        let number = number.parse().map_err(|_| error())?;
        if asset.is_empty() || !is_number {
            return Err(error());
        }
        Ok(Self::Named {
            asset: asset.to_owned(),
            number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position_name::PositionName;

    #[test]
    fn auctions_have_names_and_numbers() {
        let named = |asset: &str, number| AuctionName::Named {
            asset: asset.into(),
            number,
        };
        assert_eq!("eth-a1".parse(), Ok(named("eth", 1)));
        assert_eq!("ETH-A12".parse(), Ok(named("eth", 12)));
        assert_eq!("st-aeth-a3".parse(), Ok(named("st-aeth", 3)));
        assert_eq!("4294967297".parse(), Ok(AuctionName::Raw(4_294_967_297)));
        assert_eq!(named("eth", 7).to_string().parse(), Ok(named("eth", 7)));
        for text in [
            "",
            "eth",
            "eth-1",
            "-a1",
            "eth-a",
            "eth-a-1",
            "eth-a+1",
            "eth-a99999999999",
        ] {
            assert!(text.parse::<AuctionName>().is_err(), "{text}");
        }
    }

    #[test]
    fn no_name_is_both_an_auctions_and_a_positions() {
        for text in ["eth-a1", "st-eth-a12", "a-a1"] {
            assert!(text.parse::<AuctionName>().is_ok(), "{text}");
            assert!(text.parse::<PositionName>().is_err(), "{text}");
        }
        for text in ["eth-1", "a-1", "st-a-1"] {
            assert!(text.parse::<PositionName>().is_ok(), "{text}");
            assert!(text.parse::<AuctionName>().is_err(), "{text}");
        }
    }
}

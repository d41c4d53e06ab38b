//! Numeric names: small, because they stand in storage keys that cost gas.

use std::{fmt, str::FromStr};

use cosmwasm_schema::schemars;
use serde::{Deserialize, Serialize};

/// Number of a collateral type, given in order of listing from 1.
pub type CollateralTypeId = u16;

/// Number of a group of correlated collateral types, chosen by the owner.
pub type GroupId = u16;

/// Declares a name that carries its collateral type: the type in the upper 16 bits of 48, a number
/// within the type in the lower 32. Under 2^53, so every JSON reader holds it exactly.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $what:literal;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            Debug,
            PartialEq,
            Eq,
            PartialOrd,
            Ord,
            Hash,
            Serialize,
            Deserialize,
            schemars::JsonSchema,
        )]
        #[serde(transparent)]
        #[schemars(crate = "cosmwasm_schema::schemars")]
        pub struct $name(u64);

        impl $name {
            /// The id of number `number` of a collateral type.
            pub const fn new(collateral_type: CollateralTypeId, number: u32) -> Self {
                Self(((collateral_type as u64) << 32) | number as u64)
            }

            /// The id whose raw number this is. Bits above the lowest 48 belong to nothing, so an id
            /// made of them is simply unknown to the contract.
            pub const fn from_raw(raw: u64) -> Self {
                Self(raw)
            }

            /// The raw number, as in JSON.
            pub const fn raw(self) -> u64 {
                self.0
            }

            /// The collateral type it belongs to.
            pub fn collateral_type(self) -> CollateralTypeId {
                CollateralTypeId::try_from(self.0 >> 32).unwrap_or(0)
            }

            /// Its number within the type, from 1.
            pub fn number(self) -> u32 {
                u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self).map_err(|_| ParseIdError {
                    given: text.to_owned(),
                    what: $what,
                })
            }
        }
    )*};
}

ids! {
    /// Name of a position.
    PositionId = "a position's number";
    /// Name of an auction. A restart is a new auction of what is left of the lot.
    AuctionId = "an auction's number";
}

/// A text that is not the number of what is named.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{given}' is not {what}")]
pub struct ParseIdError {
    /// The text that was given.
    pub given: String,
    /// What it should be.
    pub what: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_holds_its_type_and_number_and_fits_a_json_number() {
        let id = PositionId::new(u16::MAX, u32::MAX);
        assert_eq!((id.collateral_type(), id.number()), (u16::MAX, u32::MAX));
        assert!(id.raw() < 1 << 53);
        assert_eq!(
            PositionId::new(1, 7).to_string().parse(),
            Ok(PositionId::new(1, 7))
        );
    }
}

//! Numeric names: small, because they stand in storage keys that cost gas.

use std::{fmt, str::FromStr};

use cosmwasm_schema::{cw_serde, schemars};
use serde::{Deserialize, Serialize};

/// Number of a collateral type, given in order of listing from 1.
pub type CollateralTypeId = u16;

/// Number of a group of correlated collateral types, chosen by the owner.
pub type GroupId = u16;

/// Name of a position: its collateral type in the upper 16 bits of 48, its number within the type
/// in the lower 32. Under 2^53, so every JSON reader holds it exactly.
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
pub struct PositionId(u64);

impl PositionId {
    /// The id of position `number` of a collateral type.
    pub const fn new(collateral_type: CollateralTypeId, number: u32) -> Self {
        Self(((collateral_type as u64) << 32) | number as u64)
    }

    /// The id whose raw number this is. Bits above the lowest 48 belong to no position, so an id
    /// made of them is simply unknown to the vault.
    pub const fn from_raw(raw: u64) -> Self {
        Self(raw)
    }

    /// The raw number, as in JSON.
    pub const fn raw(self) -> u64 {
        self.0
    }

    /// The collateral type the position belongs to.
    pub fn collateral_type(self) -> CollateralTypeId {
        CollateralTypeId::try_from(self.0 >> 32).unwrap_or(0)
    }

    /// The position's number within its type, from 1.
    pub fn number(self) -> u32 {
        u32::try_from(self.0 & u64::from(u32::MAX)).unwrap_or(0)
    }
}

impl fmt::Display for PositionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is not a position's number.
#[cw_serde]
pub struct ParsePositionIdError {
    /// The text that was given.
    pub given: String,
}

impl fmt::Display for ParsePositionIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}' is not a position's number", self.given)
    }
}

impl std::error::Error for ParsePositionIdError {}

impl FromStr for PositionId {
    type Err = ParsePositionIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| ParsePositionIdError {
            given: text.to_owned(),
        })
    }
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

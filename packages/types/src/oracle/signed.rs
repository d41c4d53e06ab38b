//! Signed reports: what a feeder signs, and what anyone may bring.
//!
//! The bytes that are signed, in order (big-endian integers):
//!
//! | bytes | what |
//! |---|---|
//! | 20 | `ballast-price-report` in ASCII |
//! | 1 | version of this layout, 1 |
//! | 1 + n | chain id: its length, then its bytes |
//! | 1 + n | the oracle's address as text: its length, then its bytes |
//! | 1 + n | the feed's name: its length, then its bytes |
//! | 16 | price, 18 fractional digits |
//! | 8 | publication time, unix seconds |
//! | 16 | implied volatility in a year, 18 fractional digits; zero for none |
//!
//! The signature is ECDSA over secp256k1 of their SHA-256, as the 32 bytes of r and the 32 bytes of s,
//! where s is at most half of the group's order. No transaction begins with these bytes, so a report can
//! never be taken for one.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Binary, Decimal};

use super::Report;

/// What every signed report begins with.
const TAG: &[u8] = b"ballast-price-report";

/// The layout's version.
pub const SIGNED_REPORT_VERSION: u8 = 1;

/// Bytes of a compressed public key.
pub const PUBLIC_KEY_BYTES: usize = 33;

/// Bytes of a signature.
pub const SIGNATURE_BYTES: usize = 64;

/// A feeder's report with its signature: whoever brings it, it is the feeder's.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct SignedReport {
    /// What the feeder states.
    pub report: Report,
    /// The feeder's secp256k1 public key, compressed (33 bytes in base64). The feeder is the account of this
    /// key.
    pub public_key: Binary,
    /// r and s, 32 bytes each, in base64; s at most half of the group's order.
    pub signature: Binary,
}

/// A text that does not fit the layout.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a {what} of {length} bytes is too long to sign, {maximum} fit")]
pub struct TooLongToSign {
    /// Which text.
    pub what: &'static str,
    /// Its length.
    pub length: usize,
    /// The longest.
    pub maximum: u8,
}

impl Report {
    /// The bytes that a feeder signs, for the oracle at `contract` on a chain.
    pub fn signing_bytes(&self, chain_id: &str, contract: &str) -> Result<Vec<u8>, TooLongToSign> {
        let mut bytes = TAG.to_vec();
        bytes.push(SIGNED_REPORT_VERSION);
        for (what, text) in [
            ("chain id", chain_id),
            ("contract address", contract),
            ("feed name", &self.feed),
        ] {
            let length = u8::try_from(text.len()).map_err(|_| TooLongToSign {
                what,
                length: text.len(),
                maximum: u8::MAX,
            })?;
            bytes.push(length);
            bytes.extend(text.as_bytes());
        }
        let implied = self.implied_volatility.unwrap_or(Decimal::zero());
        bytes.extend(self.price.atomics().to_be_bytes());
        bytes.extend(self.published_at.to_be_bytes());
        bytes.extend(implied.atomics().to_be_bytes());
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        Report {
            feed: "ETH".into(),
            price: Decimal::from_ratio(2_000u32, 1u32),
            published_at: 1_700_000_040,
            implied_volatility: None,
        }
    }

    #[test]
    fn golden_bytes() {
        let bytes = report().signing_bytes("ballast-1", "wasm1oracle").unwrap();
        let mut golden = b"ballast-price-report\x01\x09ballast-1\x0bwasm1oracle\x03ETH".to_vec();
        golden.extend(hex("000000000000006c6b935b8bbd400000"));
        golden.extend(hex("000000006553f128"));
        golden.extend([0; 16]);
        assert_eq!(bytes, golden);
    }

    fn hex(text: &str) -> Vec<u8> {
        cosmwasm_std::HexBinary::from_hex(text).unwrap().into()
    }

    #[test]
    fn no_implied_volatility_is_zero() {
        let zero = Report {
            implied_volatility: Some(Decimal::zero()),
            ..report()
        };
        assert_eq!(
            zero.signing_bytes("a", "b"),
            report().signing_bytes("a", "b")
        );
    }

    #[test]
    fn h39_texts_cannot_run_into_one_another() {
        let one = report().signing_bytes("ab", "c");
        assert_ne!(one, report().signing_bytes("a", "bc"));
    }

    #[test]
    fn a_text_that_is_too_long_is_refused() {
        let error = TooLongToSign {
            what: "chain id",
            length: 256,
            maximum: 255,
        };
        assert_eq!(report().signing_bytes(&"x".repeat(256), "c"), Err(error));
    }
}

//! What is signed verifies, and nothing else does.

mod properties;

use ballast_types::oracle::TooLongToSign;
use cosmwasm_std::{Binary, Decimal, Uint128};

use super::*;

const CHAIN: &str = "ballast-1";
const ORACLE: &str = "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d";

fn key(secret: u8) -> Key {
    Key::from_secret(&[secret; 32], "wasm").unwrap()
}

fn report() -> Report {
    Report {
        feed: "ETH".into(),
        price: Decimal::from_ratio(2_000u32, 1u32),
        published_at: 1_700_000_040,
        implied_volatility: Some(Decimal::percent(80)),
    }
}

fn signed() -> SignedReport {
    sign(report(), CHAIN, ORACLE, &key(1)).unwrap()
}

fn refused(signed: &SignedReport) -> ReportError {
    verify(signed, CHAIN, ORACLE).unwrap_err()
}

/// What verifying says of a signature over something else, for this chain and oracle.
fn not_the_keys(signed: &SignedReport, chain_id: &str, contract: &str) -> ReportError {
    ReportError::NotTheKeys {
        feeder: feeder_of(&signed.public_key, "wasm").unwrap(),
        feed: signed.report.feed.clone(),
        chain_id: chain_id.to_owned(),
        contract: contract.to_owned(),
    }
}

/// The group's order less s: a signature that the curve's equation accepts as well.
fn high_twin(signature: &Binary) -> Binary {
    let signature = Signature::from_slice(signature).unwrap();
    let (r, s) = (signature.r(), signature.s());
    let high = Signature::from_scalars(r.to_bytes(), (-*s.as_ref()).to_bytes()).unwrap();
    high.to_vec().into()
}

#[test]
fn h29_another_chain_or_contract_is_refused() {
    let signed = signed();
    for chain_id in ["ballast-2", "ballast-11", "Ballast-1", ""] {
        let error = verify(&signed, chain_id, ORACLE).unwrap_err();
        assert_eq!(error, not_the_keys(&signed, chain_id, ORACLE));
    }
    let other = key(2).address().to_owned();
    let error = verify(&signed, CHAIN, &other).unwrap_err();
    assert_eq!(error, not_the_keys(&signed, CHAIN, &other));
    for contract in ["", "oracle", "wasm1oracle"] {
        let error = verify(&signed, CHAIN, contract).unwrap_err();
        let contract = contract.to_owned();
        assert_eq!(error, ReportError::Contract { contract });
    }
}

#[test]
fn h29_another_feed_price_time_or_volatility_is_refused() {
    let changed = [
        Report {
            feed: "BTC".into(),
            ..report()
        },
        Report {
            feed: "ETH2".into(),
            ..report()
        },
        Report {
            price: report().price + Decimal::new(Uint128::one()),
            ..report()
        },
        Report {
            published_at: report().published_at + 1,
            ..report()
        },
        Report {
            implied_volatility: None,
            ..report()
        },
        Report {
            implied_volatility: Some(Decimal::percent(81)),
            ..report()
        },
    ];
    for report in changed {
        let forged = SignedReport { report, ..signed() };
        assert_eq!(refused(&forged), not_the_keys(&forged, CHAIN, ORACLE));
    }
}

#[test]
fn h29_another_key_is_refused() {
    let public_key = key(2).public_key().into();
    let forged = SignedReport {
        public_key,
        ..signed()
    };
    assert_eq!(refused(&forged), not_the_keys(&forged, CHAIN, ORACLE));
}

#[test]
fn h29_a_high_s_is_refused_with_its_twin() {
    let low = signed();
    let signature = high_twin(&low.signature);
    let high = SignedReport {
        signature: signature.clone(),
        ..low.clone()
    };
    let error = ReportError::HighS {
        s: hex::encode(&signature[32..]),
        low: hex::encode(&low.signature[32..]),
    };
    assert_eq!(refused(&high), error);
}

#[test]
fn h29_another_length_is_refused_with_both() {
    for length in [0, 32, 34, 65] {
        let public_key = vec![2; length].into();
        let expected = 33;
        let error = ReportError::KeyLength { length, expected };
        assert_eq!(
            refused(&SignedReport {
                public_key,
                ..signed()
            }),
            error
        );
    }
    for length in [0, 63, 65, 70] {
        let signature = vec![1; length].into();
        let expected = 64;
        let error = ReportError::SignatureLength { length, expected };
        assert_eq!(
            refused(&SignedReport {
                signature,
                ..signed()
            }),
            error
        );
    }
}

#[test]
fn h29_what_is_no_key_or_no_signature_is_refused() {
    // No x of all ones; the first byte says which of two points is meant and nothing else.
    for public_key in [
        vec![0xff; 33],
        [&[2][..], &[0xff; 32]].concat(),
        vec![0; 33],
    ] {
        let error = ReportError::NoKey {
            public_key: hex::encode(&public_key),
        };
        let public_key = public_key.into();
        assert_eq!(
            refused(&SignedReport {
                public_key,
                ..signed()
            }),
            error
        );
    }
    // Zero, and more than the group's order.
    for signature in [vec![0; 64], vec![0xff; 64]] {
        let error = ReportError::NoSignature {
            signature: hex::encode(&signature),
        };
        let signature = signature.into();
        assert_eq!(
            refused(&SignedReport {
                signature,
                ..signed()
            }),
            error
        );
    }
}

#[test]
fn a_text_that_does_not_fit_is_refused() {
    let long = "x".repeat(256);
    let error = sign(report(), &long, ORACLE, &key(1)).unwrap_err();
    let error_expected = TooLongToSign {
        what: "chain id",
        length: 256,
        maximum: 255,
    };
    assert_eq!(error, ReportError::TooLong(error_expected.clone()));
    let error = verify(&signed(), &long, ORACLE).unwrap_err();
    assert_eq!(error, ReportError::TooLong(error_expected));
}

#[test]
fn what_a_feeder_signed_is_the_feeders() {
    for secret in [1, 2, 255 - 1] {
        let key = key(secret);
        let signed = sign(report(), CHAIN, ORACLE, &key).unwrap();
        assert_eq!(verify(&signed, CHAIN, ORACLE).unwrap(), key.address());
        assert_eq!(feeder_of(&key.public_key(), "wasm").unwrap(), key.address());
    }
}

#[test]
fn an_address_begins_as_its_chains_do() {
    let public_key = key(1).public_key();
    assert!(feeder_of(&public_key, "osmo").unwrap().starts_with("osmo1"));
    for prefix in ["", "1", "Wasm", "wa sm"] {
        let error = ReportError::Prefix {
            prefix: prefix.to_owned(),
        };
        assert_eq!(feeder_of(&public_key, prefix).unwrap_err(), error);
    }
}

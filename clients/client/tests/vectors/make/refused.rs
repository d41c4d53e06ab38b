//! Reports that do not verify.

use ballast_client::sign;
use ballast_types::oracle::{Report, SignedReport};
use cosmwasm_std::{Binary, Decimal};
use k256::ecdsa::{signature::Signer, Signature, SigningKey};
use sha2::{Digest, Sha256};

use super::{key, report, secret, CHAIN, ORACLE, OTHER, TIME};
use crate::file::Refused;

/// Each is anna's report of a price, for the first chain and contract, with one thing wrong.
pub fn vectors() -> Vec<Refused> {
    let right = sign(report("ETH 110.48 0.8"), CHAIN, ORACLE, &key("anna")).unwrap();
    [
        other_statements(&right),
        other_signatures(&right),
        other_lengths(&right),
    ]
    .concat()
}

fn other_statements(right: &SignedReport) -> Vec<Refused> {
    let says = |report| SignedReport {
        report,
        ..right.clone()
    };
    let report = right.report.clone();
    let price = report.price + Decimal::raw(1);
    let published_at = TIME + 1;
    let feed = "BTC".to_owned();
    let refused = |name, chain_id, contract, signed| {
        refused_as(name, "not the key's", chain_id, contract, signed)
    };
    vec![
        refused("another chain", "ballast-2", ORACLE, right.clone()),
        refused("another contract", CHAIN, OTHER, right.clone()),
        refused(
            "another feed",
            CHAIN,
            ORACLE,
            says(Report {
                feed,
                ..report.clone()
            }),
        ),
        refused(
            "another price",
            CHAIN,
            ORACLE,
            says(Report {
                price,
                ..report.clone()
            }),
        ),
        refused(
            "another time",
            CHAIN,
            ORACLE,
            says(Report {
                published_at,
                ..report.clone()
            }),
        ),
        refused(
            "no implied volatility",
            CHAIN,
            ORACLE,
            says(Report {
                implied_volatility: None,
                ..report
            }),
        ),
    ]
}

fn other_signatures(right: &SignedReport) -> Vec<Refused> {
    let signed = |signature: Vec<u8>| SignedReport {
        signature: signature.into(),
        ..right.clone()
    };
    let refused = |name, reason, signed| refused_as(name, reason, CHAIN, ORACLE, signed);
    let bytes = right.report.signing_bytes(CHAIN, ORACLE).unwrap();
    let anna = SigningKey::from_slice(&secret("anna")).unwrap();
    let twice: Signature = anna.sign(&Sha256::digest(&bytes));
    let public_key = key("boris").public_key().into();
    let other_key = SignedReport {
        public_key,
        ..right.clone()
    };
    let (r, s) = right.signature.split_at(32);
    vec![
        refused(
            "the twin of the signature",
            "high s",
            signed(high_twin(&right.signature)),
        ),
        refused("another feeder's key", "not the key's", other_key),
        refused("hashed twice", "not the key's", signed(twice.to_vec())),
        refused("s before r", "not the key's", signed([s, r].concat())),
        refused(
            "r of zero",
            "r or s out of range",
            signed([&[0; 32], s].concat()),
        ),
        refused(
            "s of zero",
            "r or s out of range",
            signed([r, &[0; 32]].concat()),
        ),
        refused(
            "r above the group's order",
            "r or s out of range",
            signed([&[0xff; 32], s].concat()),
        ),
    ]
}

fn other_lengths(right: &SignedReport) -> Vec<Refused> {
    let signed = |signature: Vec<u8>| SignedReport {
        signature: signature.into(),
        ..right.clone()
    };
    let keyed = |public_key: Vec<u8>| SignedReport {
        public_key: public_key.into(),
        ..right.clone()
    };
    let refused = |name, reason, signed| refused_as(name, reason, CHAIN, ORACLE, signed);
    let der = Signature::from_slice(&right.signature).unwrap().to_der();
    let point = SigningKey::from_slice(&secret("anna")).unwrap();
    let whole = point.verifying_key().to_encoded_point(false);
    let no_point = [&[2], [0xff; 32].as_slice()].concat();
    let (signature, public_key) = (
        "signature of another length",
        "public key of another length",
    );
    vec![
        refused(
            "a byte too few",
            signature,
            signed(right.signature[..63].to_vec()),
        ),
        refused(
            "with a recovery byte",
            signature,
            signed([right.signature.as_slice(), &[0]].concat()),
        ),
        refused(
            "a signature in DER",
            signature,
            signed(der.as_bytes().to_vec()),
        ),
        refused("no signature", signature, signed(vec![])),
        refused(
            "only x of the key",
            public_key,
            keyed(right.public_key[1..].to_vec()),
        ),
        refused(
            "the whole point",
            public_key,
            keyed(whole.as_bytes().to_vec()),
        ),
        refused("no point of the curve", "no public key", keyed(no_point)),
    ]
}

fn refused_as(
    name: &str,
    reason: &str,
    chain_id: &str,
    contract: &str,
    signed_report: SignedReport,
) -> Refused {
    Refused {
        name: name.to_owned(),
        reason: reason.to_owned(),
        chain_id: chain_id.to_owned(),
        contract: contract.to_owned(),
        signed_report,
    }
}

/// The group's order less s.
fn high_twin(signature: &Binary) -> Vec<u8> {
    let low = Signature::from_slice(signature).unwrap();
    let high = -*low.s().as_ref();
    let high = Signature::from_scalars(low.r().to_bytes(), high.to_bytes());
    high.unwrap().to_vec()
}

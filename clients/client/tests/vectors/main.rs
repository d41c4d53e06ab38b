//! The test vectors of signed reports, `docs/vectors/signed-reports.json`: for whoever writes a feeder in
//! another language. They are written anew by
//! `BALLAST_BLESS=1 cargo test -p ballast-client --test vectors`.

// A test that cannot do its work has failed.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used
)]

mod file;
mod make;

use ballast_client::{feeder_of, sign, verify, Key, ReportError};
use ballast_types::oracle::SignedReport;
use file::{Account, Vectors};
use sha2::{Digest, Sha256};

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../docs/vectors/signed-reports.json"
);

fn committed() -> Vectors {
    serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap()
}

fn key(account: &Account) -> Key {
    let secret = hex::decode(&account.secret_key).unwrap();
    Key::from_secret(&secret.try_into().unwrap(), make::PREFIX).unwrap()
}

/// What the file calls a refusal.
fn reason(error: &ReportError) -> &'static str {
    match error {
        ReportError::KeyLength { .. } => "public key of another length",
        ReportError::NoKey { .. } => "no public key",
        ReportError::SignatureLength { .. } => "signature of another length",
        ReportError::NoSignature { .. } => "r or s out of range",
        ReportError::HighS { .. } => "high s",
        ReportError::NotTheKeys { .. } => "not the key's",
        ReportError::TooLong(_)
        | ReportError::NotSigned { .. }
        | ReportError::Contract { .. }
        | ReportError::Prefix { .. } => "in no vector",
    }
}

#[test]
fn the_file_is_what_is_made_here() {
    let made = serde_json::to_string_pretty(&make::vectors()).unwrap() + "\n";
    if std::env::var_os("BALLAST_BLESS").is_some() {
        std::fs::write(FILE, &made).unwrap();
    }
    assert_eq!(std::fs::read_to_string(FILE).unwrap(), made);
}

#[test]
fn accounts_are_those_of_their_keys() {
    for account in committed().accounts {
        let key = key(&account);
        assert_eq!(hex::encode(key.public_key()), account.public_key);
        assert_eq!(key.address(), account.address);
        let public_key = hex::decode(&account.public_key).unwrap();
        let feeder = feeder_of(&public_key, make::PREFIX).unwrap();
        assert_eq!(feeder, account.address);
    }
}

#[test]
fn what_is_to_be_accepted_is_signed_so_and_verifies() {
    let vectors = committed();
    for vector in &vectors.accepted {
        let name = &vector.name;
        let signed = &vector.signed_report;
        let (chain_id, contract) = (&vector.chain_id, &vector.contract);
        let bytes = signed.report.signing_bytes(chain_id, contract).unwrap();
        assert_eq!(hex::encode(&bytes), vector.signing_bytes, "{name}");
        assert_eq!(hex::encode(Sha256::digest(&bytes)), vector.sha256, "{name}");
        assert_eq!(hex::encode(&signed.signature), vector.signature, "{name}");
        let account = vectors.account(&vector.account);
        let again = sign(signed.report.clone(), chain_id, contract, &key(account));
        assert_eq!(again.unwrap(), *signed, "{name}");
        let feeder = verify(signed, chain_id, contract).unwrap();
        assert_eq!(feeder, account.address, "{name}");
    }
}

#[test]
fn h29_what_is_to_be_refused_is_refused_for_its_reason() {
    for vector in committed().refused {
        let error = verify(&vector.signed_report, &vector.chain_id, &vector.contract);
        assert_eq!(
            reason(&error.unwrap_err()),
            vector.reason,
            "{}",
            vector.name
        );
    }
}

/// The guide's example is the vector of this name, to the last digit.
#[test]
fn the_guides_example_is_a_vector() {
    let guide = include_str!("../../../../docs/oracle.md");
    let vectors = committed();
    let mut found = vectors.accepted.iter();
    let vector = found.find(|it| it.name == "an implied volatility").unwrap();
    let anna = vectors.account(&vector.account);
    let (r, s) = vector.signature.split_at(64);
    let said = [&anna.secret_key, &anna.public_key, &anna.address];
    let said = said
        .into_iter()
        .chain([&vector.chain_id, &vector.contract, &vector.sha256]);
    for text in said.map(String::as_str).chain([r, s]) {
        assert!(guide.contains(text), "{text}");
    }
    let block = |start: &str| {
        let (_, rest) = guide.split_once(start).unwrap();
        rest.split_once("```").unwrap().0
    };
    let lines = block("`ballast-1`:\n\n```text\n").lines();
    let bytes: String = lines.filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(bytes, vector.signing_bytes);
    let json: SignedReport = serde_json::from_str(block("```json\n")).unwrap();
    assert_eq!(json, vector.signed_report);
}

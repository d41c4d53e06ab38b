//! Feeders as accounts of a chain: a key by number, the address that the chain derives from it, signatures.

use ballast_types::oracle::{Report, SignedReport};
use cosmwasm_std::{testing::MockApi, Addr, Api, CanonicalAddr};
use k256::ecdsa::{signature::Signer, Signature, SigningKey};
use ripemd::Ripemd160;
use sha2::{Digest, Sha256};

/// The secret key of a feeder.
pub fn key(feeder: usize) -> SigningKey {
    let secret = Sha256::digest(format!("oracle test feeder {feeder}"));
    SigningKey::from_slice(&secret).unwrap()
}

/// Its public key, compressed.
pub fn public_key(feeder: usize) -> Vec<u8> {
    let point = key(feeder).verifying_key().to_encoded_point(true);
    point.as_bytes().to_vec()
}

/// Its account.
pub fn account(api: &MockApi, feeder: usize) -> Addr {
    let hash = Ripemd160::digest(Sha256::digest(public_key(feeder)));
    api.addr_humanize(&CanonicalAddr::from(hash.as_slice()))
        .unwrap()
}

/// A feeder's signature of a report for an oracle on a chain.
pub fn sign(feeder: usize, report: Report, chain_id: &str, contract: &str) -> SignedReport {
    let bytes = report.signing_bytes(chain_id, contract).unwrap();
    let signature: Signature = key(feeder).sign(&bytes);
    SignedReport {
        report,
        public_key: public_key(feeder).into(),
        signature: signature.to_bytes().to_vec().into(),
    }
}

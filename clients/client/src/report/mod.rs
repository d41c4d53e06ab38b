//! Signed reports: a feeder signs one, whoever relays it checks it first. What is signed is said in
//! [`ballast_types::oracle::SignedReport`] and, for those who write a feeder in another language, in
//! `docs/oracle.md`.

mod error;

use ballast_types::oracle::{Report, SignedReport, PUBLIC_KEY_BYTES, SIGNATURE_BYTES};
use cosmrs::{
    crypto::{
        secp256k1::{Signature, VerifyingKey},
        PublicKey,
    },
    AccountId,
};
use k256::ecdsa::signature::Verifier;

pub use error::ReportError;

use crate::{msg::is_prefix, Key};

/// A report with the signature of a feeder's key, good for one oracle of one chain. The signature is
/// deterministic (RFC 6979) and its s is low. What the report says is not looked at: the oracle judges that.
///
/// Refused: a text of more than 255 bytes.
pub fn sign(
    report: Report,
    chain_id: &str,
    contract: &str,
    key: &Key,
) -> Result<SignedReport, ReportError> {
    let bytes = report.signing_bytes(chain_id, contract)?;
    let signature = key.signing().sign(&bytes);
    let signature = signature.map_err(|_| ReportError::NotSigned {
        feeder: key.address().to_owned(),
    })?;
    Ok(SignedReport {
        report,
        public_key: key.public_key().into(),
        signature: signature.to_vec().into(),
    })
}

/// The feeder whose signature a report carries: the account of its key, on the chain whose addresses begin as
/// the contract's does. Whether it is a feeder of the feed, and what it says, is for the oracle to judge.
///
/// Refused, as by the oracle: a key or a signature of another length, a key that is none, a signature with a
/// high s, one that is not the key's over this chain, this contract and this report.
pub fn verify(
    signed: &SignedReport,
    chain_id: &str,
    contract: &str,
) -> Result<String, ReportError> {
    let contract_id: AccountId = contract.parse().map_err(|_| ReportError::Contract {
        contract: contract.to_owned(),
    })?;
    let feeder = feeder_of(&signed.public_key, contract_id.prefix())?;
    let key = verifying_key(&signed.public_key)?;
    let signature = low_signature(&signed.signature)?;
    let bytes = signed.report.signing_bytes(chain_id, contract)?;
    match key.verify(&bytes, &signature) {
        Ok(()) => Ok(feeder),
        Err(_) => Err(ReportError::NotTheKeys {
            feeder,
            feed: signed.report.feed.clone(),
            chain_id: chain_id.to_owned(),
            contract: contract.to_owned(),
        }),
    }
}

/// The account of a compressed public key of 33 bytes, on a chain whose addresses begin with `prefix`.
///
/// Refused: another length, bytes that are no point of the curve, a prefix that cannot begin an address.
pub fn feeder_of(public_key: &[u8], prefix: &str) -> Result<String, ReportError> {
    let key = PublicKey::from(verifying_key(public_key)?);
    let account = is_prefix(prefix).then(|| key.account_id(prefix).ok());
    let account = account.flatten().ok_or_else(|| ReportError::Prefix {
        prefix: prefix.to_owned(),
    })?;
    Ok(account.to_string())
}

fn verifying_key(bytes: &[u8]) -> Result<VerifyingKey, ReportError> {
    if bytes.len() != PUBLIC_KEY_BYTES {
        return Err(ReportError::KeyLength {
            length: bytes.len(),
            expected: PUBLIC_KEY_BYTES,
        });
    }
    VerifyingKey::from_sec1_bytes(bytes).map_err(|_| ReportError::NoKey {
        public_key: hex::encode(bytes),
    })
}

fn low_signature(bytes: &[u8]) -> Result<Signature, ReportError> {
    if bytes.len() != SIGNATURE_BYTES {
        return Err(ReportError::SignatureLength {
            length: bytes.len(),
            expected: SIGNATURE_BYTES,
        });
    }
    let signature = Signature::from_slice(bytes).map_err(|_| ReportError::NoSignature {
        signature: hex::encode(bytes),
    })?;
    match signature.normalize_s() {
        None => Ok(signature),
        Some(low) => Err(ReportError::HighS {
            s: hex::encode(signature.s().to_bytes()),
            low: hex::encode(low.s().to_bytes()),
        }),
    }
}

#[cfg(test)]
mod tests;

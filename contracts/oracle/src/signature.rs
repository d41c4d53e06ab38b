//! Whose a signed report is.

use ballast_types::oracle::{SignedReport, PUBLIC_KEY_BYTES, SIGNATURE_BYTES};
use cosmwasm_std::{ensure, Api, CanonicalAddr, Env};
use ripemd::Ripemd160;
use sha2::{Digest, Sha256};

use crate::error::ContractError;

/// Half of the order of secp256k1, rounded down, big-endian: the largest s of a signature. To each signature
/// with a higher one belongs another with a lower that says the same.
const HALF_ORDER: [u8; 32] = [
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0,
];

/// The account of a report's public key, as the chain derives it: RIPEMD-160 of SHA-256. Refuses a key that is
/// not [`PUBLIC_KEY_BYTES`] long.
pub fn account(signed: &SignedReport) -> Result<CanonicalAddr, ContractError> {
    let key = &signed.public_key;
    ensure!(
        key.len() == PUBLIC_KEY_BYTES,
        ContractError::PublicKeyLength {
            length: key.len(),
            expected: PUBLIC_KEY_BYTES
        }
    );
    let account = Ripemd160::digest(Sha256::digest(key));
    Ok(CanonicalAddr::from(account.as_slice()))
}

/// Refuses a signature that is not [`SIGNATURE_BYTES`] long, has a high s, or is not the key's over this
/// report for this contract on this chain.
pub fn ensure_signed(api: &dyn Api, env: &Env, signed: &SignedReport) -> Result<(), ContractError> {
    let (feed, signature) = (&signed.report.feed, &signed.signature);
    ensure!(
        signature.len() == SIGNATURE_BYTES,
        ContractError::SignatureLength {
            length: signature.len(),
            expected: SIGNATURE_BYTES
        }
    );
    let s = signature.get(32..).unwrap_or_default();
    ensure!(
        s <= HALF_ORDER.as_slice(),
        ContractError::HighSignature { feed: feed.clone() }
    );
    let (chain_id, contract) = (&env.block.chain_id, &env.contract.address);
    let bytes = signed.report.signing_bytes(chain_id, contract.as_str())?;
    let digest = Sha256::digest(bytes);
    let is_signed = api.secp256k1_verify(&digest, signature, &signed.public_key);
    ensure!(
        is_signed.unwrap_or(false),
        ContractError::ForgedReport {
            feed: feed.clone(),
            published_at: signed.report.published_at,
            public_key: signed.public_key.to_string(),
            chain_id: chain_id.clone(),
            contract: contract.to_string()
        }
    );
    Ok(())
}

//! The file of vectors. All bytes are in hexadecimal, but those in a signed report: it stands as it is sent.

use ballast_types::oracle::SignedReport;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vectors {
    /// For who finds the file alone.
    pub about: String,
    /// Of the bytes that are signed.
    pub version: u8,
    pub accounts: Vec<Account>,
    pub accepted: Vec<Accepted>,
    pub refused: Vec<Refused>,
}

/// A feeder. Everybody knows its secret: never to be used on a chain.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    pub name: String,
    pub secret_key: String,
    /// Compressed.
    pub public_key: String,
    /// RIPEMD-160 of SHA-256 of the public key.
    pub hash: String,
    /// The hash as a chain writes it.
    pub address: String,
}

/// A report that verifies for this chain and contract.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    pub name: String,
    /// Who signs.
    pub account: String,
    pub chain_id: String,
    pub contract: String,
    pub signing_bytes: String,
    pub sha256: String,
    /// r and s, by RFC 6979 with s made low.
    pub signature: String,
    pub signed_report: SignedReport,
}

/// A report that does not.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    pub name: String,
    pub reason: String,
    pub chain_id: String,
    pub contract: String,
    pub signed_report: SignedReport,
}

impl Vectors {
    pub fn account(&self, name: &str) -> &Account {
        let found = self.accounts.iter().find(|account| account.name == name);
        found.unwrap()
    }
}

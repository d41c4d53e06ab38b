//! Reports that verify.

use ballast_client::sign;
use ballast_types::oracle::Report;
use sha2::{Digest, Sha256};

use super::{key, report, CHAIN, ORACLE};
use crate::file::Accepted;

/// Ordinary reports and the ends of every range: the name, who signs, and feed, price and implied volatility.
const REPORTS: [(&str, &str, &str); 12] = [
    ("a price", "anna", "ETH 110.48"),
    ("another feeder", "boris", "ETH 110.6"),
    ("an implied volatility", "anna", "ETH 110.48 1.25"),
    ("one of zero is as none", "anna", "ETH 110.48 0"),
    ("the highest implied volatility", "anna", "ETH 110.48 10"),
    ("the lowest price", "anna", "LUNA 0.000000000000000001"),
    ("the highest price", "anna", "BTC 1000000000"),
    (
        "all digits",
        "boris",
        "BTC 7935.123456789012345678 0.812345678901234567",
    ),
    ("the longest name of a feed", "boris", "ABCDEFGH-0123/45 1"),
    ("the shortest name of a feed", "boris", "X 1"),
    ("the least secret", "least", "ETH 110.48"),
    ("the greatest secret", "greatest", "ETH 110.48"),
];

/// All of them for the same chain; then other chains, and a time far away.
pub fn vectors() -> Vec<Accepted> {
    let usual = || report("ETH 110.48");
    let of_reports =
        REPORTS.map(|(name, account, text)| vector(name, account, CHAIN, report(text)));
    let last_year = Report {
        published_at: 253_402_300_799,
        ..usual()
    };
    let others = [
        vector("a chain id of one character", "anna", "x", usual()),
        vector("a chain id of 255", "anna", &"x".repeat(255), usual()),
        vector("the end of the year 9999", "anna", CHAIN, last_year),
    ];
    of_reports.into_iter().chain(others).collect()
}

fn vector(name: &str, account: &str, chain_id: &str, report: Report) -> Accepted {
    let bytes = report.signing_bytes(chain_id, ORACLE).unwrap();
    let signed_report = sign(report, chain_id, ORACLE, &key(account)).unwrap();
    Accepted {
        name: name.to_owned(),
        account: account.to_owned(),
        chain_id: chain_id.to_owned(),
        contract: ORACLE.to_owned(),
        sha256: hex::encode(Sha256::digest(&bytes)),
        signing_bytes: hex::encode(bytes),
        signature: hex::encode(&signed_report.signature),
        signed_report,
    }
}

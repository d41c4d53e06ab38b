//! Makes the vectors.

mod accepted;
mod refused;

use ballast_client::Key;
use ballast_types::oracle::{Report, SIGNED_REPORT_VERSION};
use cosmrs::AccountId;
use sha2::{Digest, Sha256};

use crate::file::{Account, Vectors};

/// What addresses begin with.
pub const PREFIX: &str = "wasm";

const CHAIN: &str = "ballast-1";
/// Two contracts' addresses.
const ORACLE: &str = "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d";
const OTHER: &str = "wasm1nc5tatafv6eyq7llkr2gv50ff9e22mnf70qgjlv737ktmt4eswrqr5j2ht";

/// 2020-03-12 23:40:00 UTC.
const TIME: u64 = 1_584_056_400;

/// Its accounts, reports that are accepted, and reports that are refused.
pub fn vectors() -> Vectors {
    Vectors {
        about:
            "Signed price reports of Ballast (docs/oracle.md): how they are made, and which are \
                refused. Everybody knows these secret keys: never use them on a chain."
                .to_owned(),
        version: SIGNED_REPORT_VERSION,
        accounts: accounts(),
        accepted: accepted::vectors(),
        refused: refused::vectors(),
    }
}

/// The least and the greatest secret, and two that follow from a name.
fn secrets() -> [(&'static str, [u8; 32]); 4] {
    let named = |name: &str| Sha256::digest(format!("ballast vector {name}")).into();
    let mut least = [0; 32];
    least[31] = 1;
    let greatest = hex::decode("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");
    [
        ("anna", named("anna")),
        ("boris", named("boris")),
        ("least", least),
        ("greatest", greatest.unwrap().try_into().unwrap()),
    ]
}

fn secret(name: &str) -> [u8; 32] {
    let found = secrets().into_iter().find(|(known, _)| *known == name);
    found.unwrap().1
}

fn key(name: &str) -> Key {
    Key::from_secret(&secret(name), PREFIX).unwrap()
}

fn accounts() -> Vec<Account> {
    let account = |(name, secret): (&str, [u8; 32])| {
        let key = key(name);
        let address: AccountId = key.address().parse().unwrap();
        Account {
            name: name.to_owned(),
            secret_key: hex::encode(secret),
            public_key: hex::encode(key.public_key()),
            hash: hex::encode(address.to_bytes()),
            address: key.address().to_owned(),
        }
    };
    secrets().into_iter().map(account).collect()
}

/// A report from its feed, its price and, if there is a third word, an implied volatility.
fn report(text: &str) -> Report {
    let mut words = text.split(' ');
    let feed = words.next().unwrap().to_owned();
    Report {
        feed,
        price: words.next().unwrap().parse().unwrap(),
        published_at: TIME,
        implied_volatility: words.next().map(|word| word.parse().unwrap()),
    }
}

//! The embedded chain as its users see it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails stops here"
)]

mod door;
mod found;
mod snapshots;
mod whole_path;

use ballast_devchain::{feeders::Quote, Deployment, Devchain};
use cosmwasm_std::Decimal;

/// Ether's collateral type.
const ETH: u16 = 1;
/// Bitcoin's collateral type.
const BTC: u16 = 2;
/// A whole ether.
const ETHER: u128 = 1_000_000_000_000_000_000;
/// A whole bitcoin.
const BITCOIN: u128 = 100_000_000;
/// A US dollar of stablecoin.
const USD: u128 = 1_000_000;

fn dollars(usd: u64) -> Decimal {
    Decimal::from_atomics(usd, 0).unwrap()
}

/// The standard deployment with ether at 200 and bitcoin at 8,000, every step watched.
fn watched() -> Devchain {
    let mut chain = Devchain::deploy(&Deployment::standard()).unwrap();
    chain.watch().unwrap();
    chain.record();
    let quotes = [
        Quote::new("ETH", dollars(200)),
        Quote::new("BTC", dollars(8_000)),
    ];
    chain.report_prices(&quotes).unwrap();
    chain
}

/// Everything that the watch found, as text.
fn found(chain: &Devchain) -> Vec<String> {
    chain.violations().iter().map(ToString::to_string).collect()
}

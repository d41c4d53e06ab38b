//! What a chain charges: wasmd 0.61 on SDK 0.53 with its default prices.
//!
//! A trace of calls ([`crate::trace`]) says what the contracts did; [`charge`] follows it as the
//! chain does and adds up. Addresses here begin with `cosmwasm1` and on the chain with `wasm1`: what
//! is charged by the byte is reckoned with the chain's.

pub mod bank;
pub mod chain;
pub mod charge;
pub mod events;
pub mod ledger;
pub mod proto;
pub mod routing;
pub mod store;
pub mod transaction;
pub mod vm;

/// How addresses begin on the embedded chain.
const EMBEDDED: &[u8] = b"cosmwasm1";
/// Letters by which they are longer than on the chain.
const LONGER: usize = "cosmwasm".len() - "wasm".len();

/// Bytes that a text or a record has on the chain, where addresses are shorter.
pub fn written(bytes: &[u8]) -> usize {
    let is_address = |window: &&[u8]| *window == EMBEDDED;
    let addresses = bytes.windows(EMBEDDED.len()).filter(is_address).count();
    bytes.len() - addresses * LONGER
}

/// The same for a text, as gas is reckoned in.
pub(crate) fn text(text: &str) -> u64 {
    store::length(written(text.as_bytes()))
}

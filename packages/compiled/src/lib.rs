//! The compiled contracts in the CosmWasm virtual machine, on the embedded chain.
//!
//! [`Codes`] holds the artifacts of `cargo xtask wasm`, each compiled to machine code once, and hands
//! them out as contracts of `cw-multi-test`: a [`Devchain`](ballast_devchain::Devchain) runs with
//! them as it runs with the native code. A [`Recorder`] keeps what every call did, and
//! [`gas`] says what a chain charges for it.
#![deny(missing_docs)]
// Nothing here holds money; sums of gas and of lengths fit their types by far.
#![allow(clippy::arithmetic_side_effects)]

mod bridge;
mod budget;
mod call;
mod codes;
mod contract;
pub mod gas;
mod host;
pub mod measure;
mod module;
pub mod trace;

pub use codes::{Codes, CodesError};
pub use trace::Recorder;

//! What the tests of the compiled contracts share: the artifacts, and two chains in the same state, of
//! which one runs them and the other the code as compiled in.
#![deny(missing_docs)]
// A test that cannot go on says so by panicking.
#![allow(clippy::panic, clippy::unwrap_used, clippy::missing_panics_doc)]

mod twins;

use std::path::Path;

use ballast_compiled::Codes;

pub use twins::Twins;

/// The artifacts that `cargo xtask wasm` made.
pub fn codes() -> Codes {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts");
    match Codes::load(&root) {
        Ok(codes) => codes,
        Err(error) => panic!("{error}"),
    }
}

//! Guards that stand at every contract's door: who owns it, which code may follow which, and that
//! no coins arrive where none are due.
#![deny(missing_docs)]

mod error;
mod funds;
pub mod ownership;
pub mod version;

pub use cw_ownable::OwnershipError;
pub use error::GuardError;
pub use funds::ensure_no_funds;

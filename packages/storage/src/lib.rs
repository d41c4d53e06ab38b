//! Compact records over `cw-storage-plus` keys.
//!
//! Contracts keep what they write often in the types of this crate instead of `Item` and `Map`:
//!
//! | here | in cw-storage-plus | holds |
//! |---|---|---|
//! | [`Record`] | `Item` | one value |
//! | [`Records`] | `Map` | a value per key |
//! | [`Marker`] | `Item<bool>` | whether something has happened |
//! | [`Marks`] | `Map<K, ()>` | a set of keys |
//!
//! # Why not JSON
//!
//! The chain charges 30 gas for every byte written and 3 for every byte read, keys and values
//! alike, so the spelling of a record is a large part of what a message costs. Values are encoded
//! with [`postcard`](https://postcard.jamesmunns.com/wire-format): no field names, and integers as
//! varints, one byte for every seven bits they need.
//!
//! Two consequences for the types stored here:
//!
//! - **Use plain integers and byte arrays.** `Uint128`, `Uint256`, `Decimal`, `Binary` and `Addr`
//!   serialise as text in every serde format, this one included. Hold a `u128`, a `[u8; N]` or a
//!   `Vec<u8>` (an address in its canonical form) and convert at the edge.
//! - **The layout is the declaration.** Field and variant order is part of the format: adding a
//!   field, moving one or changing its type needs a migration. Values whose shape is expected to
//!   change and which are rarely written belong in a JSON `Item`.
//!
//! # What is refused
//!
//! Reading refuses a value that does not decode or that has bytes left over, and the error names
//! the record. A truncated or a foreign value therefore stops the transaction instead of becoming
//! a small number. Writing refuses an empty encoding, which a chain cannot tell from an absent one.
//!
//! # Keys
//!
//! Keys are byte for byte those of `Item` and `Map`: every part of a key but the last carries its
//! length, so that `("a", "bc")` and `("ab", "c")` are different keys. Other contracts read a
//! record raw with [`Record::key`] or [`Records::key`] and decode the answer with `decode`.
#![deny(missing_docs)]

mod codec;
mod marks;
mod prefixed;
mod record;
mod records;
#[cfg(test)]
mod tests;

pub use marks::{Mark, Marker, Marks};
pub use prefixed::{Entries, Keys, Prefixed};
pub use record::Record;
pub use records::Records;

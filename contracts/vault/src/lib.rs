//! The vault: escrow and accounting core of Ballast.
//!
//! A message travels one straight way: [`contract`] dispatches, a file in `execute` says what the
//! message wants, [`door`] applies the change to the position and the books, pure math decides in
//! between, and the response carries one cause event and one snapshot event.
#![deny(missing_docs)]

mod bounds;
pub mod buyers;
pub mod collateral_type;
pub mod contract;
pub mod contracts;
pub mod door;
pub mod error;
mod execute;
mod intent;
pub mod margin;
pub mod order;
pub mod params;
pub mod positions;
mod query;
mod received;
pub mod redemption;
pub mod risk;
pub mod seizure;
pub mod state;

pub use error::ContractError;

#[cfg(test)]
mod tests;

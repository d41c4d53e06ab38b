//! A file per message.

mod claim;
mod deposit;
mod fees;
mod liquidate;
mod receive;
mod settle;
mod withdraw;

pub use claim::claim;
pub use liquidate::{liquidate, SEIZED};
pub use receive::receive;
pub use settle::settle;
pub use withdraw::withdraw;

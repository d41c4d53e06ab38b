//! A file per message.

mod auction_params;
mod claim;
mod deposit;
mod fees;
mod leftover;
mod liquidate;
mod receive;
mod restart;
mod settle;
mod surplus;
mod take;
mod withdraw;

pub use auction_params::set as set_auction_params;
pub use claim::claim;
pub use leftover::claim_leftover;
pub use liquidate::{liquidate, SEIZED};
pub use receive::receive;
pub use restart::restart;
pub use settle::settle;
pub use surplus::{sell as sell_surplus, sell_reserve};
pub use take::{ensure_open, take, wanted, Order, Payment};
pub use withdraw::withdraw;

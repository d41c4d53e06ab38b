//! A file for each message.

mod add_feed;
mod add_feeder;
mod instantiate;
mod ownership;
mod remove_feed;
mod remove_feeder;
mod report;

pub use add_feed::add_feed;
pub use add_feeder::add_feeder;
pub use instantiate::instantiate;
pub use ownership::{accept_ownership, cancel_ownership_transfer, transfer_ownership};
pub use remove_feed::remove_feed;
pub use remove_feeder::remove_feeder;
pub use report::report;

use cosmwasm_std::{ensure, MessageInfo};

use crate::error::ContractError;

/// Refuses coins: the oracle has no way to give them back.
pub fn ensure_no_funds(info: &MessageInfo) -> Result<(), ContractError> {
    let received = || {
        info.funds
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(",")
    };
    ensure!(
        info.funds.is_empty(),
        ContractError::UnexpectedFunds {
            received: received()
        }
    );
    Ok(())
}

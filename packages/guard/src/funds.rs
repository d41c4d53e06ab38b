//! Coins that are not due.

use cosmwasm_std::{Coin, MessageInfo};

use crate::GuardError;

/// Refuses any coin: what a message does not ask for it would keep for ever.
pub fn ensure_no_funds(info: &MessageInfo) -> Result<(), GuardError> {
    if info.funds.is_empty() {
        return Ok(());
    }
    let received: Vec<String> = info.funds.iter().map(Coin::to_string).collect();
    Err(GuardError::UnexpectedFunds {
        received: received.join(","),
    })
}

//! What travels from a liquidation's first step to its second, in the submessage's payload: nothing
//! of it is ever stored.

use ballast_types::vault::Rooms;
use cosmwasm_std::{from_json, to_json_binary, Addr, Binary, StdResult};
use serde::{Deserialize, Serialize};

/// A liquidation that waits for the vault's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liquidation {
    /// Who called: gets the reward, what it bought, and what it sent too much.
    pub keeper: Addr,
    /// What the vault was told the buyers can take on. The caller's is all that it sent.
    pub rooms: Rooms,
}

impl Liquidation {
    /// As payload.
    pub fn encode(&self) -> StdResult<Binary> {
        to_json_binary(self)
    }

    /// From a payload.
    pub fn decode(payload: &Binary) -> StdResult<Self> {
        from_json(payload)
    }
}

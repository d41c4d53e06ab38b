//! Creation.

use ballast_types::oracle::InstantiateMsg;
use cosmwasm_std::{DepsMut, MessageInfo, Response};

use super::{ensure_no_funds, ownership::changed};
use crate::{
    error::ContractError,
    state::{NAME, OWNERSHIP, VERSION},
};

/// Creates the oracle without feeds. Refuses an owner whose address is none.
pub fn instantiate(
    deps: DepsMut,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    cw2::set_contract_version(deps.storage, NAME, VERSION)?;
    let ownership = OWNERSHIP.initialize_owner(deps.storage, deps.api, Some(&msg.owner))?;
    Ok(changed(ownership))
}

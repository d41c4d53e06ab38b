//! Who and where.

use ballast_guard::ownership;
use ballast_types::vault::{ConfigResponse, ContractsResponse};
use cosmwasm_std::{Addr, Deps};

use crate::{
    state::{CONTRACTS, GUARDIAN, PAUSE},
    ContractError,
};

/// Owner, guardian, the other contracts, the pause.
pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let ownership = ownership::get(deps.storage)?;
    let pause = PAUSE.may_load(deps.storage)?;
    let contracts = match CONTRACTS.may_load(deps.storage)? {
        None => None,
        Some(contracts) => Some(ContractsResponse {
            stablecoin: contracts.stablecoin(deps.api)?.0.into_string(),
            oracle: contracts.oracle(deps.api)?.0.into_string(),
            liquidation: contracts.liquidation(deps.api)?.0.into_string(),
        }),
    };
    Ok(ConfigResponse {
        owner: ownership.owner.map(Addr::into_string).unwrap_or_default(),
        pending_owner: ownership.pending_owner.map(Addr::into_string),
        guardian: GUARDIAN.load(deps.storage)?.into_string(),
        contracts,
        minting_paused_until: pause.map(|pause| pause.until),
        next_pause_from: pause.map(|pause| pause.next_from),
    })
}

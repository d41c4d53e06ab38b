//! The messages that the verbs send.

use ballast_devchain::Call;
use ballast_types::{
    stablecoin,
    vault::{ExecuteMsg, ReceiveMsg},
    Asset,
};
use cosmwasm_std::{coins, to_json_binary, StdError, Uint128};
use serde::Serialize;

use crate::{
    chain::{AssetInfo, Contract},
    error::{CliError, CliResult},
    session::Session,
};

/// A message without coins.
pub fn plain(contract: Contract, msg: &impl Serialize) -> CliResult<Call> {
    Ok(Call::new(contract.name(), msg, &[])?)
}

/// A message to the vault with collateral: attached if it is a coin, sent with the hook if it is a
/// token.
pub fn with_collateral(
    session: &Session,
    (asset, amount): (&AssetInfo, u128),
    msg: &ExecuteMsg,
    hook: &ReceiveMsg,
) -> CliResult<Call> {
    match &asset.asset {
        Asset::Native { denom } => Ok(Call::new(
            Contract::Vault.name(),
            msg,
            &coins(amount, denom),
        )?),
        Asset::Cw20 { .. } => send(session, (asset, amount), Contract::Vault, hook),
    }
}

/// Stablecoin sent to a contract with a message for it.
pub fn with_usd(
    session: &Session,
    amount: u128,
    contract: Contract,
    hook: &impl Serialize,
) -> CliResult<Call> {
    send(session, (session.usd(), amount), contract, hook)
}

fn send(
    session: &Session,
    (asset, amount): (&AssetInfo, u128),
    contract: Contract,
    hook: &impl Serialize,
) -> CliResult<Call> {
    let hook =
        to_json_binary(hook).map_err(|error: StdError| CliError::Arguments(error.to_string()))?;
    let msg = stablecoin::ExecuteMsg::Send {
        contract: session.chain.address(contract.name())?,
        amount: Uint128::new(amount),
        msg: hook,
    };
    Ok(Call::new(&asset.contract, &msg, &[])?)
}

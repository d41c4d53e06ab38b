//! Messages of a proposal as the chain carries them, and back.

use ballast_client::{Any, Msg};
use ballast_types::{oracle, vault};
use cosmrs::proto::{
    cosmwasm::wasm::v1::{MsgExecuteContract, MsgPinCodes, MsgUnpinCodes},
    prost::Name,
};

use crate::{
    chain::{Chain, Contract},
    error::CliResult,
    gov::Message,
};

/// A planned message as it is submitted.
pub fn to_chain(message: &Message, chain: &dyn Chain) -> CliResult<Msg> {
    let execute = |contract: Contract, msg: serde_json::Value| {
        Ok(Msg::Execute {
            contract: chain.address(contract.name())?,
            msg,
            funds: vec![],
        })
    };
    match message {
        Message::Vault(msg) => execute(Contract::Vault, serde_json::to_value(msg)?),
        Message::Oracle(msg) => execute(Contract::Oracle, serde_json::to_value(msg)?),
        Message::Pin(code_ids) => Ok(Msg::PinCodes {
            code_ids: code_ids.clone(),
        }),
        Message::Unpin(code_ids) => Ok(Msg::UnpinCodes {
            code_ids: code_ids.clone(),
        }),
        Message::Other(of, _) => Err(crate::error::CliError::Arguments(format!(
            "a message for {of} cannot be submitted from here"
        ))),
    }
}

/// A message of a proposal that is on the chain.
pub fn of_chain(any: &Any, chain: &dyn Chain) -> Message {
    let other = || Message::Other(any.type_url.clone(), format!("{} bytes", any.value.len()));
    let known = if let Some(execute) = decoded::<MsgExecuteContract>(any) {
        Some(of_contract(&execute, chain))
    } else if let Some(pin) = decoded::<MsgPinCodes>(any) {
        Some(Message::Pin(pin.code_ids))
    } else {
        decoded::<MsgUnpinCodes>(any).map(|unpin| Message::Unpin(unpin.code_ids))
    };
    known.unwrap_or_else(other)
}

/// A message to a contract: ours as what it is, another one's as its text.
fn of_contract(execute: &MsgExecuteContract, chain: &dyn Chain) -> Message {
    let name = chain.name_of(&execute.contract);
    let text = String::from_utf8_lossy(&execute.msg).into_owned();
    let plain = execute.funds.is_empty();
    if plain && name == Contract::Vault.name() {
        if let Ok(msg) = serde_json::from_slice::<vault::ExecuteMsg>(&execute.msg) {
            return Message::Vault(Box::new(msg));
        }
    }
    if plain && name == Contract::Oracle.name() {
        if let Ok(msg) = serde_json::from_slice::<oracle::ExecuteMsg>(&execute.msg) {
            return Message::Oracle(Box::new(msg));
        }
    }
    Message::Other(name, text)
}

fn decoded<M: cosmrs::proto::prost::Message + Name + Default>(any: &Any) -> Option<M> {
    let is_it = any.type_url.trim_start_matches('/') == M::full_name();
    is_it
        .then(|| M::decode(any.value.as_slice()).ok())
        .flatten()
}

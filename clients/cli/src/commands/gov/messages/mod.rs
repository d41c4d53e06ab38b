//! Messages of a proposal as the chain carries them, and back.

mod code;

use ballast_client::{Any, Msg};
use ballast_types::{liquidation, oracle, vault};
use cosmrs::proto::{
    cosmos::base::v1beta1::Coin,
    cosmwasm::wasm::v1::{MsgExecuteContract, MsgPinCodes, MsgUnpinCodes},
    prost::Name,
};

use crate::{
    chain::{Chain, Contract},
    error::CliResult,
    gov::{small, Message},
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
        Message::Other(of, _) | Message::Unread { of, .. } => {
            Err(crate::error::CliError::Arguments(format!(
                "a message for {of} cannot be submitted from here"
            )))
        }
    }
}

/// A message of a proposal that is on the chain.
pub fn of_chain(any: &Any, chain: &dyn Chain) -> Message {
    if let Some(execute) = decoded::<MsgExecuteContract>(any) {
        of_contract(&execute, chain)
    } else if let Some(pin) = decoded::<MsgPinCodes>(any) {
        Message::Pin(pin.code_ids)
    } else if let Some(unpin) = decoded::<MsgUnpinCodes>(any) {
        Message::Unpin(unpin.code_ids)
    } else if let Some((of, text)) = code::read(any, chain) {
        Message::Other(of, text)
    } else {
        let text = format!("{} bytes that are not read here", any.value.len());
        Message::Other(any.type_url.clone(), text)
    }
}

/// An address, with its name if it has one.
fn named(address: &str, chain: &dyn Chain) -> String {
    let address = small(address);
    match chain.name_of(&address) {
        name if name == address => name,
        name => format!("{name} ({address})"),
    }
}

/// A message to a contract: ours as what it is, another one's as its text. What ours cannot read they
/// refuse.
fn of_contract(execute: &MsgExecuteContract, chain: &dyn Chain) -> Message {
    let name = chain.name_of(&small(&execute.contract));
    let text = String::from_utf8_lossy(&execute.msg).into_owned();
    let text = match execute.funds.as_slice() {
        [] => text,
        funds => format!("{text} with {}", coins(funds)),
    };
    match ours(&name, &execute.msg) {
        Some(Ok(message)) if execute.funds.is_empty() => {
            message.unwrap_or(Message::Other(name, text))
        }
        Some(Err(error)) => Message::Unread {
            reason: format!("{name} cannot read it: {error}"),
            of: name,
            text,
        },
        _ => Message::Other(name, text),
    }
}

/// What one of our contracts reads in a text: a message that is known here, or none that is. Nothing of
/// another contract.
fn ours(name: &str, text: &[u8]) -> Option<serde_json::Result<Option<Message>>> {
    let vault = |msg: vault::ExecuteMsg| Some(Message::Vault(Box::new(msg)));
    let oracle = |msg: oracle::ExecuteMsg| Some(Message::Oracle(Box::new(msg)));
    if name == Contract::Vault.name() {
        Some(serde_json::from_slice(text).map(vault))
    } else if name == Contract::Oracle.name() {
        Some(serde_json::from_slice(text).map(oracle))
    } else if name == Contract::Liquidation.name() {
        Some(serde_json::from_slice::<liquidation::ExecuteMsg>(text).map(|_| None))
    } else {
        None
    }
}

fn coins(funds: &[Coin]) -> String {
    let coins = funds.iter();
    let coins: Vec<_> = coins
        .map(|coin| format!("{}{}", coin.amount, coin.denom))
        .collect();
    coins.join(",")
}

fn decoded<M: cosmrs::proto::prost::Message + Name + Default>(any: &Any) -> Option<M> {
    let is_it = any.type_url.trim_start_matches('/') == M::full_name();
    is_it
        .then(|| M::decode(any.value.as_slice()).ok())
        .flatten()
}

#[cfg(test)]
mod tests;

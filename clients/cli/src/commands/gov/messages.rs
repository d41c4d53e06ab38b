//! Messages of a proposal as the chain carries them, and back.

use ballast_client::{Any, Msg};
use ballast_types::{oracle, vault};
use cosmrs::proto::{
    cosmos::base::v1beta1::Coin,
    cosmwasm::wasm::v1::{
        MsgClearAdmin, MsgExecuteContract, MsgMigrateContract, MsgPinCodes, MsgUnpinCodes,
        MsgUpdateAdmin,
    },
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
    if let Some(execute) = decoded::<MsgExecuteContract>(any) {
        of_contract(&execute, chain)
    } else if let Some(pin) = decoded::<MsgPinCodes>(any) {
        Message::Pin(pin.code_ids)
    } else if let Some(unpin) = decoded::<MsgUnpinCodes>(any) {
        Message::Unpin(unpin.code_ids)
    } else if let Some((contract, text)) = of_admin(any, chain) {
        Message::Other(named(&contract, chain), text)
    } else {
        let text = format!("{} bytes that are not read here", any.value.len());
        Message::Other(any.type_url.clone(), text)
    }
}

/// A message that moves a contract to other code or to another admin: which contract, and what
/// becomes of it.
fn of_admin(any: &Any, chain: &dyn Chain) -> Option<(String, String)> {
    if let Some(migrate) = decoded::<MsgMigrateContract>(any) {
        let told = String::from_utf8_lossy(&migrate.msg);
        let text = format!("moves to code {} with {told}", migrate.code_id);
        return Some((migrate.contract, text));
    }
    if let Some(update) = decoded::<MsgUpdateAdmin>(any) {
        let text = format!("gets the admin {}", named(&update.new_admin, chain));
        return Some((update.contract, text));
    }
    let clear = decoded::<MsgClearAdmin>(any)?;
    let text = "loses its admin: its code can never be changed again".to_owned();
    Some((clear.contract, text))
}

/// An address, with its name if it has one.
fn named(address: &str, chain: &dyn Chain) -> String {
    match chain.name_of(address) {
        name if name == address => name,
        name => format!("{name} ({address})"),
    }
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
    let text = match execute.funds.as_slice() {
        [] => text,
        funds => format!("{text} with {}", coins(funds)),
    };
    Message::Other(name, text)
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
mod tests {
    use ballast_devchain::{Deployment, Devchain};

    use super::*;
    use crate::chain::Embedded;

    const BOB: &str = "wasm1bob";

    fn any<M: cosmrs::proto::prost::Message + Name>(message: &M) -> Any {
        Any {
            type_url: M::type_url(),
            value: message.encode_to_vec(),
        }
    }

    #[test]
    #[allow(clippy::too_many_lines)] // one table
    fn every_message_is_shown_whole() {
        let folder = tempfile::tempdir().unwrap();
        let devchain = Devchain::deploy(&Deployment::standard()).unwrap();
        let chain = Embedded::create(devchain, folder.path()).unwrap();
        let contract = chain.address("vault").unwrap();
        let (sender, long) = ("gov".to_owned(), "x".repeat(5_000));
        let msg = format!(r#"{{"set_guardian":{{"guardian":"{BOB}"}}}}"#);
        let funds = vec![Coin {
            denom: "stake".to_owned(),
            amount: "7".to_owned(),
        }];
        let execute = |contract: &str, msg: &str, funds: &[Coin]| {
            any(&MsgExecuteContract {
                sender: sender.clone(),
                contract: contract.to_owned(),
                msg: msg.as_bytes().to_vec(),
                funds: funds.to_vec(),
            })
        };
        let migrate = any(&MsgMigrateContract {
            sender: sender.clone(),
            contract: contract.clone(),
            code_id: 9,
            msg: br#"{"to":1}"#.to_vec(),
        });
        let update = any(&MsgUpdateAdmin {
            sender: sender.clone(),
            new_admin: BOB.to_owned(),
            contract: contract.clone(),
        });
        let clear = any(&MsgClearAdmin {
            sender: sender.clone(),
            contract: contract.clone(),
        });
        let unknown = Any {
            type_url: "/a.b.C".to_owned(),
            value: vec![1, 2],
        };
        let vault = format!("vault ({contract})");
        for (message, of, text) in [
            (execute(BOB, &long, &[]), BOB, long.clone()),
            (
                execute(BOB, &long, &funds),
                BOB,
                format!("{long} with 7stake"),
            ),
            (
                execute(&contract, &msg, &funds),
                "vault",
                format!("{msg} with 7stake"),
            ),
            (
                migrate,
                &vault,
                r#"moves to code 9 with {"to":1}"#.to_owned(),
            ),
            (update, &vault, format!("gets the admin {BOB}")),
            (
                clear,
                &vault,
                "loses its admin: its code can never be changed again".to_owned(),
            ),
            (
                unknown,
                "/a.b.C",
                "2 bytes that are not read here".to_owned(),
            ),
        ] {
            let expected = Message::Other(of.to_owned(), text);
            assert_eq!(of_chain(&message, &chain), expected);
        }
        let plain = of_chain(&execute(&contract, &msg, &[]), &chain);
        assert!(matches!(plain, Message::Vault(_)), "{plain:?}");
    }
}

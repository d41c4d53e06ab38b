//! Messages about codes, and about contracts as the chain keeps them.

use ballast_client::Any;
use cosmrs::proto::{
    cosmwasm::wasm::v1::{
        AccessConfig, AccessType, MsgAddCodeUploadParamsAddresses, MsgClearAdmin,
        MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
        MsgRemoveCodeUploadParamsAddresses, MsgStoreAndInstantiateContract, MsgStoreCode,
        MsgSudoContract, MsgUpdateAdmin, MsgUpdateInstantiateConfig, MsgUpdateParams,
    },
    prost::Name,
};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{coins, decoded, named};
use crate::{chain::Chain, gov::small};

/// What is new has no address yet.
const NEW_CONTRACT: &str = "a new contract";

/// `MsgStoreAndMigrateContract`, which the library does not have.
#[derive(Clone, PartialEq, prost::Message)]
struct StoreAndMigrate {
    #[prost(bytes = "vec", tag = "2")]
    wasm: Vec<u8>,
    #[prost(message, optional, tag = "3")]
    permission: Option<AccessConfig>,
    #[prost(bytes = "vec", tag = "4")]
    msg: Vec<u8>,
    #[prost(string, tag = "5")]
    contract: String,
}

impl Name for StoreAndMigrate {
    const NAME: &'static str = "MsgStoreAndMigrateContract";
    const PACKAGE: &'static str = "cosmwasm.wasm.v1";
}

/// `MsgUpdateContractLabel`, which the library does not have.
#[derive(Clone, PartialEq, prost::Message)]
struct UpdateLabel {
    #[prost(string, tag = "2")]
    label: String,
    #[prost(string, tag = "3")]
    contract: String,
}

impl Name for UpdateLabel {
    const NAME: &'static str = "MsgUpdateContractLabel";
    const PACKAGE: &'static str = "cosmwasm.wasm.v1";
}

/// What a message is about, and what becomes of it; none of another kind.
pub(super) fn read(any: &Any, chain: &dyn Chain) -> Option<(String, String)> {
    of_contract(any, chain)
        .map(|(contract, text)| (named(&contract, chain), text))
        .or_else(|| of_new(any, chain))
        .or_else(|| of_rules(any))
}

/// A contract that is there gets other code, another admin or another name, or is told something.
fn of_contract(any: &Any, chain: &dyn Chain) -> Option<(String, String)> {
    if let Some(migrate) = decoded::<MsgMigrateContract>(any) {
        let told = said(&migrate.msg);
        let text = format!("moves to code {} with {told}", migrate.code_id);
        return Some((migrate.contract, text));
    }
    if let Some(migrate) = decoded::<StoreAndMigrate>(any) {
        let (stored, told) = (stored(&migrate.wasm), said(&migrate.msg));
        let text = format!("{stored}, moves to it with {told}");
        let text = match migrate.permission {
            Some(permission) => format!("{text}; {}", allowed(Some(&permission))),
            None => text,
        };
        return Some((migrate.contract, text));
    }
    if let Some(sudo) = decoded::<MsgSudoContract>(any) {
        let text = format!("is told by the chain itself: {}", said(&sudo.msg));
        return Some((sudo.contract, text));
    }
    if let Some(update) = decoded::<MsgUpdateAdmin>(any) {
        let text = format!("gets the admin {}", named(&update.new_admin, chain));
        return Some((update.contract, text));
    }
    if let Some(update) = decoded::<UpdateLabel>(any) {
        return Some((
            update.contract,
            format!("gets the label {}", json!(update.label)),
        ));
    }
    let clear = decoded::<MsgClearAdmin>(any)?;
    let text = "loses its admin: its code can never be changed again".to_owned();
    Some((clear.contract, text))
}

/// A code or a contract that is not there yet.
fn of_new(any: &Any, chain: &dyn Chain) -> Option<(String, String)> {
    if let Some(store) = decoded::<MsgStoreCode>(any) {
        let permission = allowed(store.instantiate_permission.as_ref());
        let text = format!("{}; {permission}", stored(&store.wasm_byte_code));
        return Some(("a new code".to_owned(), text));
    }
    let admin = |admin: &str| match admin {
        "" => "nobody".to_owned(),
        admin => named(admin, chain),
    };
    let made = |label: &str, msg: &[u8], funds: &[super::Coin], owner: &str| {
        let (label, told, funds) = (json!(label), said(msg), with(funds));
        let admin = admin(owner);
        format!("labelled {label}, with {told}{funds}; its admin: {admin}")
    };
    let text = if let Some(new) = decoded::<MsgInstantiateContract>(any) {
        let made = made(&new.label, &new.msg, &new.funds, &new.admin);
        format!("of code {}, {made}", new.code_id)
    } else if let Some(new) = decoded::<MsgInstantiateContract2>(any) {
        let made = made(&new.label, &new.msg, &new.funds, &new.admin);
        format!("of code {}, {made}", new.code_id)
    } else {
        let new = decoded::<MsgStoreAndInstantiateContract>(any)?;
        let (stored, pinned) = (
            stored(&new.wasm_byte_code),
            if new.unpin_code { "" } else { ", pins it" },
        );
        let made = made(&new.label, &new.msg, &new.funds, &new.admin);
        let permission = allowed(new.instantiate_permission.as_ref());
        format!("{stored}{pinned}; of it, {made}; {permission}")
    };
    Some((NEW_CONTRACT.to_owned(), text))
}

/// Who may do what with codes.
fn of_rules(any: &Any) -> Option<(String, String)> {
    if let Some(update) = decoded::<MsgUpdateInstantiateConfig>(any) {
        let text = allowed(update.new_instantiate_permission.as_ref());
        return Some((format!("code {}", update.code_id), text));
    }
    let all = "all codes".to_owned();
    if let Some(added) = decoded::<MsgAddCodeUploadParamsAddresses>(any) {
        let text = format!("may be stored by {} too", listed(&added.addresses));
        return Some((all, text));
    }
    if let Some(removed) = decoded::<MsgRemoveCodeUploadParamsAddresses>(any) {
        let text = format!("may no longer be stored by {}", listed(&removed.addresses));
        return Some((all, text));
    }
    let params = decoded::<MsgUpdateParams>(any)?.params.unwrap_or_default();
    let upload = who(params.code_upload_access.as_ref());
    let instantiate = kind(params.instantiate_default_permission);
    let text =
        format!("who may store code: {upload}; who may instantiate it by default: {instantiate}");
    Some((all, text))
}

fn said(msg: &[u8]) -> String {
    String::from_utf8_lossy(msg).into_owned()
}

fn with(funds: &[super::Coin]) -> String {
    match funds {
        [] => String::new(),
        funds => format!(" and {}", coins(funds)),
    }
}

/// A code by the checksum of what is sent. A chain unpacks what is sent packed, and its own checksum is of
/// that.
fn stored(wasm: &[u8]) -> String {
    let checksum = Sha256::digest(wasm);
    let packed = if wasm.starts_with(&[0x1f, 0x8b]) {
        " (packed with gzip: the code's own is another)"
    } else {
        ""
    };
    let length = wasm.len();
    format!("stores {length} bytes with the checksum {checksum:x}{packed}")
}

fn allowed(config: Option<&AccessConfig>) -> String {
    format!("who may instantiate it: {}", who(config))
}

fn who(config: Option<&AccessConfig>) -> String {
    match config {
        None => "the chain's default".to_owned(),
        Some(config) if config.addresses.is_empty() => kind(config.permission),
        Some(config) => format!("{}: {}", kind(config.permission), listed(&config.addresses)),
    }
}

fn listed(addresses: &[String]) -> String {
    let addresses: Vec<_> = addresses.iter().map(|it| small(it)).collect();
    addresses.join(", ")
}

fn kind(number: i32) -> String {
    match AccessType::try_from(number) {
        Ok(AccessType::Nobody) => "nobody".to_owned(),
        Ok(AccessType::Everybody) => "everybody".to_owned(),
        Ok(AccessType::AnyOfAddresses) => "these accounts".to_owned(),
        _ => format!("access {number}"),
    }
}

//! Messages to the module that runs contracts.

use std::io::Write;

use cosmrs::{
    proto::cosmwasm::wasm::v1::{
        MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
        MsgPinCodes, MsgStoreCode, MsgUnpinCodes, MsgUpdateAdmin,
    },
    Any,
};
use flate2::{write::GzEncoder, Compression};

use super::{pack, proto, Msg};
use crate::{Error, Result};

impl Msg {
    pub(super) fn wasm(&self, sender: String) -> Result<Any> {
        match self {
            Self::Execute {
                contract,
                msg,
                funds,
            } => pack(&MsgExecuteContract {
                sender,
                contract: contract.clone(),
                msg: msg.to_string().into_bytes(),
                funds: proto(funds),
            }),
            Self::Store { wasm } => pack(&MsgStoreCode {
                sender,
                wasm_byte_code: compressed(wasm)?,
                instantiate_permission: None,
            }),
            Self::Instantiate { .. } => self.instantiate(sender),
            Self::Migrate {
                contract,
                code_id,
                msg,
            } => pack(&MsgMigrateContract {
                sender,
                contract: contract.clone(),
                code_id: *code_id,
                msg: msg.to_string().into_bytes(),
            }),
            Self::UpdateAdmin { contract, admin } => pack(&MsgUpdateAdmin {
                sender,
                new_admin: admin.clone(),
                contract: contract.clone(),
            }),
            Self::PinCodes { code_ids } => pack(&MsgPinCodes {
                authority: sender,
                code_ids: code_ids.clone(),
            }),
            Self::UnpinCodes { code_ids } => pack(&MsgUnpinCodes {
                authority: sender,
                code_ids: code_ids.clone(),
            }),
            other => other.to_any(&sender),
        }
    }

    fn instantiate(&self, sender: String) -> Result<Any> {
        let Self::Instantiate {
            code_id,
            label,
            admin,
            msg,
            funds,
            salt,
        } = self
        else {
            return self.to_any(&sender);
        };
        let (code_id, label, admin) = (*code_id, label.clone(), admin.clone().unwrap_or_default());
        let (msg, funds) = (msg.to_string().into_bytes(), proto(funds));
        match salt {
            None => pack(&MsgInstantiateContract {
                sender,
                admin,
                code_id,
                label,
                msg,
                funds,
            }),
            Some(salt) => pack(&MsgInstantiateContract2 {
                sender,
                admin,
                code_id,
                label,
                msg,
                funds,
                salt: salt.clone(),
                fix_msg: false,
            }),
        }
    }
}

/// What gzip files begin with.
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A node takes requests up to a million bytes, and writes questions in hexadecimal.
fn compressed(wasm: &[u8]) -> Result<Vec<u8>> {
    if wasm.starts_with(GZIP) {
        return Ok(wasm.to_owned());
    }
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    let written = encoder.write_all(wasm).and_then(|()| encoder.finish());
    written.map_err(|error| Error::Unusable {
        what: "wasm file".to_owned(),
        reason: error.to_string(),
    })
}

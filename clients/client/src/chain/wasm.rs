//! Contracts and codes.

use cosmrs::proto::cosmwasm::wasm::v1::{
    AccessType, CodeInfoResponse, QueryCodeRequest, QueryCodeResponse, QueryCodesRequest,
    QueryCodesResponse, QueryContractInfoRequest, QueryContractInfoResponse,
    QueryPinnedCodesRequest, QueryPinnedCodesResponse, QueryRawContractStateRequest,
    QueryRawContractStateResponse, QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use serde::{de::DeserializeOwned, Serialize};

use super::{account::page, Client};
use crate::{Error, Result};

/// A contract as the chain keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractInfo {
    /// Its code.
    pub code_id: u64,
    /// Who created it.
    pub creator: String,
    /// Who may migrate it, if anyone.
    pub admin: Option<String>,
    /// Its label.
    pub label: String,
}

/// A stored code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeInfo {
    /// Its number.
    pub id: u64,
    /// Who stored it.
    pub creator: String,
    /// SHA-256 of the wasm, lower-case hexadecimal.
    pub checksum: String,
    /// Whether anybody may make contracts of it.
    pub is_open: bool,
}

impl Client {
    /// Asks a contract. A refusal is [`Error::Refused`] with the contract's words.
    pub async fn smart<T: DeserializeOwned>(
        &self,
        contract: &str,
        question: &impl Serialize,
    ) -> Result<T> {
        let query_data = serde_json::to_vec(question).map_err(|error| Error::Unusable {
            what: format!("question to {contract}"),
            reason: error.to_string(),
        })?;
        let request = QuerySmartContractStateRequest {
            address: contract.to_owned(),
            query_data,
        };
        let what = || format!("contract {contract}");
        let answer: QuerySmartContractStateResponse = self
            .ask("/cosmwasm.wasm.v1.Query/SmartContractState", &request, what)
            .await?;
        serde_json::from_slice(&answer.data).map_err(|error| Error::Malformed {
            what: format!("contract {contract}"),
            reason: error.to_string(),
        })
    }

    /// An entry of a contract's storage.
    pub async fn raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>> {
        let request = QueryRawContractStateRequest {
            address: contract.to_owned(),
            query_data: key.to_vec(),
        };
        let what = || format!("contract {contract}");
        let answer: QueryRawContractStateResponse = self
            .ask("/cosmwasm.wasm.v1.Query/RawContractState", &request, what)
            .await?;
        Ok((!answer.data.is_empty()).then_some(answer.data))
    }

    /// A contract's code, creator, admin and label; none if there is no contract at the address.
    pub async fn contract_info(&self, contract: &str) -> Result<Option<ContractInfo>> {
        let request = QueryContractInfoRequest {
            address: contract.to_owned(),
        };
        let what = || format!("contract {contract}");
        let asked = self
            .ask("/cosmwasm.wasm.v1.Query/ContractInfo", &request, what)
            .await;
        let answer: QueryContractInfoResponse = match asked {
            Err(Error::Missing { .. }) => return Ok(None),
            other => other?,
        };
        Ok(answer.contract_info.map(|info| ContractInfo {
            code_id: info.code_id,
            creator: info.creator,
            admin: (!info.admin.is_empty()).then_some(info.admin),
            label: info.label,
        }))
    }

    /// A stored code; none if there is none of that number.
    pub async fn code_info(&self, id: u64) -> Result<Option<CodeInfo>> {
        let request = QueryCodeRequest { code_id: id };
        let what = || format!("code {id}");
        let asked = self
            .ask("/cosmwasm.wasm.v1.Query/Code", &request, what)
            .await;
        let answer: QueryCodeResponse = match asked {
            Err(Error::Missing { .. }) => return Ok(None),
            other => other?,
        };
        Ok(answer.code_info.map(code))
    }

    /// All stored codes, the newest first.
    pub async fn codes(&self) -> Result<Vec<CodeInfo>> {
        let mut codes = vec![];
        let mut key = vec![];
        loop {
            let mut pagination = page(key);
            pagination.reverse = true;
            let request = QueryCodesRequest {
                pagination: Some(pagination),
            };
            let what = || "the list of codes".to_owned();
            let answer: QueryCodesResponse = self
                .ask("/cosmwasm.wasm.v1.Query/Codes", &request, what)
                .await?;
            codes.extend(answer.code_infos.into_iter().map(code));
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                return Ok(codes);
            }
        }
    }

    /// Numbers of the codes that are pinned: kept in memory, 58,000 gas less for each use.
    pub async fn pinned_codes(&self) -> Result<Vec<u64>> {
        let mut ids = vec![];
        let mut key = vec![];
        loop {
            let request = QueryPinnedCodesRequest {
                pagination: Some(page(key)),
            };
            let what = || "the list of pinned codes".to_owned();
            let answer: QueryPinnedCodesResponse = self
                .ask("/cosmwasm.wasm.v1.Query/PinnedCodes", &request, what)
                .await?;
            ids.extend(answer.code_ids);
            key = answer
                .pagination
                .map(|page| page.next_key)
                .unwrap_or_default();
            if key.is_empty() {
                return Ok(ids);
            }
        }
    }
}

fn code(info: CodeInfoResponse) -> CodeInfo {
    let everybody = AccessType::Everybody as i32;
    CodeInfo {
        id: info.code_id,
        creator: info.creator,
        checksum: hex::encode(info.data_hash),
        is_open: info
            .instantiate_permission
            .is_none_or(|granted| granted.permission == everybody),
    }
}

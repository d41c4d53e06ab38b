//! A transaction on the chain.

use cosmrs::{
    proto::{
        cosmos::{
            base::abci::v1beta1::TxMsgData, gov::v1::MsgSubmitProposalResponse,
            tx::v1beta1::SimulateResponse,
        },
        cosmwasm::wasm::v1::{
            MsgExecuteContractResponse, MsgInstantiateContract2Response,
            MsgInstantiateContractResponse, MsgMigrateContractResponse, MsgStoreCodeResponse,
        },
        prost::{Message, Name},
    },
    tendermint::abci::{types::ExecTxResult, Event as AbciEvent},
    Any,
};
use cosmwasm_std::{Attribute, Binary, Event};

use super::classify;
use crate::{Error, Result};

/// What a transaction would do if it were the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Simulated {
    /// The gas it would use, without a margin.
    pub gas_used: u64,
    /// All events, in order; those of contracts begin with `wasm`.
    pub events: Vec<Event>,
}

impl Simulated {
    /// None where no gas is told.
    pub(super) fn read(answer: SimulateResponse) -> Option<Self> {
        let events = answer.result.map_or_else(Vec::new, |result| result.events);
        let events = events
            .into_iter()
            .filter_map(|it| AbciEvent::try_from(it).ok());
        Some(Self {
            gas_used: answer.gas_info?.gas_used,
            events: events.map(|it| event(&it)).collect(),
        })
    }
}

/// A transaction that is on the chain and did what it should.
#[derive(Debug, Clone, PartialEq)]
pub struct Included {
    /// Its hash, upper-case hexadecimal.
    pub hash: String,
    /// Its block.
    pub height: u64,
    /// Its gas limit.
    pub gas_wanted: u64,
    /// The gas it used.
    pub gas_used: u64,
    /// All events, in order; those of contracts begin with `wasm`.
    pub events: Vec<Event>,
    /// What each message answered, in order.
    pub data: Vec<Any>,
}

/// What a transaction came to, in the block that holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// The block.
    pub height: u64,
    /// What it did; the error that it failed with.
    pub result: Result<Included>,
}

impl Ended {
    pub(crate) fn read(hash: &str, height: u64, result: ExecTxResult) -> Self {
        Self {
            height,
            result: Included::read(hash, height, result),
        }
    }
}

impl Included {
    fn read(hash: &str, height: u64, result: ExecTxResult) -> Result<Self> {
        let gas = |gas: i64| u64::try_from(gas).unwrap_or(0);
        let (gas_wanted, gas_used) = (gas(result.gas_wanted), gas(result.gas_used));
        if result.code.is_err() {
            return Err(
                match classify(&result.codespace, result.code.value(), &result.log) {
                    Error::OutOfGas { .. } => Error::OutOfGas {
                        wanted: gas_wanted,
                        used: gas_used,
                    },
                    other => other,
                },
            );
        }
        Ok(Self {
            hash: hash.to_owned(),
            height,
            gas_wanted,
            gas_used,
            events: result.events.iter().map(event).collect(),
            data: answers(hash, &result.data),
        })
    }

    /// The number of the code that it stored.
    pub fn code_id(&self) -> Option<u64> {
        self.first()
            .map(|answer: MsgStoreCodeResponse| answer.code_id)
    }

    /// The number of the proposal that it submitted.
    pub fn proposal(&self) -> Option<u64> {
        self.first()
            .map(|answer: MsgSubmitProposalResponse| answer.proposal_id)
    }

    /// The address of the contract that it created.
    pub fn contract(&self) -> Option<String> {
        let plain = self
            .first()
            .map(|answer: MsgInstantiateContractResponse| answer.address);
        plain.or_else(|| {
            self.first()
                .map(|answer: MsgInstantiateContract2Response| answer.address)
        })
    }

    /// What the contract called by message `index` answered; empty if it answered nothing.
    pub fn answer(&self, index: usize) -> Option<Vec<u8>> {
        let data = self.data.get(index)?;
        let executed = read(data).map(|answer: MsgExecuteContractResponse| answer.data);
        executed.or_else(|| read(data).map(|answer: MsgMigrateContractResponse| answer.data))
    }

    fn first<M: Message + Name + Default>(&self) -> Option<M> {
        self.data.iter().find_map(read)
    }
}

/// What the messages answered. The transaction has done what it should, so data that cannot be read are
/// none, not an error. The RPC library leaves them in base64.
fn answers(hash: &str, data: &[u8]) -> Vec<Any> {
    let text = std::str::from_utf8(data).ok();
    let decoded = text.and_then(|text| Binary::from_base64(text).ok());
    let decoded = decoded.as_ref().map_or(data, Binary::as_slice);
    match TxMsgData::decode(decoded) {
        Ok(data) => data.msg_responses,
        Err(error) => {
            tracing::warn!(hash, %error, "a transaction's data cannot be understood");
            vec![]
        }
    }
}

fn read<M: Message + Name + Default>(any: &Any) -> Option<M> {
    let is_it = any.type_url.trim_start_matches('/') == M::full_name();
    is_it
        .then(|| M::decode(any.value.as_slice()).ok())
        .flatten()
}

fn event(event: &AbciEvent) -> Event {
    let mut read = Event::new(event.kind.clone());
    read.attributes = event
        .attributes
        .iter()
        .map(|attribute| Attribute {
            key: attribute.key_str().unwrap_or_default().to_owned(),
            value: attribute.value_str().unwrap_or_default().to_owned(),
        })
        .collect();
    read
}

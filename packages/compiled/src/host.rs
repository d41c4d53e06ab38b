//! The chain's side of the bridge: it answers with what it was lent for one call.

use std::sync::mpsc::{Receiver, Sender};

use cosmwasm_std::{
    from_json, to_json_vec, Addr, Api, CanonicalAddr, ContractResult, Empty, Order, Querier,
    QueryRequest, Record, Storage, SystemResult, WasmQuery,
};
use cosmwasm_vm::GasInfo;

use crate::{
    bridge::{Answer, Ask},
    budget::Budget,
    gas::{
        store::{self, CONTRACT_PREFIX},
        vm,
    },
    trace::{Access, Recorder},
};

/// Storage as it was lent.
pub enum Lent<'a> {
    /// To look at.
    Read(&'a dyn Storage),
    /// To change.
    Write(&'a mut dyn Storage),
}

impl Lent<'_> {
    fn reads(&self) -> &dyn Storage {
        match self {
            Self::Read(storage) => *storage,
            Self::Write(storage) => *storage,
        }
    }
}

/// What is left of an iterator. Contracts change nothing under a running iterator (the storage
/// library forbids it), so each step may look anew.
struct Rest {
    start: Option<Vec<u8>>,
    end: Option<Vec<u8>>,
    order: Order,
}

impl Rest {
    fn peek(&self, storage: &dyn Storage) -> Option<Record> {
        let (start, end) = (self.start.as_deref(), self.end.as_deref());
        storage.range(start, end, self.order).next()
    }

    fn pass(&mut self, key: &[u8]) {
        match self.order {
            Order::Ascending => self.start = Some([key, &[0]].concat()),
            Order::Descending => self.end = Some(key.to_vec()),
        }
    }
}

/// Answers until the machine asks no more.
pub struct Host<'a> {
    storage: Lent<'a>,
    querier: &'a dyn Querier,
    api: &'a dyn Api,
    recorder: &'a Recorder,
    budget: &'a Budget,
    iterators: Vec<Rest>,
}

impl<'a> Host<'a> {
    pub fn new(
        (storage, querier, api): (Lent<'a>, &'a dyn Querier, &'a dyn Api),
        recorder: &'a Recorder,
        budget: &'a Budget,
    ) -> Self {
        Self {
            storage,
            querier,
            api,
            recorder,
            budget,
            iterators: vec![],
        }
    }

    /// Serves one call to its end.
    pub fn serve(mut self, asks: &Receiver<Ask>, answers: &Sender<(Answer, GasInfo)>) {
        while let Ok(ask) = asks.recv() {
            if answers.send(self.answer(ask)).is_err() {
                return;
            }
        }
    }

    fn answer(&mut self, ask: Ask) -> (Answer, GasInfo) {
        match ask {
            Ask::Get(key) => self.get(key),
            Ask::Set(key, value) => self.set(key, value),
            Ask::Remove(key) => self.remove(key),
            Ask::Scan(start, end, order) => self.scan(Rest { start, end, order }),
            Ask::Next(iterator) => self.next(iterator),
            Ask::Query(request, limit) => self.query(&request, limit),
            Ask::Validate(text) => {
                let answer = match self.api.addr_validate(&text) {
                    Ok(_) => Answer::Done,
                    Err(error) => Answer::Refused(error.to_string()),
                };
                (answer, GasInfo::with_cost(vm::VALIDATE))
            }
            Ask::Canonicalize(text) => match self.api.addr_canonicalize(&text) {
                Ok(bytes) => {
                    let answer = Answer::Value(Some(bytes.to_vec()));
                    (answer, GasInfo::with_cost(vm::CANONICALIZE))
                }
                Err(error) => refused(&error, vm::CANONICALIZE),
            },
            Ask::Humanize(bytes) => match self.api.addr_humanize(&CanonicalAddr::from(bytes)) {
                Ok(text) => {
                    let answer = Answer::Text(text.into_string());
                    (answer, GasInfo::with_cost(vm::HUMANIZE))
                }
                Err(error) => refused(&error, vm::HUMANIZE),
            },
        }
    }

    fn get(&mut self, key: Vec<u8>) -> (Answer, GasInfo) {
        let value = self.storage.reads().get(&key);
        let size = value.as_ref().map_or(0, Vec::len);
        let gas = external(store::read(CONTRACT_PREFIX + key.len(), size));
        let access = Access::Read {
            key,
            value: value.clone(),
        };
        self.recorder.access(access);
        (Answer::Value(value), GasInfo::with_externally_used(gas))
    }

    fn set(&mut self, key: Vec<u8>, value: Vec<u8>) -> (Answer, GasInfo) {
        let Lent::Write(storage) = &mut self.storage else {
            return read_only();
        };
        storage.set(&key, &value);
        let gas = store::write(CONTRACT_PREFIX + key.len(), value.len());
        self.recorder.access(Access::Write { key, value });
        (Answer::Done, GasInfo::with_externally_used(external(gas)))
    }

    fn remove(&mut self, key: Vec<u8>) -> (Answer, GasInfo) {
        let Lent::Write(storage) = &mut self.storage else {
            return read_only();
        };
        storage.remove(&key);
        self.recorder.access(Access::Delete { key });
        let gas = external(store::DELETE);
        (Answer::Done, GasInfo::with_externally_used(gas))
    }

    fn scan(&mut self, rest: Rest) -> (Answer, GasInfo) {
        let first = rest.peek(self.storage.reads());
        let gas = external(store::step(sizes(first.as_ref())));
        self.recorder.access(Access::Scan { first });
        self.iterators.push(rest);
        let id = u32::try_from(self.iterators.len()).unwrap_or(u32::MAX);
        (Answer::Iterator(id), GasInfo::with_externally_used(gas))
    }

    fn next(&mut self, iterator: u32) -> (Answer, GasInfo) {
        let place = usize::try_from(iterator)
            .ok()
            .and_then(|id| id.checked_sub(1));
        let Some(rest) = place.and_then(|place| self.iterators.get_mut(place)) else {
            return (
                Answer::Refused("no such iterator".to_owned()),
                GasInfo::free(),
            );
        };
        let record = rest.peek(self.storage.reads());
        let mut gas = GasInfo::free();
        if let Some((key, _)) = &record {
            rest.pass(key);
            let charged = external(store::step(sizes(record.as_ref())));
            gas = GasInfo::with_externally_used(charged);
        }
        let access = Access::Step {
            record: record.clone(),
        };
        self.recorder.access(access);
        (Answer::Record(record), gas)
    }

    fn query(&mut self, request: &[u8], limit: u64) -> (Answer, GasInfo) {
        let asked: Result<QueryRequest<Empty>, _> = from_json(request);
        if matches!(asked, Ok(QueryRequest::Wasm(WasmQuery::Smart { .. }))) {
            self.recorder.access(Access::Smart);
        }
        let ask = || self.querier.raw_query(request);
        let (result, mut charged) = self.budget.within(limit, ask);
        match asked {
            Ok(QueryRequest::Wasm(WasmQuery::Raw { contract_addr, key })) => {
                let value = match &result {
                    SystemResult::Ok(ContractResult::Ok(value)) => value.to_vec(),
                    _ => vec![],
                };
                charged += external(store::read(CONTRACT_PREFIX + key.len(), value.len()));
                let contract = Addr::unchecked(contract_addr);
                let (key, value) = (key.to_vec(), Some(value).filter(|value| !value.is_empty()));
                self.recorder.access(Access::Raw {
                    contract,
                    key,
                    value,
                });
            }
            Ok(QueryRequest::Wasm(WasmQuery::Smart { .. })) => {}
            _ => self.recorder.access(Access::Module {
                request: request.to_vec(),
            }),
        }
        let answer = match to_json_vec(&result) {
            Ok(json) => Answer::Query(json),
            Err(error) => Answer::Refused(error.to_string()),
        };
        (answer, GasInfo::with_externally_used(charged))
    }
}

/// The chain's gas in the machine's unit.
fn external(gas: u64) -> u64 {
    gas.saturating_mul(vm::MULTIPLIER)
}

fn sizes(record: Option<&Record>) -> Option<(usize, usize)> {
    record.map(|(key, value)| (CONTRACT_PREFIX + key.len(), value.len()))
}

fn refused(error: &impl ToString, cost: u64) -> (Answer, GasInfo) {
    (Answer::Refused(error.to_string()), GasInfo::with_cost(cost))
}

/// The machine forbids writing in questions before it asks; this is the second lock.
fn read_only() -> (Answer, GasInfo) {
    (
        Answer::Refused("a question cannot write".to_owned()),
        GasInfo::free(),
    )
}

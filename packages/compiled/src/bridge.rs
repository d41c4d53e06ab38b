//! What the virtual machine asks of the chain.
//!
//! The machine wants to own its storage, querier and api; the chain lends its own for one call.
//! So the machine runs in a thread of its own with this end of a pair of channels, and the chain's
//! thread answers with what it was lent, in `host`, until the call has ended.

use std::sync::{
    mpsc::{Receiver, Sender},
    Arc, Mutex, PoisonError,
};

use cosmwasm_std::{Order, Record};
use cosmwasm_std_3::{
    from_json, Binary, ContractResult, Order as MachineOrder, StdResult, SystemResult,
};
use cosmwasm_vm::{BackendApi, BackendError, BackendResult, GasInfo, Querier, Storage};

/// One question to the chain.
pub enum Ask {
    /// A single read.
    Get(Vec<u8>),
    /// A write.
    Set(Vec<u8>, Vec<u8>),
    /// A deletion.
    Remove(Vec<u8>),
    /// A new iterator.
    Scan(Option<Vec<u8>>, Option<Vec<u8>>, Order),
    /// One step of an iterator.
    Next(u32),
    /// A question to another contract or module, with the gas that it may use.
    Query(Vec<u8>, u64),
    /// Whether a text is an address.
    Validate(String),
    /// The bytes of an address.
    Canonicalize(String),
    /// The text of an address.
    Humanize(Vec<u8>),
}

/// What is answered, and never more than the question asked for.
pub enum Answer {
    /// It is done.
    Done,
    /// A value, if there is one.
    Value(Option<Vec<u8>>),
    /// An iterator's number.
    Iterator(u32),
    /// A record, if there is one left.
    Record(Option<Record>),
    /// Another contract's or module's answer as JSON, which all versions of it have in common.
    Query(Vec<u8>),
    /// A text.
    Text(String),
    /// The chain cannot do that, in its words.
    Refused(String),
}

/// This side of the channels.
#[derive(Clone)]
pub struct Bridge {
    asks: Sender<Ask>,
    answers: Arc<Mutex<Receiver<(Answer, GasInfo)>>>,
}

impl Bridge {
    pub fn new(asks: Sender<Ask>, answers: Receiver<(Answer, GasInfo)>) -> Self {
        Self {
            asks,
            answers: Arc::new(Mutex::new(answers)),
        }
    }

    fn ask(&self, ask: Ask) -> (Answer, GasInfo) {
        let gone = || {
            (
                Answer::Refused("the chain is gone".to_owned()),
                GasInfo::free(),
            )
        };
        if self.asks.send(ask).is_err() {
            return gone();
        }
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.recv().unwrap_or_else(|_| gone())
    }

    fn take<T>(
        &self,
        ask: Ask,
        take: impl FnOnce(Answer) -> Result<T, Answer>,
    ) -> BackendResult<T> {
        let (answer, gas) = self.ask(ask);
        let taken = take(answer).map_err(|other| match other {
            Answer::Refused(reason) => BackendError::user_err(reason),
            _ => BackendError::unknown("an answer to another question"),
        });
        (taken, gas)
    }
}

fn done(answer: Answer) -> Result<(), Answer> {
    match answer {
        Answer::Done => Ok(()),
        other => Err(other),
    }
}

impl Storage for Bridge {
    fn get(&self, key: &[u8]) -> BackendResult<Option<Vec<u8>>> {
        self.take(Ask::Get(key.to_vec()), |answer| match answer {
            Answer::Value(value) => Ok(value),
            other => Err(other),
        })
    }

    fn scan(
        &mut self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: MachineOrder,
    ) -> BackendResult<u32> {
        let order = match order {
            MachineOrder::Ascending => Order::Ascending,
            MachineOrder::Descending => Order::Descending,
        };
        let ask = Ask::Scan(start.map(<[u8]>::to_vec), end.map(<[u8]>::to_vec), order);
        self.take(ask, |answer| match answer {
            Answer::Iterator(id) => Ok(id),
            other => Err(other),
        })
    }

    fn next(&mut self, iterator_id: u32) -> BackendResult<Option<Record>> {
        self.take(Ask::Next(iterator_id), |answer| match answer {
            Answer::Record(record) => Ok(record),
            other => Err(other),
        })
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> BackendResult<()> {
        self.take(Ask::Set(key.to_vec(), value.to_vec()), done)
    }

    fn remove(&mut self, key: &[u8]) -> BackendResult<()> {
        self.take(Ask::Remove(key.to_vec()), done)
    }
}

impl Querier for Bridge {
    fn query_raw(
        &self,
        request: &[u8],
        gas_limit: u64,
    ) -> BackendResult<SystemResult<ContractResult<Binary>>> {
        let ask = Ask::Query(request.to_vec(), gas_limit);
        let (json, gas) = self.take(ask, |answer| match answer {
            Answer::Query(json) => Ok(json),
            other => Err(other),
        });
        let read = |json: Vec<u8>| -> StdResult<_> { from_json(&json) };
        let result = json
            .and_then(|json| read(json).map_err(|error| BackendError::user_err(error.to_string())));
        (result, gas)
    }
}

impl BackendApi for Bridge {
    fn addr_validate(&self, input: &str) -> BackendResult<()> {
        self.take(Ask::Validate(input.to_owned()), done)
    }

    fn addr_canonicalize(&self, human: &str) -> BackendResult<Vec<u8>> {
        self.take(Ask::Canonicalize(human.to_owned()), |answer| match answer {
            Answer::Value(Some(bytes)) => Ok(bytes),
            other => Err(other),
        })
    }

    fn addr_humanize(&self, canonical: &[u8]) -> BackendResult<String> {
        self.take(Ask::Humanize(canonical.to_vec()), |answer| match answer {
            Answer::Text(text) => Ok(text),
            other => Err(other),
        })
    }
}
